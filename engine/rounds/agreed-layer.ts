import { overlaps } from '#shared/text/span.ts'
import { consensusRow } from '../adjudication/consensus.ts'
import { type ConsensusCoding, consensusFromAgreed } from '../adjudication/rulings.ts'
import { comparedCode } from '../codebook/standing.ts'
import { idFrom } from '../db/ids.ts'
import { all, type Db, first, type Row } from '../db/sql.ts'
import { compareRound } from '../disagreements/in-round.ts'
import { type Change, made } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import type { KeptRound } from './queries.ts'

interface Kept extends ConsensusCoding {
  id: string
  ruling: string | null
  waits: number
  standing: string
}

/**
 * The changes that make the consensus of a round hold just what its coders agree on as the tables stand: what they newly
 * agree on is added, what they no longer agree on goes. What a ruling made stays, and so does what waits to be placed in a
 * corrected text. None where nothing is to be done. The rows have ids that follow from what they say, so that two copies
 * that do this apart make the same ones.
 */
export function agreedLayer({ db, now }: Pick<Tools, 'db' | 'now'>, round: KeptRound): Change[] {
  const kept = all<Kept & Row>(
    db,
    `SELECT c.*, ${comparedCode('c')} AS standing, EXISTS (SELECT 1 FROM to_place WHERE "row" = c.id) AS waits FROM codings c
     WHERE round = ? AND layer = 'consensus' ORDER BY id`,
    round.id,
  )
  const agreed = new Map(
    consensusFromAgreed(compareRound(db, round).agreed).map(coding => [keyOf(coding), coding]),
  )
  const changes: Change[] = []
  const beside = besideOthers(db, round.id)
  const goes = new Map<string, Change>()
  for (const { waits, standing, ...row } of kept) {
    if (row.ruling !== null || waits === 1 || beside.has(row.id)) continue
    if (agreed.delete(keyOf({ ...row, code: standing }))) continue
    const { id, ...before } = row
    goes.set(id, { table: 'codings', id, before, after: null })
  }
  for (const { waits: _, standing: __, id, ...before } of kept) {
    if (goes.has(beside.get(id) ?? '')) goes.set(id, { table: 'codings', id, before, after: null })
  }
  changes.push(...goes.values())
  const ruled = kept.filter(({ ruling }) => ruling !== null)
  const removed = new Set(changes.map(({ id }) => id))
  for (const coding of agreed.values()) {
    if (
      ruled.some(
        other => other.source === coding.source && other.standing === coding.code && overlaps(other, coding),
      )
    )
      continue
    const row = consensusRow(db, coding, round.id, null, now)
    const { source, code, start, end, polarity } = coding
    const idAt = (n: number) =>
      idFrom('agreed', round.id, source, String(row.revision), start, end, code, polarity, n)
    let n = 0
    // Taken where a row was placed elsewhere by hand since it was made.
    while (removed.has(idAt(n)) || first(db, 'SELECT 1 FROM codings WHERE id = ?', idAt(n))) n++
    changes.push(made('codings', idAt(n), row))
  }
  return changes
}

/** The codings that were made beside another where a split code's passage is of several parts, with that other one. */
const besideOthers = (db: Db, round: string): Map<string, string> =>
  new Map(
    all<{ id: string; coding: string }>(
      db,
      `SELECT a.value AS id, j.coding FROM split_judgements j JOIN codings c ON c.id = j.coding, json_each(j.also) a
       WHERE c.layer = 'consensus' AND c.round = ?`,
      round,
    ).map(({ id, coding }) => [id, coding]),
  )

const keyOf = ({ source, start, end, code, polarity }: ConsensusCoding): string =>
  JSON.stringify([source, start, end, code, polarity])
