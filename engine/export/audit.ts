import { TandemError } from '#shared/errors.ts'
import type { DisagreementKind } from '#shared/model/disagreement.ts'
import { type JournalChoice, thingName, thingOf, wholeJournal } from '#shared/model/journal.ts'
import type { HistoryEntry } from '#shared/model/operation.ts'
import { reasonOfChange } from '#shared/text/reason-of-change.ts'
import type { RulingInStudy } from '../adjudication/given-rulings.ts'
import { startOfDay } from '../history/days.ts'
import type { GivenReason } from '../history/entries.ts'
import { counted, listed } from './agreement-words.ts'
import { outcomeText } from './codings.ts'
import { differenceNames } from './register.ts'
import type { StudyReader } from './study-reader.ts'
import { dayInWords, dayOf, withheldNote } from './words.ts'

/** What is the same of every audit trail, whatever its format. */
export const auditExport = {
  what: 'audit',
  whatName: 'Audit trail',
  description:
    'Who did what and when: every step in words, with the reasons given for changes of the framework and for rulings, and the reviews of memos.',
}

/** One step of the study. */
export interface AuditStep {
  sequence: number
  at: Date
  who: string
  thing: string
  what: string
  /** The reasons given for it; empty where none was and none is wanted. */
  why: string
  /** True where it was taken back later. */
  undone: boolean
}

/** One ruling that stands. */
export interface AuditRuling {
  at: Date
  who: string
  round: string
  source: string
  difference: string
  outcome: string
  why: string
  /** With whom it was talked over, and at which meeting. */
  discussed: string
}

/** The audit trail as every format of it shows it. */
export interface AuditTrail {
  studyTitle: string
  day: string
  notes: string[]
  /** Who has steps in it, with how many. */
  people: { name: string; initials: string; roles: string; steps: number }[]
  /** Oldest first. */
  steps: AuditStep[]
  framework: AuditStep[]
  rulings: AuditRuling[]
  reviews: AuditStep[]
}

/** Why a step was taken; of merging, taking apart and splitting codes also that nobody said why. */
function whyOf(step: string, because: string): string {
  const kind = ({ 'code.merged': 'merged', 'code.separated': 'separated', 'code.split': 'split' } as const)[
    step
  ]
  return kind === undefined ? because : reasonOfChange(kind, because)
}

/** A reason, with the rulings it belongs to where the step holds others for other reasons. */
function reasonInWords({ because, rulings }: GivenReason): string {
  if (rulings.length === 0) return because
  const places = rulings.map(({ source, kind, at }) =>
    [
      source === '' ? 'A source that is gone' : `“${source}”`,
      ...(at === null ? [] : [`characters ${at.start}–${at.end}`]),
      kindName(kind),
    ].join(', '),
  )
  return `${places.join('; ')}: ${because === '' ? 'no reason given' : because}`
}

const kindName = (kind: string): string =>
  kind in differenceNames ? differenceNames[kind as DisagreementKind].toLowerCase() : kind

/** Who did what is done without a person being signed in. */
export const nobody = 'Command line'

/** The audit trail, narrowed to what is asked for. Throws where the first day asked for is after the last. */
export function auditOf(study: StudyReader): AuditTrail {
  const { from, to } = study.audit
  if (from !== null && to !== null && from > to) {
    throw new TandemError(
      'bad-input',
      `The audit trail cannot go from ${dayInWords(from)} to ${dayInWords(to)}: the first day is after the last.`,
      'Choose the earlier day as the first.',
    )
  }
  const reasons = study.reasons()
  const entries = study.journal(study.audit)
  const stepOf = ({ id, sequence, at, who, kind, what, undone, wrongClock }: HistoryEntry): AuditStep => ({
    sequence,
    at: new Date(at),
    who: who ?? nobody,
    thing: thingName(thingOf(kind)),
    what: wrongClock ? `${what} (the time is by a clock that was wrong)` : what,
    why: whyOf(kind, (reasons.get(id) ?? []).map(reasonInWords).join('\n')),
    undone,
  })
  const steps = entries.map(stepOf)
  const of = (wanted: (entry: HistoryEntry) => boolean) =>
    entries.flatMap((entry, n) => (wanted(entry) ? (steps[n] ?? []) : []))
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    notes: notesOf(study, steps.length),
    people: peopleIn(study, entries),
    steps,
    framework: of(({ kind }) => thingOf(kind) === 'framework'),
    rulings: study
      .rulings()
      .filter(ruling => isAskedFor(ruling, study.audit))
      .map(rulingInWords),
    reviews: of(({ kind }) => kind === 'memo.reviewed'),
  }
}

function notesOf({ audit, members, withheld }: StudyReader, steps: number): string[] {
  const { member, thing, from, to } = audit
  const day = (iso: string) => dayOf(new Date(startOfDay(iso)))
  const who = members().find(({ id }) => id === member)?.name
  const only = [
    ...(member === null ? [] : [`by ${who ?? 'somebody who is no longer a member'}`]),
    ...(thing === null ? [] : [`about ${thingName(thing).toLowerCase()}`]),
    ...(from === null ? [] : [`from ${day(from)}`]),
    ...(to === null ? [] : [`to ${day(to)}`]),
  ]
  return [
    `${counted(steps, 'step')}${only.length === 0 ? ': everything that was done in the study' : `, only those ${only.join(', ')}`}.`,
    'Nothing is erased: a step that was taken back stays, and says so. Steps that came with a merge are counted as long as the merge stands. No words of a transcript are in it.',
    ...(withheld ? [withheldNote] : []),
  ]
}

function peopleIn(study: StudyReader, entries: readonly HistoryEntry[]): AuditTrail['people'] {
  const steps = Map.groupBy(entries, ({ by }) => by)
  const own = study.members().flatMap(({ id, name, initials, roles }) => {
    const count = steps.get(id)?.length ?? 0
    return count === 0 ? [] : [{ name, initials, roles: listed(roles), steps: count }]
  })
  const others = entries.filter(({ who }) => who === null).length
  return others === 0 ? own : [...own, { name: nobody, initials: '', roles: '', steps: others }]
}

function isAskedFor({ reviewer, at }: RulingInStudy, { member, thing, from, to }: JournalChoice): boolean {
  return (
    (member === null || reviewer.id === member) &&
    (thing === null || thing === 'adjudication') &&
    (from === null || at >= startOfDay(from)) &&
    (to === null || at < startOfDay(to, 1))
  )
}

function rulingInWords(ruling: RulingInStudy): AuditRuling {
  const { outcome, code, coders, meeting, discussedWith } = ruling
  const stands = outcomeText({ outcome }, coders, ruling.isForNothing)
  return {
    at: new Date(ruling.at),
    who: ruling.reviewer.name,
    round: ruling.round,
    source: ruling.source,
    difference: differenceNames[ruling.kind],
    outcome: code === '' ? stands : `${stands}: ${code}`,
    why: ruling.reason,
    discussed: [
      ...(discussedWith === '' ? [] : [discussedWith]),
      ...(meeting === null ? [] : [`meeting of ${dayOf(new Date(startOfDay(meeting)))}`]),
    ].join('; '),
  }
}

/** What holds where nothing is chosen. */
export const usualAudit: JournalChoice = wholeJournal
