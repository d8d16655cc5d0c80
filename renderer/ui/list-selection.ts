/** How a press or key changes what is selected in a list. */
export type SelectManner = 'replace' | 'toggle' | 'extend'

export interface SelectionStep {
  /** Ids in the order they are shown. */
  readonly order: readonly string[]
  readonly selected: ReadonlySet<string>
  /** Where the last plain selection was made; a range starts there. */
  readonly anchor: string | null
  readonly target: string
  readonly manner: SelectManner
}

/** The selection after one step; ranges take everything shown between anchor and target, both included. */
export function nextSelection(step: SelectionStep): ReadonlySet<string> {
  const { order, selected, anchor, target, manner } = step
  if (manner === 'toggle') {
    const next = new Set(selected)
    if (!next.delete(target)) next.add(target)
    return next
  }
  const from = anchor === null ? -1 : order.indexOf(anchor)
  const to = order.indexOf(target)
  if (manner === 'replace' || from < 0 || to < 0) return new Set([target])
  return new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1))
}

/** Reads the manner off a mouse or key event: Ctrl or Cmd toggles, Shift extends. */
export function mannerOf(event: {
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}): SelectManner {
  if (event.shiftKey) return 'extend'
  return event.ctrlKey || event.metaKey ? 'toggle' : 'replace'
}
