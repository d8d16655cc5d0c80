import { wholeNumber } from './agreement-among.ts'
import type { Context } from './command.ts'
import { allCodes, sourceNamed, text, UsageError } from './lookups.ts'
import { showFigure } from './show-figure.ts'

/** The options of figures for spans, and what they mean. */
export const spanOptions = {
  unitizing: { type: 'boolean' },
  gamma: { type: 'string' },
  samples: { type: 'string' },
} as const
export const spanExplains = {
  unitizing: 'of --coders: alphas for spans instead, over the sources all of them have read',
  gamma: 'of --coders: gamma instead, of one source that all of them have read',
  samples: 'of gamma: how often chance is sampled; 100 where absent',
}

interface Asked {
  /** Ids. */
  coders: string[]
  codes?: string[]
  withInterviewer: boolean
  withQuoted: boolean
}

/** Whether figures for spans are asked for. Refuses options that do not go together. */
export function asksForSpans({ values }: Context, coders: readonly string[]): boolean {
  const gamma = text(values, 'gamma')
  if (values.unitizing !== true && gamma === undefined) {
    if (text(values, 'samples') !== undefined) throw new UsageError('--samples goes with --gamma.')
    return false
  }
  if (values.unitizing === true && gamma !== undefined) {
    throw new UsageError('--unitizing and --gamma are two questions: ask one.')
  }
  if (coders.length < 2) throw new UsageError('Name the coders with --coders A,B.')
  return true
}

/** Prints the alphas for spans, or gamma, of the coders. */
export async function printSpans(context: Context, asked: Asked): Promise<void> {
  if (context.values.unitizing === true) return printUnitizing(context, asked)
  const { client, values, answer, onProgress, signal } = context
  const { coders, codes } = asked
  const source = await sourceNamed(client, text(values, 'gamma') ?? '')
  const samples = wholeNumber(values, 'samples')
  const seed = wholeNumber(values, 'seed')
  const report = await client.agreement.gamma(
    {
      coders,
      source: source.id,
      ...(codes ? { codes } : {}),
      ...(samples === undefined ? {} : { samples }),
      ...(seed === undefined ? {} : { seed }),
    },
    { onProgress, signal },
  )
  answer(
    { ...report, title: source.title },
    () =>
      `${report.coders.join(', ')} in ${source.title}\tgamma ${showFigure(report.gamma)}\tobserved disorder ${report.observed_disorder.toFixed(4)}, expected ${report.expected_disorder.toFixed(4)} (${report.samples} samples, seed ${report.seed})\tpassages ${report.units.join(', ')}`,
  )
}

async function printUnitizing({ client, answer }: Context, asked: Asked): Promise<void> {
  const report = await client.agreement.unitizing(asked)
  const known = new Map((await allCodes(client)).map(code => [code.id, code]))
  const titles = new Map((await client.sources.list({})).map(source => [source.id, source.title]))
  const named = (ids: readonly string[]) => ids.map(id => ({ id, title: titles.get(id) ?? '' }))
  const { overall } = report
  answer(
    {
      ...report,
      sources: named(report.sources),
      notReadByAll: named(report.notReadByAll),
      codes: report.codes.map(code => ({
        ...code,
        name: known.get(code.code)?.name ?? '',
        path: known.get(code.code)?.path ?? [],
      })),
    },
    () =>
      [
        `${report.coders.join(', ')}, n ${report.n} characters in ${report.sources.length} sources. ${report.convention}`,
        `sets of codes\tu-alpha ${showFigure(overall.u_alpha)}\t|u-alpha ${showFigure(overall.bar_u_alpha)}\tcu-alpha ${showFigure(overall.cu_alpha)}`,
        ...(report.coders.length > 2 && overall.cu_alpha.method
          ? [`cu-alpha: ${overall.cu_alpha.method}`]
          : []),
        ...report.codes.map(
          code =>
            `${known.get(code.code)?.path.join(' > ')}\tu-alpha ${showFigure(code.u_alpha)}\tpassages ${code.passages.join(', ')}`,
        ),
      ].join('\n'),
  )
}
