import { TandemError } from '#shared/errors.ts'
import type { PlaceItem } from '#shared/model/revision.ts'
import { all, first } from '../db/sql.ts'
import type { Asking } from '../members/asking.ts'
import { mayShowCoding, rulingsToJudge } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'
import type { Reading } from '../tools.ts'
import { editsOf, type StoredRevision, storedRevisions } from './queries.ts'
import { carriedPlace, inContext } from './text-changes.ts'

/** A row of the list, with what stands of it now. */
export interface Listed {
  id: string
  what: PlaceItem['what']
  row: string
  why: PlaceItem['why']
  source: string
  revision: string
  start: number
  end: number
  layer: 'independent' | 'consensus'
  coder: string | null
  round: string | null
  kept: string | null
  created_at: number
  title: string
  who: string | null
  submitted: number
  name: string | null
  colour: number | null
  comment: string | null
  now_start: number | null
  now_end: number | null
}

/** SQL: the code of a coding that waits, else nothing's. */
const codeOfIt = `coalesce((SELECT code FROM codings WHERE id = t."row"), t.kept ->> 'code', '')`

/**
 * SQL: the rows of the list that the asker may see: one's own; for reviewers and leads those of the consensus; for leads
 * those of others as well, as far as no blind round hides them. What was removed or withdrawn since waits no longer.
 */
const shown = `(t.coder = $me OR ($reviews = 1 AND t.layer = 'consensus')
    OR ($leads = 1 AND t.layer = 'independent' AND ${mayShowCoding('t', '$me', codeOfIt)}))
  AND (t.why = 'gone' AND t.what IN ('coding', 'annotation')
    OR t.what = 'coding' AND EXISTS (SELECT 1 FROM codings WHERE id = t."row")
    OR t.what = 'annotation' AND EXISTS (SELECT 1 FROM annotations WHERE id = t."row")
    OR t.what = 'ruling' AND EXISTS (SELECT 1 FROM rulings WHERE id = t."row")
    OR t.what = 'quotation' AND EXISTS (SELECT 1 FROM memos WHERE id = t."row"))`

const asker = ({ member, manages }: Asking) => ({
  me: member?.id ?? '',
  reviews: manages || member?.roles.some(role => role !== 'coder') ? 1 : 0,
  leads: manages || member?.roles.includes('lead') ? 1 : 0,
})

const selected = `SELECT t.*, s.title, m.initials AS who,
    EXISTS (SELECT 1 FROM round_coders p WHERE p.round = t.round AND p.coder = t.coder AND p.submitted_at IS NOT NULL)
      AS submitted,
    CASE t.what
      WHEN 'coding' THEN (SELECT name FROM codes WHERE id = coalesce(c.code, t.kept ->> 'code'))
      WHEN 'annotation' THEN coalesce(a.text, t.kept ->> 'text')
      WHEN 'ruling' THEN u.reason
      ELSE (SELECT title FROM memos WHERE id = t."row") END AS name,
    CASE t.what WHEN 'coding' THEN (SELECT colour FROM codes WHERE id = coalesce(c.code, t.kept ->> 'code')) END AS colour,
    coalesce(c.comment, t.kept ->> 'comment', '') AS comment,
    CASE t.what WHEN 'coding' THEN c.start WHEN 'annotation' THEN a.start WHEN 'ruling' THEN u.start END AS now_start,
    CASE t.what WHEN 'coding' THEN c."end" WHEN 'annotation' THEN a."end" WHEN 'ruling' THEN u."end" END AS now_end
  FROM to_place t JOIN sources s ON s.id = t.source LEFT JOIN members m ON m.id = t.coder
  LEFT JOIN codings c ON t.what = 'coding' AND c.id = t."row"
  LEFT JOIN annotations a ON t.what = 'annotation' AND a.id = t."row"
  LEFT JOIN rulings u ON t.what = 'ruling' AND u.id = t."row"`

/** What waits to be looked at, by source and place, as far as the asker may see. */
export function waitingItems({ db, asking }: Reading, source: string | undefined): PlaceItem[] {
  const rows = all<Listed>(
    db,
    `${selected} WHERE ($source IS NULL OR t.source = $source) AND ${shown}
       AND coalesce(c.ruling, t.kept ->> 'ruling', u.id, '') NOT IN (${rulingsToJudge('$me')})
     ORDER BY s.created_at, s.id, t.start, t.id`,
    { ...asker(asking), source: source ?? null },
  )
  const histories = new Map<string, StoredRevision[]>()
  const texts = new Map<string, string>()
  const textOf = (sha256: string): string => {
    const text = texts.get(sha256) ?? contentText(db, sha256)
    texts.set(sha256, text)
    return text
  }
  const items = rows.map((row): PlaceItem => {
    const history = histories.get(row.source) ?? storedRevisions(db, row.source)
    histories.set(row.source, history)
    const from = history.findIndex(revision => revision.id === row.revision)
    const near = history
      .slice(from + 1)
      .reduce((at, revision) => carriedPlace(editsOf(revision), at), row.start)
    const newest = textOf(history.at(-1)?.text ?? '')
    const now =
      row.what === 'quotation' && row.why === 'touched'
        ? { start: near, end: carriedEnd(history.slice(from + 1), row.end) }
        : row.now_start === null || row.now_end === null
          ? null
          : { start: row.now_start, end: row.now_end }
    return {
      id: row.id,
      what: row.what,
      row: row.row,
      why: row.why,
      source: row.source,
      sourceTitle: row.title,
      name: row.name ?? '',
      colour: row.colour,
      comment: row.comment ?? '',
      who: row.who,
      mine: mayPlace(asking, row),
      frozen: row.submitted === 1 || row.layer === 'consensus',
      before: inContext(textOf(history[from]?.text ?? ''), row),
      now: now && now.start < now.end ? { ...now, ...inContext(newest, now) } : null,
      near,
      at: new Date(row.created_at).toISOString(),
    }
  })
  const order = [...histories.keys()]
  return items.sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source) || a.near - b.near)
}

const carriedEnd = (later: readonly StoredRevision[], end: number): number =>
  later.reduce((at, revision) => carriedPlace(editsOf(revision), at), end)

/** A row of the list that the asker may place; refuses others, and one that is no longer there. */
export function mine({ db, asking }: Reading, id: string): Listed {
  const row = first<Listed>(db, `${selected} WHERE t.id = $id AND ${shown}`, { ...asker(asking), id })
  if (row && mayPlace(asking, row)) return row
  if (!row)
    throw new TandemError('not-found', 'That does not wait to be placed any more.', 'Look at the list again.')
  throw new TandemError(
    'not-allowed',
    row.coder === null ? 'A reviewer or a lead places what was ruled.' : 'Each coder places only their own.',
    row.coder === null ? 'Ask one of them.' : 'It waits for the one who made it.',
  )
}

/** Each their own; what is nobody's, a reviewer or a lead. */
function mayPlace(asking: Asking, { coder }: Pick<Listed, 'coder'>): boolean {
  if (coder !== null) return asking.member?.id === coder
  return asking.manages || (asking.member?.roles.some(role => role !== 'coder') ?? false)
}

/** How many items the asker may see were put on a source's list at a moment. */
export const listedAt = ({ db, asking }: Reading, source: string, at: number): number =>
  all(db, `SELECT 1 FROM to_place t WHERE t.source = $source AND t.created_at = $at AND ${shown}`, {
    ...asker(asking),
    source,
    at,
  }).length
