import { all, type Db, type Row } from '../db/sql.ts'
import { type Change, type FoldedTable, made } from '../history/changes.ts'
import { type Base, casesOf } from './base.ts'
import { parentsFirst } from './frameworks.ts'
import { textsOf } from './texts.ts'

/** The tables whose rows a reviewer's hand-out brings, beyond those of a coder's. */
export const reviewTables: readonly FoldedTable[] = [
  'code_merges',
  'rulings',
  'meetings',
  'ruled_on',
  'ruled_readings',
  'agenda',
  'item_comments',
  'judging_rules',
  'agreed_rules',
  'entered_by_rule',
]

/**
 * What the hand-out of a reviewer of one submitted round holds: its sources as they read now, the cases they belong to, the
 * frameworks as they stand, both coders' codings of the round, its consensus, and what was ruled and said so far. Nothing of
 * other rounds, no annotations, no memos, no themes. Its columns are named as `baseOf` names its own. A difference is known by
 * its codings' ids, which are the lead's: so what is ruled away is a ruling on the same difference here.
 */
export function reviewBaseOf(db: Db, round: string, reviewer: string): Base {
  const changes: Change[] = []
  const make = (table: FoldedTable, rows: readonly Row[]): void => {
    for (const { id, ...row } of rows) changes.push(made(table, String(id), row))
  }
  const from = (table: FoldedTable, sql: string): void => make(table, all<Row>(db, sql, { round, reviewer }))

  from('studies', 'SELECT id, title, stance, created_at FROM studies')
  // Who coded, and who ruled or said something; only the reviewer can sign in, and only as one.
  from(
    'members',
    `SELECT id, name, initials, accent, iif(id = $reviewer, 0, is_coder) AS is_coder,
       iif(id = $reviewer, 1, is_reviewer) AS is_reviewer, iif(id = $reviewer, 0, is_lead) AS is_lead, created_at
     FROM members WHERE id = $reviewer
       OR id IN (SELECT coder FROM round_coders WHERE round = $round)
       OR id IN (SELECT reviewer FROM rulings WHERE round = $round)
       OR id IN (SELECT opened_by FROM meetings WHERE round = $round)
       OR id IN (SELECT parked_by FROM agenda WHERE round = $round)
       OR id IN (SELECT author FROM item_comments WHERE round = $round)`,
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

  from('frameworks', 'SELECT id, name, kind, description, position FROM frameworks ORDER BY position, id')
  from(
    'framework_versions',
    "SELECT id, framework, number, '' AS note, codes, created_at FROM framework_versions ORDER BY framework, number",
  )
  from('rounds', 'SELECT id, title, state, blind, version, opened_at FROM rounds WHERE id = $round')
  from(
    'round_sources',
    'SELECT id, round, source, position FROM round_sources WHERE round = $round ORDER BY position',
  )
  from(
    'round_plans',
    `SELECT id, round, unit, due, may_add_codes, '{"how":"hand"}' AS chosen, '' AS note
     FROM round_plans WHERE round = $round`,
  )
  const codes = parentsFirst(
    all<Row>(
      db,
      // What somebody proposes in a round that is still blind is theirs alone.
      `SELECT id, framework, parent, name, definition, when_to_use, when_not, example, colour, status, position,
         NULL AS proposed_in, NULL AS created_by, created_at FROM codes
       WHERE proposed_in IS NULL OR proposed_in NOT IN (SELECT id FROM rounds WHERE state = 'open' AND blind = 1)`,
    ),
  )
  make('codes', codes)
  from(
    'code_merges',
    `SELECT id, code FROM code_merges WHERE code IN (SELECT value FROM json_each('${JSON.stringify(
      codes.map(({ id }) => id),
    )}'))`,
  )
  from(
    'rulings',
    `SELECT id, round, disagreement, kind, source, outcome, start, "end", code, reason, discussed_with, reviewer, created_at
     FROM rulings WHERE round = $round ORDER BY id`,
  )
  from(
    'meetings',
    'SELECT id, round, held_on, attendees, notes, opened_by, created_at FROM meetings WHERE round = $round ORDER BY id',
  )
  from(
    'ruled_on',
    `SELECT o.id, o.ruling, o.codings, o.first_shown, o.meeting FROM ruled_on o JOIN rulings r ON r.id = o.ruling
     WHERE r.round = $round ORDER BY o.id`,
  )
  from(
    'ruled_readings',
    `SELECT o.id, o.ruling, o.readings FROM ruled_readings o JOIN rulings r ON r.id = o.ruling
     WHERE r.round = $round ORDER BY o.id`,
  )
  from(
    'agenda',
    `SELECT id, round, about, disagreement, named, question, parked_by, created_at, meeting, decision, decided_at
     FROM agenda WHERE round = $round ORDER BY id`,
  )
  from(
    'item_comments',
    'SELECT id, round, disagreement, codings, author, words, created_at FROM item_comments WHERE round = $round ORDER BY id',
  )
  from(
    'judging_rules',
    'SELECT id, round, names_hidden, seed, coders_may_rule FROM judging_rules WHERE round = $round',
  )
  from(
    'agreed_rules',
    `SELECT id, round, overlap, extent, '' AS because, NULL AS set_by, set_at FROM agreed_rules WHERE round = $round`,
  )
  from(
    'entered_by_rule',
    'SELECT id, coding, round, disagreement, overlap, extent FROM entered_by_rule WHERE round = $round ORDER BY id',
  )
  const before = changes.length
  from(
    'codings',
    `SELECT id, layer, source, revision, start, "end", code, coder, polarity, '' AS comment, round, ruling, created_at
     FROM codings WHERE round = $round ORDER BY id`,
  )
  const codings = changes.length - before
  // After the codings: once somebody has handed in, nothing is added to theirs.
  from(
    'round_coders',
    'SELECT id, round, coder, position, submitted_at FROM round_coders WHERE round = $round ORDER BY position',
  )
  return {
    changes,
    contents: [...new Map(contents.map(content => [content.sha256, content])).values()],
    carried: [],
    counts: {
      sources: sources.rows.length,
      words,
      cases: cases.cases.length,
      codes: codes.length,
      own: { codings, annotations: 0, proposedCodes: 0, memos: 0 },
    },
  }
}
