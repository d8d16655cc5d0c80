import { idFrom } from '../db/ids.ts'
import { all, type Db, each, first } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { type Followed, follows } from '../memos/carried.ts'
import { touchedQuotations } from '../memos/touched-quotations.ts'

/**
 * What memos quote of texts that were corrected where the quotation was not known: the memo came with a merge, or the
 * correction did. One whose words differ says so in the memo, and is put on the list of what waits, once, as a correction
 * here would have put it. `came` are the operations that came, by id. Writes nothing.
 */
export function quotationsMet(
  db: Db,
  now: number,
  came: ReadonlySet<string>,
): { changes: Change[]; listed: { table: 'memos'; id: string }[] } {
  const { memos, sources } = broughtBy(db, came)
  const read = follows(db)
  const changes = new Map<string, Change>()
  const listed = new Set<string>()
  const { touched } = touchedQuotations(db, (memo, sha256) =>
    memos.has(memo) || sources.size > 0
      ? read(memo, sha256).filter(({ source }) => memos.has(memo) || sources.has(source))
      : [],
  )
  for (const { memo, source, last, waiting } of touched) {
    if (!first(db, 'SELECT 1 FROM revisions WHERE id = ?', last.revision)) continue
    if (wasListed(db, memo, last)) continue
    const id = idFrom('to_place', memo, last.revision, last.start, last.end)
    listed.add(memo)
    changes.set(id, made('to_place', id, { ...waiting, source, ...last, created_at: now }))
  }
  return { changes: [...changes.values()], listed: [...listed].map(id => ({ table: 'memos', id })) }
}

/** The memos that operations wrote, and the sources whose texts they corrected. */
function broughtBy(db: Db, came: ReadonlySet<string>): { memos: Set<string>; sources: Set<string> } {
  const memos = new Set<string>()
  const sources = new Set<string>()
  for (const { id, changes } of each<{ id: string; changes: string }>(
    db,
    `SELECT id, changes FROM operations WHERE kind <> 'sources.imported'
       AND (instr(changes, '"table":"memos"') > 0 OR instr(changes, '"table":"revisions"') > 0)`,
  )) {
    if (!came.has(id)) continue
    for (const { table, id: row, before, after } of JSON.parse(changes) as Change[]) {
      if (table === 'memos') memos.add(row)
      if (table === 'revisions' && before === null && after !== null) sources.add(String(after.source))
    }
  }
  return { memos, sources }
}

/** Whether a step listed the quotation before, also where somebody has looked at it since. */
const wasListed = (db: Db, memo: string, last: Followed['last']): boolean =>
  all<{ changes: string }>(
    db,
    `SELECT changes FROM operations WHERE instr(changes, '"what":"quotation"') > 0 AND instr(changes, ?) > 0`,
    `"row":"${memo}"`,
  ).some(({ changes }) =>
    (JSON.parse(changes) as Change[]).some(
      ({ table, after }) =>
        table === 'to_place' &&
        after?.row === memo &&
        after.revision === last.revision &&
        after.start === last.start &&
        after.end === last.end,
    ),
  )
