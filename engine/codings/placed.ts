import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Span } from '#shared/text/span.ts'
import { standingCode } from '../codebook/standing.ts'
import { gathering, keptWhileUnchanged } from '../db/kept.ts'
import { all, type Db, tuples } from '../db/sql.ts'
import { mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'
import { overlapping } from './overlapping.ts'

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
 * The codings of a layer that `me` may see, in the order of sources and text, with who stands behind each: of a source that
 * is linked as a whole its cases, else the case of each speaker whose turns the coding touches. An email is its
 * correspondents' as a whole. Whatever counts codings counts these: read once while the study stays as it is.
 */
export const placedCodings = (db: Db, asked: { layer: Layer; me: string }): readonly Placed[] =>
  keptWhileUnchanged(
    db,
    JSON.stringify(['placed', asked.layer, asked.me]),
    () => readPlaced(db, asked),
    gathering,
  )

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
 * A few plain queries and a sweep over the turns: a look at the turns for each coding takes ten times as long. The codings
 * are read as they lie, and put in order here: an index would be looked up row by row.
 */
function readPlaced(db: Db, { layer, me }: { layer: Layer; me: string }): Placed[] {
  const bySource = Map.groupBy(
    tuples<Stored>(
      db,
      `SELECT c.id, c.source, c.revision, c.start, c."end", ${standingCode('c')}, c.coder, c.polarity FROM codings c NOT INDEXED
       WHERE c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}`,
      { layer, me },
    ),
    ([, source]) => source,
  )
  const casesOf = readCases(db)
  const placed: Placed[] = []
  let passage = 0
  for (const { id: source, kind, dataSet } of all<{ id: string; kind: string; dataSet: string | null }>(
    db,
    'SELECT id, kind, data_set AS dataSet FROM sources ORDER BY created_at, id',
  )) {
    const its = bySource.get(source)
    if (!its) continue
    its.sort((a, b) => a[3] - b[3] || a[4] - b[4] || (a[0] < b[0] ? -1 : 1))
    let before: Stored | undefined
    for (const row of its) {
      const [id, , revision, start, end, code, coder, polarity] = row
      if (before?.[3] !== start || before[4] !== end) passage++
      before = row
      const cases = casesOf(source, kind, revision, { start, end })
      placed.push({ id, source, start, end, code, coder, polarity, dataSet, kind, cases, passage })
    }
  }
  return placed
}

type Turn = Span & { case: string }

const nobody: readonly string[] = []

/** Answers who stands behind a stretch of a source's text. */
function readCases(
  db: Db,
): (source: string, kind: string, revision: string, span: Span) => readonly string[] {
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
  return (source, kind, revision, span) => {
    const always = whole.get(source) ?? nobody
    const others =
      kind === 'email'
        ? (correspondents.get(source) ?? nobody)
        : (turns
            .get(revision)?.(span)
            .map(turn => turn.case) ?? nobody)
    if (others.length === 0) return always
    if (always.length === 0 && others.length === 1) return others
    return [...new Set([...always, ...others])].sort()
  }
}

const casesBySource = (db: Db, sql: string): Map<string, string[]> =>
  new Map(
    [...Map.groupBy(all<{ source: string; case: string }>(db, sql), ({ source }) => source)].map(
      ([source, list]) => [source, [...new Set(list.map(row => row.case))]],
    ),
  )
