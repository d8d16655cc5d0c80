import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStudy } from '#engine/studies/handle.ts'
import { TandemError } from '#shared/errors.ts'

/* Fills the disk that the study lies on to the last byte, then opens the study in both ways, and says what was said. */
const [path = ''] = process.argv.slice(2)
const before = readFileSync(join(path, 'study.db'))
const filler = join(path, '..', 'filler')
for (const size of [1 << 20, 1 << 12, 1]) {
  try {
    for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
  } catch {
    // Full, for pieces of this size.
  }
}
const said = (['read', 'write'] as const).map(mode => {
  try {
    openStudy(path, mode).close()
    return 'opened'
  } catch (error) {
    return error instanceof TandemError ? `${error.code}: ${error.message}` : `fault: ${String(error)}`
  }
})
process.stdout.write(JSON.stringify({ said, same: before.equals(readFileSync(join(path, 'study.db'))) }))
