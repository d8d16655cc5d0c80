import type { ParsedDocument, Segment } from '#shared/model/document.ts'
import { keepsSegments, type LabelFinding, type SpeakerChoice } from '#shared/model/speakers.ts'
import { ruleOf } from './label-rule.ts'
import { soundSegments } from './seal.ts'
import { findTurns } from './speakers.ts'
import { wholeLines } from './whole-lines.ts'

/** What cutting needs of a document. */
export type Cuttable = Pick<ParsedDocument, 'format' | 'text' | 'segments' | 'marks' | 'warnings'>

/**
 * A document as it was recognised, cut and named as a person says. The text stays as it is: only its segments change,
 * and which speakers it has. A choice that says nothing gives the same document.
 */
export const withSpeakers = <D extends Cuttable>(
  document: D,
  choice: SpeakerChoice,
): D & { speakers: string[] } => named(document, cutAs(document, choice), choice)

/** The same for a document that was cut already. */
export function named<D extends Cuttable>(
  document: D,
  { segments: found, warnings }: Cut,
  choice: SpeakerChoice,
): D & { speakers: string[] } {
  const segments = nameSpeakers(found, choice)
  return { ...document, segments, speakers: speakersIn(segments), warnings }
}

/** The speakers of segments, in order of first appearance. */
export const speakersIn = (segments: readonly Segment[]): string[] => [
  ...new Set(segments.flatMap(({ speaker }) => speaker ?? [])),
]

/** Segments with the labels that are found, before any is given another name. */
export interface Cut {
  segments: Segment[]
  warnings: string[]
}

/** Cuts a document as a person says. */
export function cutAs(document: Cuttable, { find, not }: SpeakerChoice): Cut {
  const cut = find.by === 'automatic' ? document : anew(document, find)
  return { segments: withoutSome(cut.segments, new Set(not)), warnings: cut.warnings }
}

/** The same segments under the names shown. */
function nameSpeakers(segments: Segment[], choice: SpeakerChoice): Segment[] {
  if (keepsSegments(choice)) return segments
  const names = new Map(choice.names.map(({ label, name }) => [label, name]))
  return segments.map(segment => {
    const name = segment.speaker === undefined ? undefined : names.get(segment.speaker)
    return name === undefined ? segment : { ...segment, speaker: name }
  })
}

const kinds: ReadonlySet<string> = new Set(['turn', 'paragraph', 'heading'])

/**
 * True where who speaks and when is read from the text itself, so that it can be read otherwise. Captions say both
 * apart from the text, and the parts of an email or a record are no turns.
 */
export const hasLabels = (segments: readonly Segment[]): boolean =>
  segments.every(
    ({ kind, speaker, startMs, start, bodyStart }) =>
      kinds.has(kind) && ((speaker === undefined && startMs === undefined) || bodyStart > start),
  )

/** True where a person may say something of a document's speakers: somebody speaks, or might. */
export const maySpeak = ({ segments }: Pick<Cuttable, 'segments'>): boolean =>
  hasLabels(segments) || segments.some(({ kind, speaker }) => kind === 'turn' && speaker !== undefined)

function anew(document: Cuttable, find: LabelFinding): Cut {
  const { text, segments, marks, warnings } = document
  if (!hasLabels(segments)) {
    return find.by === 'nobody'
      ? { segments: withoutSome(segments, new Set(speakersIn(segments))), warnings }
      : { segments, warnings }
  }
  const headings = new Set(marks.flatMap(({ style, start }) => (style === 'heading' ? [start] : [])))
  const known = { headings, whole: wholeLines(document) }
  const cut = findTurns(text, known, ruleOf(find))
  // What was said of speakers as recognised holds no longer.
  const said = new Set(warnings.length === 0 ? [] : findTurns(text, known).warnings)
  return {
    segments: soundSegments(text, cut.segments),
    warnings: [...new Set([...warnings.filter(warning => !said.has(warning)), ...cut.warnings])],
  }
}

/**
 * Segments without some of their speakers. What stands under a label that is none goes on from the turn before it,
 * where there is one and the label is in the text; else it is a paragraph.
 */
function withoutSome(segments: Segment[], not: ReadonlySet<string>): Segment[] {
  if (not.size === 0) return segments
  const kept: Segment[] = []
  for (const segment of segments) {
    if (segment.speaker === undefined || !not.has(segment.speaker)) {
      kept.push(segment)
      continue
    }
    const before = kept.at(-1)
    if (before?.kind === 'turn' && segment.bodyStart > segment.start) {
      kept[kept.length - 1] = { ...before, end: segment.end }
      continue
    }
    const { speaker: _, ...rest } = segment
    const isTimed = segment.startMs !== undefined
    kept.push({ ...rest, kind: 'paragraph', bodyStart: isTimed ? segment.bodyStart : segment.start })
  }
  return kept
}
