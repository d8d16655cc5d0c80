import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Span } from '#shared/text/span.ts'
import { standingCode } from '../codebook/standing.ts'
import { gathering, keptBySource, keptWhileUnchanged } from '../db/kept.ts'
import { all, column, type Db, tuples } from '../db/sql.ts'
import { mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'
import { codingsAroundMail } from '../sources/around-mail.ts'
import { countsQuoted } from '../studies/settings.ts'
import { overlapping } from './overlapping.ts'

interface Asked {
  layer: Layer
  me: string
  /** True for what is looked for and not counted: with what stands in quoted replies and signatures. */
  finds?: boolean
}

/** A coding with all that it is counted by. */
export interface Placed extends Span {
  id: string
  source: string
  /** The code it stands for: what its own was merged into or judged to be. */
  code: string
  coder: string | null
  polarity: Polarity | null
  dataSet: string | null
  /** The kind of its source. */
  kind: string
  /** People and sites behind it, by id, in the order of their ids. */
  cases: readonly string[]
  /** Which passage it stands on: the same number for all codings of one stretch of one source, which stand together. */
  passage: number
}

/**
 * The codings of a layer that `me` may see, in the order of sources and text, with who stands behind each: the cases that its
 * source is linked to as a whole, and that of each speaker whose turns the coding touches. An email is as a whole that of all its
 * correspondents who are linked. The same cases are one list. Whatever counts codings counts these: read once while the study
 * stays as it is, and then of the sources alone in which something was coded. What stands in quoted replies and signatures alone
 * is not among them, unless the study counts it.
 */
export const placedCodings = (db: Db, asked: Asked): readonly Placed[] =>
  keptWhileUnchanged(
    db,
    JSON.stringify(['placed', asked.layer, asked.me, asked.finds ?? false]),
    () => numbered([...placedBySource(db, asked).values()]),
    gathering,
  )

/** The same by source, each list in the order of its text, without the number of their passage. */
export const placedBySource = (db: Db, asked: Asked): ReadonlyMap<string, readonly PlacedInSource[]> =>
  keptBySource(
    db,
    JSON.stringify(['placed by source', asked.layer, asked.me, asked.finds ?? false]),
    sources => readPlaced(db, asked, sources),
    gathering,
  )

/** As `of` answers of a list of cases, which placed codings share: each list is asked about once. */
export function ofCases<T>(of: (cases: readonly string[]) => T): (cases: readonly string[]) => T {
  const known = new Map<readonly string[], T>()
  return cases => {
    const before = known.get(cases)
    if (before !== undefined) return before
    const answer = of(cases)
    known.set(cases, answer)
    return answer
  }
}

export type PlacedInSource = Omit<Placed, 'passage'>

/** The codings of all sources with their passages, each list in the order of its text. */
export function numbered(sources: readonly (readonly PlacedInSource[])[]): Placed[] {
  const placed: Placed[] = []
  let passage = 0
  for (const list of sources) {
    let before: PlacedInSource | undefined
    for (const one of list) {
      if (before?.start !== one.start || before.end !== one.end) passage++
      before = one
      const { id, source, start, end, code, coder, polarity, dataSet, kind, cases } = one
      placed.push({ id, source, start, end, code, coder, polarity, dataSet, kind, cases, passage })
    }
  }
  return placed
}

type Stored = [
  id: string,
  source: string,
  revision: string,
  start: number,
  end: number,
  code: string,
  coder: string | null,
  polarity: Polarity | null,
]

/**
 * The codings of each of these sources (null: of all, in their order) in the order of the text. A few plain queries and a sweep
 * over the turns: a look at the turns for each coding takes ten times as long. The codings of all are read as they lie, and put
 * in order here: an index would be looked up row by row.
 */
function readPlaced(
  db: Db,
  { layer, me, finds }: Asked,
  sources: readonly string[] | null,
): Map<string, PlacedInSource[]> {
  const leftOut =
    finds === true || countsQuoted(db) ? nothing : new Set(column<string>(db, codingsAroundMail))
  const bySource = Map.groupBy(
    tuples<Stored>(
      db,
      `SELECT c.id, c.source, c.revision, c.start, c."end", ${standingCode('c')}, c.coder, c.polarity FROM codings c
       ${sources === null ? 'NOT INDEXED WHERE' : 'WHERE c.source IN (SELECT value FROM json_each($sources)) AND'}
         c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}`,
      { layer, me, ...(sources && { sources: JSON.stringify(sources) }) },
    ),
    ([, source]) => source,
  )
  const casesOf = casesOfPassages(db)
  const placed = new Map<string, PlacedInSource[]>()
  for (const { id: source, kind, dataSet } of all<{ id: string; kind: string; dataSet: string | null }>(
    db,
    `SELECT id, kind, data_set AS dataSet FROM sources
     WHERE $sources IS NULL OR id IN (SELECT value FROM json_each($sources)) ORDER BY created_at, id`,
    { sources: sources && JSON.stringify(sources) },
  )) {
    placed.set(
      source,
      (bySource.get(source) ?? [])
        .filter(([id]) => !leftOut.has(id))
        .sort((a, b) => a[3] - b[3] || a[4] - b[4] || (a[0] < b[0] ? -1 : 1))
        .map(([id, , revision, start, end, code, coder, polarity]) => {
          const cases = casesOf(source, kind, revision, { start, end })
          return { id, source, start, end, code, coder, polarity, dataSet, kind, cases }
        }),
    )
  }
  return placed
}

const nothing: ReadonlySet<string> = new Set()

type CasesOf = (source: string, kind: string, revision: string, span: Span) => readonly string[]

/** Answers who stands behind a stretch of a source's text, which no coding says anything of. */
const casesOfPassages = (db: Db): CasesOf =>
  keptWhileUnchanged(db, 'cases of passages', () => readCases(db), [...gathering, 'codings'])

type Turn = Span & { case: string }

const nobody: readonly string[] = []

function readCases(db: Db): CasesOf {
  const whole = casesBySource(db, 'SELECT source, "case" FROM source_cases ORDER BY source, "case"')
  const correspondents = casesBySource(
    db,
    'SELECT source, "case" FROM source_speakers WHERE "case" IS NOT NULL ORDER BY source, "case"',
  )
  const turns = new Map(
    [
      ...Map.groupBy(
        all<Turn & { revision: string }>(
          db,
          `SELECT t.revision, t.start, t."end", p."case" FROM source_speakers p JOIN revisions r ON r.source = p.source
           JOIN segments t ON t.revision = r.id AND t.speaker = p.name
           WHERE p."case" IS NOT NULL ORDER BY t.revision, t.start`,
        ),
        ({ revision }) => revision,
      ),
    ].map(([revision, list]) => [revision, overlapping(list)]),
  )
  const known = new Map<string, readonly string[]>()
  const theOne = (cases: readonly string[]): readonly string[] => {
    const key = cases.join(' ')
    const before = known.get(key)
    if (!before) known.set(key, cases)
    return before ?? cases
  }
  return (source, kind, revision, span) => {
    const always = whole.get(source) ?? nobody
    const others =
      kind === 'email'
        ? (correspondents.get(source) ?? nobody)
        : (turns
            .get(revision)?.(span)
            .map(turn => turn.case) ?? nobody)
    return theOne(others.length === 0 ? always : [...new Set([...always, ...others])].sort())
  }
}

const casesBySource = (db: Db, sql: string): Map<string, string[]> =>
  new Map(
    [...Map.groupBy(all<{ source: string; case: string }>(db, sql), ({ source }) => source)].map(
      ([source, list]) => [source, [...new Set(list.map(row => row.case))]],
    ),
  )
