import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Span } from '#shared/text/span.ts'
import { standingCode, standingCodes } from '../codebook/standing.ts'
import { keptWhileUnchanged } from '../db/kept.ts'
import { all, type Db, type Row } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import { byOrder, type Journalled } from '../history/order.ts'
import { lineageOf } from '../revisions/lineage.ts'
import { storedRevisions } from '../revisions/queries.ts'
import { wayOf } from '../revisions/since-step.ts'
import { mayShowCoding, mayShowOperation, mayShowRuled } from '../rounds/blinding.ts'

/** A coding that is gone, with the one that stands in its place. */
export interface Heir {
  /** The id of the one that stands. */
  readonly coding: string
  /** What the one that is gone carried when it went. */
  readonly was: { readonly code: string; readonly polarity: Polarity | null }
}

/**
 * What memos and statements hold of a coding is its id, and a ruling that is changed, or made as it was before, makes codings
 * of its own. By the id of each of `codings` that is gone, the one that stands in its place, as far as the member `me` may see
 * it: of the same layer and coder, on the same words, and of the same code; else, of another code, the one that came in the
 * step in which it went. One pass over the journal's removals, and none where all are there.
 */
export function heirsOf(db: Db, codings: readonly string[], me: string): ReadonlyMap<string, Heir> {
  const gone = all<{ id: string }>(
    db,
    'SELECT value AS id FROM json_each(?) WHERE value NOT IN (SELECT id FROM codings) ORDER BY value',
    JSON.stringify([...new Set(codings)]),
  ).map(({ id }) => id)
  if (gone.length === 0) return new Map()
  return keptWhileUnchanged(db, JSON.stringify(['heirs', gone, me]), () => {
    const reading = { db, me, codes: standingCodes(db), places: new Map() } satisfies Reading
    const found = new Map<string, Heir>()
    for (const [id, removal] of removalsOf(reading, gone)) {
      const coding = heirOf(reading, removal, new Set([id]))
      const { code, polarity } = removal.row
      if (coding !== null) found.set(id, { coding, was: { code, polarity } })
    }
    return found
  })
}

interface Reading {
  db: Db
  me: string
  /** What each merged code counts as. */
  codes: ReadonlyMap<string, string>
  /** What leads from a text of a source to its newest, by the older text's id. */
  places: Map<string, ((span: Span) => Span) | null>
}

interface GoneCoding {
  layer: Layer
  source: string
  revision: string
  start: number
  end: number
  code: string
  coder: string | null
  polarity: Polarity | null
}

/** The step in which a coding went, with all that it changed, and the coding as it was. */
interface Removal {
  row: GoneCoding
  changes: readonly Change[]
}

type Step = Omit<Journalled, 'kind' | 'undoes'>

/** The last removal of each of these codings that `me` may know of. */
function removalsOf({ db, me }: Reading, codings: readonly string[]): Map<string, Removal> {
  const steps = all<Omit<Step, 'changes'> & { changes: string; coding: string }>(
    db,
    `SELECT o.id, o.copy, o.sequence, o.lamport, o.actor, o.changes, c.value ->> 'id' AS coding
     FROM operations o CROSS JOIN json_each(o.changes) c
     WHERE o.kind <> 'sources.imported' AND instr(o.changes, '"table":"codings"') > 0 AND instr(o.changes, '"after":null') > 0
       AND c.value ->> 'table' = 'codings' AND c.value ->> 'id' IN (SELECT value FROM json_each($codings))
       AND json_type(c.value, '$.after') = 'null'
       AND ${mayShowOperation('o', '$me')} AND ${isNotIn('o', '$out')}`,
    { codings: JSON.stringify(codings), me, out: JSON.stringify(leftOut(db)) },
  )
    .map(step => ({ ...step, changes: JSON.parse(step.changes) as Change[] }))
    .sort(byOrder)
  return new Map(
    steps.flatMap(({ coding, changes }) => {
      const going = changes.findLast(({ table, id }) => table === 'codings' && id === coding)
      return going?.before ? [[coding, { row: asCoding(going.before), changes }] as const] : []
    }),
  )
}

const asCoding = (row: Row): GoneCoding => row as unknown as GoneCoding

/** The coding that stands in the place of one that went; `met` are those it was asked of on the way. */
function heirOf(reading: Reading, { row, changes }: Removal, met: Set<string>): string | null {
  const there = ofSameCode(reading, row)
  if (there !== null) return there
  for (const { table, id, before, after } of changes) {
    if (table !== 'codings' || before !== null || after === null || met.has(id)) continue
    const made = asCoding(after)
    if (made.layer !== row.layer || made.coder !== row.coder || made.source !== row.source) continue
    if (overlapOf(made, row) === 0) continue
    met.add(id)
    if (isShown(reading, id)) return id
    const removal = removalsOf(reading, [id]).get(id)
    const heir = removal ? heirOf(reading, removal, met) : null
    if (heir !== null) return heir
  }
  return null
}

/** Of the codings of the same layer, coder and code the one that shares most of the words, and of such the one that says the same. */
function ofSameCode(reading: Reading, row: GoneCoding): string | null {
  const place = inNewest(reading, row)
  if (place === null) return null
  const { db, me, codes } = reading
  const [first] = all<{ id: string; code: string; start: number; end: number; polarity: Polarity | null }>(
    db,
    `SELECT c.id, ${standingCode('c')} AS code, c.start, c."end", c.polarity FROM codings c
     WHERE c.source = $source AND c.layer = $layer AND c.coder IS $coder AND c.start < $end AND $start < c."end"
       AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}`,
    { source: row.source, layer: row.layer, coder: row.coder, ...place, me },
  )
    .filter(({ code }) => code === (codes.get(row.code) ?? row.code))
    .sort(
      (a, b) =>
        overlapOf(b, place) - overlapOf(a, place) ||
        Number(b.polarity === row.polarity) - Number(a.polarity === row.polarity) ||
        (a.id < b.id ? -1 : 1),
    )
  return first?.id ?? null
}

const isShown = ({ db, me }: Reading, coding: string): boolean =>
  all(
    db,
    `SELECT 1 FROM codings c WHERE c.id = $coding AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}`,
    { coding, me },
  ).length > 0

/** Where a coding that is gone would stand in its source's newest text; null where that text is not there. */
function inNewest({ db, places }: Reading, { source, revision, start, end }: GoneCoding): Span | null {
  let lead = places.get(revision)
  if (lead === undefined) {
    const texts = storedRevisions(db, source)
    const base = texts.findIndex(({ id }) => id === revision)
    if (base < 0) lead = null
    else if (base === texts.length - 1) lead = span => span
    else {
      const way = wayOf(lineageOf(db, texts), base)
      lead = span => ({ start: way.start(span.start), end: way.end(span.end) })
    }
    places.set(revision, lead)
  }
  return lead?.({ start, end }) ?? null
}

const overlapOf = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
