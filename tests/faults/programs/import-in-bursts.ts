import { writeSync } from 'node:fs'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { inProcessParser } from '../../helpers/in-process-parser.ts'

/* Imports file after file in one job until it is killed, and says how many the job has finished with. */
const [path = '', from = '0'] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(`${path}-library`), parser: inProcessParser })
const { client } = ownWindow(host, true)
await client.library.open({ path })
const files = Array.from({ length: 400 }, (_, n) => {
  const fileName = `File ${from}-${n}.txt`
  host.uploads.put(fileName, { fileName, bytes: Buffer.from(`Mentor: text of ${fileName}. `.repeat(400)) }, 1)
  return { upload: fileName, fileName }
})
await client.sources.import({ files }, { onProgress: ({ done }) => writeSync(1, `${done}\n`) })
