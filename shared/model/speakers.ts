import type { Segment } from './document.ts'

/** The ways in which transcripts set a speaker's label off from what is said, as a person may choose among them. */
export const labelPatterns = ['colon', 'bracket', 'timed', 'alone', 'tab', 'dash', 'initials'] as const
export type LabelPattern = (typeof labelPatterns)[number]

/** How labels are found in a text. */
export type LabelFinding =
  /** As recognised: the whole text decides. */
  | { by: 'automatic' }
  | { by: 'pattern'; pattern: LabelPattern }
  /** Labels as they stand at beginnings of lines, with what is written around them; `alike`: and others like them. */
  | { by: 'labels'; labels: string[]; alike: boolean }
  | { by: 'nobody' }

/**
 * What a person says about who speaks in a transcript. It never touches the text: labels stay in it, and a name is
 * what is shown for a label. Two labels with one name are one person.
 */
export interface SpeakerChoice {
  find: LabelFinding
  /** Labels found that are no speakers. */
  not: string[]
  names: { label: string; name: string }[]
  /** Whether a speaker, by the name shown, asks the questions; of all others the label decides. */
  asks: { name: string; asks: boolean }[]
}

/** Everything as it was recognised. */
export const asRecognised: SpeakerChoice = { find: { by: 'automatic' }, not: [], names: [], asks: [] }

/** True where the choice leaves every segment as it was recognised; who asks may still be said. */
export const keepsSegments = ({ find, not, names }: SpeakerChoice): boolean =>
  find.by === 'automatic' && not.length === 0 && names.every(({ label, name }) => label === name)

/** True where nothing was said. */
export const saysNothing = (choice: SpeakerChoice): boolean =>
  keepsSegments(choice) && choice.asks.length === 0

/** A speaker as a preview shows it. */
export interface ShownSpeaker {
  name: string
  /** The labels that are this speaker, as found. */
  labels: string[]
  turns: number
  /** Counted quickly, to show shares by. */
  words: number
  asks: boolean
  /** How the first turns begin. */
  first: string[]
}

/** How a document opens, cut as it will be. */
export type Opening = {
  speaker: string | null
  startMs: number | null
  text: string
  kind: Segment['kind']
}[]

/** Who speaks in a document under a choice, and what else could be chosen. */
export interface Speech {
  choice: SpeakerChoice
  /** Title of the source for which this choice was made, where it was remembered from there. */
  remembered: string | null
  /** False where the format itself says who speaks, so that there are no labels to look for. */
  hasLabels: boolean
  /** Patterns that occur in the text, each with a line in which it does and labels it would find. */
  patterns: { pattern: LabelPattern; example: string; labels: string[] }[]
  speakers: ShownSpeaker[]
  /** Words said by nobody named. */
  unnamedWords: number
}
