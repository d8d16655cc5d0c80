import type { Mark } from '#shared/model/document.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import type { Span } from '#shared/text/span.ts'
import { limits } from './limits.ts'
import { tooLong } from './seal.ts'

/** How far back two pieces may join into one character when the second begins with a combining mark. */
const seam = 64

/**
 * Puts a document's text together from pieces, each normalised as it comes, so that every offset handed out
 * points into the final text.
 */
export class TextBuilder {
  text = ''
  readonly marks: Mark[] = []
  readonly changes = new Set<string>()
  readonly #fileName: string

  constructor(fileName: string) {
    this.#fileName = fileName
  }

  /** Adds a piece and says where it stands. Throws `too-large` once the text outgrows the limit. */
  append(piece: string): Span {
    const start = this.text.length
    const { text, changes } = normaliseFully(piece)
    for (const change of changes) this.changes.add(change)
    if (start + text.length > limits.characters) throw tooLong(this.#fileName)
    const joined = this.text.slice(-seam) + text.slice(0, seam)
    if (joined === joined.normalize('NFC')) this.text += text
    else this.text = this.text.slice(0, -seam) + (this.text.slice(-seam) + text).normalize('NFC')
    return { start: Math.min(start, this.text.length), end: this.text.length }
  }

  /** Adds a line break unless the text is empty or already ends in one. */
  breakLine(): void {
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n'
  }

  /** Notes how a stretch looked; a stretch that continues one of the same style joins it. */
  mark(mark: Mark): void {
    if (mark.start >= mark.end) return
    const last = this.marks.findLast(m => m.style === mark.style)
    const inline = mark.style === 'bold' || mark.style === 'italic' || mark.style === 'underline'
    if (inline && last && last.end === mark.start) last.end = mark.end
    else this.marks.push(mark)
  }
}

/** `normaliseText` until nothing more changes, with all that was changed. */
export function normaliseFully(raw: string): { text: string; changes: string[] } {
  const changes = new Set<string>()
  let text = raw
  for (;;) {
    const next = normaliseText(text)
    for (const change of next.changes) changes.add(change)
    if (next.text === text) return { text, changes: [...changes] }
    text = next.text
  }
}
