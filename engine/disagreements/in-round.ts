import { TandemError } from '#shared/errors.ts'
import type {
  AgreedPassage,
  CodedSpan,
  Disagreement,
  GivenRuling,
  RulingOutcome,
} from '#shared/model/disagreement.ts'
import { standingCodes } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { codedBlindAgain } from '../rounds/blinding.ts'
import { type KeptRound, keptRound } from '../rounds/queries.ts'
import { compareCodings } from './compare.ts'

interface StoredSpan extends CodedSpan {
  source: string
  coder: string
}

/** A round by id whose coders have both submitted; refuses one that is open, or hidden by another, saying why. */
export function comparableRound(db: Db, id: string): KeptRound {
  const round = keptRound(db, id)
  if (!round)
    throw new TandemError('not-found', 'There is no such round in this study.', 'Choose one from Study.')
  if (round.state !== 'open') {
    const again = codedBlindAgain(db, id)
    if (again === undefined) return round
    throw new TandemError(
      'blind',
      `“${round.title}” is hidden while the blind round “${again}” is open: a coder of both codes the same source in it again.`,
      'It is shown again when both coders of that round have submitted.',
    )
  }
  const left = round.coders.filter(c => c.submittedAt === null).map(c => c.initials)
  throw new TandemError(
    'blind',
    `Round “${round.title}” is still open: its coders are compared when both have submitted.`,
    `Still to submit: ${left.join(', ')}.`,
  )
}

/** The two coders of a round, in order. */
export function pairOf(round: KeptRound): [string, string] {
  const [a, b] = round.coders
  if (!a || !b) throw new Error(`Round ${round.id} has not two coders`)
  return [a.id, b.id]
}

/** Compares a submitted round, source by source: what both agree on, and every difference with its ruling. */
export function compareRound(
  db: Db,
  round: KeptRound,
): { agreed: AgreedPassage[]; disagreements: Disagreement[] } {
  const coders = pairOf(round)
  const tree = codeTree(db)
  const spans = Map.groupBy(
    all<StoredSpan>(
      db,
      `SELECT id, source, coder, start, "end", code, polarity FROM codings
       WHERE layer = 'independent' AND round = ? ORDER BY source, start, "end", id`,
      round.id,
    ),
    span => `${span.source} ${span.coder}`,
  )
  const rulings = givenRulings(db, round.id)
  const agreed: AgreedPassage[] = []
  const disagreements: Disagreement[] = []
  for (const source of round.sources) {
    const compared = compareCodings({
      round: round.id,
      source,
      coders,
      codings: { a: spans.get(`${source} ${coders[0]}`) ?? [], b: spans.get(`${source} ${coders[1]}`) ?? [] },
      tree,
    })
    agreed.push(...compared.agreed)
    for (const item of compared.disagreements) {
      const ruling = rulings.get(item.id)
      disagreements.push(ruling ? { ...item, ruling } : item)
    }
  }
  return { agreed, disagreements }
}

/** Parent and framework of every code, and what merged ones count as. */
export function codeTree(db: Db) {
  const codes = new Map(
    all<{ id: string; parent: string | null; framework: string }>(
      db,
      'SELECT id, parent, framework FROM codes',
    ).map(code => [code.id, code]),
  )
  const merged = standingCodes(db)
  return {
    standing: (code: string) => merged.get(code) ?? code,
    parent: (code: string) => codes.get(code)?.parent,
    framework: (code: string) => codes.get(code)?.framework,
  }
}

function givenRulings(db: Db, round: string): Map<string, GivenRuling> {
  const merged = standingCodes(db)
  return new Map(
    all<{
      id: string
      disagreement: string
      outcome: RulingOutcome
      start: number | null
      end: number | null
      code: string | null
      reason: string
      discussed_with: string
      reviewer: string
      created_at: number
    }>(db, 'SELECT * FROM rulings WHERE round = ?', round).map(row => [
      row.disagreement,
      {
        id: row.id,
        outcome: row.outcome,
        ...(row.start === null ? {} : { start: row.start }),
        ...(row.end === null ? {} : { end: row.end }),
        ...(row.code === null ? {} : { code: merged.get(row.code) ?? row.code }),
        reason: row.reason,
        discussedWith: row.discussed_with,
        reviewer: row.reviewer,
        ruledAt: new Date(row.created_at).toISOString(),
      },
    ]),
  )
}
