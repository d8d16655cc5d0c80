import type { Mark } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import { intersection } from '#shared/text/span.ts'
import { bodyElement, pointIn } from './dom-position.ts'
import { highlightName, highlightRule, type Layer, layerRules, layers } from './highlight-rules.ts'
import type { IntervalIndex } from './interval-index.ts'
import type { PaintedCoding } from './painted.ts'
import type { Row } from './rows.ts'

/** The rows `from..to` (half-open) that are in or near the viewport. */
export interface RowWindow {
  from: number
  to: number
}

/** The rows of a text and the marks that cut them into runs. */
interface DrawnText {
  rows: readonly Row[]
  marks: readonly Mark[]
}

/** Spans that lie over the codings for a while; those of `lit` carry their code's colour. */
export type PassingLayers = Record<Layer, IntervalIndex<Span & { colour?: number }>>

/** From this lane on, a row's lines stand further apart to make room for the underlines. */
const deepLane = 3

let instances = 0

/**
 * Paints codings into a drawn transcript through the CSS Custom Highlight API. The page's elements are never
 * touched: ranges are put into named highlights, one per look, and only for the rows in the window.
 */
export class Highlighter {
  readonly #prefix = `tandem-${++instances}`
  readonly #sheet = new CSSStyleSheet()
  readonly #known = new Set<string>()
  #lookedAt: IntervalIndex<PaintedCoding> | null = null
  /** What is registered for each row, with the key that says whether it is still right. */
  readonly #drawn = new Map<number, { key: string; ranges: { name: string; range: AbstractRange }[] }>()
  /** What the page draws: with other rows or marks its text nodes are others, and old ranges point nowhere. */
  #text: DrawnText | null = null
  #passing: { name: string; range: AbstractRange }[] = []

  constructor() {
    this.#sheet.replaceSync(layerRules(this.#prefix).join('\n'))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet]
  }

  /** Registers the codings of the rows in the window and forgets those of all others. */
  paint(
    list: Element,
    text: DrawnText,
    window: RowWindow,
    codings: IntervalIndex<PaintedCoding>,
    lanes: ReadonlyMap<string, number>,
  ): void {
    if (this.#text?.rows !== text.rows || this.#text.marks !== text.marks) this.clear()
    this.#text = text
    this.#know(codings, lanes)
    for (const index of this.#drawn.keys()) {
      if (index < window.from || index >= window.to) this.#forget(index)
    }
    for (let index = window.from; index < window.to; index++) {
      const row = text.rows[index]
      if (row) this.#paintRow(list, row, codings.within(row.bodyStart, row.bodyEnd), lanes)
    }
  }

  /** Replaces the passing layers; spans outside the window's rows are left out. */
  pass(list: Element, rows: readonly Row[], window: RowWindow, passing: PassingLayers): void {
    for (const { name, range } of this.#passing) CSS.highlights.get(name)?.delete(range)
    this.#passing = []
    for (const [priority, layer] of layers.entries()) {
      for (const row of rows.slice(window.from, window.to)) {
        for (const span of passing[layer].within(row.bodyStart, row.bodyEnd)) {
          const range = rangeIn(list, row, span)
          if (!range) continue
          const name = [this.#prefix, layer, span.colour].filter(part => part !== undefined).join('-')
          this.#register(name, range, priority + 1)
          this.#passing.push({ name, range })
        }
      }
    }
  }

  /** Forgets everything registered: the list's text is about to change. */
  clear(): void {
    for (const index of [...this.#drawn.keys()]) this.#forget(index)
    for (const { name, range } of this.#passing) CSS.highlights.get(name)?.delete(range)
    this.#passing = []
  }

  /** Takes the highlights and the sheet out of the page. */
  dispose(): void {
    this.clear()
    for (const name of [...CSS.highlights.keys()]) {
      if (name.startsWith(`${this.#prefix}-`)) CSS.highlights.delete(name)
    }
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== this.#sheet)
  }

  #paintRow(
    list: Element,
    row: Row,
    codings: readonly PaintedCoding[],
    lanes: ReadonlyMap<string, number>,
  ): void {
    const looks = codings.map(({ colour, line, id }) => ({ colour, line, lane: lanes.get(id) ?? 0 }))
    const key = codings
      .map((coding, at) => `${coding.start}-${coding.end}-${coding.colour}-${looks[at]?.lane}-${coding.line}`)
      .join()
    if (this.#drawn.get(row.index)?.key === key) return
    list.children[row.index]?.toggleAttribute(
      'data-deep',
      looks.some(({ lane }) => lane >= deepLane),
    )
    this.#forget(row.index)
    const ranges = codings.flatMap((coding, at) => {
      const look = looks[at]
      const range = rangeIn(list, row, coding)
      if (!look || !range) return []
      const name = highlightName(this.#prefix, look)
      this.#register(name, range, 0)
      return [{ name, range }]
    })
    this.#drawn.set(row.index, { key, ranges })
  }

  #forget(index: number): void {
    for (const { name, range } of this.#drawn.get(index)?.ranges ?? [])
      CSS.highlights.get(name)?.delete(range)
    this.#drawn.delete(index)
  }

  /** Makes the rules of every look in use at once: each new rule has the page work out its styles again. */
  #know(codings: IntervalIndex<PaintedCoding>, lanes: ReadonlyMap<string, number>): void {
    if (this.#lookedAt === codings) return
    this.#lookedAt = codings
    for (const { colour, line, id } of codings.all) {
      const look = { colour, line, lane: lanes.get(id) ?? 0 }
      const name = highlightName(this.#prefix, look)
      if (this.#known.has(name)) continue
      this.#known.add(name)
      this.#sheet.insertRule(highlightRule(this.#prefix, look), this.#sheet.cssRules.length)
    }
  }

  #register(name: string, range: AbstractRange, priority: number): void {
    const highlight = CSS.highlights.get(name)
    if (highlight) highlight.add(range)
    else {
      const made = new Highlight(range)
      made.priority = priority
      CSS.highlights.set(name, made)
    }
  }
}

/** The part of a span that lies in a row's shown text, as a range of the page; null where they do not meet. */
function rangeIn(list: Element, row: Row, span: Span): AbstractRange | null {
  const part = intersection({ start: row.bodyStart, end: row.bodyEnd }, span)
  const body = part && bodyElement(list, row)
  if (!part || !body) return null
  const from = pointIn(body, part.start - row.bodyStart)
  const to = pointIn(body, part.end - row.bodyStart)
  return new StaticRange({
    startContainer: from.node,
    startOffset: from.offset,
    endContainer: to.node,
    endOffset: to.offset,
  })
}
