import type { agreement } from '#shared/contract/agreement.ts'
import type { keptAgreement } from '#shared/contract/kept-agreement.ts'
import type { InputOf } from '#shared/contract/method.ts'
import type { AgreementReport, Unit } from '#shared/model/agreement.ts'
import { inTreeOrder } from '../codebook/queries.ts'
import type { Db } from '../db/sql.ts'
import type { Going, Handlers } from '../handler-types.ts'
import { plannedUnit } from '../rounds/plan.ts'
import {
  type Compared,
  codesUsed,
  comparedBetween,
  comparedInRound,
  comparedSources,
  initialsOf,
} from './compared.ts'
import { type AgreementInput, agreementSteps, computeAgreement } from './compute-agreement.ts'
import { describedFigures } from './described-figures.ts'
import { withAncestors } from './listed-codes.ts'
import { gammaAmong } from './many/ask-gamma.ts'
import { agreementAmong } from './many/ask-many.ts'
import { unitizingAmong } from './many/ask-unitizing.ts'
import { mayCompare, mayCompareCoders, mayCompareRound } from './names-kept.ts'
import { confusionOf, differencesOf, pairsOf } from './of-study.ts'
import type { Resampling } from './resampling.ts'
import { inTurns } from './steps.ts'
import { studyGroups } from './study-groups.ts'

export const agreementHandlers: Omit<Handlers<typeof agreement>, keyof typeof keptAgreement> = {
  inRound(reading, input, going) {
    mayCompareRound(reading, input.round)
    return reportInRound(reading.db, going, input)
  },

  between(reading, input, going) {
    mayCompareCoders(reading, input.coders)
    return reportBetween(reading.db, going, input)
  },

  confusion(reading, input) {
    mayCompare(reading, input)
    return confusionOf(reading.db, input)
  },

  pairs(reading, input) {
    mayCompare(reading, input)
    return pairsOf(reading.db, input)
  },

  differences(reading, input) {
    mayCompareRound(reading, input.round)
    return differencesOf(reading.db, input)
  },

  described: () => describedFigures,

  among(reading, asked) {
    mayCompareCoders(reading, asked.coders)
    return agreementAmong(reading.db, asked)
  },

  unitizing(reading, asked) {
    mayCompareCoders(reading, asked.coders)
    return unitizingAmong(reading.db, asked)
  },

  gamma(working, asked) {
    mayCompareCoders(working.reading, asked.coders)
    return gammaAmong(working, asked)
  },
}

/** The figures of a round. Refuses what a blind round hides; names that are hidden are for the caller to hold. */
export const reportInRound = (
  db: Db,
  going: Going,
  { round, unit, ...wanted }: InputOf<typeof agreement.inRound>,
): Promise<AgreementReport> =>
  compareInTurns(db, going, {
    ...comparedInRound(db, round),
    ...wanted,
    unit: unit ?? plannedUnit(db, round),
  })

/** The figures of two members outside rounds, refusing as `reportInRound` does. */
export const reportBetween = (
  db: Db,
  going: Going,
  { coders, sources, ...wanted }: InputOf<typeof agreement.between>,
): Promise<AgreementReport> =>
  compareInTurns(db, going, { ...comparedBetween(db, coders, sources), ...wanted })

/** What two coders are compared on. */
export interface Wanted extends Compared {
  unit: Unit
  codes?: readonly string[] | undefined
  withInterviewer: boolean
  withQuoted: boolean
  overlap?: number
  /** How intervals are made, where not in the usual way. */
  resampling?: Resampling
}

/** The agreement of two coders in the study as it stands. Asks nobody's leave: blinding is for the caller to hold. */
export const compare = (db: Db, wanted: Wanted): AgreementReport => computeAgreement(inputOf(db, wanted))

/** The same a part at a time, so that others are answered meanwhile. */
const compareInTurns = (db: Db, { breathe, progress }: Going, wanted: Wanted): Promise<AgreementReport> =>
  inTurns(agreementSteps(inputOf(db, wanted)), {
    breathe,
    progress: done => progress(Math.round(done * 100), 100, 'Comparing'),
  })

function inputOf(db: Db, wanted: Wanted): AgreementInput {
  const { unit, codes, withInterviewer, withQuoted, overlap, resampling } = wanted
  const parents = new Map(inTreeOrder(db).map(code => [code.id, code.parent]))
  const compared = comparedSources(db, wanted, withInterviewer)
  return {
    coders: initialsOf(db, wanted.coders),
    unit,
    codes: codes ?? withAncestors(codesUsed(compared), parents),
    sources: compared,
    options: {
      ancestors: ancestorsOf(parents),
      groups: studyGroups(db),
      skipAroundMail: !withQuoted,
      ...(overlap === undefined ? {} : { overlap }),
      ...(resampling ? { resampling } : {}),
    },
  }
}

function ancestorsOf(parents: ReadonlyMap<string, string | null>): Map<string, string[]> {
  const ancestors = new Map<string, string[]>()
  for (const code of parents.keys()) {
    const above: string[] = []
    for (let at = parents.get(code); at; at = parents.get(at)) above.push(at)
    ancestors.set(code, above)
  }
  return ancestors
}
