import type { Code } from '#shared/model/codebook.ts'
import type { Annotation } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { Span } from '#shared/text/span.ts'
import type { About } from './unkept-words.ts'
import type { OpenCodings } from './use-codings.ts'
import type { ReadText } from './use-kept-text.ts'

/** What the bench acts on: the open text, who codes it and with what, and what of the screen it moves. */
export interface BenchContext {
  source: ReadText
  member: Member
  store: OpenCodings
  byId: ReadonlyMap<string, Code>
  /** What codes are called where their names stand by themselves, by id. */
  called: ReadonlyMap<string, string>
  codes: readonly Code[]
  annotations: readonly Annotation[]
  pinned: readonly string[]
  /** Why this person codes nothing here, as a sentence; null where they may. */
  whyNotCoded: string | null
  /** Why this person adds nothing here, no annotation either, as a sentence; null where they may. */
  whyNotAdded: string | null
  /** Shows a passage and gives the text the keyboard. */
  goTo: (span: Span, options?: { flash?: boolean; keepSelection?: boolean }) => void
  /** Brings a passage into view of which nothing is. */
  bring: (span: Span) => void
  /** Lights a passage for a moment, where it stands. */
  flash: (span: Span) => void
  openChooser: () => void
  /** Goes on with an annotation that is begun, the one `about` where it is named, else begins one on the passage that `mark` shows. */
  openNote: (mark: () => Span | null, about?: About) => void
  openComment: (id: string) => void
  find: () => void
  findNext: (forward: boolean) => void
  openNeighbour: (forward: boolean) => void
  read: () => void
}
