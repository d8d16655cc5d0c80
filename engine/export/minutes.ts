import { TandemError } from '#shared/errors.ts'
import { type CodedSpan, type Disagreement, isForNothing } from '#shared/model/disagreement.ts'
import type { Meeting } from '#shared/model/discussion.ts'
import type { FormerRuling } from '../adjudication/ruled-in-meetings.ts'
import { outcomeText } from './codings.ts'
import { readersOf } from './readers.ts'
import type { SettledRound, StudyReader } from './study-reader.ts'
import { dayOf, namesHiddenNote, pathText, withheldNote } from './words.ts'

/** What is the same of the minutes, whatever their format. */
export const minutesExport = {
  what: 'minutes',
  whatName: 'Meeting minutes',
  description:
    'What each meeting about a round’s differences decided: who was there, what was asked, the decision and its reason, and what still waits.',
}

/** A difference that was ruled on in a meeting, in words. */
interface DecidedDifference {
  passage: string
  /** Where it is: the source. */
  source: string
  code: string
  readings: { who: string; words: string }[]
  question: string
  decision: string
  reason: string
  by: string
}

/** Two codes that were decided on. */
interface DecidedPair {
  codes: string
  question: string
  decision: string
}

/** One meeting as every format shows it. */
export interface MeetingPages {
  title: string
  /** Who was there, which round it was about, and what was noted. */
  facts: (readonly [string, string])[]
  differences: DecidedDifference[]
  pairs: DecidedPair[]
}

export interface MinutesPages {
  studyTitle: string
  day: string
  notes: string[]
  meetings: MeetingPages[]
  /** What still waits on the agenda, a line each. */
  waiting: string[]
}

/** The minutes of the round asked for, else of every round, oldest meeting first. Throws where that round is not there. */
export function minutesPages(study: StudyReader): MinutesPages {
  const settled = study.settledRounds()
  const rounds = study.round === null ? settled : settled.filter(({ id }) => id === study.round)
  if (study.round !== null && rounds.length === 0)
    throw new TandemError(
      'not-found',
      'No such round of this study has been compared.',
      'Choose one whose coders have submitted.',
    )
  const said = tellerOf(study)
  const meetings = rounds
    .flatMap(round => round.discussion.meetings.map(meeting => ({ round, meeting })))
    .sort((x, y) => (x.meeting.heldOn < y.meeting.heldOn ? -1 : x.meeting.heldOn > y.meeting.heldOn ? 1 : 0))
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    notes: [
      ...(meetings.length === 0 ? ['No meeting has been held yet.'] : []),
      ...(study.withheld ? [withheldNote] : []),
      ...(rounds.some(({ namesHidden }) => namesHidden) ? [namesHiddenNote] : []),
    ],
    meetings: meetings.map(({ round, meeting }) => said.meeting(round, meeting)),
    waiting: rounds.flatMap(round => said.waiting(round)),
  }
}

function tellerOf(study: StudyReader) {
  const codes = new Map(
    study.frameworks().flatMap(({ codes: listed }) => listed.map(code => [code.id, pathText(code.path)])),
  )
  const sources = new Map(study.sources().map(({ id, title }) => [id, title]))
  const people = new Map(study.members().map(({ id, name }) => [id, name]))
  const codeOf = (id: string) => codes.get(id) ?? 'a code no longer in the study'
  const codesOf = ({ code, otherCode }: Disagreement) =>
    [code, otherCode].flatMap(id => (id === undefined ? [] : [codeOf(id)])).join(' / ')
  const reading = (source: string, spans: readonly CodedSpan[]): string =>
    spans.length === 0
      ? 'Nothing coded here'
      : spans
          .map(
            span =>
              `${codeOf(span.code)}${span.polarity ? ` (${span.polarity})` : ''}: ${study.words(source, span)}`,
          )
          .join('\n')

  type Given = Pick<FormerRuling, 'outcome' | 'start' | 'end' | 'code' | 'reason' | 'reviewer' | 'meeting'>
  const decided = (
    round: SettledRound,
    item: Disagreement,
    ruling: Given,
    since?: string,
  ): DecidedDifference => {
    const { names, sides } = readersOf(item, round)
    const entry = round.discussion.agenda.find(
      ({ disagreement, meeting }) => disagreement === item.id && meeting === ruling.meeting,
    )
    const extent =
      ruling.start === undefined || ruling.end === undefined
        ? ''
        : `: ${study.words(item.source, { start: ruling.start, end: ruling.end })}`
    const words = `${outcomeText(ruling, names, isForNothing(item, ruling.outcome, round.coderIds))}${ruling.code === undefined ? '' : ` (${codeOf(ruling.code)})`}${extent}`
    return {
      passage: study.words(item.source, item),
      source: sources.get(item.source) ?? '',
      code: codesOf(item),
      readings: sides.map(side => ({
        who: names[side],
        words: reading(item.source, item.sides[round.coderIds[side]] ?? []),
      })),
      question: entry?.question ?? '',
      decision: since === undefined ? words : `${words} (${since})`,
      reason: ruling.reason,
      by: people.get(ruling.reviewer) ?? '',
    }
  }
  /** What the meeting ruled, in the order of the text; what was ruled otherwise since with a word of that. */
  const decidedIn = (round: SettledRound, meeting: string): DecidedDifference[] =>
    round.differences.flatMap(item => {
      const { ruling } = item
      if (ruling?.meeting === meeting) return [decided(round, item, { ...ruling, meeting })]
      const former = round.former.findLast(each => each.meeting === meeting && each.disagreement === item.id)
      if (!former) return []
      const since = ruling ? 'ruled otherwise since' : 'withdrawn since, or to be ruled on again'
      return [decided(round, item, former, since)]
    })
  return {
    meeting(round: SettledRound, meeting: Meeting): MeetingPages {
      return {
        title: `Meeting of ${dayOf(new Date(meeting.heldOn))}`,
        facts: [
          ['Round', round.title],
          ['There', meeting.attendees],
          ...(meeting.notes === '' ? [] : ([['Notes', meeting.notes]] as const)),
        ],
        differences: decidedIn(round, meeting.id),
        pairs: round.discussion.agenda
          .filter(entry => entry.about === 'codes' && entry.meeting === meeting.id)
          .map(({ codes: pair, question, decision }) => ({
            codes: pair.map(codeOf).join(' and '),
            question,
            decision,
          })),
      }
    },
    waiting: (round: SettledRound): string[] =>
      round.discussion.agenda
        .filter(({ decidedAt }) => decidedAt === null)
        .map(({ disagreement, codes: pair, question }) => {
          const item = round.differences.find(({ id }) => id === disagreement)
          const what = item
            ? `${codesOf(item)}, ${sources.get(item.source) ?? ''}: ${study.words(item.source, item)}`
            : pair.length > 0
              ? pair.map(codeOf).join(' and ')
              : 'A difference that is no longer there'
          return question === '' ? what : `${what} (${question})`
        }),
  }
}
