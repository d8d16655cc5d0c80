import type { Span } from '#shared/text/span.ts'
import { type Words, wordsIn } from '#shared/text/words.ts'
import { findPhrase } from './find-terms.ts'
import type { TextNode } from './grammar.ts'

/** Where in a text what is looked for stands, in order and apart from each other; empty where it does not hold there. */
export function placesIn(text: string, node: TextNode): Span[] {
  return apart(found(text, wordsIn(text), node) ?? [])
}

/** The places of a node; null where it does not hold. What must not be there has no places. */
function found(text: string, words: Words, node: TextNode): Span[] | null {
  switch (node.kind) {
    case 'phrase':
      return orNull(findPhrase(text, words, node.words, node.isBeginning))
    case 'near': {
      const left = found(text, words, node.left)
      const right = left && found(text, words, node.right)
      return right && orNull(nearPairs(words, left, right, node.within))
    }
    case 'all': {
      const each: Span[] = []
      for (const part of node.of) {
        const places = found(text, words, part)
        if (!places) return null
        each.push(...places)
      }
      return joined(words, apart(each))
    }
    case 'any':
      return orNull(node.of.flatMap(part => found(text, words, part) ?? []))
    case 'but':
      return found(text, words, node.not) ? null : found(text, words, node.of)
  }
}

const orNull = (spans: Span[]): Span[] | null => (spans.length > 0 ? spans : null)

/** In order, each the longest that begins first; what overlaps it goes. */
function apart(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  }
  return kept
}

/** Places between which no word stands are one. */
function joined(words: Words, spans: readonly Span[]): Span[] {
  const places: Span[] = []
  for (const span of spans) {
    const last = places.at(-1)
    if (last && words.from(last.end)?.start === span.start) last.end = span.end
    else places.push({ ...span })
  }
  return places
}

/** Stretches from a place of one side to the next of the other, on either side of it, with few enough words between. */
function nearPairs(words: Words, left: readonly Span[], right: readonly Span[], within: number): Span[] {
  const pairs: Span[] = []
  const pair = (first: Span | undefined, second: Span | undefined) => {
    if (
      first &&
      second &&
      first.end <= second.start &&
      wordsBetween(words, first.end, second.start) <= within
    )
      pairs.push({ start: first.start, end: second.end })
  }
  let at = 0
  for (const span of left) {
    while (at < right.length && (right[at]?.start ?? 0) < span.end) at++
    pair(span, right[at])
    let before = at - 1
    while (before >= 0 && (right[before]?.end ?? 0) > span.start) before--
    pair(right[before], span)
  }
  return pairs

  function wordsBetween(words: Words, from: number, to: number): number {
    let count = 0
    for (let word = words.from(from); word && word.start < to && count <= within; word = words.from(word.end))
      count++
    return count
  }
}
