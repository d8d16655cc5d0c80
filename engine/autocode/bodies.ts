import type { Segment, SegmentKind } from '#shared/model/document.ts'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'

/** What a segment shows as running text: a turn without its label and time mark, a paragraph, a part of an email. */
export interface Body extends Span {
  /** `gap` for text that lies between segments. */
  kind: SegmentKind | 'gap'
  speaker: string | null
  /** True where the speaker is one who asks. */
  asking: boolean
}

/**
 * The bodies of a text in order, without white space around them; they do not overlap, and none is empty. `asks` tells
 * of a speaker whether they ask the questions.
 */
export function bodiesOf(
  text: string,
  segments: readonly Segment[],
  asks: (speaker: string) => boolean,
): Body[] {
  const bodies: Body[] = []
  const put = (from: number, to: number, body: Omit<Body, 'start' | 'end'>) => {
    const piece = text.slice(from, to)
    const start = nextBoundary(text, to - piece.trimStart().length)
    const end = previousBoundary(text, from + piece.trimEnd().length)
    if (start < end) bodies.push({ start, end, ...body })
  }
  const gap = { kind: 'gap', speaker: null, asking: false } as const
  let reached = 0
  for (const segment of segments) {
    put(reached, Math.max(reached, segment.start), gap)
    const speaker = segment.speaker?.trim() || null
    const isLabelled = speaker !== null || segment.startMs !== undefined
    const start = Math.max(reached, isLabelled ? segment.bodyStart : segment.start)
    put(start, Math.max(start, segment.end), {
      kind: segment.kind,
      speaker,
      asking: speaker !== null && asks(speaker),
    })
    reached = Math.max(reached, segment.end)
  }
  put(reached, text.length, gap)
  return bodies
}

const around: ReadonlySet<string> = new Set(['quoted', 'signature', 'header'])

/** True for the parts of an email that are not what its writer says in it. */
export const isAroundMail = ({ kind }: Body): boolean => around.has(kind)
