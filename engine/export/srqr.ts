import { TandemError } from '#shared/errors.ts'
import { wholeJournal } from '#shared/model/journal.ts'
import { byPassage } from '#shared/model/passage.ts'
import { kindName } from '#shared/model/source-kind.ts'
import type { Stance } from '#shared/model/study.ts'
import { counted, listed, number, shareText } from './agreement-words.ts'
import { versionText } from './codebook.ts'
import { methodsSentences } from './methods-paragraph.ts'
import { newCodesSentence } from './new-codes.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, withheldNote } from './words.ts'

/** What is the same of every reporting sheet, whatever its format. */
export const srqrExport = {
  what: 'srqr',
  inSteps: true,
  whatName: 'SRQR sheet',
  description:
    'The 21 items of the Standards for Reporting Qualitative Research: what the study holds on each, with true counts, and what is left for you to write.',
}

/** One item of the standards, in our own words. */
export interface SrqrItem {
  /** `S1` to `S21`, as the standards number them. */
  id: string
  title: string
  /** What a reader of the report looks for. */
  about: string
  /** What the study holds on it. */
  facts: string[]
  /** What the study cannot know: a place to fill for each. */
  toFill: string[]
}

export interface SrqrSheet {
  studyTitle: string
  day: string
  notes: string[]
  items: SrqrItem[]
}

/**
 * The sheet, filled as far as the study knows. The items are those of O'Brien, Harris, Beckman, Reed and Cook (2014,
 * Academic Medicine 89:1245), in our own words.
 */
export async function srqrOf(study: StudyReader): Promise<SrqrSheet> {
  const twice = await codedTwice(study)
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    notes: [
      'After the Standards for Reporting Qualitative Research (O’Brien and others 2014, Academic Medicine 89:1245), in our own words: read the standards beside it.',
      'Counts are of the study as it stands. What is in brackets is for you to write.',
      ...(study.withheld ? [withheldNote] : []),
    ],
    items: items(study, twice).map((item, n) => ({ id: `S${n + 1}`, ...item })),
  }
}

interface CodedTwice {
  coding: string[]
  comparing: string[]
}

/** What there is to say of two coders compared; where there is nothing to compare, why. */
async function codedTwice(study: StudyReader): Promise<CodedTwice> {
  const { stance } = study.study
  const withCoefficients = stance !== 'reflexive' || study.agreement.coefficients
  try {
    return methodsSentences(await study.comparedPair(), { stance, withCoefficients, madeBy: study.madeBy })
  } catch (error) {
    if (!(error instanceof TandemError) || error.code === 'cancelled') throw error
    return { coding: [], comparing: [`No comparison of two coders is in this sheet: ${error.message}`] }
  }
}

const stanceFacts: Record<Stance, string> = {
  reliability:
    'The study declares a reliability stance: agreement between coders is reported with coefficients.',
  codebook: 'The study declares a codebook stance: agreement serves the making of a shared coding framework.',
  reflexive:
    'The study declares a reflexive stance: differences between coders are readings, and no coefficient leads.',
}

const items = (study: StudyReader, twice: CodedTwice): Omit<SrqrItem, 'id'>[] => [
  {
    title: 'The title',
    about: 'Says what was studied, and that the study is qualitative or by which approach or kind of data.',
    facts: [`The study is called “${study.study.title}” in Tandem.`],
    toFill: ['Title of the report'],
  },
  {
    title: 'The abstract',
    about:
      'Sums up background, aim, methods, findings and what follows from them, in the form the journal asks for.',
    facts: [],
    toFill: ['Abstract'],
  },
  {
    title: 'The problem',
    about: 'Describes the phenomenon and why it matters; what theory and earlier work say of it.',
    facts: [],
    toFill: ['The problem, and what is known'],
  },
  {
    title: 'The question',
    about: 'States the purpose, with aims or questions.',
    facts: [],
    toFill: ['Purpose and research questions'],
  },
  {
    title: 'Approach and stance',
    about:
      'Names the qualitative approach, the theory that guided it and the paradigm, and why they were chosen.',
    facts: [stanceFacts[study.study.stance], ...frameworkFacts(study)],
    toFill: ['Approach, paradigm, and why'],
  },
  {
    title: 'Who the researchers are',
    about:
      'Tells what of the researchers may bear on the work: training, experience, ties to participants, assumptions.',
    facts: peopleFacts(study),
    toFill: [
      'Their training and experience',
      'Their ties to participants and setting',
      'How assumptions were examined',
    ],
  },
  {
    title: 'The setting',
    about: 'Describes site and context, and what about them matters.',
    facts: siteFacts(study),
    toFill: ['What the setting is like'],
  },
  {
    title: 'Who and what was chosen',
    about:
      'Says how and why participants, documents or events were chosen, and what decided that there were enough.',
    facts: samplingFacts(study),
    toFill: ['How participants and documents were chosen, and why', 'When there were enough'],
  },
  {
    title: 'Ethics',
    about: 'Gives approval by an ethics board, consent, and how people’s data were kept safe, or why not.',
    facts: study.hasPseudonyms ? ['The study has a key of pseudonyms, which is kept apart from it.'] : [],
    toFill: ['Ethics committee and reference', 'Consent', 'Confidentiality and storage'],
  },
  {
    title: 'How data were gathered',
    about: 'Tells what kinds of data were gathered, how, from when to when, and what changed on the way.',
    facts: gatheringFacts(study),
    toFill: ['Procedures, and changes to them'],
  },
  {
    title: 'What they were gathered with',
    about: 'Describes topic guides, questionnaires and devices, and how they changed over the study.',
    facts: [],
    toFill: ['Topic guides and other instruments', 'Recording equipment'],
  },
  {
    title: 'Who and what was studied',
    about:
      'Gives the number and characteristics of participants, documents or events, and who took what part.',
    facts: unitFacts(study),
    toFill: ['Who declined or left, and why'],
  },
  {
    title: 'From recording to data',
    about:
      'Says how data were handled before and during analysis: transcription, entry, checks, coding, taking names out.',
    facts: processingFacts(study),
    toFill: ['Transcription and how it was checked', 'Management and security of data'],
  },
  {
    title: 'How data became findings',
    about: 'Tells how themes were found and developed, and by whom.',
    facts: [...twice.coding, ...analysisFacts(study)],
    toFill: ['How codes became themes'],
  },
  {
    title: 'What makes it trustworthy',
    about:
      'Names what was done for credibility, such as an audit trail, several coders or going back to participants.',
    facts: [...doubleCoding(study), ...twice.comparing, ...trustFacts(study)],
    toFill: ['Other techniques, such as member checking, and why'],
  },
  {
    title: 'The main findings',
    about: 'Sets out interpretations and themes; may build a theory or join what was known.',
    facts: themeFacts(study),
    toFill: ['The findings'],
  },
  {
    title: 'The evidence for them',
    about: 'Backs findings with quotes, notes and excerpts.',
    facts: evidenceFacts(study),
    toFill: ['Which quotes stand for which finding'],
  },
  {
    title: 'What they add',
    about:
      'Relates the findings to earlier work and theory, says how far they carry, and what they contribute.',
    facts: [],
    toFill: ['What the findings add, and where they apply'],
  },
  {
    title: 'What limits them',
    about: 'Discusses limits of method and findings.',
    facts: limitFacts(study),
    toFill: ['Limits'],
  },
  {
    title: 'Interests',
    about: 'Names what could have swayed the work or its conclusions, and how that was dealt with.',
    facts: [],
    toFill: ['Conflicts of interest'],
  },
  {
    title: 'Funding',
    about: 'Names who paid and supported the work, and their part in it.',
    facts: [],
    toFill: ['Funding, and the funder’s part'],
  },
]

function frameworkFacts(study: StudyReader): string[] {
  return study
    .frameworks()
    .filter(({ codes }) => codes.length > 0)
    .map(framework => {
      const { name, kind, codes } = framework
      return `“${name}” is ${kind === 'inductive' ? 'an inductive' : 'a deductive'} framework of ${counted(codes.length, 'code')}, ${versionText(framework)}.`
    })
}

function peopleFacts(study: StudyReader): string[] {
  const members = study.members()
  const reflexive = study.memos().filter(({ kind }) => kind === 'reflexive').length
  const withRole = (role: 'coder' | 'reviewer' | 'lead') => {
    const named = members
      .filter(({ roles }) => roles.includes(role))
      .map(({ name, initials }) => `${name} (${initials})`)
    return named.length === 0 ? [] : [`${counted(named.length, role)}: ${listed(named)}.`]
  }
  return [
    ...withRole('coder'),
    ...withRole('reviewer'),
    ...withRole('lead'),
    ...(reflexive === 0
      ? []
      : [`${counted(reflexive, 'reflexive memo')} ${reflexive === 1 ? 'is' : 'are'} kept.`]),
  ]
}

function siteFacts(study: StudyReader): string[] {
  const sites = study.cases().cases.filter(({ kind }) => kind === 'site').length
  return sites === 0 ? [] : [`${counted(sites, 'site')}.`]
}

function samplingFacts(study: StudyReader): string[] {
  return [
    ...dataSetFacts(study),
    ...study.rounds().flatMap(({ title, sources, plan }) => {
      if (plan === null) return []
      const how =
        plan.drawnFrom === null
          ? 'chosen by hand'
          : `drawn at random from ${number(plan.drawnFrom)} (see the round’s plan)`
      return [
        `For coding in the round “${title}”, ${counted(sources.length, 'source')} ${sources.length === 1 ? 'was' : 'were'} ${how}.`,
      ]
    }),
    ...saturationFacts(study),
  ]
}

/** How the codes grew: what a reader weighs where it says that there were enough. */
function saturationFacts(study: StudyReader): string[] {
  const agreed = study.newCodes('consensus').points
  const [points, whose] =
    agreed.length > 0
      ? [agreed, 'Agreed codes']
      : [study.newCodes('independent').points, 'Codes of any coder, none being agreed yet']
  const sentence = newCodesSentence(points)
  return sentence === null ? [] : [`${whose} that are not of a deductive framework: ${sentence}`]
}

function dataSetFacts(study: StudyReader): string[] {
  const sets = Map.groupBy(study.sources(), ({ dataSet }) => dataSet?.name ?? '')
  return [...sets].map(([name, sources]) => {
    const words = sources.reduce((sum, source) => sum + source.words, 0)
    return `${name === '' ? 'In no data set' : `Data set “${name}”`}: ${counted(sources.length, 'source')}, ${counted(words, 'word')}.`
  })
}

function gatheringFacts(study: StudyReader): string[] {
  const sources = study.sources()
  const kinds = [...Map.groupBy(sources, ({ kind }) => kind)].map(([kind, of]) => {
    const name = kindName(kind).toLowerCase()
    return counted(of.length, name)
  })
  const dates = sources.flatMap(({ date }) => (date === null ? [] : [date.slice(0, 10)])).sort()
  const [first, last] = [dates[0], dates.at(-1)]
  const undated = sources.length - dates.length
  return [
    ...(kinds.length === 0 ? [] : [`${listed(kinds)}.`]),
    ...(first === undefined || last === undefined
      ? []
      : [
          `Dated from ${dayOf(noon(first))} to ${dayOf(noon(last))}${undated === 0 ? '' : `; ${counted(undated, 'source has', 'sources have')} no date`}.`,
        ]),
  ]
}

/** A day as a moment that is that day in every time zone. */
const noon = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12)
}

function unitFacts(study: StudyReader): string[] {
  const { cases, attributes } = study.cases()
  const people = cases.filter(({ kind }) => kind === 'person')
  const of = attributes.filter(({ about }) => about === 'person').map(({ name }) => name)
  const sources = study.sources()
  const words = sources.reduce((sum, source) => sum + source.words, 0)
  return [
    ...(people.length === 0 ? [] : [`${counted(people.length, 'participant')}.`]),
    ...siteFacts(study),
    `${counted(sources.length, 'source')}, ${counted(words, 'word')}.`,
    ...(of.length === 0 ? [] : [`Recorded of participants: ${listed(of)} (see the participants table).`]),
  ]
}

function processingFacts(study: StudyReader): string[] {
  const formats = [...new Set(study.sources().map(({ format }) => format))].sort()
  return [
    ...(formats.length === 0
      ? []
      : [
          `Sources came as ${listed(formats)} files; their texts are kept as imported, and corrections as further texts.`,
        ]),
    `Coded and analysed with Tandem ${study.madeBy}.`,
  ]
}

function analysisFacts(study: StudyReader): string[] {
  const themes = study.themes()
  const top = themes.filter(({ parent }) => parent === null).length
  const agreed = study.passages('consensus')
  return [
    ...(top === 0
      ? []
      : [`${counted(top, 'theme')} with ${counted(themes.length - top, 'sub-theme')} collect codes.`]),
    ...(agreed.length === 0
      ? []
      : [
          `The consensus holds ${counted(byPassage(agreed).length, 'passage')} with ${counted(agreed.length, 'coding')}.`,
        ]),
  ]
}

/** How much of the study has been coded twice in rounds that are no longer open. */
function doubleCoding(study: StudyReader): string[] {
  const rounds = study.rounds().filter(({ state, coders }) => state !== 'open' && coders.length > 1)
  if (rounds.length === 0) return []
  const twice = new Set(rounds.flatMap(({ sources }) => sources))
  const all = study.sources()
  const words = (of: typeof all) => of.reduce((sum, source) => sum + source.words, 0)
  const coded = all.filter(({ id }) => twice.has(id))
  const blind = rounds.filter(round => round.blind && round.unblinded === null).length
  const inRounds = `in ${counted(rounds.length, 'round')}${blind === rounds.length ? ', blind to each other' : blind === 0 ? '' : `, ${number(blind)} of them blind`}`
  return [
    `Coded by two people ${inRounds}: ${number(coded.length)} of ${counted(all.length, 'source')} (${shareText(coded.length, all.length)}), ${number(words(coded))} of ${counted(words(all), 'word')} (${shareText(words(coded), words(all))}).`,
  ]
}

function trustFacts(study: StudyReader): string[] {
  const memos = study.memos()
  const inState = (state: string) => memos.filter(memo => memo.state === state).length
  const steps = study.journal(wholeJournal).length
  return [
    ...(memos.length === 0
      ? []
      : [
          `${counted(memos.length, 'memo')}: ${number(inState('confirmed'))} confirmed, ${number(inState('in review'))} in review, ${number(inState('draft'))} in draft.`,
        ]),
    `An audit trail of ${counted(steps, 'step')} is kept, with reasons.`,
  ]
}

function themeFacts(study: StudyReader): string[] {
  const themes = study.themes()
  const bare = study.bareThemes().map(({ name }) => `“${name}”`)
  return [
    ...themes
      .filter(({ parent }) => parent === null)
      .map(({ id, name }) => {
        const under = themes.filter(({ parent }) => parent === id).map(theme => `“${theme.name}”`)
        return `Theme “${name}”${under.length === 0 ? '' : `, with ${listed(under)}`}.`
      }),
    ...(bare.length === 0 ? [] : [`No agreed passage stands behind ${listed(bare)}.`]),
  ]
}

function evidenceFacts(study: StudyReader): string[] {
  const names = new Map(study.sources().map(({ id, dataSet }) => [id, dataSet?.name ?? 'no data set']))
  const sets = Map.groupBy(study.passages('consensus'), ({ source }) => names.get(source) ?? '')
  const quoted = study.memos().reduce((sum, { quotations }) => sum + quotations.length, 0)
  return [
    ...[...sets].map(
      ([name, of]) =>
        `${counted(byPassage(of).length, 'agreed passage')} in ${counted(new Set(of.map(({ source }) => source)).size, 'source')} of “${name}”.`,
    ),
    ...(quoted === 0
      ? []
      : [`${counted(quoted, 'quotation')} ${quoted === 1 ? 'stands' : 'stand'} in memos.`]),
  ]
}

function limitFacts(study: StudyReader): string[] {
  const open = study.rounds().reduce((sum, { differences }) => sum + (differences?.open ?? 0), 0)
  return open === 0
    ? []
    : [`${counted(open, 'difference')} between coders ${open === 1 ? 'is' : 'are'} not settled.`]
}
