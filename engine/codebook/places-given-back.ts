import { all, type Db, first } from '../db/sql.ts'
import { type Change, changed, made } from '../history/changes.ts'
import type { Tools } from '../tools.ts'

/**
 * The changes that give a merged code back what the merge gave to another: its places in themes, where they were moved to by now,
 * and the memos about it. The other keeps a place that is its own, or that another code merged into it had; what it has only from
 * this code goes back. A theme that holds neither by now, and a memo that is about something else, stay as they are.
 */
export function givenBack(
  tools: Tools,
  code: string,
  target: string,
  stillMerged: readonly string[],
): (Change | null)[] {
  const { db, newId } = tools
  const others = new Set(stillMerged.flatMap(id => [...themesOf(db, id).keys()]))
  const places = [...themesOf(db, code)].flatMap(([theme, from]): (Change | null)[] => {
    const there = first<{ id: string; position: number }>(
      db,
      'SELECT id, position FROM theme_codes WHERE theme = ? AND code = ?',
      theme,
      target,
    )
    const isIn = first(db, 'SELECT 1 FROM theme_codes WHERE theme = ? AND code = ?', theme, code)
    if (!there || isIn) return []
    const isOnlyFromHere = [there.id, from].some(place => isFromMerge(db, 'theme_codes', place, target, null))
    return isOnlyFromHere && !others.has(theme)
      ? [changed(db, 'theme_codes', there.id, { code })]
      : [made('theme_codes', newId(), { theme, code, position: there.position })]
  })
  const memos = takenFrom(db, 'memos', code).flatMap(({ id }): (Change | null)[] =>
    first(db, "SELECT 1 FROM memos WHERE id = ? AND about_kind = 'code' AND about = ?", id, target)
      ? [changed(db, 'memos', id, { about: code })]
      : [],
  )
  return [...places, ...memos]
}

/**
 * A place that comes back with its theme, under the code it was merged from, where that was taken apart meanwhile: the code it counted
 * as was never put there. Any other change as it is.
 */
export function ofCodeTakenApart(db: Db, change: Change): Change {
  const { table, id, before, after } = change
  if (table !== 'theme_codes' || before !== null || after === null) return change
  const target = String(after.code)
  if (!isFromMerge(db, table, id, target, null)) return change
  const apart = first<{ code: string }>(
    db,
    `SELECT c.value ->> '$.before.code' AS code FROM operations o, json_each(o.changes) c
     WHERE o.kind = 'code.merged' AND c.value ->> '$.table' = 'theme_codes' AND c.value ->> '$.id' = $id
       AND c.value ->> '$.after.code' = $target
     ORDER BY o.lamport DESC, o.sequence DESC LIMIT 1`,
    { id, target },
  )?.code
  const stands =
    apart !== undefined &&
    first(
      db,
      'SELECT 1 FROM codes c WHERE c.id = ? AND NOT EXISTS (SELECT 1 FROM code_merges WHERE code = c.id)',
      apart,
    )
  return stands ? { ...change, after: { ...after, code: apart } } : change
}

/**
 * The themes that hold what was a code's of its own accord when it was merged, each with the place it had: where that was moved to
 * another theme since, the place there.
 */
const themesOf = (db: Db, code: string): Map<string, string> =>
  new Map(
    takenFrom(db, 'theme_codes', code).flatMap(({ id, theme }) => {
      const at = theme ?? movedTo(db, id) ?? themeOf(db, id)
      return at === undefined ? [] : [[at, id] as const]
    }),
  )

/** The theme that a place which is gone was moved to, in one step, and moved on to from there; undefined where it is there, or was taken out. */
function movedTo(db: Db, place: string): string | undefined {
  let theme: string | undefined
  let at: string | undefined = place
  while (at !== undefined && !first(db, 'SELECT 1 FROM theme_codes WHERE id = ?', at)) {
    const next: { id: string; theme: string } | undefined = first(
      db,
      `SELECT m.value ->> '$.id' AS id, m.value ->> '$.after.theme' AS theme
       FROM operations o, json_each(o.changes) c, json_each(o.changes) m
       WHERE o.id = (SELECT l.id FROM operations l, json_each(l.changes) g
           WHERE instr(l.changes, $at) > 0 AND g.value ->> '$.id' = $at AND json_type(g.value, '$.after') = 'null'
           ORDER BY l.lamport DESC, l.sequence DESC LIMIT 1)
         AND c.value ->> '$.id' = $at AND m.value ->> '$.table' = 'theme_codes' AND json_type(m.value, '$.before') = 'null'
         AND m.value ->> '$.after.code' = c.value ->> '$.before.code' LIMIT 1`,
      { at },
    )
    at = next?.id
    theme = next?.theme
  }
  return theme
}

interface Taken {
  id: string
  /** Named where the place went. */
  theme: string | null
}

const naming = { theme_codes: 'code', memos: 'about' } as const

/** What the latest merge of a code took from it, unless the code had it from a merge itself. */
function takenFrom(db: Db, table: keyof typeof naming, code: string): Taken[] {
  const merge = first<{ id: string; lamport: number; sequence: number }>(
    db,
    `SELECT o.id, o.lamport, o.sequence FROM operations o
     WHERE o.kind = 'code.merged' AND EXISTS (SELECT 1 FROM json_each(o.changes) m
       WHERE m.value ->> '$.table' = 'code_merges' AND m.value ->> '$.after.code' = $code)
     ORDER BY o.lamport DESC, o.sequence DESC LIMIT 1`,
    { code },
  )
  if (!merge) return []
  return all<Taken>(
    db,
    `SELECT c.value ->> '$.id' AS id, c.value ->> '$.before.theme' AS theme
     FROM operations o, json_each(o.changes) c
     WHERE o.id = $merge AND c.value ->> '$.table' = $table AND c.value ->> $before = $code ORDER BY c.key`,
    { merge: merge.id, table, before: `$.before.${naming[table]}`, code },
  ).filter(({ id }) => !isFromMerge(db, table, id, code, merge))
}

/** Whether a row came to name a code by a merge, and not by whoever wrote it: as it stands, or before an operation. */
const isFromMerge = (
  db: Db,
  table: keyof typeof naming,
  row: string,
  code: string,
  before: { lamport: number; sequence: number } | null,
): boolean =>
  first<{ kind: string }>(
    db,
    `SELECT o.kind FROM operations o, json_each(o.changes) c
     WHERE o.kind IN ('code.merged', 'code.separated')
       AND c.value ->> '$.table' = $table AND c.value ->> '$.id' = $row AND c.value ->> $after = $code
       AND ($lamport IS NULL OR (o.lamport, o.sequence) < ($lamport, $sequence))
     ORDER BY o.lamport DESC, o.sequence DESC LIMIT 1`,
    {
      table,
      row,
      after: `$.after.${naming[table]}`,
      code,
      lamport: before?.lamport ?? null,
      sequence: before?.sequence ?? null,
    },
  )?.kind === 'code.merged'

/** The theme of a place, there or gone. */
const themeOf = (db: Db, place: string): string | undefined =>
  (
    first<{ theme: string }>(db, 'SELECT theme FROM theme_codes WHERE id = ?', place) ??
    first<{ theme: string }>(
      db,
      `SELECT coalesce(c.value ->> '$.after.theme', c.value ->> '$.before.theme') AS theme
       FROM operations o, json_each(o.changes) c
       WHERE c.value ->> '$.table' = 'theme_codes' AND c.value ->> '$.id' = $place
         AND coalesce(c.value ->> '$.after.theme', c.value ->> '$.before.theme') IS NOT NULL LIMIT 1`,
      { place },
    )
  )?.theme
