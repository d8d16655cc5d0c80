import { randomInt } from 'node:crypto'
import type { adjudication } from '#shared/contract/adjudication.ts'
import { TandemError } from '#shared/errors.ts'
import { type Disagreement, heldRuling, type RulingOutcome } from '#shared/model/disagreement.ts'
import type { SecondJudging } from '#shared/model/mirror.ts'
import type { Coefficient } from '../agreement/coefficients/coefficient.ts'
import { cohenKappa } from '../agreement/coefficients/cohen-kappa.ts'
import { percentAgreement } from '../agreement/coefficients/percent-agreement.ts'
import { figureOf } from '../agreement/figures.ts'
import { seededRandom } from '../agreement/random.ts'
import { withInterval, withMethod } from '../agreement/resampling.ts'
import { all, type Db, first } from '../db/sql.ts'
import { codingsIn, heirsOf } from '../disagreements/heirs.ts'
import { comparableRound, compareRound } from '../disagreements/in-round.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made } from '../history/changes.ts'
import { needsRole, signedIn } from '../members/asking.ts'
import { memberById } from '../members/queries.ts'
import { drawn, sizeOf } from '../rounds/draw.ts'
import type { KeptRound } from '../rounds/queries.ts'
import { asJudged } from './judging.ts'

interface Drawn {
  id: string
  judging: string
  judge: string
  disagreement: string
  codings: string
  first: RulingOutcome
  outcome: RulingOutcome | null
  reason: string
}

/** A second judge on a sample of a round's rulings, and what they say. */
export const secondJudgeHandlers: Pick<Handlers<typeof adjudication>, 'drawAgain' | 'judgeAgain'> = {
  drawAgain({ db, asking, now, newId, record }, { round: id, judge, size, seed = randomInt(2 ** 32) }) {
    needsRole(asking, ['reviewer', 'lead'], 'have rulings judged again')
    const round = openRound(db, id)
    const who = memberById(db, judge)
    if (!who?.roles.some(role => role === 'reviewer' || role === 'lead'))
      throw new TandemError(
        'bad-input',
        'A second judge is a reviewer or a lead.',
        'Choose one of the study.',
      )
    if (round.coders.some(coder => coder.id === judge))
      throw new TandemError(
        'bad-input',
        `${who.name} coded in “${round.title}” and would judge their own codings.`,
        'Choose a reviewer who did not code in it.',
      )
    const before = drawnFor(db, round, judge)
    if (before.some(isWaiting))
      throw new TandemError(
        'conflict',
        `${who.name} has rulings to judge again already.`,
        'Draw more when those are judged.',
      )
    const { disagreements } = compareRound(db, round)
    const judged = new Set(placed(before, disagreements).values())
    const ruled = disagreements.filter(
      ({ id: item, ruling }) => ruling !== undefined && ruling.reviewer !== judge && !judged.has(item),
    )
    const wanted = sizeOf(size, ruled.length)
    if (ruled.length === 0 || wanted > ruled.length)
      throw new TandemError(
        'bad-input',
        `There are ${ruled.length} rulings by others that ${who.name} has not judged: ${wanted} cannot be drawn from them.`,
        'Rule on more differences first, or draw fewer.',
      )
    const chosen = new Set(drawn([{ name: '', ids: ruled.map(item => item.id) }], wanted, seed).flat())
    const judging = newId()
    record(
      'judging.drawn',
      `Drew ${chosen.size} rulings in “${round.title}” for ${who.name} to judge again`,
      [
        made('second_judgings', judging, {
          round: id,
          judge,
          seed,
          among: ruled.length,
          drawn_by: asking.member?.id ?? null,
          created_at: now,
        }),
        ...ruled
          .filter(item => chosen.has(item.id))
          .map(item =>
            made('second_rulings', newId(), {
              judging,
              disagreement: item.id,
              codings: JSON.stringify(codingsIn(item)),
              first: item.ruling?.outcome ?? '',
              outcome: null,
              reason: '',
              judged_at: null,
            }),
          ),
      ],
    )
    return { judging, seed, among: ruled.length, drawn: chosen.size }
  },

  judgeAgain({ db, asking, now, record }, { judging, disagreement, outcome, reason }) {
    const me = signedIn(asking).id
    const kept = first<{ round: string }>(
      db,
      'SELECT round FROM second_judgings WHERE id = ? AND judge = ?',
      judging,
      me,
    )
    if (!kept)
      throw new TandemError('not-found', 'No such sample was drawn for you.', 'Ask a lead to draw one.')
    const round = openRound(db, kept.round)
    const items = compareRound(db, round).disagreements
    const item = items.find(({ id }) => id === disagreement)
    const sample = drawnFor(db, round, me).filter(each => each.judging === judging && !isLeftOut(each))
    const row = sample.find(({ id }) => placed(sample, items).get(id) === disagreement)
    if (!item || !row)
      throw new TandemError(
        'not-found',
        `Difference ${disagreement} was not drawn for you.`,
        'Take the ids from your list of differences.',
      )
    if (!sample.some(isWaiting))
      throw new TandemError(
        'conflict',
        'You have judged the whole sample, and seen what was ruled.',
        'Undo your last judgement, or have another sample drawn.',
      )
    record('judging.given', `Judged a difference in “${round.title}” again`, [
      changed(db, 'second_rulings', row.id, { outcome, reason, judged_at: now }),
    ])
    const [again] = judgedBlind(db, round, asJudged(db, round, [item]), me)
    return again ?? item
  },
}

/**
 * Differences as one member may see them: what was drawn for them to judge again comes without its ruling till they
 * have judged the whole sample, and with what they said.
 */
export function judgedBlind(
  db: Db,
  round: KeptRound,
  items: readonly Disagreement[],
  member: string | null,
): Disagreement[] {
  const rows = member === null ? [] : drawnFor(db, round, member).filter(row => !isLeftOut(row))
  if (rows.length === 0) return [...items]
  const unfinished = new Set(rows.filter(isWaiting).map(({ judging }) => judging))
  const places = placed(rows, items)
  const byItem = new Map(rows.map(row => [places.get(row.id), row]))
  return items.map(item => {
    const row = byItem.get(item.id)
    if (!row) return item
    const { judging, outcome, reason } = row
    const isOpen = unfinished.has(judging)
    const { ruling, overtaken, stands, ...unruled } = item
    return { ...(isOpen ? unruled : item), again: { judging, outcome, reason, isOpen } }
  })
}

/** The ids of the differences that a member is to judge again without knowing what was ruled. */
export const toJudgeAgain = (
  db: Db,
  round: KeptRound,
  items: readonly Disagreement[],
  member: string,
): ReadonlySet<string> =>
  new Set(judgedBlind(db, round, items, member).flatMap(({ id, again }) => (again?.isOpen ? [id] : [])))

/** Refuses a ruling on a difference that is among those its reviewer is to judge again. */
export function mustNotBeJudgedAgain(again: ReadonlySet<string>, { id }: Disagreement): void {
  if (!again.has(id)) return
  throw new TandemError(
    'conflict',
    'This ruling was drawn for you to judge again: what you say does not change what stands.',
    'Judge the whole sample first.',
  )
}

/** The second judges of a round with how they agree with what stood when their sample was drawn. */
export function judgingsOf(db: Db, round: KeptRound, items: readonly Disagreement[]): SecondJudging[] {
  const byId = new Map(items.map(item => [item.id, item]))
  return all<{ id: string; judge: string; seed: number; among: number; created_at: number }>(
    db,
    'SELECT id, judge, seed, among, created_at FROM second_judgings WHERE round = ? ORDER BY created_at, id',
    round.id,
  ).map(({ id, judge, seed, among, created_at }) => {
    const rows = drawnFor(db, round, judge).filter(({ judging }) => judging === id)
    const places = placed(rows, items)
    const judged = rows.filter(({ outcome }) => outcome !== null)
    const there = (of: readonly Drawn[]) => of.flatMap(row => places.get(row.id) ?? [])
    // Nothing of it is told while it goes on: a judge who looked would know what was ruled.
    const isOpen = rows.some(isWaiting)
    const told = isOpen ? [] : judged
    /** Not where it is kept from who asks what stands now. */
    const isChanged = (row: Drawn): boolean => {
      const item = byId.get(places.get(row.id) ?? '')
      return item !== undefined && !item.again?.isOpen && heldRuling(item)?.outcome !== row.first
    }
    return {
      id,
      judge,
      seed,
      among,
      drawn: rows.length,
      judged: judged.length,
      leftOut: rows.filter(isLeftOut).length,
      at: new Date(created_at).toISOString(),
      alike: there(told.filter(row => row.first === row.outcome)),
      otherwise: there(told.filter(row => row.first !== row.outcome)),
      changed: there(told.filter(isChanged)),
      percent: agreement(told, percentAgreement, isOpen),
      kappa: agreement(told, cohenKappa, isOpen),
    }
  })
}

const outcomes: readonly RulingOutcome[] = ['a', 'b', 'both', 'extent', 'code', 'neither']
const replicates = 2000
/** Of fewer rulings the draws say little. */
const fewest = 10

/** A coefficient over outcomes, one judge's by the other's, with the percentile bootstrap over rulings. */
function agreement(judged: readonly Drawn[], coefficient: Coefficient, isOpen: boolean) {
  if (isOpen) return { value: null, why: 'The sample is not judged to its end yet.' }
  const pairs = judged.map(
    row => outcomes.indexOf(row.first) * outcomes.length + outcomes.indexOf(row.outcome ?? row.first),
  )
  const tableOf = (drawn: readonly number[]) => {
    const cells = new Array<number>(outcomes.length ** 2).fill(0)
    for (const pair of drawn) cells[pair] = (cells[pair] ?? 0) + 1
    return { size: outcomes.length, cells, presence: null }
  }
  const figure = figureOf(coefficient, tableOf(pairs))
  if (figure.value === null && judged.length > 0 && new Set(pairs).size === 1)
    return {
      value: null,
      why:
        judged.length === 1
          ? 'Both judges gave the one ruling the same outcome, so nothing varied'
          : 'Both judges gave every ruling the same outcome, so nothing varied',
    }
  if (pairs.length < fewest) return withMethod(figure, `no interval: fewer than ${fewest} rulings`)
  const random = seededRandom(1)
  const values = Float64Array.from({ length: replicates }, () => {
    const table = tableOf(pairs.map(() => pairs[Math.floor(random() * pairs.length)] ?? 0))
    return coefficient.whyNot(table) === null ? coefficient.compute(table) : Number.NaN
  })
  return withInterval(figure, values, `95 % percentile bootstrap over rulings, B = ${replicates}, seed 1`)
}

const isWaiting = ({ outcome, reason }: Drawn): boolean => outcome === null && reason === ''

/** As `waitsForItsJudge` of rounds/blinding.ts has it. */
const isLeftOut = ({ outcome, reason }: Drawn): boolean => outcome === null && reason !== ''

const drawnFor = (db: Db, round: KeptRound, judge: string): Drawn[] =>
  all<Drawn>(
    db,
    `SELECT s.id, s.judging, j.judge, s.disagreement, s.codings, s.first, s.outcome, s.reason
     FROM second_judgings j JOIN second_rulings s ON s.judging = j.id
     WHERE j.round = ? AND j.judge = ? ORDER BY j.created_at, s.id`,
    round.id,
    judge,
  )

/** The difference that each is about now. */
const placed = (rows: readonly Drawn[], items: readonly Disagreement[]): Map<string, string> =>
  heirsOf(
    rows.map(row => ({ ...row, codings: JSON.parse(row.codings) as string[] })),
    items,
  )

function openRound(db: Db, id: string): KeptRound {
  const round = comparableRound(db, id)
  if (round.state !== 'closed') return round
  throw new TandemError('not-allowed', `Round “${round.title}” is closed.`, 'Its rulings stay as they are.')
}
