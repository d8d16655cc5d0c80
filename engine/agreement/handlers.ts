import type { agreement } from '#shared/contract/agreement.ts'
import type { AgreementReport, Unit } from '#shared/model/agreement.ts'
import { inTreeOrder } from '../codebook/queries.ts'
import type { Db } from '../db/sql.ts'
import { comparableRound, compareRound } from '../disagreements/in-round.ts'
import type { Handlers } from '../handler-types.ts'
import { type Compared, comparedBetween, comparedInRound, comparedSources, initialsOf } from './compared.ts'
import { type AgreementInput, computeAgreement } from './compute-agreement.ts'
import { costsOf } from './costs.ts'
import { describedFigures } from './described-figures.ts'
import { leftOutOf } from './left-out.ts'
import { confusionOf, pairsOf } from './of-study.ts'
import { unitScale } from './units.ts'

export const agreementHandlers: Handlers<typeof agreement> = {
  inRound: ({ db }, { round, ...wanted }) => compare(db, comparedInRound(db, round), wanted),

  between: ({ db }, { coders, sources, ...wanted }) =>
    compare(db, comparedBetween(db, coders, sources), wanted),

  confusion: ({ db }, input) => confusionOf(db, input),

  pairs: ({ db }, input) => pairsOf(db, input),

  differences: ({ db }, { round: id, withInterviewer, withQuoted }) => {
    const round = comparableRound(db, id)
    const pair = comparedInRound(db, id)
    const input = inputOf(db, pair, { unit: 'character', withInterviewer, withQuoted })
    const report = computeAgreement({
      ...input,
      options: { ...input.options, resampling: { replicates: 0, seed: 1 } },
    })
    return costsOf({
      items: compareRound(db, round).disagreements,
      coders: pair.coders,
      scales: new Map(
        input.sources.map(source => [
          source.id,
          unitScale(source, 'character', leftOutOf(source, !withQuoted)),
        ]),
      ),
      tables: new Map(report.codes.map(({ code, characters }) => [code, characters])),
    })
  },

  described: () => describedFigures,
}

interface Wanted {
  unit: Unit
  codes?: readonly string[] | undefined
  withInterviewer: boolean
  withQuoted: boolean
}

const compare = (db: Db, pair: Compared, wanted: Wanted): AgreementReport =>
  computeAgreement(inputOf(db, pair, wanted))

/** What is compared as the computation takes it: the codes asked for, or those used and those above them. */
function inputOf(db: Db, pair: Compared, wanted: Wanted): AgreementInput {
  const { unit, codes, withInterviewer, withQuoted } = wanted
  const parents = new Map(inTreeOrder(db).map(code => [code.id, code.parent]))
  const compared = comparedSources(db, pair, withInterviewer)
  const used = new Set(compared.flatMap(s => [...s.codings.a, ...s.codings.b].map(c => c.code)))
  return {
    coders: initialsOf(db, pair.coders),
    unit,
    codes: codes ?? withAncestors(used, parents),
    sources: compared,
    options: { ancestors: ancestorsOf(parents), skipAroundMail: !withQuoted },
  }
}

/** The codes used and those above them, in the framework's order: what a report lists when no codes are asked for. */
function withAncestors(used: ReadonlySet<string>, parents: ReadonlyMap<string, string | null>): string[] {
  const listed = new Set<string>()
  for (const code of used) {
    for (let at: string | null | undefined = code; at && !listed.has(at); at = parents.get(at)) listed.add(at)
  }
  return [...parents.keys()].filter(code => listed.has(code))
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
