import { type DragEvent, useRef, useState } from 'react'
import {
  dropOn,
  mayDrop,
  outermost,
  type RowIndex,
  type TreeDrop,
  type TreeNode,
  type TreeRow,
} from './tree-rows.ts'

const dragType = 'application/x-tandem-tree'
const openAfter = 600

export interface TreeDragOptions {
  readonly nodes: readonly TreeNode[]
  readonly rows: readonly TreeRow[]
  readonly index: RowIndex
  readonly selected: ReadonlySet<string>
  readonly onMove?: ((ids: readonly string[], drop: TreeDrop, isByKey: boolean) => void) | undefined
  readonly onExpand: (id: string) => void
  readonly dragData?: ((ids: readonly string[]) => Readonly<Record<string, string>>) | undefined
  readonly acceptsData?: readonly string[] | undefined
  readonly onDropData?: ((data: DataTransfer, id: string) => void) | undefined
}

/** Dragging rows within a tree, out of it, and foreign things onto its rows. */
export function useTreeDrag(options: TreeDragOptions) {
  const { nodes, rows, index, selected, onMove, onExpand, dragData, acceptsData = [], onDropData } = options
  const [over, setOver] = useState<TreeDrop | null>(null)
  const dragged = useRef<readonly string[] | null>(null)
  const waiting = useRef<{ readonly id: string; readonly timer: number } | null>(null)

  const stopWaiting = () => {
    if (waiting.current) window.clearTimeout(waiting.current.timer)
    waiting.current = null
  }
  const waitToOpen = (id: string) => {
    if (waiting.current?.id === id) return
    stopWaiting()
    waiting.current = { id, timer: window.setTimeout(() => onExpand(id), openAfter) }
  }
  const end = () => {
    stopWaiting()
    dragged.current = null
    setOver(null)
  }
  const accepts = (event: DragEvent) =>
    onDropData !== undefined && event.dataTransfer.types.some(type => acceptsData.includes(type))

  const rowUnder = (event: DragEvent): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-node]') : null
  const dropAt = (event: DragEvent): TreeDrop | null => {
    const row = rowUnder(event)
    const id = row?.dataset.node
    if (!row || id === undefined) return null
    if (dragged.current === null) return accepts(event) ? { targetId: id, where: 'inside' } : null
    if (!onMove) return null
    const box = row.getBoundingClientRect()
    const share = (event.clientY - box.top) / box.height
    const drop = dropOn(rows, index, id, share)
    return mayDrop(rows, index, dragged.current, drop) ? drop : null
  }

  return {
    over,
    canDrag: onMove !== undefined || dragData !== undefined,
    /** For the element that holds the rows: one set of listeners, however many rows there are. */
    listeners: {
      onDragStart: (event: DragEvent) => {
        const id = rowUnder(event)?.dataset.node
        if (id === undefined) return
        const ids = outermost(nodes, selected.has(id) ? selected : [id])
        dragged.current = ids
        event.dataTransfer.effectAllowed = 'copyMove'
        event.dataTransfer.setData(dragType, JSON.stringify(ids))
        for (const [type, value] of Object.entries(dragData?.(ids) ?? {}))
          event.dataTransfer.setData(type, value)
      },
      onDragEnd: end,
      onDragOver: (event: DragEvent) => {
        const drop = dropAt(event)
        if (drop) {
          event.preventDefault()
          event.dataTransfer.dropEffect = dragged.current ? 'move' : 'copy'
          if (drop.where === 'inside' && drop.targetId !== null) waitToOpen(drop.targetId)
        }
        if (drop?.where !== 'inside') stopWaiting()
        setOver(now => (now?.targetId === drop?.targetId && now?.where === drop?.where ? now : drop))
      },
      onDragLeave: (event: DragEvent) => {
        const { currentTarget, relatedTarget } = event
        if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return
        stopWaiting()
        setOver(null)
      },
      onDrop: (event: DragEvent) => {
        const drop = dropAt(event)
        if (!drop) return end()
        event.preventDefault()
        if (dragged.current) onMove?.(dragged.current, drop, false)
        else if (drop.targetId !== null) onDropData?.(event.dataTransfer, drop.targetId)
        end()
      },
    },
  }
}
