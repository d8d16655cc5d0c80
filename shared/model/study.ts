import type { HandoutCopy } from './handout.ts'
import type { Member } from './member.ts'

/** How a study regards agreement; words, screens and reports follow. */
export type Stance = 'reliability' | 'codebook' | 'reflexive'

/** A coder's copy as the library remembers it. */
export interface RememberedHandout {
  /** The hand-out's and its study's ids, and the key it was signed by. */
  package: string
  study: string
  key: string
  /** The coder's name and the round's title. */
  coder: string
  round: string
}

/** A study folder as the library remembers it. */
export interface RecentStudy {
  path: string
  title: string
  openedAt: string
  /** False where the folder is no longer there. */
  present: boolean
  /** Absent for a study of its own. */
  handout?: RememberedHandout | undefined
}

/** The study this window has open. */
export interface OpenStudy {
  id: string
  path: string
  title: string
  stance: Stance
  /** True where the data key stands in an open slot: anyone with the folder can read it. */
  openSlot: boolean
  /** True where codings of quoted replies and signatures count as others do. */
  countsQuoted: boolean
  /** A sentence where the folder lies in a synced or removable place; null otherwise. */
  placeWarning: string | null
  /** Whose hand-out this copy is; null for a study of its own. */
  handout: HandoutCopy | null
}

/** Who is asking, in which study. */
export interface Session {
  study: OpenStudy | null
  member: Member | null
  /** The file of a hand-out that the system asked this window to open, or null. */
  offered: string | null
}

/** One thing that waits for the person asking, in words, with the screen where it is done. */
export interface Waiting {
  what: string
  screen: string
  round?: string
  /** The split code whose passages wait. */
  code?: string
}

export interface StudyOverview {
  study: OpenStudy
  counts: { sources: number; words: number; members: number; codes: number; themes: number; memos: number }
  dataSets: DataSet[]
  waiting: Waiting[]
}

/** A named group of sources analysed together; `codedSources` counts those with a coding the asker may see. */
export interface DataSet {
  id: string
  name: string
  sources: number
  codedSources: number
}

/** How a coder keeps the frameworks, beside the text or on their screen. */
export interface FrameworksKept {
  /** Every branch is folded, or none is, but for the codes and frameworks in `except`. */
  allFolded: boolean
  except: string[]
  /** Ids of the frameworks that are not shown. */
  hidden: string[]
}

/** What a person set for themself on this machine; never study data. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark' | 'high-contrast'
  readingSize: number
  readingWidth: number
  readingFace: 'serif' | 'sans'
  /** Beside every how many turns of a transcript their number stands; 0: beside none. */
  turnNumbers: 0 | 1 | 5 | 10
  showSpeakers: boolean
  showTimes: boolean
  /** Draws every row of a text at once, for assistive technology that reads from end to end. */
  wholeText: boolean
  singleKeys: boolean
  seenHints: string[]
  /** Codes on the keys 1–9, by study: ids, the first on key 1. */
  pins: Record<string, string[]>
  /** The frameworks by study and member: `STUDY MEMBER`, both ids, beside the text; `STUDY MEMBER screen` on their screen. */
  frameworks: Record<string, FrameworksKept>
  /** Columns a person chose to see, by table; as usual where absent. */
  columns: Record<string, string[]>
  /** Pane sizes by pane group: pixels for a pane that keeps them, per cent for any other. */
  panes: Record<string, number[]>
  /** Minutes without a key or a pointer after which a study with a passphrase is locked; 0: never. */
  lockAfter: 0 | 5 | 15 | 30 | 60
  /** Where the files of keys of pseudonyms are, by the key's id. */
  keyPlaces: Record<string, string>
}
