import type { agreement } from '#shared/contract/agreement.ts'
import type { AgreementReport, Unit } from '#shared/model/agreement.ts'
import { inTreeOrder } from '../codebook/queries.ts'
import type { Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import {
  type Compared,
  codesUsed,
  comparedBetween,
  comparedInRound,
  comparedSources,
  initialsOf,
} from './compared.ts'
import { computeAgreement } from './compute-agreement.ts'
import { describedFigures } from './described-figures.ts'
import { withAncestors } from './listed-codes.ts'
import { gammaAmong } from './many/ask-gamma.ts'
import { agreementAmong } from './many/ask-many.ts'
import { unitizingAmong } from './many/ask-unitizing.ts'
import { confusionOf, differencesOf, pairsOf } from './of-study.ts'
import { studyGroups } from './study-groups.ts'

export const agreementHandlers: Handlers<typeof agreement> = {
  inRound: ({ db }, { round, ...wanted }) => compare(db, { ...comparedInRound(db, round), ...wanted }),

  between: ({ db }, { coders, sources, ...wanted }) =>
    compare(db, { ...comparedBetween(db, coders, sources), ...wanted }),

  confusion: ({ db }, input) => confusionOf(db, input),

  pairs: ({ db }, input) => pairsOf(db, input),

  differences: ({ db }, input) => differencesOf(db, input),

  described: () => describedFigures,

  among: ({ db }, asked) => agreementAmong(db, asked),

  unitizing: ({ db }, asked) => unitizingAmong(db, asked),

  gamma: (working, asked) => gammaAmong(working, asked),
}

interface Wanted extends Compared {
  unit: Unit
  codes?: readonly string[] | undefined
  withInterviewer: boolean
  withQuoted: boolean
  overlap: number
}

function compare(db: Db, wanted: Wanted): AgreementReport {
  const { unit, codes, withInterviewer, withQuoted, overlap } = wanted
  const parents = new Map(inTreeOrder(db).map(code => [code.id, code.parent]))
  const compared = comparedSources(db, wanted, withInterviewer)
  return computeAgreement({
    coders: initialsOf(db, wanted.coders),
    unit,
    codes: codes ?? withAncestors(codesUsed(compared), parents),
    sources: compared,
    options: {
      ancestors: ancestorsOf(parents),
      groups: studyGroups(db),
      skipAroundMail: !withQuoted,
      overlap,
    },
  })
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
