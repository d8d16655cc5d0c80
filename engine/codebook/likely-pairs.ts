import { TandemError } from '#shared/errors.ts'
import type { CodePair } from '#shared/model/codebook.ts'
import { folded } from '#shared/text/folded.ts'
import { all, first } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { mayShowCode, mayShowCoding, meOf } from '../rounds/blinding.ts'
import type { Reading, Tools } from '../tools.ts'
import { mayChange, standing } from './rules.ts'
import { standingCode, standsItself } from './standing.ts'

/** Words that say nothing of what a code is about. */
const small = new Set(['a', 'an', 'and', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with'])

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
 * Those called the same first, then those most together. Time grows with the codings, and with the square of the codes.
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
  const spelled = codes.map(({ name }) => spelling(name))
  const found: CodePair[] = []
  for (const [m, a] of codes.entries()) {
    for (let n = m + 1; n < codes.length; n++) {
      const [b, x, y] = [codes[n], spelled[m], spelled[n]]
      if (!b || !x || !y) continue
      const key = `${a.id} ${b.id}`
      const sameName = x.whole === y.whole
      const similarName = !sameName && areSimilar(x, y)
      const shared = together.get(key) ?? 0
      const isTogether = 2 * shared > Math.min(a.passages, b.passages) && shared > 0
      if (!(sameName || similarName || isTogether) || apart.has(key) || parts.has(key)) continue
      if (isUnder(a.id, b.id) || isUnder(b.id, a.id)) continue
      found.push({
        codes: [a.id, b.id],
        sameName,
        similarName,
        together: shared,
        passages: [a.passages, b.passages],
      })
    }
  }
  return found.sort(
    (a, b) =>
      Number(b.sameName) - Number(a.sameName) ||
      b.together - a.together ||
      Number(b.similarName) - Number(a.similarName),
  )
}

interface Spelling {
  whole: string
  words: ReadonlySet<string>
  /** Pairs of letters next to each other. */
  letters: ReadonlySet<string>
}

function spelling(name: string): Spelling {
  const whole = folded(name.trim())
  const words = whole.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '' && !small.has(word))
  const run = words.join('')
  return {
    whole,
    words: new Set(words.map(word => (word.length > 3 ? word.replace(/s$/, '') : word))),
    letters: new Set(Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2))),
  }
}

/** Half of all the words of both are in both, or three quarters of their letter pairs are (the Dice coefficient). */
function areSimilar(a: Spelling, b: Spelling): boolean {
  const isNumber = (word: string) => /^\p{N}+$/u.test(word)
  const differing = [...a.words, ...b.words].filter(word => !(a.words.has(word) && b.words.has(word)))
  if (differing.length > 0 && differing.every(isNumber)) return false
  const words = sharedIn(a.words, b.words)
  if (words > 0 && 2 * words >= a.words.size + b.words.size - words) return true
  const { size } = a.letters
  return size > 3 && 2 * sharedIn(a.letters, b.letters) >= 0.75 * (size + b.letters.size)
}

function sharedIn(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const each of a) if (b.has(each)) shared++
  return shared
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
