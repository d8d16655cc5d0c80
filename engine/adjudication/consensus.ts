import type { Db, Row } from '../db/sql.ts'
import { sourceById } from '../sources/queries.ts'
import type { ConsensusCoding } from './rulings.ts'

/** A coding of the consensus layer as the row that keeps it; `ruling` is null where both coders agreed. */
export const consensusRow = (
  db: Db,
  coding: ConsensusCoding,
  round: string,
  ruling: string | null,
  now: number,
): Row => ({
  layer: 'consensus',
  source: coding.source,
  revision: sourceById(db, coding.source).revision,
  start: coding.start,
  end: coding.end,
  code: coding.code,
  coder: null,
  polarity: coding.polarity,
  comment: '',
  round,
  ruling,
  created_at: now,
})
