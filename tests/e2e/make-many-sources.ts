import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeComparedStudy } from './pages/compared-study.ts'

/** Makes the bench's study with nine notes more, in the folder named first, and prints its path. */
const [folder = ''] = process.argv.slice(2)
const { path } = await makeComparedStudy({ folder, round: 'open' }, async client => {
  for (let n = 1; n <= 9; n++) {
    const file = join(folder, `Note ${n}.txt`)
    await writeFile(file, `On day ${n} the bus was late, and the clinic was shut.\n`)
    await client.sources.import({ files: [{ path: file }] })
  }
})
process.stdout.write(path)
