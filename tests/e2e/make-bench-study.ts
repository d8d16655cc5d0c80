import { sampleFile } from '#engine/sample/sample.ts'
import { makeComparedStudy } from './pages/compared-study.ts'

/** Makes the bench's study in the folder named first and prints its path; the second argument titles the fresh text. */
const [folder = '', title = ''] = process.argv.slice(2)
const { path } = await makeComparedStudy({ folder, round: 'open' }, async client => {
  const [taken] = await client.sources.import({ files: [{ path: sampleFile('m1-mentor.vtt') }] })
  if (!taken?.sourceId) throw new Error(`The fresh text was not taken: ${taken?.reason}`)
  await client.sources.update({ source: taken.sourceId, title })
})
process.stdout.write(path)
