import type { CodingsSince } from '#shared/model/coding.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { mayShowCoding, mayShowOperation } from '../rounds/blinding.ts'
import { codingsAmong } from './queries.ts'

/** Beyond so many changes, reading the source's codings anew is the shorter way. */
const farthest = 2000

/** What decides who sees which coding and whose it is, what a coding's offsets mean and which code it counts as; and merges, whose rows no entry of ours names. */
const decisive = new Set([
  'rounds',
  'round_sources',
  'round_coders',
  'revisions',
  'sources',
  'code_merges',
  'split_judgements',
  'judging_rules',
  'members',
  'returns',
])

/**
 * SQL: how far the journal of the copy bound to `copy` has come as far as the member bound to `me` may know: the id of its
 * last entry that may be shown, empty before the first. It stands still while others work in a blind round, and is no number: from one entry of
 * one's own to the next, that would tell how many of theirs lie between.
 */
export const journalEnd = (copy: string, me: string): string =>
  `coalesce((SELECT o.id FROM operations o WHERE o.copy = ${copy} AND ${mayShowOperation('o', me)}
     ORDER BY o.sequence DESC LIMIT 1), '')`

/**
 * What became of a source's independent codings since `at`, as far as the member `me` may see. Null where that is to be
 * read anew: after many changes, after a round opened or ended, or for a moment that is not of this journal.
 */
export function codingsSince(
  db: Db,
  copy: string,
  source: string,
  at: string,
  me: string,
): CodingsSince | null {
  const from =
    at === ''
      ? { sequence: 0 }
      : first<{ sequence: number }>(
          db,
          `SELECT o.sequence FROM operations o WHERE o.id = ? AND o.copy = ? AND ${mayShowOperation('o', '?')}`,
          at,
          copy,
          me,
        )
  if (!from) return null
  const end = value<string>(db, `SELECT ${journalEnd('?', '?')} AS last`, copy, me)
  const changes = all<{ changes: string }>(
    db,
    'SELECT changes FROM operations WHERE copy = ? AND sequence > ? ORDER BY sequence',
    copy,
    from.sequence,
  ).flatMap(entry => JSON.parse(entry.changes) as Change[])
  if (changes.some(({ table }) => decisive.has(table))) return null
  const touched = new Set<string>()
  const gone = new Set<string>()
  for (const { table, id, before, after } of changes) {
    if (table !== 'codings') continue
    touched.add(id)
    if (after === null && before?.source === source && wasSeen(db, before, me)) gone.add(id)
  }
  const changed = codingsAmong(db, [...touched], source, me)
  for (const { id } of changed) gone.delete(id)
  return changed.length + gone.size > farthest ? null : { at: end, changed, gone: [...gone] }
}

/** Whether a coding that is gone was one the member might see: rounds have not changed since, so it is asked of now. */
const wasSeen = (db: Db, row: NonNullable<Change['before']>, me: string): boolean =>
  first(
    db,
    `WITH c (layer, coder, round, source, code) AS (VALUES (?, ?, ?, ?, ?))
     SELECT 1 FROM c WHERE c.layer = 'independent' AND ${mayShowCoding('c', '?')}`,
    row.layer,
    row.coder,
    row.round,
    row.source,
    row.code,
    me,
  ) !== undefined
