import { writeSync } from 'node:fs'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/*
 * Merges returns into the study one after the other, and says that it begins, what it is doing, and how many it is done
 * with. `in pieces` makes every row of a merge be written by itself, for a test that must then see a study between before
 * and after.
 */
const [path = '', how = '', ...files] = process.argv.slice(2)
const { client, connected } = ownWindow(createEngine({ library: openLibrary(`${path}-library`) }), true)
await client.library.open({ path })
const { db } = connected.window.mustHaveStudy()
const alone = (work: () => unknown) => Object.assign(work, { immediate: work })
writeSync(1, 'begun\n')
for (const [n, file] of files.entries()) {
  await client.merging.apply(
    { files: [{ path: file }] },
    {
      onProgress({ doing }) {
        if (how === 'in pieces' && doing === 'Merging')
          db.transaction = alone as unknown as typeof db.transaction
        writeSync(1, `${doing}\n`)
      },
    },
  )
  writeSync(1, `${n + 1}\n`)
}
