import type { agreement } from '#shared/contract/agreement.ts'
import type { keptAgreement } from '#shared/contract/kept-agreement.ts'
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
import { confusionOf, differencesOf, pairsOf } from './of-study.ts'
import type { Resampling } from './resampling.ts'
import { inTurns } from './steps.ts'
import { studyGroups } from './study-groups.ts'

export const agreementHandlers: Omit<Handlers<typeof agreement>, keyof typeof keptAgreement> = {
  inRound: ({ db }, { round, unit, ...wanted }, going) =>
    compareInTurns(db, going, {
      ...comparedInRound(db, round),
      ...wanted,
      unit: unit ?? plannedUnit(db, round),
    }),

  between: ({ db }, { coders, sources, ...wanted }, going) =>
    compareInTurns(db, going, { ...comparedBetween(db, coders, sources), ...wanted }),

  confusion: ({ db }, input) => confusionOf(db, input),

  pairs: ({ db }, input) => pairsOf(db, input),

  differences: ({ db }, input) => differencesOf(db, input),

  described: () => describedFigures,

  among: ({ db }, asked) => agreementAmong(db, asked),
  unitizing: ({ db }, asked) => unitizingAmong(db, asked),
  gamma: (working, asked) => gammaAmong(working, asked),
}

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
