import type { agreement } from '#shared/contract/agreement.ts'
import type { InputOf } from '#shared/contract/method.ts'
import type { ConfusionReport, SuggestedPair } from '#shared/model/confusion.ts'
import type { DifferenceReport } from '#shared/model/difference-cost.ts'
import { inTreeOrder } from '../codebook/queries.ts'
import { all, type Db } from '../db/sql.ts'
import { codeTree, comparableRound, compareRound } from '../disagreements/in-round.ts'
import { codesUsed, comparedInRound, comparedOf, comparedSources, initialsOf } from './compared.ts'
import { computeConfusion } from './confusion.ts'
import { costsOf } from './costs.ts'
import { gather } from './gather.ts'
import { withAncestors } from './listed-codes.ts'
import { suggestedPairs } from './suggested-pairs.ts'
import { tallySource } from './tally.ts'

/** Which codes two coders of the study use for the same text. */
export function confusionOf(db: Db, input: InputOf<typeof agreement.confusion>): ConfusionReport {
  const { unit, framework: asked, withInterviewer, withQuoted, ...named } = input
  const pair = comparedOf(db, named)
  const tree = codeTree(db)
  const frameworks = new Map<string, string>()
  for (const { id } of inTreeOrder(db)) {
    const framework = tree.framework(id)
    if (framework !== undefined && (asked === undefined || framework === asked)) frameworks.set(id, framework)
  }
  return computeConfusion({
    coders: initialsOf(db, pair.coders),
    unit,
    sources: comparedSources(db, pair, withInterviewer),
    frameworks,
    skipAroundMail: !withQuoted,
  })
}

/** Codes of the two that cover the same words, to be looked at when the framework is agreed. */
export function pairsOf(db: Db, input: InputOf<typeof agreement.pairs>): SuggestedPair[] {
  const { jaccard, contained, ...compared } = input
  const confusion = confusionOf(db, { ...compared, unit: 'character' })
  const names = new Map(
    all<{ id: string; name: string }>(db, 'SELECT id, name FROM codes').map(c => [c.id, c.name]),
  )
  return suggestedPairs(confusion, names, { jaccard, contained })
}

/** What each difference of a round costs the figures, from the comparison the docket is made of. */
export function differencesOf(
  db: Db,
  { round: id, withInterviewer, withQuoted }: InputOf<typeof agreement.differences>,
): DifferenceReport {
  const round = comparableRound(db, id)
  const pair = comparedInRound(db, id)
  const sources = comparedSources(db, pair, withInterviewer)
  const parents = new Map(inTreeOrder(db).map(code => [code.id, code.parent]))
  const codes = withAncestors(codesUsed(sources), parents)
  const tallies = sources.map(source =>
    tallySource(source, {
      unit: 'character',
      codes: new Set(codes),
      unions: new Map(),
      skipAroundMail: !withQuoted,
    }),
  )
  return costsOf({
    items: compareRound(db, round).disagreements,
    coders: pair.coders,
    scales: new Map(tallies.map(({ source, scale }) => [source, scale])),
    tables: new Map(gather(tallies, codes, 'codes').map(({ code, total }) => [code, total.counts])),
  })
}
