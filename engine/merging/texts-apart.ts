import type { TextsApart } from '#shared/model/merge.ts'
import { type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { applyEdits } from '../revisions/edits.ts'
import { refined } from '../revisions/find-edits.ts'
import { lineageOf } from '../revisions/lineage.ts'
import { mayRevise } from '../revisions/may-revise.ts'
import { type StoredRevision, storedRevisions } from '../revisions/queries.ts'
import { restored } from '../revisions/restored.ts'
import { textChanges } from '../revisions/text-changes.ts'
import type { Tools } from '../tools.ts'

/** How many places where two texts differ are told one by one. */
const most = 20

/** Two texts of one source that were corrected apart: the newest, and the last that came of the other correction. */
interface Apart {
  source: string
  stands: StoredRevision
  other: StoredRevision
  /** Where the other differs from the one that stands. */
  differ(): TextsApart
}

/**
 * What two corrections that knew nothing of each other came to; null where one of them is gone, where the newest text came of
 * both, or where it reads as the other does.
 */
export function textsApart(db: Db, one: string, two: string): Apart | null {
  const source = first<{ source: string }>(db, 'SELECT source FROM revisions WHERE id = ?', one)?.source
  if (source === undefined) return null
  const texts = storedRevisions(db, source)
  const lineage = lineageOf(db, texts)
  const cameOf = (at: number, before: number) => lineage.path(before, at).every(({ from, to }) => from < to)
  const newest = texts.length - 1
  const made = [one, two].map(id => texts.findIndex(text => text.id === id))
  if (made.includes(-1)) return null
  // Of three that were corrected apart none may stand: each of the others is met by one that is newer.
  const apart = Math.min(...made.filter(at => !cameOf(newest, at)))
  const last = texts.findLastIndex((_, at) => at >= apart && cameOf(at, apart))
  const [stands, other] = [texts[newest], texts[last]]
  if (!stands || !other || (stands.text === other.text && stands.structure === other.structure)) return null
  return {
    source,
    stands,
    other,
    differ() {
      const text = lineage.textOf(newest)
      // By whole words, as a correction is told.
      const { edits } = applyEdits(text, refined(text, lineage.editsBetween(newest, last)))
      return textChanges(
        text,
        lineage.textOf(last),
        edits.map(({ start, end, text }) => [start, end, text.length]),
        most,
      )
    },
  }
}

/** Puts the text that does not stand back, as a further one: the changes, to be recorded. */
export function otherText(tools: Tools, { source, other }: Apart): (Change | null)[] {
  mayRevise(tools, source)
  return restored(tools, source, other.number, 'Taken in merging').changes
}
