import type { agreement } from '#shared/contract/agreement.ts'
import type { GivenTo } from '#shared/contract/method.ts'
import type { ManyCell, ManyFigures } from '#shared/model/many-coders.ts'
import type { Context, Values } from './command.ts'
import { allCodes, text, UsageError } from './lookups.ts'
import { showFigure } from './show-figure.ts'

/** Prints how far three or more coders agree: figures beside the counts, under their own names. */
export async function printAmong(
  { client, answer }: Context,
  asked: GivenTo<(typeof agreement)['among']>,
): Promise<void> {
  const report = await client.agreement.among(asked)
  const known = new Map((await allCodes(client)).map(code => [code.id, code]))
  const titles = new Map((await client.sources.list({})).map(source => [source.id, source.title]))
  const { coders } = report
  const initials = (place: number): string => coders[place] ?? ''
  answer(
    {
      ...report,
      sources: report.sources.map(source => ({
        ...source,
        title: titles.get(source.source) ?? '',
        readers: source.readers.map(initials),
      })),
      overall: flat(report.overall),
      codes: report.codes.map(code => ({
        ...flat(code),
        name: known.get(code.code)?.name ?? '',
        path: known.get(code.code)?.path ?? [],
      })),
      pairs: report.pairs.map(({ a, b, ...pair }) => ({ coders: [initials(a), initials(b)], ...pair })),
    },
    () =>
      [
        `${coders.join(', ')}, unit ${report.unit}, n ${report.n} in ${report.sources.length} sources. ${report.convention}`,
        `overall\t${inWords(report.overall.figures)}`,
        ...report.codes.map(
          ({ code, figures, passages }) =>
            `${known.get(code)?.path.join(' > ')}\t${inWords(figures)}\tall ${passages.all}, some ${passages.some}, one ${passages.one}`,
        ),
        ...report.pairs.map(
          ({ a, b, sources, percent_agreement, cohen_kappa }) =>
            `${initials(a)} and ${initials(b)}\tagreement ${showFigure(percent_agreement)}\tkappa ${showFigure(cohen_kappa)}\t${sources} ${sources === 1 ? 'source' : 'sources'}`,
        ),
      ].join('\n'),
  )
}

const flat = <T extends ManyCell>({ figures, ...rest }: T): Omit<T, 'figures'> & ManyFigures => ({
  ...rest,
  ...figures,
})

const inWords = (figures: ManyFigures): string =>
  `agreement ${showFigure(figures.percent_agreement)}\tall agree ${showFigure(figures.percent_all_agree)}\tFleiss' kappa ${showFigure(figures.fleiss_kappa)}\talpha ${showFigure(figures.alpha_nominal)}`

/** The options of comparisons of more than two coders, and what they mean. */
export const amongOptions = { seed: { type: 'string' } } as const
export const amongExplains = {
  seed: 'of three or more coders, and of gamma: where the draws begin; 1 where absent',
}

/** A whole number from 0 on that an option gives, or undefined. */
export function wholeNumber(values: Values, name: string): number | undefined {
  const given = text(values, name)
  if (given === undefined) return undefined
  if (!/^\d{1,10}$/.test(given)) throw new UsageError(`--${name} is a whole number from 0 on.`)
  return Number(given)
}
