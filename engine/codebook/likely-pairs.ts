import { TandemError } from '#shared/errors.ts'
import type { CodePair } from '#shared/model/codebook.ts'
import { all, first } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { mayShowCode, mayShowCoding, meOf } from '../rounds/blinding.ts'
import type { Reading, Tools } from '../tools.ts'
import { alikeNames } from './alike-names.ts'
import { mayChange, standing } from './rules.ts'
import { standingCode, standsItself } from './standing.ts'

interface Named {
  id: string
  parent: string | null
  name: string
  passages: number
}

interface Placed {
  source: string
  start: number
  end: number
  code: string
}

/**
 * Codes of a framework that may be one: their names are the same (letter case and accents aside), share half of their words or
 * more, or differ in little but letters; or at more than half the places where the rarer is used the other lies on at least
 * half of the shorter passage. Retired codes are left out, and so are a code and one under it, pairs that were told apart, and
 * parts that one code was split into, or what these were merged into since. Names that differ by a number alone are not alike.
 * Those called the same first, then those most together. Time grows with the codings, and with the codes that share words or
 * letters.
 */
export function likelyPairs({ db, asking }: Reading, framework: string): CodePair[] {
  const me = meOf(asking)
  const apart = new Set(
    all<{ key: string }>(db, "SELECT code || ' ' || other AS key FROM codes_apart").map(({ key }) => key),
  )
  const parts = new Set(
    all<{ key: string }>(
      db,
      `WITH parts AS (SELECT s.code, coalesce(
         (SELECT k.parent FROM code_merges m JOIN codes k ON k.id = m.code WHERE m.code = s.part), s.part) AS part FROM split_parts s)
       SELECT DISTINCT p.part || ' ' || q.part AS key FROM parts p JOIN parts q ON q.code = p.code AND q.part > p.part`,
    ).map(({ key }) => key),
  )
  const placed = all<Placed>(
    db,
    `SELECT c.source, c.start, c."end", ${standingCode('c')} AS code FROM codings c
     WHERE c.layer = 'independent' AND ${mayShowCoding('c', '?')} ORDER BY c.source, c.start, c."end", c.id`,
    me,
  )
  const counts = new Map<string, number>()
  for (const { code } of placed) counts.set(code, (counts.get(code) ?? 0) + 1)
  const codes = all<Omit<Named, 'passages'>>(
    db,
    `SELECT c.id, c.parent, c.name FROM codes c
     WHERE c.framework = ? AND c.status <> 'retired' AND ${standsItself('c')} AND ${mayShowCode('c', '?')} ORDER BY c.id`,
    framework,
    me,
  ).map((code): Named => ({ ...code, passages: counts.get(code.id) ?? 0 }))
  const together = placesTogether(placed, new Set(codes.map(({ id }) => id)))
  const parents = new Map(codes.map(({ id, parent }) => [id, parent]))
  const isUnder = (id: string, above: string): boolean => {
    for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null)
      if (at === above) return true
    return false
  }
  const alike = new Map(
    alikeNames(codes.map(({ name }) => name)).map(({ places, isSame }) => [
      places.map(place => codes[place]?.id).join(' '),
      isSame,
    ]),
  )
  const known = new Map(codes.map(code => [code.id, code]))
  const found: CodePair[] = []
  for (const key of [...new Set([...alike.keys(), ...together.keys()])].sort()) {
    const [a, b] = key.split(' ').map(id => known.get(id))
    if (!a || !b || apart.has(key) || parts.has(key) || isUnder(a.id, b.id) || isUnder(b.id, a.id)) continue
    const shared = together.get(key) ?? 0
    if (!alike.has(key) && 2 * shared <= Math.min(a.passages, b.passages)) continue
    found.push({
      codes: [a.id, b.id],
      sameName: alike.get(key) === true,
      similarName: alike.get(key) === false,
      together: shared,
      passages: [a.passages, b.passages],
    })
  }
  return found.sort(
    (a, b) =>
      Number(b.sameName) - Number(a.sameName) ||
      b.together - a.together ||
      Number(b.similarName) - Number(a.similarName),
  )
}

/**
 * At how many places two codes lie on the same words, at least half of the shorter passage, by their ids in order: passages of
 * the one that has fewest of them. The codings come in the order of the text.
 */
function placesTogether(placed: readonly Placed[], codes: ReadonlySet<string>): Map<string, number> {
  const met = new Map<string, [Set<Placed>, Set<Placed>]>()
  let open: Placed[] = []
  for (const next of placed) {
    if (!codes.has(next.code)) continue
    open = open.filter(({ source, end }) => source === next.source && end > next.start)
    for (const before of open) {
      if (before.code === next.code) continue
      const shared = Math.min(before.end, next.end) - next.start
      if (2 * shared < Math.min(before.end - before.start, next.end - next.start)) continue
      const [a, b] = before.code < next.code ? [before, next] : [next, before]
      const key = `${a.code} ${b.code}`
      const sides = met.get(key) ?? [new Set(), new Set()]
      met.set(key, sides)
      sides[0].add(a)
      sides[1].add(b)
    }
    open.push(next)
  }
  return new Map([...met].map(([key, [a, b]]) => [key, Math.min(a.size, b.size)]))
}

/** The change that keeps two codes from being proposed as one. Refuses a code and itself, and a pair that was told apart. */
export function toldApart(tools: Tools, codes: readonly string[]): { change: Change; summary: string } {
  const { db, asking, now, newId } = tools
  const [a, b] = codes.toSorted().map(id => standing(tools, id))
  if (!a || !b || a.id === b.id)
    throw new TandemError('bad-input', 'Two different codes are told apart.', 'Choose two.')
  for (const code of [a, b]) mayChange(tools, code)
  if (first(db, 'SELECT 1 FROM codes_apart WHERE code = ? AND other = ?', a.id, b.id))
    throw new TandemError('exists', `“${a.name}” and “${b.name}” were told apart already.`, 'Go on.')
  return {
    change: made('codes_apart', newId(), {
      code: a.id,
      other: b.id,
      made_by: asking.member?.id ?? null,
      made_at: now,
    }),
    summary: `Said that “${a.name}” and “${b.name}” are not the same`,
  }
}
