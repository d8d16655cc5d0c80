import type { agreement } from '#shared/contract/agreement.ts'
import type { keptAgreement } from '#shared/contract/kept-agreement.ts'
import { TandemError } from '#shared/errors.ts'
import type { KeptResult, KeptSummary } from '#shared/model/kept-agreement.ts'
import type { Db } from '../../db/sql.ts'
import { first } from '../../db/sql.ts'
import { comparableRound } from '../../disagreements/in-round.ts'
import type { Handlers } from '../../handler-types.ts'
import { signedIn } from '../../members/asking.ts'
import { memberById } from '../../members/queries.ts'
import { somethingIsBlind } from '../../rounds/blinding.ts'
import { plannedUnit } from '../../rounds/plan.ts'
import { type KeptRound, keptRound } from '../../rounds/queries.ts'
import type { Reading } from '../../tools.ts'
import { driftInRound } from '../drift/in-round.ts'
import { mayCompareRound } from '../names-kept.ts'
import { changeBetween, type Side } from './change.ts'
import { changedSince } from './changed-since.ts'
import { differing } from './reproduce.ts'
import {
  computeNow,
  type Kept,
  keptNow,
  keptResult,
  keptResults,
  roundsWithResults,
  usualDraws,
} from './result.ts'
import { type State, stateOf } from './state.ts'

export const keptHandlers: Pick<Handlers<typeof agreement>, keyof typeof keptAgreement> = {
  keep(tools, { round: id, unit: chosen, codes, withInterviewer, withQuoted }) {
    const { db, asking, now, newId, record } = tools
    if (!asking.manages) signedIn(asking)
    mayCompareRound(tools, id)
    const round = comparableRound(db, id)
    const unit = chosen ?? plannedUnit(db, id)
    const asked = codes ? [...new Set(codes)] : null
    for (const code of asked ?? []) {
      if (first(db, 'SELECT 1 FROM codes WHERE id = ?', code)) continue
      throw new TandemError('not-found', 'There is no such code in this study.', 'Choose one from Framework.')
    }
    const options = { withInterviewer, withQuoted, codes: asked, ...usualDraws }
    const state = stateOf(db, round, { unit, ...options })
    const standing = keptResults(db, id).find(
      kept =>
        kept.result.unit === unit &&
        JSON.stringify(kept.result.options) === JSON.stringify(options) &&
        changedSince(db, kept, round, state).length === 0,
    )
    if (standing) {
      throw new TandemError(
        'conflict',
        `This result of “${round.title}” is kept already, and nothing has changed since.`,
        'Nothing needs to be done.',
      )
    }
    const kept = newId()
    const maker = asking.member?.id ?? null
    record('agreement.kept', `Kept the agreement of “${round.title}”, counted in ${unitsNamed[unit]}`, [
      keptNow(db, round, { unit, options }, { id: kept, maker, at: now, occasion: 'asked' }),
    ])
    return summary(db, mustBe(db, kept), round, statesOf(db))
  },

  kept(reading, { round }) {
    const { db } = reading
    const rounds = roundsWithResults(db)
    if (round !== undefined) {
      mayShow(reading, round)
      if (!rounds.some(({ id }) => id === round)) comparableRound(db, round)
    }
    const hidden = new Map(
      rounds.flatMap(({ id, title }) => {
        const why = hiddenBy(reading, id, title)
        return why === null ? [] : [[id, why] as const]
      }),
    )
    const states = statesOf(db)
    return {
      results: keptResults(db, round ?? null)
        .filter(kept => !hidden.has(kept.result.round))
        .map(kept => summary(db, kept, keptRound(db, kept.result.round), states)),
      hidden: round === undefined ? [...hidden.values()] : [],
    }
  },

  reproduce(reading, { result: id }) {
    const { db } = reading
    const kept = mustBe(db, id)
    const round = mayShow(reading, kept.result.round)
    const why = changedSince(db, kept, round, round ? statesOf(db)(round, kept) : null)
    const result = whole(db, kept, why)
    if (!round) return { result, same: false, compared: 0, differing: [], why }
    const now = computeNow(db, round, result.unit, result.options)
    const found = differing(result, now)
    const same = found.differing.length === 0 && now.n === result.n
    return { result, same, ...found, why: why.length === 0 && !same ? [unexplained] : why }
  },

  change(reading, { from, to }) {
    const { db } = reading
    const states = statesOf(db)
    const side = (id: string): Side => {
      const kept = mustBe(db, id)
      const round = mayShow(reading, kept.result.round)
      return {
        summary: summary(db, kept, round, states),
        codes: kept.result.codes,
        sources: new Set(kept.sources.map(source => source.id)),
      }
    }
    return changeBetween(side(from), side(to))
  },

  drift(reading, { round: id, unit, ...wanted }) {
    const { db } = reading
    mayCompareRound(reading, id)
    return driftInRound(db, comparableRound(db, id), { ...wanted, unit: unit ?? plannedUnit(db, id) })
  },
}

const unexplained =
  'Neither the data nor the version has changed, and yet the figures are others. That should not be: run the study check, and report it.'

const unitsNamed = {
  character: 'characters',
  word: 'words',
  sentence: 'sentences',
  segment: 'turns',
  source: 'sources',
} as const

function mustBe(db: Db, id: string): Kept {
  const kept = keptResult(db, id)
  if (kept) return kept
  throw new TandemError(
    'not-found',
    'There is no such kept result in this study.',
    'Choose one from Compare, Over time.',
  )
}

/** The round of a result, or undefined where it is gone; refuses what a blind round hides, or who judges without names. */
function mayShow(reading: Reading, id: string): KeptRound | undefined {
  const { db } = reading
  mayCompareRound(reading, id)
  if (keptRound(db, id)) return comparableRound(db, id)
  // Whose work it shows can no longer be looked up in the round itself.
  if (!somethingIsBlind(db)) return undefined
  throw new TandemError(
    'blind',
    'Results of a round that is gone are hidden while a blind round is open.',
    'They are shown again when both coders of that round have submitted.',
  )
}

/** Why the results of a round are not shown, naming it; null where they are. */
function hiddenBy(reading: Reading, id: string, title: string): string | null {
  try {
    mayShow(reading, id)
    return null
  } catch (error) {
    if (!(error instanceof TandemError) || error.code !== 'blind') throw error
    return error.message.includes(`“${title}”`) ? error.message : `“${title}”: ${error.message}`
  }
}

type States = (round: KeptRound, kept: Kept) => State

/** What rounds' figures would be computed from now, each looked up once however many results ask. */
function statesOf(db: Db): States {
  const known = new Map<string, State>()
  return (round, { result: { unit, options } }) => {
    const key = JSON.stringify([round.id, unit === 'segment', options])
    const state = known.get(key) ?? stateOf(db, round, { unit, ...options })
    known.set(key, state)
    return state
  }
}

function summary(db: Db, kept: Kept, round: KeptRound | undefined, states: States): KeptSummary {
  const why = changedSince(db, kept, round, round ? states(round, kept) : null)
  const { codes, ...rest } = whole(db, kept, why)
  return { ...rest, codes: codes.length }
}

const whole = (db: Db, { result, maker }: Kept, why: string[]): KeptResult => ({
  ...result,
  maker: maker === null ? null : (memberById(db, maker)?.name ?? null),
  changedSince: why,
})
