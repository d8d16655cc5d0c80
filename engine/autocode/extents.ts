import type { Extent } from '#shared/model/autocode.ts'
import { wholeGraphemes } from '#shared/text/graphemes.ts'
import { intersection, overlaps, type Span } from '#shared/text/span.ts'
import { sentencesWithin, wholeWords } from '#shared/text/words.ts'
import type { Body } from './bodies.ts'

/** How a match in a body (offsets of the source's text) becomes a passage: always within the body, on whole characters. */
export function extentIn(text: string, body: Body, extent: Extent): (match: Span) => Span {
  const within = (span: Span): Span => intersection(wholeGraphemes(text, span), body) ?? body
  if (extent === 'turn') return () => ({ start: body.start, end: body.end })
  if (extent === 'match') return match => within(wholeWords(text, match))
  const sentences = sentencesOf(text, body)
  let at = 0
  return match => {
    while (at < sentences.length - 1 && (sentences[at]?.end ?? 0) <= match.start) at++
    const touched = [match]
    for (let n = at; n < sentences.length; n++) {
      const sentence = sentences[n]
      if (!sentence || sentence.start >= match.end) break
      if (overlaps(sentence, match)) touched.push(sentence)
    }
    return within({
      start: Math.min(...touched.map(span => span.start)),
      end: Math.max(...touched.map(span => span.end)),
    })
  }
}

/** The sentences of a body, in order, as offsets of the source's text. */
export const sentencesOf = (text: string, body: Body): Span[] =>
  sentencesWithin(text, body).map(s => wholeGraphemes(text, s))
