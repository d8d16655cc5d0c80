import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '#engine/agreement/random.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { type Figure, measureAsync } from '../measure.ts'
import { prose } from './material.ts'

/** Characters of text that are searched. */
const characters = 15_000_000
const perSource = 300_000

/** `cpu`: of the processor's time, per search, which other programs at work leave nearly as it is. */
type SearchFigure = Figure & { cpu: number }

const searches = 21

/** Searching 15 MB of transcripts, for words found seldom, often and everywhere, with 50 places shown of each. */
export async function measureSearch(folder: string): Promise<SearchFigure[]> {
  const host = createEngine({ library: openLibrary(join(folder, 'library')) })
  try {
    const { client } = ownWindow(host, true)
    await client.library.create({ title: 'Bench' })
    const random = seededRandom(3)
    const files = Array.from({ length: characters / perSource }, (_, n) => {
      const path = join(folder, `Transcript ${n}.txt`)
      let text = ''
      for (let turn = 0; text.length < perSource; turn++)
        text += `${turn % 2 === 0 ? 'Interviewer' : 'P1'}: ${prose(random, turn % 2 === 0 ? 20 : 90)}\n`
      writeFileSync(path, text)
      return { path }
    })
    await client.sources.import({ files })
    const figures: SearchFigure[] = []
    for (const [what, query] of [
      ['a rare word', 'kitchens12'],
      ['a beginning', 'wonderly'],
      ['a first letter', 'w'],
      ['a common word', 'kitchen'],
      ['a word in every turn', 'the'],
      ['two words', 'kitchen garden'],
      ['nothing there', 'zygote'],
    ]) {
      const search = () => client.search.sources({ query: query ?? '', limit: 50 })
      const { total, isEstimate } = await search()
      const places = `${isEstimate ? 'about ' : ''}${total} places`
      const before = process.cpuUsage()
      const figure = await measureAsync(`search 15 MB for ${what} (${places})`, search, searches)
      const { user, system } = process.cpuUsage(before)
      figures.push({ ...figure, cpu: Math.round((user + system) / (searches + 1)) / 1000 })
    }
    return figures
  } finally {
    host.closeAll()
  }
}
