import { TandemError } from '#shared/errors.ts'
import { agreedRuleInWords } from '#shared/model/agreed-rule.ts'
import type { Draw, Round, RoundPlan, StratumKind } from '#shared/model/round.ts'
import { kindName } from '#shared/model/source-kind.ts'
import { counted, number, shareText, unitNames } from './agreement-words.ts'
import type { StudyReader } from './study-reader.ts'
import { blindUntil, dayOf } from './words.ts'

/** What is the same of every plan, whatever its format. */
export const planExport = {
  what: 'plan',
  whatName: 'Round plan',
  description:
    'How a round was planned, to print and file: sources and how they were drawn, coders, framework version, unit, dates, and who sees what.',
}

/** The plan of a round as every format of it shows it. */
export interface PlanPages {
  studyTitle: string
  day: string
  notes: string[]
  /** Null where the study has no round. */
  round: {
    title: string
    /** What the round is for, as it was written; empty where nothing was. */
    note: string
    /** What was decided, and how it is. */
    facts: (readonly [string, string])[]
    /** What each stratum gave; empty where the sources were not drawn within strata. */
    strata: { name: string; sources: string; drawn: string }[]
    /** What the strata are: `Site`. */
    stratum: string
    /** How to draw the same sample again; null where the sources were chosen by hand. */
    redraw: string | null
    sources: { title: string; kind: string; dataSet: string; words: string }[]
  } | null
}

/** The plan of the round asked for, else of the latest. Throws where that round is not there. */
export function planPages(study: StudyReader): PlanPages {
  const rounds = study.rounds()
  const round = study.round === null ? rounds.at(-1) : rounds.find(({ id }) => id === study.round)
  if (!round && study.round !== null)
    throw new TandemError('not-found', 'There is no such round in this study.', 'Choose one from Study.')
  const head = { studyTitle: study.study.title, day: dayOf(study.madeAt) }
  if (!round) return { ...head, notes: ['The study has no round yet.'], round: null }
  const plan = study.plan(round.id)
  const draw = plan?.chosen.how === 'drawn' ? plan.chosen : null
  const listed = new Map(study.sources().map(source => [source.id, source]))
  return {
    ...head,
    notes: plan ? [] : ['This round was opened before plans were kept: what was not recorded is left out.'],
    round: {
      title: round.title,
      note: plan?.note ?? '',
      facts: factsOf(study, round, plan, draw),
      strata:
        draw?.by == null
          ? []
          : draw.strata.map(({ name, sources, drawn }) => ({
              name,
              sources: number(sources),
              drawn: number(drawn),
            })),
      stratum: draw?.by == null ? '' : stratumNames[draw.by].replace(/^./, first => first.toUpperCase()),
      redraw: draw && redrawn(draw),
      sources: round.sources.map(id => {
        const source = listed.get(id)
        return {
          title: source?.title ?? '',
          kind: source ? kindName(source.kind) : '',
          dataSet: source?.dataSet?.name ?? '',
          words: number(source?.words ?? 0),
        }
      }),
    },
  }
}

/** What sources are drawn within, in words. */
export const stratumNames: Record<StratumKind, string> = {
  site: 'site',
  'data-set': 'data set',
  kind: 'kind',
}

function factsOf(
  study: StudyReader,
  round: Round,
  plan: RoundPlan | null,
  draw: Draw | null,
): (readonly [string, string])[] {
  const day = (at: string) => dayOf(new Date(at))
  return [
    ['Opened', day(round.openedAt)],
    ...(plan?.due ? [['Due', day(plan.due)] as const] : []),
    ...round.coders.map(
      ({ name, initials, submittedAt }, n) =>
        [
          n === 0 ? 'First coder' : 'Second coder',
          `${name} (${initials})${submittedAt === null ? '' : `, submitted on ${day(submittedAt)}`}`,
        ] as const,
    ),
    [
      'Framework',
      study
        .frameworksOf(round)
        .map(({ name, version }) => `${name}, version ${version}`)
        .join('; '),
    ],
    ...(plan
      ? ([
          [
            'Codes',
            plan.mayAddCodes
              ? 'Coders may propose codes'
              : 'Coders code only, with the framework as it stands',
          ],
          ['Reported on', unitNames[plan.unit].many],
          ['Counts as agreed', agreedRuleInWords(round.agree)],
        ] as const)
      : []),
    ['Blinding', blinding(round)],
    ...(plan ? [['Sources', draw ? sampled(draw, round) : chosenByHand(round)] as const] : []),
  ]
}

function blinding({ blind, unblinded }: Round): string {
  if (unblinded) return `Blind ${blindUntil(unblinded)}`
  return blind
    ? 'Blind: no coder sees the others’ work until all have submitted'
    : 'Open: coders see each other’s work'
}

const chosenByHand = ({ sources }: Round): string => `${counted(sources.length, 'source')}, chosen by hand`

function sampled({ among, described, size, by, seed }: Draw, { sources }: Round): string {
  const from = `${counted(among.length, 'source')}${described === '' ? '' : ` (${described})`}`
  const asked = 'share' in size ? `; asked for: ${number(Math.round(size.share * 1000) / 10)}\u202f%` : ''
  const within = by === null ? 'simple random' : `stratified by ${stratumNames[by]}, in proportion`
  return `${number(sources.length)} drawn of ${from}, ${shareText(sources.length, among.length)}${asked}; ${within}; seed ${seed}`
}

const redrawn = ({ by, seed }: Draw): string =>
  `Each source’s place in the draw is the SHA-256 of the text “${seed}:” followed by its id, in hexadecimal; ${
    by === null ? 'the sources' : 'of each stratum the sources'
  } with the lowest places were drawn.${
    by === null
      ? ''
      : ' Strata have shares in proportion, rounded down; what is left goes to the largest remainders.'
  } The same seed draws the same sources again, in whatever order they are listed.`
