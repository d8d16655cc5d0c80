import type { Row } from '#renderer/transcript/rows.ts'
import type { MadeCoding, MadeText } from './material.ts'

/** What a contestant shows. */
export interface Material extends MadeText {
  rows: readonly Row[]
  /** The contestant's own to keep, or to let go. */
  codings: readonly MadeCoding[]
}

/** One way of showing a text with its codings. Everything is asked of it in the page it is alone in. */
export interface Contestant {
  mount(host: HTMLElement, material: Material): void
  /** What scrolls. */
  view(): HTMLElement
  /** The element that holds the rows, or the chunks of rows; a row says its index in `data-row`. */
  list(): Element
  /** How many frames in a row must come in time before it counts as done with what it puts off. */
  calm: number
  /** Absent where codings are not drawn at all. */
  codes?: DrawsCodings
  /** Brings a place far away into view; its row may be one that is not in the page yet. */
  jump(coding: MadeCoding, row: Element | null): void
  /** Where a jump to the coding arrives, as an offset; its start where absent. */
  arrival?(coding: MadeCoding): number
}

export interface DrawsCodings {
  /** How many pieces stand in the page for codings: it changes when one is added or removed. */
  drawn(): number
  /** True where the coding is drawn at least in part. */
  shows(coding: MadeCoding, row: Element): boolean
  /** What a person does before adding, not part of the cost: selects `from..to` of the row's running text. */
  prepare?(row: Element, from: number, to: number): void
  add(coding: MadeCoding): void
  remove(coding: MadeCoding): void
  /** How many codings lie under a point of the window; absent where that cannot be asked alone. */
  hit?(x: number, y: number): number
  /** True where the rows carry our own named highlights, so that each can be looked at for what is missing. */
  isOurs: boolean
}
