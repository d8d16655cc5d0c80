import { TandemError } from '#shared/errors.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import { type Change, rowOf } from '../history/changes.ts'
import { openBlindRoundOf } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'

interface RevisionChange {
  source: string
  number: number
  made: boolean
}

/** The revisions that changes make or take away. An import is none, nor is what comes and goes with its source. */
export function revisionsIn(changes: readonly Change[]): RevisionChange[] {
  const whole = new Set(
    changes
      .filter(({ table, before, after }) => table === 'sources' && (before === null || after === null))
      .map(({ id }) => id),
  )
  return changes.flatMap(({ table, before, after }) => {
    const row = before ?? after
    if (table !== 'revisions' || (before !== null && after !== null)) return []
    const [source, number] = [String(row?.source), Number(row?.number)]
    return number === 1 || whole.has(source) ? [] : [{ source, number, made: before === null }]
  })
}

/**
 * True where a step that made revisions, or took them away, can be taken back without losing what was done since on
 * the texts as they stand: nothing of their sources was coded, noted, ruled, quoted or corrected after it.
 * @param at when the step was done, milliseconds
 */
export function nothingSince(db: Db, changes: readonly Change[], at: number): boolean {
  const revised = revisionsIn(changes)
  if (revised.length === 0) return true
  const known = JSON.stringify(changes.map(({ id }) => id))
  const written = all<{ body: string }>(
    db,
    'SELECT body FROM memos WHERE updated_at >= ? AND id NOT IN (SELECT value FROM json_each(?))',
    at,
    known,
  ).map(({ body }) => contentText(db, body))
  return revised.every(({ source, number, made }) => {
    const newest = value<number>(db, 'SELECT max(number) AS n FROM revisions WHERE source = ?', source)
    if (newest !== (made ? number : number - 1)) return false
    if (written.some(body => body.includes(source))) return false
    return !first(
      db,
      `WITH known AS MATERIALIZED (SELECT value FROM json_each($known))
       SELECT 1 FROM codings WHERE source = $source AND id NOT IN known
       UNION ALL SELECT 1 FROM annotations WHERE source = $source AND id NOT IN known
       UNION ALL SELECT 1 FROM rulings WHERE source = $source AND created_at >= $at AND id NOT IN known`,
      { source, known, at },
    )
  })
}

/** True where taking a revision back would tell whether others have worked on its text: a blind round is open on it. */
export const revisionWouldTell = (db: Db, changes: readonly Change[]): boolean =>
  revisionsIn(changes).some(({ source }) => openBlindRoundOf(db, source))

/** Why a revision is not taken back, with what does the same without losing anything. */
export function builtUpon(db: Db, what: string, kind: string, changes: readonly Change[]): TandemError {
  const [first, ...more] = revisionsIn(changes)
  const title = first ? `“${String(rowOf(db, 'sources', first.source)?.title ?? '')}”` : ''
  return new TandemError(
    'conflict',
    `“${what}” cannot be ${kind}: ${more.length === 0 ? title : `one of ${more.length + 1} texts`} has been worked on since.`,
    'Put the earlier text back as a further one: Code, Earlier texts. Everything is then placed in it again.',
  )
}
