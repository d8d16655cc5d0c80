import { TandemError } from '#shared/errors.ts'
import { mayRuleOnOwn, notRetired } from '../adjudication/may-rule.ts'
import { holdsStillForAll } from '../codebook/merge.ts'
import { codeById } from '../codebook/queries.ts'
import { mayAddCodes, mayChange, staysAsFrozen } from '../codebook/rules.ts'
import { type Db, first, type Row } from '../db/sql.ts'
import { needsRole } from '../members/asking.ts'
import { confirmedStay } from '../memos/confirmed-stay.ts'
import { mayRevise } from '../revisions/may-revise.ts'
import { revisionsIn } from '../revisions/take-back.ts'
import { meOf } from '../rounds/blinding.ts'
import { type KeptRound, keptRound } from '../rounds/queries.ts'
import type { Reading } from '../tools.ts'
import type { Change } from './changes.ts'
import type { Operation } from './journal.ts'

/**
 * Refuses the changes that take a step back or do it again where they would be refused as a step by now: somebody who lost a role
 * does not go on acting in it, nor does what a lead forbade since, or a closed round, change.
 *
 * @param target the step that is taken back
 */
export function stillMay(
  reading: Reading,
  changes: readonly Change[],
  kind: 'undone' | 'redone',
  target: Pick<Operation, 'lamport'>,
): void {
  const { db, asking } = reading
  const revised = revisionsIn(changes)
  for (const { source } of revised) mayRevise(reading, source)
  if (revised.length > 0) return
  confirmedStay(reading, changes, kind)
  codesStay(reading, changes)
  if (changes.some(({ table }) => table === 'code_merges' || table === 'split_parts'))
    holdsStillForAll(reading)
  if (changes.some(({ table }) => table === 'rulings')) {
    needsRole(asking, ['reviewer', 'lead'], 'change rulings')
    for (const round of roundsOf(db, changes, ['rulings'])) mayRuleOnOwn(db, asking, round)
    for (const { table, after } of changes)
      if (table === 'rulings' && typeof after?.code === 'string' && wasRetiredSince(db, after.code, target))
        notRetired(db, after.code, asking)
  } else if (changes.some(({ table, before, after }) => table === 'codings' && (before ?? after)?.coder)) {
    needsRole(asking, ['coder', 'lead'], 'change codings')
  }
  // Undoing the closing itself opens the round.
  if (changes.some(({ table }) => table === 'rounds')) return
  for (const round of roundsOf(db, changes, saidInRounds)) {
    if (round.state !== 'closed') continue
    throw new TandemError('not-allowed', `Round “${round.title}” is closed.`, 'What was said stays as it is.')
  }
}

/** Refuses where an open round's framework would not be what its coders work with: a code more, one fewer, or another. */
function codesStay(reading: Reading, changes: readonly Change[]): void {
  for (const { table, id, before, after } of changes) {
    if (table !== 'codes') continue
    if (before === null) {
      mayAddCodes(reading)
      const proposedIn = typeof after?.proposed_in === 'string' ? after.proposed_in : null
      staysAsFrozen(reading, { name: String(after?.name), proposed_in: proposedIn })
    }
    const code = before && codeById(reading.db, id, meOf(reading.asking))
    if (!code) continue
    mayChange(reading, code)
    if (after === null || Object.keys(after).some(column => column !== 'colour')) staysAsFrozen(reading, code)
  }
}

/** Whether a code was retired after a step was made: what stood under it when it was retired stays, and comes back. */
const wasRetiredSince = (db: Db, code: string, { lamport }: Pick<Operation, 'lamport'>): boolean =>
  first(
    db,
    `SELECT 1 FROM operations o, json_each(o.changes) c WHERE o.lamport > $lamport AND instr(o.changes, $code) > 0
       AND c.value ->> '$.table' = 'codes' AND c.value ->> '$.id' = $code AND c.value ->> '$.after.status' = 'retired'
     LIMIT 1`,
    { lamport, code },
  ) !== undefined

/** What is said in a round beside its rulings, which a trigger keeps. */
const saidInRounds: readonly Change['table'][] = [
  'agenda',
  'meetings',
  'item_comments',
  'judging_rules',
  'agreed_rules',
  'second_judgings',
  'second_rulings',
]

/** The rounds that changes of these tables are about. */
function roundsOf(db: Db, changes: readonly Change[], tables: readonly Change['table'][]): KeptRound[] {
  const ids = new Set(
    changes.flatMap(({ table, id, before, after }) =>
      tables.includes(table) ? (roundIn(db, table, id, { ...before, ...after }) ?? []) : [],
    ),
  )
  return [...ids].flatMap(id => keptRound(db, id) ?? [])
}

function roundIn(db: Db, table: Change['table'], id: string, row: Row): string | undefined {
  if (typeof row.round === 'string') return row.round
  if (table !== 'second_rulings')
    return first<{ round: string }>(db, `SELECT round FROM ${table} WHERE id = ?`, id)?.round
  return first<{ round: string }>(
    db,
    `SELECT round FROM second_judgings WHERE id = coalesce((SELECT judging FROM second_rulings WHERE id = ?), ?)`,
    id,
    row.judging ?? null,
  )?.round
}
