import { contentStructure } from '../sources/contents.ts'
import type { Tools } from '../tools.ts'
import { lineageOf } from './lineage.ts'
import { revisionOf, storedRevisions } from './queries.ts'
import { type Revised, revise } from './revise.ts'

/** What puts the text of a number back, as a further one; refuses where there is none, or where it would change nothing. */
export function restored(tools: Tools, source: string, number: number, note: string): Revised {
  const { db } = tools
  const earlier = revisionOf(db, source, number)
  const texts = storedRevisions(db, source)
  const restores = texts.findIndex(({ id }) => id === earlier.id)
  return revise(tools, source, lineageOf(db, texts).editsBetween(texts.length - 1, restores), {
    kind: 'restored',
    restores,
    note,
    reshape: () => contentStructure(db, earlier.structure),
  })
}
