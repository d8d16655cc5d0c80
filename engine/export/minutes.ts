import { TandemError } from '#shared/errors.ts'
import { type Disagreement, type GivenRuling, isForNothing, isOfOneSide } from '#shared/model/disagreement.ts'
import type { AgendaEntry, Meeting } from '#shared/model/discussion.ts'
import type { MeetingRuling } from '../adjudication/ruled-in-meetings.ts'
import { askOnce } from '../ask-once.ts'
import { outcomeText } from './codings.ts'
import { oneReader, type Readers, readersOf } from './readers.ts'
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
  const merged = study.mergedCodes()
  const ruledIn = askOnce((round: SettledRound) => round.inMeetings())
  const codeOf = (id: string) => codes.get(id) ?? merged.get(id) ?? 'a code no longer in the study'
  const codesOf = ({ code, otherCode }: Disagreement) =>
    [code, otherCode].flatMap(id => (id === undefined ? [] : [codeOf(id)])).join(' / ')
  const reading = (
    coded: readonly Pick<MeetingRuling['readings'][number], 'code' | 'polarity' | 'words'>[],
  ) =>
    coded.length === 0
      ? 'Nothing coded here'
      : coded
          .map(({ code, polarity, words }) => `${codeOf(code)}${polarity ? ` (${polarity})` : ''}: ${words}`)
          .join('\n')
  const decisionIn = (
    ruling: Pick<MeetingRuling, 'outcome' | 'code' | 'extent'>,
    names: Readers['names'],
    isBare: boolean,
  ): string =>
    `${outcomeText(ruling, names, isBare)}${ruling.code === undefined ? '' : ` (${codeOf(ruling.code)})`}${ruling.extent === null ? '' : `: ${ruling.extent}`}`

  const questionOf = (round: SettledRound, is: (entry: AgendaEntry) => boolean): string =>
    round.discussion.agenda.find(is)?.question ?? ''
  /** A ruling that stands on a difference that is there. */
  const standing = (round: SettledRound, item: Disagreement, ruling: GivenRuling): DecidedDifference => {
    const { names, sides } = readersOf(item, round)
    const { start, end } = ruling
    const extent = start === undefined || end === undefined ? null : study.words(item.source, { start, end })
    const isBare = isForNothing(item, ruling.outcome, round.coderIds)
    return {
      passage: study.words(item.source, item),
      source: sources.get(item.source) ?? '',
      code: codesOf(item),
      readings: sides.map(side => ({
        who: names[side],
        words: reading(
          (item.sides[round.coderIds[side]] ?? []).map(span => ({
            ...span,
            words: study.words(item.source, span),
          })),
        ),
      })),
      question: questionOf(
        round,
        ({ disagreement, meeting }) => disagreement === item.id && meeting === ruling.meeting,
      ),
      decision: decisionIn({ ...ruling, extent }, names, isBare),
      reason: ruling.reason,
      by: people.get(ruling.reviewer) ?? '',
    }
  }
  /** What became since of a ruling that does not stand as it was given. */
  const sinceThen = ({ id, isThere }: MeetingRuling, item: Disagreement | undefined): string => {
    if (item?.ruling?.id === id) return ''
    if (!isThere) return item?.ruling ? 'ruled otherwise since' : 'withdrawn since, or to be ruled on again'
    if (!item) return 'nothing differs there now'
    return item.stands ? '' : 'to be ruled on again, since what differs has changed'
  }
  /** What was ruled then, in the words of then, and what became of it. */
  const ofThen = (
    round: SettledRound,
    ruled: MeetingRuling,
    item: Disagreement | undefined,
  ): DecidedDifference => {
    const shown = ruled.first ?? item?.first
    const isNameless = round.namesHidden && shown === undefined
    const { sides, ...readers } = readersOf({ first: shown ?? null }, round)
    const names = isNameless ? oneReader : readers.names
    const since = sinceThen(ruled, item)
    const [a, b] = round.coderIds.map(coder => ruled.readings.filter(each => each.coder === coder))
    const stands = ruled.outcome === 'a' ? a : b
    const isBare = isOfOneSide(ruled.outcome) && stands?.length === 0 && ruled.readings.length > 0
    const decision = decisionIn(ruled, names, isBare)
    return {
      passage: ruled.passage,
      source: sources.get(ruled.source) ?? '',
      code: [...new Set(ruled.readings.map(({ code }) => codeOf(code)))].join(' / '),
      readings:
        isNameless || ruled.readings.length === 0
          ? []
          : sides.map(side => ({ who: names[side], words: reading([a, b][side] ?? []) })),
      question: questionOf(
        round,
        ({ id, disagreement, meeting }) =>
          ruled.entries.includes(id) ||
          (disagreement !== null && disagreement === ruled.disagreement && meeting === ruled.meeting),
      ),
      decision: since === '' ? decision : `${decision} (${since})`,
      reason: ruled.reason,
      by: people.get(ruled.reviewer) ?? '',
    }
  }
  /** What the meeting ruled: what stands in the order of the text, then the rest in the order it was ruled. */
  const decidedIn = (round: SettledRound, meeting: string): DecidedDifference[] => {
    const items = new Map(round.differences.map(item => [item.id, item]))
    return [
      ...round.differences.flatMap(item =>
        item.ruling?.meeting === meeting ? [standing(round, item, item.ruling)] : [],
      ),
      ...ruledIn(round).flatMap(ruled => {
        const item = items.get(ruled.disagreement ?? '')
        if (ruled.meeting !== meeting || item?.ruling?.meeting === meeting) return []
        return [ofThen(round, ruled, item)]
      }),
    ]
  }
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
