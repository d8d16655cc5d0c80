import type { Span } from '../text/span.ts'

/** What kind of thing a real name names. */
export type NameKind = 'person' | 'place' | 'organisation' | 'phone' | 'email' | 'number' | 'other'

/** A real name and what is shown in its place. Kept in the key's file and nowhere else. */
export interface PseudonymPair {
  id: string
  kind: NameKind
  real: string
  shown: string
  /** Nicknames, misspellings and other forms that mean the same. */
  variants: string[]
  note: string
  /** Only where it begins with a capital: for names that are words too, such as Will and Mark. */
  capitalsOnly: boolean
  /** Also where it is written without its accents, or with others. */
  foldsAccents: boolean
}

/** What a study knows of its key, and whether this window has it open. */
export interface PseudonymKeyState {
  /** The key's id, or null where the study has none. */
  key: string | null
  isOpen: boolean
  /** Where the key's file is, as far as this machine knows. */
  path: string | null
  /** Where a new key would be put if nobody chose. */
  usualPath: string
  /** Whether the person asking may make and open it. */
  mayOpen: boolean
}

/** Why a person should look at a place before its words are replaced. */
export type Doubt = 'sentence-start' | 'fuller-name' | 'two-people' | 'another-name' | 'no-spaces'

/** A real name found in a text. */
export interface NameMatch extends Span {
  pair: string
  doubt: Doubt | null
}

/** Which words of a source a replacement is about. */
export type NamePlace = (typeof namePlaces)[number]
export const namePlaces = [
  'text',
  'title',
  'file name',
  'mail header',
  'attachment',
  'record',
  'warning',
  'speaker',
] as const

/** One place where a real name would be replaced, with what stands around it. */
export interface Replacement extends NameMatch {
  source: string
  /** Of the text it was found in: another one since is refused. */
  revision: string
  title: string
  place: NamePlace
  /** Of a place with several words, such as headers: which one, from 0. */
  number: number
  before: string
  match: string
  after: string
  shown: string
}

export interface ReplacementPreview {
  replacements: Replacement[]
  /** Places beyond the most that are shown at once; they come with the next preview. */
  left: number
}

/** What applying did. */
export interface PseudonymsApplied {
  replaced: number
  sources: number
}

/** Something that may identify a person, with examples of where it stands. */
export interface NameSuggestion {
  words: string
  kind: NameKind
  /** What it is in words: `phone number`, `postcode`. */
  what: string
  count: number
  examples: NameExample[]
  proposed: string
  /** The pair whose real name holds these words: they may be another form of it. */
  partOf: string | null
}

export interface NameExample {
  source: string
  title: string
  before: string
  match: string
  after: string
}

/** What looking through an export for real names found. */
export interface LeakScan {
  /** `closed`: the key is not open here. `unreadable`: the file cannot be looked into. `no-key`: the study has none. */
  state: 'made' | 'closed' | 'unreadable' | 'no-key'
  names: LeakedName[]
  /** Likely phone numbers, email addresses and NHS numbers, as a sentence; null where there are none. */
  remark: string | null
}

/** A real name, or a form of it, that stands in an export. */
export interface LeakedName {
  words: string
  shown: string
  count: number
  /** Up to three places, as the words around. */
  places: { before: string; match: string; after: string }[]
}
