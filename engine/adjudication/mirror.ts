import {
  type Disagreement,
  exchanged,
  type GivenRuling,
  heldRuling,
  type RulingOutcome,
} from '#shared/model/disagreement.ts'
import type { Mirror, OutcomeCount, Reversal } from '#shared/model/mirror.ts'
import { all, column, type Db, type Row } from '../db/sql.ts'
import { compareRound, pairOf } from '../disagreements/in-round.ts'
import type { Change } from '../history/changes.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import { stepsUndone } from '../history/undone.ts'
import { rulingsToJudge } from '../rounds/blinding.ts'
import type { KeptRound } from '../rounds/queries.ts'
import { firstShown, namesAreHidden, rulesOf } from './judging.ts'
import { judgedBlind, judgingsOf } from './second-judges.ts'

const order: readonly RulingOutcome[] = ['a', 'b', 'both', 'extent', 'code', 'neither']

/**
 * How the rulings of a round fall: by side, by code, by which reading was shown first, and which were reversed. Where
 * names are hidden, a and b are the readings as they were shown, so that it tells nobody whose they are.
 * @param reviewer whose rulings; null: everybody's
 * @param asking who looks: what was drawn for them to judge again is left out till they have
 */
export function mirrorOf(db: Db, round: KeptRound, reviewer: string | null, asking: string | null): Mirror {
  const asTold = telling(db, round)
  const [a] = pairOf(round)
  const compared = compareRound(db, round)
  const items = judgedBlind(db, round, compared.disagreements, asking)
  const isTheirs = (ruling: GivenRuling) => reviewer === null || ruling.reviewer === reviewer
  const toJudge = new Set(column<string>(db, rulingsToJudge('?'), asking ?? ''))
  const ruled = items.flatMap(item => {
    const ruling = heldRuling(item)
    if (!ruling || !isTheirs(ruling)) return []
    return [{ item, outcome: asTold(ruling.outcome, item.id) }]
  })
  const shown: Mirror['shown'] = { first: [], second: [], unknown: [] }
  const inSight = namesInSightUntil(db, round, ruled)
  const byCode = new Map<string, Ruled[]>()
  for (const each of ruled) {
    const { id, code, otherCode } = each.item
    const ruling = heldRuling(each.item)
    if (ruling?.outcome === 'a' || ruling?.outcome === 'b') {
      const isFirst = (ruling.firstShown === a) === (ruling.outcome === 'a')
      const isUnknown = ruling.firstShown === null || ruling.ruledAt <= inSight
      shown[isUnknown ? 'unknown' : isFirst ? 'first' : 'second'].push(id)
    }
    for (const its of otherCode === undefined ? [code] : [code, otherCode])
      byCode.set(its, [...(byCode.get(its) ?? []), each])
  }
  return {
    sides: namesAreHidden(db, round) ? 'readings' : 'coders',
    ruled: ruled.map(({ item }) => item.id),
    askedAgain: items.filter(item => !heldRuling(item) && item.overtaken?.some(isTheirs)).map(({ id }) => id),
    left: compared.left.filter(({ ruling }) => isTheirs(ruling) && !toJudge.has(ruling.id)).length,
    outcomes: counted(ruled),
    shown,
    codes: [...byCode]
      .sort(([x, some], [y, more]) => more.length - some.length || (x < y ? -1 : 1))
      .map(([code, of]) => ({ code, outcomes: counted(of) })),
    reversals: reversalsOf(db, round, items, reviewer),
    judgings: judgingsOf(db, round, items),
  }
}

interface Ruled {
  item: Disagreement
  outcome: RulingOutcome
}

const counted = (ruled: readonly Ruled[]): OutcomeCount[] =>
  order.flatMap(outcome => {
    const items = ruled.filter(each => each.outcome === outcome).map(({ item }) => item.id)
    return items.length === 0 ? [] : [{ outcome, items }]
  })

/**
 * An outcome as it is told: where names are hidden, a is the reading that is shown first now, whosever it is. What was ruled
 * with names in sight was shown in the coders' order, which would tell whose reading it was.
 */
function telling(db: Db, round: KeptRound) {
  const rules = rulesOf(db, round.id)
  const isHidden = namesAreHidden(db, round)
  const pair = pairOf(round)
  return (outcome: RulingOutcome, item: string): RulingOutcome =>
    isHidden && firstShown(rules, item, pair) !== pair[0] ? exchanged(outcome) : outcome
}

/**
 * Where names are hidden, when the last ruling was given with names in sight, as far as it shows; empty where none was. Of
 * these it is not told what was shown first: it was always the same coder's.
 */
function namesInSightUntil(db: Db, round: KeptRound, ruled: readonly Ruled[]): string {
  if (!namesAreHidden(db, round)) return ''
  const rules = rulesOf(db, round.id)
  const pair = pairOf(round)
  const inSight = ruled.flatMap(({ item }) => {
    const ruling = heldRuling(item)
    return ruling?.firstShown && ruling.firstShown !== firstShown(rules, item.id, pair)
      ? [ruling.ruledAt]
      : []
  })
  return inSight.sort().at(-1) ?? ''
}

/** The journal's steps by which a ruling went, or another outcome took its place; what was undone does not count. */
function reversalsOf(
  db: Db,
  round: KeptRound,
  items: readonly Disagreement[],
  reviewer: string | null,
): Reversal[] {
  const there = new Set(items.map(({ id }) => id))
  const hidden = new Set(items.filter(({ again }) => again?.isOpen).map(({ id }) => id))
  const steps = all<{ actor: string; at: number; changes: string }>(
    db,
    `SELECT o.actor, o.at, o.changes FROM operations o
     WHERE o.kind IN ('ruling.made', 'ruling.withdrawn') AND ${isNotIn('o', '$out')}
       AND o.id NOT IN (SELECT value FROM json_each($undone))
     ORDER BY o.lamport DESC, o.actor DESC, o.sequence DESC`,
    { out: JSON.stringify(leftOut(db)), undone: stepsUndone(db) },
  )
  const asTold = telling(db, round)
  return steps.flatMap(({ actor, at, changes: text }) => {
    const changes = JSON.parse(text) as Change[]
    const rulings = changes.filter(({ table }) => table === 'rulings')
    const outcomeIn = (row: Row): RulingOutcome =>
      asTold(row.outcome as RulingOutcome, String(row.disagreement))
    const given = new Map(
      rulings.flatMap(change => (change.after ? [[change.after.disagreement, change] as const] : [])),
    )
    return rulings.flatMap((change): Reversal[] => {
      const { before } = change
      if (hidden.has(String(before?.disagreement))) return []
      if (before?.round !== round.id || (reviewer !== null && before.reviewer !== reviewer)) return []
      const next = given.get(before.disagreement ?? null)
      if (next?.after?.outcome === before.outcome) return []
      const item = String(before.disagreement)
      return [
        {
          item: there.has(item) ? item : null,
          from: outcomeIn(before),
          to: next?.after ? outcomeIn(next.after) : null,
          by: actor === '' ? null : actor,
          at: new Date(at).toISOString(),
        },
      ]
    })
  })
}
