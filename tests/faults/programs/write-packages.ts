import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { newSigningKey } from '#engine/packages/signing.ts'
import { writePackage } from '#engine/packages/write.ts'
import { TandemError } from '#shared/errors.ts'
import { aDraft, anOperation } from '../../helpers/package.ts'

/*
 * Writes packages into a folder, one after the other, the last of each under the same name: `once` says as JSON what came
 * of it, otherwise it goes on until it is killed and says the number of each that is written.
 */
const [folder = '', how = ''] = process.argv.slice(2)
const path = join(folder, 'KM.tandem-return')
const signing = newSigningKey()

const write = (times: number) =>
  writePackage(
    path,
    aDraft(
      { details: { times } },
      {
        operations: Array.from({ length: 400 }, (_, n) => anOperation(n + 1)),
        contents: [Buffer.from(String(times))],
      },
    ),
    { kind: 'open' },
    signing,
    { force: times > 1 },
  )

if (how === 'once') {
  let said = 'written'
  try {
    await write(1)
  } catch (error) {
    said = error instanceof TandemError ? `${error.code}: ${error.message}` : `fault: ${String(error)}`
  }
  process.stdout.write(JSON.stringify({ said, left: readdirSync(folder) }))
} else {
  process.stdout.write('0\n')
  for (let times = 1; times < 100_000; times++) {
    await write(times)
    process.stdout.write(`${times}\n`)
  }
}
