import type { Extent, Proposal } from '#shared/model/autocode.ts'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import type { Body } from './bodies.ts'
import { extentIn, sentencesOf } from './extents.ts'
import { matchesIn, type Sought } from './matches.ts'

/** A proposal before it is known what lies on its passage already. */
export type Proposed = Omit<Proposal, 'source' | 'carries' | 'meets'>

/** Matches marked in one proposal; what more there are changes nothing for who reads it. */
const mostMatches = 100
/** Words shown of a long passage, and around a short one, in UTF-16 code units. */
const mostShown = 400
const around = 80

/** The passages of a body that hold what is sought, in order; matches whose passages overlap become one proposal. */
export async function* passagesWith(
  text: string,
  body: Body,
  sought: Sought,
  extent: Extent,
  pause: () => Promise<void> | undefined,
): AsyncGenerator<Proposed> {
  const next = matchesIn(text.slice(body.start, body.end), sought, pause)
  let widen: ((match: Span) => Span) | null = null
  let open: (Span & { matches: Span[] }) | null = null
  for (let found = await next(0); found; ) {
    const match = { start: body.start + found.start, end: body.start + found.end }
    widen ??= extentIn(text, body, extent)
    const passage = widen(match)
    if (open && passage.start < open.end) {
      open.end = Math.max(open.end, passage.end)
      if (open.matches.length < mostMatches) open.matches.push(match)
    } else {
      if (open) yield proposed(text, body, open, open.matches)
      open = { ...passage, matches: [match] }
    }
    const isFull = open.matches.length >= mostMatches
    found = await next(Math.max(found.end, isFull ? open.end - body.start : 0))
  }
  if (open) yield proposed(text, body, open, open.matches)
}

/** A whole body, or each of its sentences. */
export const wholePassages = (text: string, body: Body, extent: Extent): Proposed[] =>
  (extent === 'sentence' ? sentencesOf(text, body) : [body]).map(span => proposed(text, body, span, []))

function proposed(text: string, body: Body, { start, end }: Span, matches: Span[]): Proposed {
  return { start, end, speaker: body.speaker, matches, shown: shownOf(text, body, { start, end }, matches) }
}

function shownOf(text: string, body: Body, passage: Span, [first]: readonly Span[]): Proposal['shown'] {
  const isLong = passage.end - passage.start > mostShown
  const focus = isLong ? (first?.start ?? passage.start) : passage.start
  const least =
    isLong && !first ? passage.start : Math.max(isLong ? passage.start : body.start, focus - around)
  const most = Math.min(body.end, isLong ? least + mostShown : passage.end + around)
  // What is cut off is cut between words where there is a space to cut at.
  const space = least > body.start && least < focus ? text.slice(least, focus).search(/\s/) : -1
  const start = space >= 0 ? least + space + 1 : previousBoundary(text, least)
  const last = most < body.end ? text.lastIndexOf(' ', most) : -1
  const end =
    last > Math.max(start, isLong ? focus + around : passage.end - 1) ? last : nextBoundary(text, most)
  return { start, text: text.slice(start, end), before: start > body.start, after: end < body.end }
}
