import type { Mark } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import { intersection, unite, without } from '#shared/text/span.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { bodyElement, pointIn, rowElement } from './dom-position.ts'
import { drawnLanes, highlightName, type Layer, layerName, layers } from './highlight-rules.ts'
import { type HighlightRules, takeRules } from './highlight-sheets.ts'
import type { LookOf } from './painted.ts'
import type { DrawnRows } from './row-window.ts'
import { type Row, rowAt } from './rows.ts'
import type { SpanTree } from './span-tree.ts'

/** The rows `from..to` (half-open) that are in or near the viewport. */
export interface RowWindow {
  from: number
  to: number
}

/** Rows, and what of them is painted, `start..end` as text offsets: of a long row only the pieces near the viewport. */
export interface PaintedWindow extends RowWindow, Span {}

/** The rows of a text and the marks that cut them into runs. */
interface DrawnText {
  rows: readonly Row[]
  marks: readonly Mark[]
}

/** A span that lies over the codings for a while; one of the layer `lit` carries its code's colour. */
export type PassingSpan = Span & { colour?: number }
export type PassingLayers = Record<Layer, SpanTree<PassingSpan>>

interface Registered {
  name: string
  range: AbstractRange
}

/** From this lane on, a row's lines stand further apart to make room for the underlines. */
const deepLane = 3

/**
 * Paints codings into a drawn transcript through the CSS Custom Highlight API. The page's elements are never
 * touched: ranges are put into named highlights, one per look, and only for the rows in the window. A row is looked
 * at again only where something in it changed.
 */
export class Highlighter<T extends Coded> {
  readonly #rules = takeRules()
  #list: Element | null = null
  /** What is registered for each row, by what it looks like and where. */
  readonly #drawn = new Map<number, { part: Span; made: Map<string, Registered> }>()
  /** The rows that have the room their lanes need. */
  readonly #roomy = new Set<number>()
  /** What the page draws: with other rows or marks its text nodes are others, and old ranges point nowhere. */
  #text: DrawnText | null = null
  #codings: CodingSet<T> | null = null
  #look: LookOf<T> | null = null
  readonly #passing = new Map<
    Layer,
    { spans: SpanTree<PassingSpan>; window: RowWindow; made: Registered[] }
  >()

  /** Registers the codings of the rows in the window and forgets those of all others. */
  paint(list: Element, text: DrawnText, window: DrawnRows, codings: CodingSet<T>, look: LookOf<T>): void {
    if (this.#text?.rows !== text.rows || this.#text.marks !== text.marks || this.#look !== look) this.clear()
    const touched = this.#codings
      ? touchedRows(text.rows, window.near, codings, this.#codings)
      : new Set<number>()
    if (window.opening) this.#rules.beFew(list)
    else this.#rules.beWhole(list)
    this.#makeRoom(list, text.rows, window.near, codings, touched)
    this.#list = list
    this.#text = text
    this.#look = look
    this.#codings = codings
    for (const index of this.#drawn.keys()) {
      if (index < window.from || index >= window.to) this.#forget(index)
    }
    for (let index = window.from; index < window.to; index++) {
      const row = text.rows[index]
      if (!row) continue
      const part = { start: Math.max(row.bodyStart, window.start), end: Math.min(row.bodyEnd, window.end) }
      const before = this.#drawn.get(index)?.part
      if (before?.start === part.start && before.end === part.end && !touched.has(index)) continue
      const wanted = new Map<string, { name: string; span: Span }>()
      for (const { coding, lane, spans } of seenIn(part, codings)) {
        const { colour, line } = look(coding)
        const name = highlightName(this.#rules.prefix, { colour, line, lane })
        for (const span of spans) wanted.set(`${name} ${span.start} ${span.end}`, { name, span })
      }
      this.#register(list, row, part, wanted)
    }
  }

  /** Replaces the passing layers that changed; spans outside the window's rows are left out. */
  pass(list: Element, rows: readonly Row[], window: RowWindow, passing: PassingLayers): void {
    for (const [priority, layer] of layers.entries()) {
      const before = this.#passing.get(layer)
      const spans = passing[layer]
      const inView = before?.window.from === window.from && before.window.to === window.to
      if (before?.spans === spans && (inView || spans.size === 0)) continue
      for (const each of before?.made ?? []) unregister(each)
      const made: Registered[] = []
      const [first, last] = [rows[window.from], rows[window.to - 1]]
      for (const span of first && last ? spans.within(first.start, last.end) : []) {
        const name = layerName(this.#rules.prefix, layer, span.colour)
        for (const range of rangesIn(list, rows, window, span)) {
          register(this.#rules, { name, range }, priority + 1)
          made.push({ name, range })
        }
      }
      this.#passing.set(layer, { spans, window: { from: window.from, to: window.to }, made })
    }
  }

  /** Forgets everything registered: the list's text is about to change. */
  clear(): void {
    for (const index of [...this.#drawn.keys()]) this.#forget(index)
    for (const { made } of this.#passing.values()) made.forEach(unregister)
    this.#passing.clear()
    this.#roomy.clear()
    this.#codings = null
  }

  /** Takes the highlights out of the page. */
  dispose(): void {
    this.clear()
    for (const name of [...CSS.highlights.keys()]) {
      if (name.startsWith(`${this.#rules.prefix}-`)) CSS.highlights.delete(name)
    }
    this.#rules.give(this.#list)
  }

  /** Gives rows that need it room for deep lanes, before they come near enough to be painted: no row grows in view. */
  #makeRoom(
    list: Element,
    rows: readonly Row[],
    { from, to }: RowWindow,
    codings: CodingSet<T>,
    touched: ReadonlySet<number>,
  ): void {
    for (const index of this.#roomy) if (index < from || index >= to) this.#roomy.delete(index)
    for (let index = from; index < to; index++) {
      const row = rows[index]
      const element = row && rowElement(list, row)
      if (!element || (this.#roomy.has(index) && !touched.has(index))) continue
      const isDeep = codings.within(row.bodyStart, row.bodyEnd).some(({ lane }) => lane >= deepLane)
      element.toggleAttribute('data-deep', isDeep)
      this.#roomy.add(index)
    }
  }

  /** Makes the ranges of a part of a row those wanted, leaving in place what is right already. */
  #register(
    list: Element,
    row: Row,
    part: Span,
    wanted: ReadonlyMap<string, { name: string; span: Span }>,
  ): void {
    const body = bodyElement(list, row)
    const made = this.#drawn.get(row.index)?.made ?? new Map<string, Registered>()
    for (const [key, each] of made) {
      if (wanted.has(key)) continue
      unregister(each)
      made.delete(key)
    }
    for (const [key, { name, span }] of wanted) {
      if (made.has(key)) continue
      const range = body && rangeIn(body, row, span)
      if (!range) continue
      register(this.#rules, { name, range }, 0)
      made.set(key, { name, range })
    }
    this.#drawn.set(row.index, { part, made })
  }

  #forget(index: number): void {
    this.#drawn.get(index)?.made.forEach(unregister)
    this.#drawn.delete(index)
  }
}

/**
 * What of the codings is seen in a part of a row, and in which lane. Where several share the last lane, the one that was
 * placed lowest has it: letters under many codings are painted five times and no more.
 */
function seenIn<T extends Coded>(
  part: Span,
  codings: CodingSet<T>,
): { coding: T; lane: number; spans: readonly Span[] }[] {
  const last = drawnLanes - 1
  const inLast: (Span & { coding: T; lane: number })[] = []
  const seen = codings.within(part.start, part.end).flatMap(laid => {
    const { coding, lane } = laid
    const span = intersection(laid, part)
    if (!span) return []
    if (lane < last) return [{ coding, lane, spans: [span] }]
    inLast.push({ ...span, coding, lane })
    return []
  })
  let taken: Span[] = []
  for (const span of inLast.sort((a, b) => a.lane - b.lane || a.start - b.start)) {
    const spans = without(span, taken)
    if (spans.length === 0) continue
    seen.push({ coding: span.coding, lane: last, spans })
    taken = unite([...taken, ...spans])
  }
  return seen
}

function register(rules: HighlightRules, { name, range }: Registered, priority: number): void {
  const highlight = CSS.highlights.get(name)
  if (highlight) {
    highlight.add(range)
    return
  }
  const made = new Highlight(range)
  made.priority = priority
  CSS.highlights.set(name, made)
  rules.need(name)
}

const unregister = ({ name, range }: Registered): void => {
  CSS.highlights.get(name)?.delete(range)
}

/** The rows of the window in which a coding came, went or changed since `before`. */
function touchedRows<T extends Coded>(
  rows: readonly Row[],
  window: RowWindow,
  codings: CodingSet<T>,
  before: CodingSet<T>,
): Set<number> {
  const touched = new Set<number>()
  if (codings === before) return touched
  const { added, removed } = codings.differencesFrom(before)
  for (const span of [...added, ...removed]) {
    const from = Math.max(window.from, rowAt(rows, span.start)?.index ?? 0)
    const to = Math.min(window.to - 1, rowAt(rows, span.end - 1)?.index ?? -1)
    for (let index = from; index <= to; index++) touched.add(index)
  }
  return touched
}

function rangesIn(list: Element, rows: readonly Row[], window: RowWindow, span: Span): AbstractRange[] {
  const from = Math.max(window.from, rowAt(rows, span.start)?.index ?? 0)
  const to = Math.min(window.to - 1, rowAt(rows, span.end - 1)?.index ?? -1)
  return rows.slice(from, to + 1).flatMap(row => {
    const body = bodyElement(list, row)
    return (body && rangeIn(body, row, span)) ?? []
  })
}

/** The part of a span that lies in a row's shown text, as a range of its body; null where they do not meet. */
function rangeIn(body: Element, row: Row, span: Span): AbstractRange | null {
  const part = intersection({ start: row.bodyStart, end: row.bodyEnd }, span)
  if (!part) return null
  const from = pointIn(body, part.start - row.bodyStart)
  const to = pointIn(body, part.end - row.bodyStart)
  return new StaticRange({
    startContainer: from.node,
    startOffset: from.offset,
    endContainer: to.node,
    endOffset: to.offset,
  })
}
