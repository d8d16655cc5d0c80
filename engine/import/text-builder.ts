import { letterStyles, type Mark } from '#shared/model/document.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import type { Span } from '#shared/text/span.ts'
import { limits } from './limits.ts'
import { tooLong } from './seal.ts'

const letters: ReadonlySet<Mark['style']> = new Set(letterStyles)

/** How far back two pieces may join into one character when the second begins with a combining mark. */
const seam = 64

/** No character before this one combines with what stands before it. */
const firstToMelt = 0x300

/**
 * Puts a document's text together from pieces, each normalised as it comes, so that every offset handed out
 * points into the final text.
 */
export class TextBuilder {
  marks: Mark[] = []
  readonly changes = new Set<string>()
  /** Length of the text so far, where its last line begins, and where its last visible character ends. */
  length = 0
  lineStart = 0
  inkEnd = 0
  readonly #fileName: string
  #parts: string[] = []
  #tail = ''
  readonly #lastInline = new Map<Mark['style'], Mark>()

  constructor(fileName: string) {
    this.#fileName = fileName
  }

  /** The text so far. Puts the pieces together: ask for it at the end, not between pieces. */
  get text(): string {
    const text = this.#parts.join('')
    this.#parts = text === '' ? [] : [text]
    return text
  }

  /** Adds a piece and says where it stands. Throws `too-large` once the text outgrows the limit. */
  append(piece: string): Span {
    const { text, changes } = normaliseText(piece)
    for (const change of changes) this.changes.add(change)
    if (this.length + text.length > limits.characters) throw tooLong(this.#fileName)
    const start = this.length
    if (this.#melts(text)) this.#join(text)
    else this.#add(text)
    return { start: Math.min(start, this.length), end: this.length }
  }

  /** Adds a line break unless the text is empty or already ends in one. */
  breakLine(): void {
    if (this.length > 0 && !this.#tail.endsWith('\n')) this.#add('\n')
  }

  /** Notes how a stretch looked; a stretch that continues one of the same style joins it. */
  mark(mark: Mark): void {
    if (mark.start >= mark.end) return
    const inline = letters.has(mark.style)
    const last = inline ? this.#lastInline.get(mark.style) : undefined
    if (last?.end === mark.start) {
      last.end = mark.end
      return
    }
    this.marks.push(mark)
    if (inline) this.#lastInline.set(mark.style, mark)
  }

  /** Forgets every mark of a style. */
  unmark(style: Mark['style']): void {
    this.marks = this.marks.filter(mark => mark.style !== style)
  }

  /** True where the piece's first characters and the last ones there are become others together. */
  #melts(text: string): boolean {
    if (text === '' || text.charCodeAt(0) < firstToMelt) return false
    const joined = this.#tail + text.slice(0, seam)
    return joined !== joined.normalize('NFC')
  }

  #add(text: string): void {
    if (text === '') return
    this.#parts.push(text)
    const line = text.lastIndexOf('\n')
    if (line !== -1) this.lineStart = this.length + line + 1
    const ink = text.trimEnd().length
    if (ink > 0) this.inkEnd = this.length + ink
    this.length += text.length
    this.#tail = text.length < seam ? (this.#tail + text).slice(-seam) : text.slice(-seam)
  }

  /** The piece's first characters melt into the last ones there are: rare, so the end is taken off and put on anew. */
  #join(text: string): void {
    const before = this.text
    const kept = before.slice(0, -seam)
    const end = (before.slice(-seam) + text).normalize('NFC')
    this.#parts = kept === '' ? [] : [kept]
    this.length = kept.length
    this.lineStart = kept.lastIndexOf('\n') + 1
    this.inkEnd = kept.trimEnd().length
    this.#tail = kept.slice(-seam)
    this.#add(end)
  }
}
