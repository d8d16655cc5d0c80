import { type CSSProperties, memo } from 'react'
import type { Row } from '#renderer/transcript/rows.ts'
import type { Material } from './contestant.ts'
import type { Show } from './running-window.tsx'
import './plain-rows.css'

const PlainRow = memo(function PlainRow({ row, text }: { row: Row; text: string }) {
  return (
    <div
      className="plain-row"
      data-row={row.index}
      style={{ '--chars': row.end - row.start } as CSSProperties}
    >
      {text.slice(row.start, row.end)}
    </div>
  )
})

/** The text as rows of one element each and nothing else; `isAuto` leaves those off the screen out of layout. */
function PlainRows({ text, rows, isAuto }: { text: string; rows: readonly Row[]; isAuto: boolean }) {
  return (
    <div className="plain-view">
      <div className="plain-list" data-auto={isAuto || undefined}>
        {rows.map(row => (
          <PlainRow key={row.index} row={row} text={text} />
        ))}
      </div>
    </div>
  )
}

/** Draws the rows into a window. Answers what scrolls and the element with one child a row. */
export function drawPlainRows(
  show: Show,
  host: HTMLElement,
  { text, rows }: Material,
  isAuto: boolean,
): { view: HTMLElement; list: HTMLElement } {
  show(<PlainRows text={text} rows={rows} isAuto={isAuto} />)
  const view = host.firstElementChild
  const list = view?.firstElementChild
  if (!(view instanceof HTMLElement) || !(list instanceof HTMLElement))
    throw new Error('The rows are not drawn')
  return { view, list }
}

/** Brings a row to the top of what scrolls. */
export function scrollToRow(view: Element, row: Element): void {
  view.scrollTop += row.getBoundingClientRect().top - view.getBoundingClientRect().top
}
