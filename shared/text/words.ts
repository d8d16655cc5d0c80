import { endsInAbbreviation } from './abbreviations.ts'
import type { Span } from './span.ts'
import { joinWrapped } from './wrapped-lines.ts'

const words = new Intl.Segmenter('en', { granularity: 'word' })
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The words of a text in order (letters, digits, ideographs; no space or punctuation), as spans. */
export function wordSpans(text: string): Span[] {
  const found: Span[] = []
  for (const piece of words.segment(text)) {
    if (piece.isWordLike) found.push({ start: piece.index, end: piece.index + piece.segment.length })
  }
  return found
}

/** The words of a text, found where they are asked for. */
export interface Words {
  all(): Span[]
  /** The word at an offset (UTF-16), or the next after it; null where none is left. */
  from(offset: number): Span | null
}

/** The words of a text as `wordSpans` cuts them, without cutting the rest of it. */
export function wordsIn(text: string): Words {
  const segments = words.segment(text)
  return {
    all: () => wordSpans(text),
    from(offset) {
      for (let at = offset; at < text.length; ) {
        const piece = segments.containing(at)
        if (!piece) return null
        const end = piece.index + piece.segment.length
        if (piece.isWordLike) return { start: piece.index, end }
        at = end
      }
      return null
    },
  }
}

/** How many words a text has, as `wordSpans` counts them. */
export const countWords = (text: string): number => wordSpans(text).length

/**
 * The sentences of a text in order, without the white space that follows each, as spans. A line break ends one, unless
 * it only fits the text to a width.
 * @param indent how many columns stand before the text in its first line
 */
export function sentenceSpans(words: string, indent = 0): Span[] {
  const text = joinWrapped(words, indent)
  const found: Span[] = []
  let open: Span | null = null
  for (const piece of sentences.segment(text)) {
    const trimmed = piece.segment.trimEnd()
    const end = piece.index + trimmed.length
    if (trimmed === '') {
      // White space alone neither begins a sentence nor lengthens one.
    } else if (open) open.end = end
    else open = { start: piece.index + leadingSpace(piece.segment), end }
    if (!open) continue
    const next = text.charAt(piece.index + piece.segment.length)
    if (endsInAbbreviation(trimmed, next) && !/\n\s*$/.test(piece.segment)) continue
    found.push(open)
    open = null
  }
  if (open) found.push(open)
  return found
}

/** The sentences of a stretch of a text, as offsets of that text; what stands before it in its line counts for its width. */
export function sentencesWithin(text: string, { start, end }: Span): Span[] {
  const line = text.slice(Math.max(0, start - 100), start)
  const indent = line.length - line.lastIndexOf('\n') - 1
  return sentenceSpans(text.slice(start, end), indent).map(s => ({
    start: start + s.start,
    end: start + s.end,
  }))
}

/** The span widened outwards to whole words; a span that touches no word is returned as it is. */
export function wholeWords(text: string, span: Span): Span {
  const from = Math.max(0, span.start - 100)
  const to = Math.min(text.length, span.end + 100)
  const segments = words.segment(text.slice(from, to))
  const first = segments.containing(span.start - from)
  const last = segments.containing(Math.max(span.start, span.end - 1) - from)
  const start = first?.isWordLike ? from + first.index : span.start
  const end = last?.isWordLike ? from + last.index + last.segment.length : span.end
  return { start, end }
}

const leadingSpace = (piece: string): number => piece.length - piece.trimStart().length
