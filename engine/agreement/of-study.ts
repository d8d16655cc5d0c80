import type { agreement } from '#shared/contract/agreement.ts'
import type { InputOf } from '#shared/contract/method.ts'
import type { ConfusionReport, SuggestedPair } from '#shared/model/confusion.ts'
import { inTreeOrder } from '../codebook/queries.ts'
import { all, type Db } from '../db/sql.ts'
import { codeTree } from '../disagreements/in-round.ts'
import { comparedOf, comparedSources, initialsOf } from './compared.ts'
import { computeConfusion } from './confusion.ts'
import { suggestedPairs } from './suggested-pairs.ts'

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
