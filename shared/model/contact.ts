import type { NearSite } from './case.ts'
import type { DateOrder, TableSheets } from './record.ts'

/** How a contact was held; `phone` is by telephone or on a call such as Microsoft Teams. */
export const contactModes = ['phone', 'email', 'face to face', 'other'] as const
export type ContactMode = (typeof contactModes)[number]

/** Longer than this, in minutes, is asked about before it is believed. */
export const longContact = 600

/** A site or a person of a contact: whether they took part and, where not, why as far as it is known. */
export interface ContactPart {
  case: string
  attended: boolean
  reason: string
}

export interface Contact {
  id: string
  /** ISO 8601. */
  date: string
  mode: ContactMode
  /** Minutes that count; null where nobody recorded any and none are assumed. */
  minutes: number | null
  /** `default` for an email whose length nobody recorded; null where nothing counts. */
  minutesFrom: 'recorded' | 'default' | null
  /** False where no site took part: it did not happen, and its minutes count nowhere. */
  happened: boolean
  sites: ContactPart[]
  people: ContactPart[]
  note: string
}

/** What somebody says of a contact: its fields as they are entered and changed. */
export interface ContactSaid extends Pick<Contact, 'date' | 'mode' | 'sites' | 'people' | 'note'> {
  /** Null where nobody recorded any. */
  minutes: number | null
}

export const contactFields = ['date', 'mode', 'minutes', 'sites', 'people', 'note'] as const
export type ContactField = (typeof contactFields)[number]

/** What was said of a contact, without what is assumed. */
export const saidIn = ({ date, mode, minutes, minutesFrom, sites, people, note }: Contact): ContactSaid => ({
  date,
  mode,
  minutes: minutesFrom === 'recorded' ? minutes : null,
  sites,
  people,
  note,
})

/** Some of what is said of a contact; the rest as it is. */
export type SaidAnew = { [Field in ContactField]?: ContactSaid[Field] | undefined }

/** What is said of a contact where some of it is said anew. */
export const withAnew = (before: ContactSaid, anew: SaidAnew): ContactSaid => ({
  date: anew.date ?? before.date,
  mode: anew.mode ?? before.mode,
  minutes: anew.minutes === undefined ? before.minutes : anew.minutes,
  sites: anew.sites ?? before.sites,
  people: anew.people ?? before.people,
  note: anew.note ?? before.note,
})

/** Whether two say the same in a field; sites and people in any order. */
export function saysTheSame(field: ContactField, a: ContactSaid, b: ContactSaid): boolean {
  if (field !== 'sites' && field !== 'people') return a[field] === b[field]
  const inOrder = (parts: readonly ContactPart[]) =>
    parts.map(({ case: of, attended, reason }) => [of, attended, attended ? '' : reason].join(' ')).sort()
  return inOrder(a[field]).join('\n') === inOrder(b[field]).join('\n')
}

/** Where a site's average stands against the minutes expected a month; `close` is within a fifth of them. */
export type Band = 'below' | 'close' | 'above'

/** One site up to the cut-off: what the per-site table prints, and what stands behind it. */
export interface ContactSite {
  id: string
  site: string
  /** The day it opened, ISO 8601. */
  opened: string | null
  /** Whole months from its opening to the cut-off. */
  months: number | null
  /** By phone or Teams and by email. */
  minutes: number
  /** To 1 decimal, half up; null where there are no minutes. */
  percentByPhone: number | null
  participants: number | null
  staff: number | null
  /** Whole minutes, half up. */
  minutesPerMonth: number | null
  /** Whole participants, half up. */
  participantsPerStaff: number | null
  band: Band | null
  /** Contacts by phone or Teams and by email that the minutes are the sum of. */
  contacts: number
  /** Minutes face to face and otherwise, which the table's columns leave out. */
  otherMinutes: number
  /** Emails among the contacts that count a default length. */
  defaulted: number
  /** Contacts that took place and have no length. */
  unknown: number
  /** Every calendar month from the opening, or the first contact, to the cut-off: minutes by phone and by email. */
  byMonth: { month: string; minutes: number }[]
}

/** How often a site, or people of it, did not take part, by the reason as it was given. */
export interface Absences {
  of: 'sites' | 'people'
  /** Reasons, the most frequent first; '' where none was given. */
  reasons: string[]
  rows: { id: string | null; site: string; counts: number[]; total: number }[]
}

export interface ContactTable {
  /** The last day that counts; null where there are no contacts and none was chosen. */
  cutOff: string | null
  /** False where it is the day of the last contact because nobody chose one. */
  isCutOffChosen: boolean
  /** Minutes a month expected of each site. */
  expected: number
  sites: ContactSite[]
  /** The sites' minutes added up: a session of two sites counts twice. Not the mentoring delivered. */
  minutesOverSites: number
  /** Minutes by phone and by email with each session counted once. */
  distinctSessionMinutes: number
  absences: Absences[]
  /** What a reader should know of the figures, a sentence each. */
  notes: string[]
}

/** The choices behind the per-site table. */
export interface ContactSetUp {
  cutOff: string | null
  expected: number
  /** What an email counts where nobody recorded its length. */
  emailMinutes: number
  /** Ids of the attributes of sites that say when they opened and how many participants and staff they have. */
  attributes: Record<SiteFigure, string | null>
}

export const siteFigures = ['opened', 'participants', 'staff'] as const
export type SiteFigure = (typeof siteFigures)[number]

/**
 * What a column of a contact log is: `minutes` is its length and `hours` a length, or the whole hours of one, in hours; `start` and
 * `end` are times of the day;
 * `site`, `people`, `absent`, `note` and `ignored` may be several columns.
 */
export const contactRoles = [
  'id',
  'date',
  'site',
  'mode',
  'hours',
  'minutes',
  'start',
  'end',
  'people',
  'absent',
  'attended',
  'reason',
  'note',
  'ignored',
] as const
export type ContactRole = (typeof contactRoles)[number]

export interface ContactReading {
  columns: { name: string; role: ContactRole }[]
  /** Null where the dates can be read both ways and somebody has to say. */
  dateOrder: DateOrder | null
  /** Rows that say the same as another but for the site are one session of both. */
  joins?: boolean | undefined
  /** Rows that say the same as another but for who took part are one session of all of them. */
  joinsPeople?: boolean | undefined
  /** Sites whose names are alike, such as `1` and `Site 1`, are sites of their own. */
  sitesApart?: boolean | undefined
  /** What words in the column of modes stand for, whatever they would be taken for. */
  modes?: { words: string; mode: ContactMode }[] | undefined
}

/** Words for a mode that no one mode is known by, or of which somebody said what they stand for. */
export interface ModeWords {
  words: string
  /** How many rows say them. */
  rows: number
  mode: ContactMode
  isSaid: boolean
}

/** What was found in a contact log before anything is written. */
export interface ContactsFound {
  fileName: string
  /** Hand this back to `contacts.look` and `contacts.import`. */
  table: string
  columns: { name: string; examples: string[]; filled: number }[]
  rows: number
  /** Null where the file has no other sheet to read. */
  sheets: TableSheets | null
  warnings: string[]
  /** How its names and contents, and logs read before, suggest it be read. */
  reading: ContactReading
  /** True where a log with such columns was read before. */
  isRemembered: boolean
}

/** Why a contact comes in only where somebody says that it is meant. */
export const contactDoubts = ['long', 'future', 'early', 'repeat'] as const
export type ContactDoubt = (typeof contactDoubts)[number]

/** Something about a row: `refused` cannot come in; `remark` comes in and should be looked at. */
export interface ContactProblem {
  row: number
  kind: 'refused' | ContactDoubt | 'remark'
  what: string
}

/** A row as it will come in, with names. */
export interface ShownContact {
  row: number
  date: string
  mode: ContactMode
  minutes: number | null
  minutesFrom: Contact['minutesFrom']
  sites: string[]
  people: string[]
  absent: string[]
}

export interface ContactsLook {
  /** What has to be said before rows can be read; null where nothing has. */
  asks: string | null
  first: ShownContact[]
  fresh: number
  /** Contacts that are in the study already. */
  known: number
  /**
   * Contacts of 10 hours or more, dated after today, dated long before all others or before their site opened, and that say the same
   * as another; one may be several of these.
   */
  long: number
  future: number
  early: number
  repeats: number
  /** The doubts about each contact that comes in only where all of its doubts are said to be meant. */
  asked: ContactDoubt[][]
  /** Rows that say the same as one above but for the site, and come in as contacts of their own. */
  alike: number
  /** Rows that say the same as one above but for who took part, and come in as contacts of their own. */
  alikePeople: number
  /** Words for modes that somebody may say the meaning of, those of most rows first. */
  modes: ModeWords[]
  problems: ContactProblem[]
  newSites: string[]
  /** Names of sites that are taken for another whose name is alike, unless they are said to be apart. */
  nearSites: NearSite[]
  newPeople: string[]
  said: string[]
}

/** What a contact log brought in. */
export interface ContactsTaken {
  added: number
  known: number
  refused: number
  /** Contacts left out because nobody said that they are meant. */
  left: number
  sites: number
  people: number
  problems: ContactProblem[]
}
