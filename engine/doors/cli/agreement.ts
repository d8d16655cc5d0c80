import { TandemError } from '#shared/errors.ts'
import { agreementJson } from '../../agreement/agreement-json.ts'
import { amongExplains, amongOptions, printAmong, wholeNumber } from './agreement-among.ts'
import { asksForSpans, printSpans, spanExplains, spanOptions } from './agreement-spans.ts'
import type { Command } from './command.ts'
import { allCodes, codeNamed, list, memberNamed, oneOf, roundNamed, text, UsageError } from './lookups.ts'
import { showFigure } from './show-figure.ts'

const units = ['character', 'word', 'sentence', 'segment', 'source'] as const

export const agreementCommand: Command = {
  name: 'agreement',
  summary: 'how far coders agree: every coefficient, per code, per source or pair of coders, overall',
  usage:
    'STUDY [--round R] [--coders A,B…] [--unit character|word|sentence|segment|source] [--code C]… [--seed N] [--unitizing] [--gamma SOURCE] [--samples N]',
  options: {
    round: { type: 'string' },
    coders: { type: 'string', multiple: true },
    unit: { type: 'string' },
    code: { type: 'string', multiple: true },
    'without-interviewer': { type: 'boolean' },
    'with-quoted': { type: 'boolean' },
    ...amongOptions,
    ...spanOptions,
  },
  explains: {
    round: 'the round to compare; where absent the study’s only round, or the coders given',
    coders: 'two to fifty people to compare outside rounds, over what they have read',
    unit: 'what is counted; character where absent',
    'without-interviewer': 'leave the interviewer’s turns out of the text compared',
    'with-quoted': 'compare the quoted replies and signatures of emails too',
    ...amongExplains,
    ...spanExplains,
  },
  words: [1, 1],
  study: 'read',
  async run(context) {
    const { values, client, answer } = context
    const unit = oneOf(text(values, 'unit') ?? 'character', units, 'unit')
    const named = list(values, 'code')
    const codes =
      named.length > 0
        ? await Promise.all(named.map(async word => (await codeNamed(client, word)).id))
        : undefined
    const options = {
      unit,
      withInterviewer: values['without-interviewer'] !== true,
      withQuoted: values['with-quoted'] === true,
      ...(codes ? { codes } : {}),
    }
    const coders = list(values, 'coders')
    const members = async () => Promise.all(coders.map(async word => (await memberNamed(client, word)).id))
    if (asksForSpans(context, coders)) {
      const { unit: _, ...asked } = options
      return printSpans(context, { coders: await members(), ...asked })
    }
    const round = await whichRound()
    if (!round && coders.length > 2) {
      const seed = wholeNumber(values, 'seed')
      return printAmong(context, {
        coders: await members(),
        ...options,
        ...(seed === undefined ? {} : { seed }),
      })
    }
    const report = round
      ? await client.agreement.inRound({ round, ...options })
      : await client.agreement.between({ coders: await members(), ...options })
    const known = new Map((await allCodes(client)).map(code => [code.id, code]))
    const titles = new Map((await client.sources.list({})).map(source => [source.id, source.title]))
    const shape = agreementJson(report)
    answer(
      {
        ...shape,
        codes: shape.codes.map(code => ({
          ...code,
          name: known.get(code.code)?.name ?? '',
          path: known.get(code.code)?.path ?? [],
        })),
        sources: shape.sources.map(source => ({ ...source, title: titles.get(source.source) ?? '' })),
      },
      () =>
        [
          `${report.coders.join(' and ')}, unit ${report.unit}, n ${report.n}. ${report.convention}`,
          `overall\tagreement ${showFigure(report.overall.figures.percent_agreement)}\tkappa ${showFigure(report.overall.figures.cohen_kappa)}\talpha ${showFigure(report.overall.figures.alpha_nominal)}\tpooled kappa ${showFigure(report.overall.figures.pooled_kappa)}`,
          ...report.codes.map(
            code =>
              `${known.get(code.code)?.path.join(' > ')}\tagreement ${showFigure(code.figures.percent_agreement)}\tkappa ${showFigure(code.figures.cohen_kappa)}\talpha ${showFigure(code.figures.alpha_nominal)}\tboth ${code.passages.both}, only ${report.coders[0]} ${code.passages.onlyA}, only ${report.coders[1]} ${code.passages.onlyB}`,
          ),
        ].join('\n'),
    )

    async function whichRound(): Promise<string | null> {
      const given = text(values, 'round')
      if (given !== undefined) return (await roundNamed(client, given)).id
      if (coders.length > 1) return null
      if (coders.length > 0) throw new UsageError('--coders takes two initials or more: A,B.')
      const rounds = await client.rounds.list({})
      const [only] = rounds
      if (only && rounds.length === 1) return only.id
      throw rounds.length === 0
        ? new TandemError('not-found', 'The study has no round.', 'Name two coders with --coders A,B.')
        : new UsageError(`The study has ${rounds.length} rounds: name one with --round.`)
    }
  },
}
