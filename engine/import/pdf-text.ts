import { readLabel } from './labels.ts'
import type { PdfContent } from './pdf.ts'
import { commonest, lineNumbers, linesOf, type PageLines, type PdfLine, type Run } from './pdf-lines.ts'
import { TextBuilder } from './text-builder.ts'
import { leadingSetOffTime, loneTime } from './time-marks.ts'

/** The text of a PDF: one paragraph per line. */
export interface PdfText {
  builder: TextBuilder
  /** Offsets of lines that are headings. */
  headings: Set<number>
  warnings: string[]
}

/** A page's first and last lines may be its head and foot; this many of each are looked at. */
const margins = 3
/** How much larger than the text a heading is set; where it is bold throughout, less will do. */
const headingSize = 1.15
const boldHeadingSize = 1.05
const longestHeading = 120
const sentenceEnd = /[.?!:…]["'”’»)\]]*$/
const bullet = /^(?:[•‣◦▪·●○–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)/
const pageNumber =
  /^\W*(?:page|side|seite|página|p\.?|s\.?)?\s*\d{1,4}(?:\s*(?:\/|of|von|af|de|sur)\s*\d{1,4})?\W*$/iu
/** Compounds that keep their hyphen where a line is broken at it. */
const keepsHyphen =
  /^(?:self|well|non|co|ex|half|all|cross|semi|so|long|short|high|low|full|part|face|day|one|two|three|follow)$/i

/** Puts the pieces of a text layer together: page heads and feet out, lines joined to paragraphs, broken words mended. */
export function writePdfText(content: PdfContent, fileName: string): PdfText {
  const numbers = lineNumbers(content.pages)
  const pages: PageLines[] = []
  for (const [number, page] of content.pages.entries())
    pages.push(linesOf(page, number, numbers, pages.at(-1)))
  const warnings: string[] = []
  const repeated = headsAndFeet(pages)
  const read = pages.flatMap(page => page.lines).filter(line => !repeated.lines.has(line))
  const lines = read.filter((line, i) => !isPrintedTwice(read[i - 1], line))
  const paragraphs = paragraphsOf(lines)
  const bodySize = commonest(lines.map(line => [line.size, line.text.length]))
  const sizes = headingSizes(paragraphs, bodySize)
  const writer = new Writer(fileName, knownWords(lines))
  for (const paragraph of paragraphs) {
    const level = isHeading(paragraph, bodySize) ? sizes.indexOf(paragraph[0]?.size ?? 0) + 1 : 0
    writer.paragraph(paragraph, level)
  }

  const empty = pages.filter(page => page.lines.length === 0).length
  const sideways = pages.reduce((sum, page) => sum + page.sideways, 0)
  const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`)
  if (repeated.shown.length > 0) {
    const shown = repeated.shown.slice(0, 3).map(text => `“${text}”`)
    warnings.push(
      `Page heads and feet left out: ${shown.join(', ')}${repeated.shown.length > 3 ? ' and others' : ''}.`,
    )
  }
  const twice = read.length - lines.length
  if (twice > 0)
    warnings.push(`${count(twice, 'line that is', 'lines that are')} printed on two pages taken once.`)
  if (numbers.size > 0) warnings.push('Line numbers in the margin left out.')
  if (writer.mended > 0)
    warnings.push(`${count(writer.mended, 'word', 'words')} broken at a line's end joined again.`)
  if (empty > 0 && empty < pages.length)
    warnings.push(`${count(empty, 'page holds', 'pages hold')} no text: a picture, a scan or nothing.`)
  if (sideways > 0) warnings.push('Text that stands sideways or at a slant left out.')
  if (content.comments > 0)
    warnings.push(`${count(content.comments, 'comment', 'comments')} on the pages left out.`)
  if (content.fields > 0)
    warnings.push(`${count(content.fields, 'filled-in field', 'filled-in fields')} of the form left out.`)
  if (content.attachments > 0)
    warnings.push(`${count(content.attachments, 'attached file', 'attached files')} left out.`)
  return { builder: writer.builder, headings: writer.headings, warnings }
}

/** Lines at the top or bottom that come back, but for their numbers, at the same height of many pages. */
function headsAndFeet(pages: readonly PageLines[]): { lines: Set<PdfLine>; shown: string[] } {
  const lines = new Set<PdfLine>()
  const shown = new Map<string, string>()
  const places = new Map<string, PdfLine[]>()
  for (const page of pages) {
    const ordered = [...page.lines].sort((a, b) => a.top - b.top)
    for (const line of new Set([...ordered.slice(0, margins), ...ordered.slice(-margins)])) {
      const outer = line.top < page.height * 0.15 || line.top > page.height * 0.85
      if (!outer || isSaid(line.text)) continue
      const key = keyOf(line)
      places.set(key, [...(places.get(key) ?? []), line])
    }
  }
  for (const [key, found] of places) {
    const at = commonest(found.map(line => [Math.round(line.top), 1]))
    const level = found.filter(line => Math.abs(line.top - at) <= 2)
    const least = Math.max(2, pages.length * (readLabel(key) ? 0.6 : 0.4))
    if (new Set(level.map(line => line.page)).size < least) continue
    for (const line of level) lines.add(line)
    shown.set(key, level[0]?.text ?? '')
  }
  // A page's number needs no second page to be told from what is said.
  for (const page of pages) {
    for (const line of page.lines) {
      const isOutermost = line.top > page.height * 0.93 || line.top < page.height * 0.05
      if (lines.has(line) || !isOutermost || !pageNumber.test(line.text)) continue
      lines.add(line)
      shown.set(keyOf(line), line.text)
    }
  }
  return { lines, shown: [...shown.values()] }
}

/** So much at the end of one page and the beginning of the next is one line, cut by the edge of the page. */
const cutLine = 60

/** Whether a line at the top of a page is the last one of the page before, as programs print one that has no room there. */
const isPrintedTwice = (before: PdfLine | undefined, line: PdfLine): boolean =>
  before?.page === line.page - 1 &&
  line.text.length >= cutLine &&
  before.text === line.text &&
  before.left === line.left &&
  before.right === line.right

/** A speaker or a time at the top of a page is no head of it, however often it comes back. */
function isSaid(text: string): boolean {
  const label = readLabel(text)
  return (
    loneTime(text) !== null || (label?.style === 'colon' && (label.kind === 'role' || label.kind === 'code'))
  )
}

/** Heads and feet differ in their numbers only; what may be somebody's words has to be the same to the letter. */
function keyOf({ text }: PdfLine): string {
  const plain = text.replace(/\s+/g, ' ').slice(0, 120)
  return readLabel(text)?.style === 'colon' ? plain : plain.replace(/\d+/g, '#')
}

/** Lines that belong together because the next one only begins where the one before had no room left. */
function paragraphsOf(lines: readonly PdfLine[]): PdfLine[][] {
  const columnOf = (line: PdfLine): string => `${line.page} ${line.column}`
  const columns = Map.groupBy(lines, columnOf)
  const edges = new Map(
    [...Map.groupBy(lines, line => line.place)].map(([key, alike]) => [key, edgeOf(alike)]),
  )
  const lefts = new Map([...columns].map(([key, inside]) => [key, Math.min(...inside.map(l => l.left))]))
  const spacing = commonest(
    lines.flatMap((line, i): [number, number][] => {
      const before = lines[i - 1]
      const gap = before && columnOf(before) === columnOf(line) ? line.top - before.top : 0
      return gap > 0 ? [[Math.round((gap / line.size) * 10) / 10, 1]] : []
    }),
  )
  const labels = labelCounts(lines)
  const paragraphs: PdfLine[][] = []
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1]
    const paragraph = paragraphs.at(-1)
    if (before && paragraph && continues(before, line)) paragraph.push(line)
    else paragraphs.push([line])
  }
  return paragraphs

  function continues(before: PdfLine, line: PdfLine): boolean {
    if (before.text.includes('\t') && line.text.includes('\t')) return false
    if (Math.abs(before.size - line.size) > 0.06 * line.size) return false
    if (bullet.test(line.text) || loneTime(before.text) || loneTime(line.text)) return false
    if (leadingSetOffTime(line.text) || isLabelled(line)) return false
    const column = columnOf(line)
    const jumps = columnOf(before) !== column
    const edge = Math.max(edges.get(before.place) ?? 0, before.room)
    const breaksWord = /\p{L}[-\u2010\u00AD]$/u.test(before.text) && /^\p{Ll}/u.test(line.text)
    if (jumps) return breaksWord || (!sentenceEnd.test(before.text) && !hadRoom(before, line, edge))
    const gap = (line.top - before.top) / Math.min(line.size, before.size)
    if (gap <= 0 || gap > Math.max(1.2, Math.min(spacing, 2.2)) * 1.25) return false
    if (breaksWord) return true
    const indent = line.left - before.left
    const first = (lefts.get(column) ?? 0) + line.size * 0.8
    if (indent > line.size * 0.8 && before.left < first && sentenceEnd.test(before.text)) return false
    return !hadRoom(before, line, edge)
  }

  function isLabelled(line: PdfLine): boolean {
    const label = readLabel(line.text)
    if (!label || (label.style !== 'colon' && label.style !== 'timed' && label.style !== 'bracket'))
      return false
    return label.kind === 'role' || (label.kind !== 'word' && (labels.get(label.text) ?? 0) >= 2)
  }
}

/** How far to the right a column's lines reach; the few longest, and rows of a table, may stick out. */
function edgeOf(lines: readonly PdfLine[]): number {
  const running = lines.filter(line => !line.text.includes('\t'))
  const ends = (running.length > 0 ? running : lines).map(line => line.right).sort((a, b) => b - a)
  return ends[Math.floor(ends.length * 0.03)] ?? 0
}

/** The line before had room for the first word of this one: whoever wrote it wanted a new line. */
function hadRoom(before: PdfLine, line: PdfLine, edge: number): boolean {
  const word = /^\S*/.exec(line.text)?.[0] ?? ''
  const scale = (line.right - line.left) / Math.max(widthOf('n'), widthOf(line.text))
  return before.right + widthOf(` ${word}`) * scale + widthOf('n') * scale * 0.5 < edge
}

/** About how wide words are set in most fonts, in em: a line may end for want of room for one wide letter. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) {
    width += narrow.has(character)
      ? 0.3
      : wide.has(character)
        ? 0.85
        : /\p{Lu}/u.test(character)
          ? 0.68
          : 0.55
  }
  return width
}

const narrow = new Set(" \tijlftrI.,;:!'’|()[]/-")
const wide = new Set('mwMW@%—…')

function labelCounts(lines: readonly PdfLine[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const label = readLabel(line.text)
    if (label) counts.set(label.text, (counts.get(label.text) ?? 0) + 1)
  }
  return counts
}

/** Sizes of headings, largest first; none where most paragraphs are set so. */
function headingSizes(paragraphs: readonly PdfLine[][], bodySize: number): number[] {
  const large = paragraphs.filter(paragraph => isHeading(paragraph, bodySize))
  if (large.length > 3 && large.length * 2 > paragraphs.length) return []
  return [...new Set(large.map(paragraph => paragraph[0]?.size ?? 0))].sort((a, b) => b - a).slice(0, 6)
}

function isHeading(paragraph: readonly PdfLine[], bodySize: number): boolean {
  const text = paragraph.map(line => line.text).join(' ')
  const isBold = paragraph.every(line => line.runs.every(run => run.bold))
  const least = bodySize * (isBold ? boldHeadingSize : headingSize)
  return (paragraph[0]?.size ?? 0) >= least && text.length <= longestHeading && !/[.,;]$/.test(text)
}

function knownWords(lines: readonly PdfLine[]): Set<string> {
  return new Set(
    lines.flatMap(line => line.text.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []),
  )
}

class Writer {
  readonly builder: TextBuilder
  readonly headings = new Set<number>()
  mended = 0
  readonly #words: ReadonlySet<string>
  #begun = false

  constructor(fileName: string, words: ReadonlySet<string>) {
    this.builder = new TextBuilder(fileName)
    this.#words = words
  }

  paragraph(lines: readonly PdfLine[], level: number): void {
    if (this.#begun) this.builder.append('\n')
    this.#begun = true
    const start = this.builder.length
    for (const [i, line] of lines.entries()) {
      const next = lines[i + 1]
      const tie = next ? this.#tie(line.text, next.text) : ''
      this.#runs(line.runs, tie === 'mended')
      if (tie === ' ') this.builder.append(' ')
    }
    if (level === 0) return
    this.headings.add(start)
    this.builder.mark({ start, end: this.builder.length, style: 'heading', level })
  }

  #runs(runs: readonly Run[], cut: boolean): void {
    for (const [i, run] of runs.entries()) {
      if (run.before !== '') this.builder.append(run.before)
      const isLast = i === runs.length - 1
      const text = isLast ? run.text.trimEnd() : run.text
      const span = this.builder.append(isLast && cut ? text.slice(0, -1) : text)
      if (run.bold) this.builder.mark({ ...span, style: 'bold' })
      if (run.italic) this.builder.mark({ ...span, style: 'italic' })
    }
  }

  /** What ties a line to the next: a space, nothing, or the two halves of a word without the hyphen between them. */
  #tie(line: string, next: string): ' ' | '' | 'mended' {
    const broken = /([\p{L}\p{M}]+)([-\u2010\u00AD])$/u.exec(line.trimEnd())
    const second = /^[\p{Ll}\p{M}]+/u.exec(next)?.[0]
    if (!broken?.[1] || !second)
      return /[-\u2010\u2014/]$/.test(line.trimEnd()) && /^\S/.test(next) ? '' : ' '
    const [, head, sign] = broken
    const whole = `${head}${second}`.toLowerCase()
    const hyphened = `${head}-${second}`.toLowerCase()
    const keeps =
      sign !== '\u00AD' && !this.#words.has(whole) && (this.#words.has(hyphened) || keepsHyphen.test(head))
    if (keeps) return ''
    this.mended++
    return 'mended'
  }
}
