import { TandemError } from '#shared/errors.ts'
import type { AgreementCell, AgreementReport, SpanAgreement } from '#shared/model/agreement.ts'
import { conventionsInWords } from '#shared/model/agreement-conventions.ts'
import { agreementJson } from '../../agreement/agreement-json.ts'
import { amongExplains, amongOptions, printAmong, wholeNumber } from './agreement-among.ts'
import { asksForSpans, printSpans, spanExplains, spanOptions } from './agreement-spans.ts'
import type { Command } from './command.ts'
import { keptExplains, keptMode, keptOptions, runKept } from './kept-agreement.ts'
import {
  allCodes,
  codeNamed,
  list,
  memberNamed,
  oneOf,
  roundNamed,
  text,
  UsageError,
  units,
} from './lookups.ts'
import { showFigure } from './show-figure.ts'

export const agreementCommand: Command = {
  name: 'agreement',
  summary: 'how far coders agree: every coefficient, per code, per source or pair of coders, overall',
  usage:
    'STUDY [--round R] [--coders A,B…] [--unit character|word|sentence|segment|source] [--code C]… [--overlap P] [--conventions] [--seed N] [--unitizing] [--gamma SOURCE] [--samples N] [--keep|--kept|--reproduce ID|--change A,B|--drift]',
  options: {
    round: { type: 'string' },
    coders: { type: 'string', multiple: true },
    unit: { type: 'string' },
    code: { type: 'string', multiple: true },
    'without-interviewer': { type: 'boolean' },
    'with-quoted': { type: 'boolean' },
    overlap: { type: 'string' },
    conventions: { type: 'boolean' },
    ...amongOptions,
    ...keptOptions,
    ...spanOptions,
  },
  explains: {
    round: 'the round to compare; where absent the study’s only round, or the coders given',
    coders: 'two to fifty people to compare outside rounds, over what they have read',
    unit: 'what is counted; where absent as the round was planned, else character',
    'without-interviewer': 'leave the interviewer’s turns out of the text compared',
    'with-quoted': 'compare the quoted replies and signatures of emails too',
    overlap:
      'from what share of the text that either covers two passages count as the same, above 0 to 1; 0.5 where absent',
    conventions: 'say what published conventions call the overall kappa and alpha',
    ...amongExplains,
    ...keptExplains,
    ...spanExplains,
  },
  words: [1, 1],
  study: values => (values.keep === true ? 'write' : 'read'),
  async run(context) {
    const { values, client, answer } = context
    const mode = keptMode(values)
    const wanted = text(values, 'unit')
    const unit = wanted === undefined ? undefined : oneOf(wanted, units, 'unit')
    const named = list(values, 'code')
    const codes =
      named.length > 0
        ? await Promise.all(named.map(async word => (await codeNamed(client, word)).id))
        : undefined
    const options = {
      ...(unit ? { unit } : {}),
      withInterviewer: values['without-interviewer'] !== true,
      withQuoted: values['with-quoted'] === true,
      ...(codes ? { codes } : {}),
    }
    const overlap = overlapOf(text(values, 'overlap'))
    const coders = list(values, 'coders')
    if (mode) return runKept(mode, context, options, whichRound)
    const members = async () => Promise.all(coders.map(async word => (await memberNamed(client, word)).id))
    if (asksForSpans(context, coders)) {
      const { unit: _, ...asked } = options
      return printSpans(context, { coders: await members(), ...asked })
    }
    const round = await whichRound()
    if (!round && coders.length > 2) {
      if (overlap.overlap !== undefined || values.conventions === true)
        throw new UsageError('--overlap and --conventions are for two coders.')
      const seed = wholeNumber(values, 'seed')
      return printAmong(context, {
        coders: await members(),
        ...options,
        ...(seed === undefined ? {} : { seed }),
      })
    }
    const report = round
      ? await client.agreement.inRound({ round, ...options, ...overlap })
      : await client.agreement.between({ coders: await members(), ...options, ...overlap })
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
            code => `${known.get(code.code)?.path.join(' > ')}\t${inShort(code)}\t${passages(report, code)}`,
          ),
          ...report.groups.map(
            group => `${groupNames[group.kind]} ${group.name}\t${inShort(group)}\t${passages(report, group)}`,
          ),
          `sets of codes\talpha ${showFigure(report.sets.set_alpha_nominal)}\tJaccard ${showFigure(report.sets.set_alpha_jaccard)}\tMASI ${showFigure(report.sets.set_alpha_masi)}`,
          ...report.slots.map(
            slot =>
              `places in ${slot.name}\tthe same ${showFigure(slot.same)}\talpha ${showFigure(slot.set_alpha_nominal)}\tboth ${slot.placed.both}, only ${report.coders[0]} ${slot.placed.onlyA}, only ${report.coders[1]} ${slot.placed.onlyB}`,
          ),
          ...(report.polarity
            ? [
                `facilitator or barrier\tagreement ${showFigure(report.polarity.figures.percent_agreement)}\tkappa ${showFigure(report.polarity.figures.cohen_kappa)}\talpha ${showFigure(report.polarity.figures.alpha_nominal)}\tn ${report.polarity.n}`,
              ]
            : []),
          `passages, same extent\t${matched(report.spans.exact)}`,
          `passages, overlap ${report.spans.overlap}\t${matched(report.spans.overlapping)}`,
          ...(values.conventions === true ? conventions(report.overall) : []),
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

const groupNames = { framework: 'framework', theme: 'theme', dataSet: 'data set' } as const

const inShort = ({ figures }: AgreementCell): string =>
  `agreement ${showFigure(figures.percent_agreement)}\tkappa ${showFigure(figures.cohen_kappa)}\talpha ${showFigure(figures.alpha_nominal)}`

const passages = ({ coders }: AgreementReport, { passages: { both, onlyA, onlyB } }: AgreementCell): string =>
  `both ${both}, only ${coders[0]} ${onlyA}, only ${coders[1]} ${onlyB}`

const matched = ({ a, b, matched, precision, recall, f1 }: SpanAgreement): string =>
  `precision ${showFigure(precision)}\trecall ${showFigure(recall)}\tF1 ${showFigure(f1)}\t${matched} of ${a} and ${b}`

/** What conventions call the overall kappa and alpha, where they are defined. */
const conventions = ({ figures }: AgreementCell): string[] =>
  (['cohen_kappa', 'alpha_nominal'] as const).flatMap(name => {
    const { value } = figures[name]
    return value === null
      ? []
      : [`${name === 'cohen_kappa' ? 'kappa' : 'alpha'}: ${conventionsInWords(value)}`]
  })

/** The share asked for, if any; a word that is no share is refused. */
function overlapOf(word: string | undefined): { overlap?: number } {
  if (word === undefined) return {}
  const overlap = Number(word)
  if (overlap > 0 && overlap <= 1) return { overlap }
  throw new UsageError('--overlap takes a share above 0 and at most 1, such as 0.5.')
}
