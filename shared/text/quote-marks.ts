/**
 * An edit on a quotation, never on its source: characters [start, end) of the quoted words, counted from their first, are
 * left out, or a clarification stands in their place. Without length, it is put in between.
 */
export interface QuoteMark {
  start: number
  end: number
  /** The clarification, without its brackets; empty: words are left out. */
  text: string
}

/** How many edits a quotation may have. */
export const mostMarks = 200

/** What stands where words were left out. In brackets, since speakers trail off too. */
export const ellipsis = '[…]'

/** A stretch of a quotation as it is printed: words of the source, or what an edit put in their place. */
export interface QuotePiece {
  text: string
  isMark: boolean
  /** Where in the quoted words it begins. */
  start: number
}

/** How an edit is printed: `[…]`, `[the mentor]`. */
export const markText = ({ text }: QuoteMark): string => (text === '' ? ellipsis : `[${text}]`)

/** Of edits those that lie within so many characters, in order; of two that overlap the first. */
export function fittingMarks(marks: readonly QuoteMark[], length: number): QuoteMark[] {
  let last = 0
  return [...marks]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter(({ start, end, text }) => {
      if (start < last || end > length || start > end || (start === end && text === '')) return false
      last = end
      return true
    })
}

/** Quoted words with the edits on them. */
export function quotePieces(words: string, marks: readonly QuoteMark[]): QuotePiece[] {
  const pieces: QuotePiece[] = []
  let at = 0
  for (const mark of fittingMarks(marks, words.length)) {
    if (mark.start > at) pieces.push({ text: words.slice(at, mark.start), isMark: false, start: at })
    pieces.push({ text: spaced(words, mark), isMark: true, start: mark.start })
    at = mark.end
  }
  if (at < words.length) pieces.push({ text: words.slice(at), isMark: false, start: at })
  return pieces
}

/** Quoted words as they are printed. */
export const quoteAsPrinted = (words: string, marks: readonly QuoteMark[]): string =>
  quotePieces(words, marks)
    .map(({ text }) => text)
    .join('')

/** An edit is set off by a space from the word it would touch, and from what ends a sentence before it. */
function spaced(words: string, mark: QuoteMark): string {
  const text = markText(mark)
  const before = mark.start > 0 && /[^\s([{“‘"'«]$/u.test(words.slice(0, mark.start)) ? ' ' : ''
  const after = /^[\p{L}\p{N}]/u.test(words.slice(mark.end)) ? ' ' : ''
  return `${before}${text}${after}`
}
