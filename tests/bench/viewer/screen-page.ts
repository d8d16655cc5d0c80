import { buildRows } from '#renderer/transcript/rows.ts'
import type { Cell } from './cells.ts'
import type { Contestant } from './contestant.ts'
import { type MadeCoding, makeCodings, makeText } from './material.ts'
import { measuresOf, type PageMeasures } from './page-measures.ts'
import { isPainted, registered } from './painted-rows.ts'

declare global {
  interface Window {
    /** Measures the Code screen of the app in this window. */
    measureScreen: (cell: Cell) => PageMeasures
  }
}

/** The whole Code screen of the real app, worked by what a person presses: its pages come from the loopback door. */
function screen(textLength: number): Contestant {
  const mustFind = (selector: string): HTMLElement => {
    const found = document.querySelector(selector)
    if (!(found instanceof HTMLElement)) throw new Error(`The screen has no ${selector}`)
    return found
  }
  const view = () => mustFind('[role="document"][aria-label^="Transcript"]')
  const list = () => mustFind('[role="document"] [data-row]').parentElement?.parentElement ?? view()
  const press = (key: string) =>
    view().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  /** The strip beside the scrollbar, pressed at the whole pixel nearest to the coding. */
  const strip = ({ start }: MadeCoding) => {
    const element = mustFind('[class*="heat"]')
    const { top, height } = element.getBoundingClientRect()
    const clientY = Math.round(top + (start / textLength) * height)
    return {
      offset: Math.floor(((clientY - top) / height) * textLength),
      press: () => element.dispatchEvent(new MouseEvent('click', { bubbles: true, clientY })),
    }
  }
  return {
    mount: () => mustFind('nav[aria-label="Screens"] button[title="Code"]').click(),
    calm: 30,
    view,
    list,
    jump: coding => strip(coding).press(),
    arrival: coding => strip(coding).offset,
    codes: {
      isOurs: true,
      drawn: registered,
      shows: (_coding, row) => isPainted(row),
      prepare(row, from, to) {
        const words = row.lastElementChild?.firstChild
        view().focus()
        if (words) document.getSelection()?.setBaseAndExtent(words, from, words, to)
      },
      add: () => press('1'),
      remove: () => press('Delete'),
    },
  }
}

window.measureScreen = cell =>
  measuresOf(screen(makeText(cell.characters).text.length), document.body, () => {
    const made = makeText(cell.characters)
    return {
      ...made,
      rows: buildRows(made.text, made.parts, ['Interviewer']),
      codings: makeCodings(made, cell),
    }
  })
