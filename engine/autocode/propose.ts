import type { Extent, Proposal } from '#shared/model/autocode.ts'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import type { Body } from './bodies.ts'
import { extentIn, sentencesOf } from './extents.ts'
import { matchesIn, type Sought } from './matches.ts'

/** A proposal before it is known what its passage carries already. */
export type Proposed = Omit<Proposal, 'source' | 'carries'>

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
  const focus = isLong && first ? Math.max(passage.start, first.start - around) : passage.start - around
  const from = Math.max(body.start, isLong && !first ? passage.start : focus)
  const to = Math.min(body.end, isLong ? from + mostShown : passage.end + around)
  const start = previousBoundary(text, from)
  return { start, text: text.slice(start, nextBoundary(text, to)) }
}
