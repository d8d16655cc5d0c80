import type { Contestant, Material } from './contestant.ts'
import { drawPlainRows, scrollToRow } from './plain-rows.tsx'
import type { Show } from './running-window.tsx'

/**
 * The floor: the same text as plain rows with `content-visibility: auto`, no codings. With `isHolding`, the page also
 * keeps the coding objects that our viewer is given, and draws nothing of them: what the data alone takes.
 */
export function floor(show: Show, isHolding: boolean): Contestant {
  let drawn: ReturnType<typeof drawPlainRows> | undefined
  const there = () => {
    if (!drawn) throw new Error('The floor is not mounted')
    return drawn
  }
  return {
    mount(host, material: Material) {
      drawn = drawPlainRows(show, host, material, true)
      if (isHolding) Object.assign(window, { held: material.codings })
    },
    calm: 5,
    view: () => there().view,
    list: () => there().list,
    jump: (_coding, row) => row && scrollToRow(there().view, row),
  }
}
