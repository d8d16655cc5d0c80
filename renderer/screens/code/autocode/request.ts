import type { Client } from '#shared/contract/client.ts'
import type { Extent } from '#shared/model/autocode.ts'
import type { AddedCodings } from '#shared/model/coding.ts'
import type { SourceSummary, SourceText } from '#shared/model/source.ts'
import type { DataSet } from '#shared/model/study.ts'
import { counted, listed, number } from '../../../wording.ts'

/** What is asked for, as the form holds it: each way of finding keeps its own words while another is tried. */
export interface Request {
  by: 'words' | 'pattern' | 'speaker' | 'question'
  words: string
  pattern: string
  speakers: readonly string[]
  questionWords: string
  /** The question under the caret rather than the words. */
  isThisQuestion: boolean
  matchCase: boolean
  wholeWords: boolean
  /** `all`, `source` for the one that is open, `chosen` for those in `chosen`, or the id of a data set. */
  where: string
  /** Ids of sources. */
  chosen: readonly string[]
  /** What becomes of words found, and what of turns that are asked for whole. */
  extent: Extent
  turnExtent: 'sentence' | 'turn'
  withoutInterviewers: boolean
  withoutQuoted: boolean
}

/** The question at the caret: where it stands and what it asks. */
export interface Question {
  source: string
  at: number
  words: string
}

export type FindInput = Parameters<Client['autocode']['find']>[0]

/** What autocode begins with. */
export function firstRequest(words: string, hasSource: boolean): Request {
  return {
    by: 'words',
    words,
    pattern: '',
    speakers: [],
    questionWords: '',
    isThisQuestion: true,
    matchCase: false,
    wholeWords: false,
    where: hasSource ? 'source' : 'all',
    chosen: [],
    extent: 'sentence',
    turnExtent: 'turn',
    withoutInterviewers: true,
    withoutQuoted: true,
  }
}

/** The interviewer's turn at an offset of a text, or null. */
export function questionAt({ id, text, parts, interviewers }: SourceText, at: number): Question | null {
  const turn = parts.find(({ start, end }) => start <= at && at <= end)
  if (turn?.speaker === undefined || !interviewers.includes(turn.speaker.trim())) return null
  const words = text.slice(turn.bodyStart, turn.end).replace(/\s+/g, ' ').trim()
  return { source: id, at: Math.max(at, turn.bodyStart), words }
}

/** The request as the engine takes it; null while something is still missing. */
export function inputOf(
  request: Request,
  source: string | null,
  question: Question | null,
): FindInput | null {
  const how = howOf(request, question)
  const place = placeOf(request, source)
  if (how === null || place === null) return null
  const { extent, turnExtent, withoutInterviewers, withoutQuoted } = request
  return {
    how,
    extent: isOfTurns(request.by) ? turnExtent : extent,
    withoutInterviewers,
    withoutQuoted,
    ...place,
  }
}

/** Sorted, since the same sources ticked in another order are no other place. */
function placeOf(
  { where, chosen }: Request,
  source: string | null,
): Pick<FindInput, 'sources' | 'dataSet'> | null {
  if (where === 'all') return {}
  if (where === 'source') return source === null ? null : { sources: [source] }
  if (where === 'chosen') return chosen.length === 0 ? null : { sources: chosen.toSorted() }
  return { dataSet: where }
}

/** The sources that a request would look in. */
export const searchedBy = (
  { where, chosen }: Request,
  source: string | null,
  sources: readonly SourceSummary[],
): SourceSummary[] => {
  const ids = new Set(where === 'source' ? [source] : chosen)
  return sources.filter(
    ({ id, dataSet }) =>
      where === 'all' || (where === 'source' || where === 'chosen' ? ids.has(id) : dataSet?.id === where),
  )
}

function howOf(request: Request, question: Question | null): FindInput['how'] | null {
  const { by, matchCase, wholeWords } = request
  if (by === 'speaker') {
    return request.speakers.length === 0 ? null : { by, speakers: [...request.speakers] }
  }
  if (by === 'pattern') {
    return request.pattern === '' ? null : { by, pattern: request.pattern, matchCase, wholeWords }
  }
  if (by === 'question' && request.isThisQuestion && question) {
    return { by: 'same-question', source: question.source, at: question.at }
  }
  const words = (by === 'question' ? request.questionWords : request.words).trim()
  return words === '' ? null : { by, words, matchCase, wholeWords }
}

/** True where two requests look for the same, in the same places. */
export const isSameSearch = (one: FindInput, other: FindInput | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** What is looked for, wherever and however narrowly: the same as long as two texts are the same. */
export const whatIsSought = ({ how }: FindInput): string =>
  JSON.stringify('words' in how || 'pattern' in how ? { ...how, matchCase: 0, wholeWords: 0 } : how)

/** True for the ways that take whole turns and not words in them. */
export const isOfTurns = (by: Request['by']): boolean => by === 'speaker' || by === 'question'

/** What was looked for, to be said in a sentence and in the history: `the words “time”`. */
export function soughtInWords({ how }: FindInput): string {
  switch (how.by) {
    case 'words':
      return `the words “${short(how.words)}”`
    case 'pattern':
      return `the pattern ${short(how.pattern)}`
    case 'speaker':
      return `turns of ${short(listed(how.speakers))}`
    case 'question':
      return `answers to questions with “${short(how.words)}”`
    case 'same-question':
      return 'answers to one question'
  }
}

/** What was not looked through, as a sentence with a space before it; empty where all was. */
export function leftOutInWords({ how, withoutInterviewers, withoutQuoted }: FindInput): string {
  const left = [
    ...(withoutInterviewers && !isOfTurns(how.by === 'same-question' ? 'question' : how.by)
      ? ['what interviewers say']
      : []),
    ...(withoutQuoted ? ['quoted mail, signatures and headers'] : []),
  ]
  return left.length === 0 ? '' : ` Left out: ${left.join('; ')}.`
}

/** Where it was looked, in words. */
export function placeInWords(
  { sources, dataSet }: FindInput,
  known: readonly SourceSummary[],
  dataSets: readonly DataSet[],
): string {
  const [only, ...others] = sources ?? []
  if (only !== undefined && others.length === 0)
    return `“${known.find(({ id }) => id === only)?.title ?? ''}”`
  if (sources) return 'the sources you chose'
  if (dataSet !== undefined) return `“${dataSets.find(({ id }) => id === dataSet)?.name ?? ''}”`
  return 'every source'
}

/** What was coded, how many passages had the code already, and what was joined; null where none was coded. */
export function codedInWords(outcome: AddedCodings, code: string): string | null {
  const { added, already } = outcome
  if (already === added) return null
  const there = already === 0 ? '' : ` ${number(already)} had it already.`
  return `Coded ${counted(added - already, 'passage')} as “${code}”.${there}${unitedInWords(outcome)}`
}

/** What became of passages that had the code on some of their words, in sentences to follow another; empty where none had. */
export function unitedInWords({ united, mixed }: AddedCodings): string {
  if (united === 0) return ''
  const were = united === 1 ? 'was' : 'were'
  const joined = ` ${number(united)} ${were} joined with what you had coded there.`
  const [only] = mixed
  if (only === undefined) return joined
  const where = united === 1 ? 'it' : `${number(mixed.length)} of them`
  const counts = (['facilitator', 'barrier'] as const)
    .map(polarity => ({ polarity, many: mixed.filter(each => each.polarity === polarity).length }))
    .filter(({ many }) => many > 0)
    .map(({ polarity, many }) => counted(many, polarity))
  const now = mixed.length === 1 ? `it is a ${only.polarity}` : `now ${listed(counts)}`
  return `${joined} In ${where} a facilitator and a barrier became one: ${now}.`
}

const short = (words: string): string => (words.length > 100 ? `${words.slice(0, 99)}…` : words)
