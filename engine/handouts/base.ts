import type { HandoutCounts } from '#shared/model/handout.ts'
import { all, type Cell, type Db, first, type Row } from '../db/sql.ts'
import { type Change, type FoldedTable, made } from '../history/changes.ts'
import type { ContentKind } from '../sources/contents.ts'
import { frameworksOfRound } from './frameworks.ts'
import { type CarriedMemo, memosOfCoder } from './memos.ts'
import { textsOf } from './texts.ts'

/** Bytes that go with a package, read when they are written. */
export interface Content {
  sha256: string
  kind: ContentKind
  read(): Uint8Array
}

/** All that a hand-out holds: rows that come to be in the copy, parents first, and what they refer to by hash. */
export interface Base {
  changes: Change[]
  contents: Content[]
  /** The memos that are in it with other texts than the study has. */
  carried: readonly CarriedMemo[]
  counts: HandoutCounts
}

/**
 * What the hand-out of one coder in one round holds, and nothing besides: the assigned sources as they read now, the
 * cases they belong to, the frameworks as the round froze them, and this coder's own work in the round so far. Every
 * column is named here, so that one that comes to a table later is handed out only where somebody says so.
 *
 * Of nobody else there is anything: where a row names another person or something that stays behind, it names nothing.
 * Where it does not go on from there, the coder's own work stays behind too.
 */
export function baseOf(db: Db, round: string, coder: string, goesOn: boolean): Base {
  const worker = goesOn ? coder : nobody
  const changes: Change[] = []
  const make = (table: FoldedTable, rows: readonly Row[]): readonly Row[] => {
    for (const { id, ...row } of rows) changes.push(made(table, String(id), row))
    return rows
  }
  const from = (table: FoldedTable, sql: string, parameters: Record<string, unknown> = {}) =>
    make(table, all<Row>(db, sql, { round, coder, ...parameters }))

  from('studies', 'SELECT id, title, stance, created_at FROM studies')
  from(
    'members',
    `SELECT id, name, initials, accent, 1 AS is_coder, 0 AS is_reviewer, 0 AS is_lead, created_at
     FROM members WHERE id = $coder`,
  )
  const { sources, contents, words } = textsOf(db, round)
  make('data_sets', sources.dataSets)
  make('sources', sources.rows)
  make('revisions', sources.revisions)
  const cases = casesOf(db, round)
  make('cases', cases.cases)
  make('attributes', cases.attributes)
  make('case_values', cases.values)
  make('source_cases', cases.links)
  make('source_speakers', cases.speakers)

  const frameworks = frameworksOfRound(db, round, worker)
  make('frameworks', frameworks.frameworks)
  make('framework_versions', frameworks.versions)
  from('rounds', "SELECT id, title, 'open' AS state, blind, version, opened_at FROM rounds WHERE id = $round")
  from(
    'round_sources',
    'SELECT id, round, source, position FROM round_sources WHERE round = $round ORDER BY position',
  )
  // Whoever has handed in before may go on while the round is open, so it is not said here.
  from(
    'round_coders',
    `SELECT id, round, coder, 0 AS position, NULL AS submitted_at FROM round_coders
     WHERE round = $round AND coder = $coder`,
  )
  // How the sources were chosen names those that were not; what a lead noted may name people.
  from(
    'round_plans',
    `SELECT id, round, unit, due, may_add_codes, '{"how":"hand"}' AS chosen, '' AS note
     FROM round_plans WHERE round = $round`,
  )
  make('codes', frameworks.codes)
  make('code_merges', frameworks.merges)

  const revisions = sources.revisions.map(({ id }) => id)
  const codes = frameworks.codes.map(({ id }) => id)
  const codings = from(
    'codings',
    `SELECT id, 'independent' AS layer, source, revision, start, "end", code, coder, polarity, comment, round,
       NULL AS ruling, created_at FROM codings
     WHERE layer = 'independent' AND round = $round AND coder = $coder
       AND revision IN (SELECT value FROM json_each($revisions)) AND code IN (SELECT value FROM json_each($codes))
     ORDER BY id`,
    { coder: worker, revisions: JSON.stringify(revisions), codes: JSON.stringify(codes) },
  )
  const annotations = from(
    'annotations',
    `SELECT id, source, revision, start, "end", author, text, round, created_at FROM annotations
     WHERE round = $round AND author = $coder AND revision IN (SELECT value FROM json_each($revisions))
     ORDER BY id`,
    { coder: worker, revisions: JSON.stringify(revisions) },
  )
  const memos = memosOfCoder(db, {
    round,
    coder: worker,
    sources: idsOf(sources.rows),
    cases: idsOf(cases.cases),
    codes: idsOf(frameworks.codes),
    codings: idsOf(codings),
  })
  make('memos', memos.rows)
  return {
    changes,
    contents: eachOnce([...contents, ...memos.contents]),
    carried: memos.carried,
    counts: {
      sources: sources.rows.length,
      words,
      cases: cases.cases.length,
      codes: frameworks.frozen,
      own: {
        codings: codings.length,
        annotations: annotations.length,
        proposedCodes: frameworks.proposed,
        memos: memos.rows.length,
      },
    },
  }
}

/** An id that no member has. */
const nobody = ''

const idsOf = (rows: readonly Row[]): ReadonlySet<Cell> => new Set(rows.map(({ id }) => id ?? null))

const eachOnce = (contents: readonly Content[]): Content[] => [
  ...new Map(contents.map(content => [content.sha256, content])).values(),
]

/** The cases that the round's sources and their speakers belong to, with their sites, and what is known of them. */
export function casesOf(db: Db, round: string) {
  const assigned = 'SELECT source FROM round_sources WHERE round = $round'
  const linked = `SELECT "case" FROM source_cases WHERE source IN (${assigned})
    UNION SELECT "case" FROM source_speakers WHERE "case" IS NOT NULL AND source IN (${assigned})`
  const named = `SELECT id FROM cases WHERE id IN (${linked})
    UNION SELECT site FROM cases WHERE site IS NOT NULL AND id IN (${linked})`
  const asked = (sql: string) => all<Row>(db, sql, { round })
  return {
    // Sites first: people refer to them. A lead's note on a case stays behind.
    cases: asked(
      `SELECT id, kind, name, site, '' AS note, created_at FROM cases WHERE id IN (${named})
       ORDER BY kind = 'person', id`,
    ),
    attributes: asked(
      `SELECT id, about, name, type, choices, position FROM attributes
       WHERE id IN (SELECT attribute FROM case_values WHERE "case" IN (${named})) ORDER BY position, id`,
    ),
    values: asked(
      `SELECT id, "case", attribute, value FROM case_values WHERE "case" IN (${named}) ORDER BY id`,
    ),
    links: asked(`SELECT id, source, "case" FROM source_cases WHERE source IN (${assigned}) ORDER BY id`),
    speakers: asked(
      `SELECT id, source, name, interviewer, "case" FROM source_speakers WHERE source IN (${assigned}) ORDER BY id`,
    ),
  }
}

/** The newest Lamport time in the study: all a hand-out made now holds is from then or before. */
export const newestLamport = (db: Db): number =>
  first<{ top: number }>(db, 'SELECT max(lamport) AS top FROM operations')?.top ?? 1

const lamportsAtOnce = 65_536

/**
 * The Lamport time a hand-out begins at: after all it holds, and rounded up so far that two hand-outs of a coder do not
 * tell how many steps others did in the study between them.
 */
export const lamportOfBeginning = (newest: number): number =>
  (Math.floor(newest / lamportsAtOnce) + 1) * lamportsAtOnce
