import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { MenuAt, type MenuPoint, menuPointOf } from './context-menu.tsx'
import { mannerOf, nextSelection, type SelectManner } from './list-selection.ts'
import styles from './tree.module.css'
import { treeIntent } from './tree-keys.ts'
import { TreeLine } from './tree-line.tsx'
import type { TreeProps } from './tree-props.ts'
import { ancestorsOf, findByTyping, type TreeRow, treeRows } from './tree-rows.ts'
import { useTreeDrag } from './use-tree-drag.ts'

const rowHeight = 28
const headHeight = 26
const typingPause = 700

function isOnTwist(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-twist]') !== null
}

/**
 * A tree by the WAI-ARIA pattern that draws only the rows in view: arrows, Home, End, type-ahead, `*`,
 * Shift and Ctrl to select, F2, Delete, Alt and arrows to move.
 */
export function Tree(props: TreeProps) {
  const {
    label,
    nodes,
    expanded,
    onExpandedChange,
    selected,
    onSelectionChange,
    columns = [],
    marked = '',
  } = props
  const isMultiple = props.selectionMode === 'multiple'
  const rows = useMemo(() => treeRows(nodes, expanded), [nodes, expanded])
  const [activeId, setActiveId] = useState<string | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [menuPoint, setMenuPoint] = useState<MenuPoint | null>(null)
  const anchor = useRef<string | null>(null)
  const typed = useRef({ text: '', at: 0 })
  const scroller = useRef<HTMLDivElement>(null)
  const treeId = useId()

  const indexOf = (id: string | null | undefined) => rows.findIndex(row => row.node.id === id)
  const found = indexOf(activeId)
  const activeIndex = found >= 0 ? found : Math.max(0, indexOf(selected.values().next().value))
  const active = rows[activeIndex]
  /** The row under an event, unless it is in the field where a row is being renamed. */
  const rowAt = (target: EventTarget): TreeRow | undefined => {
    if (!(target instanceof Element) || target instanceof HTMLInputElement) return undefined
    const id = target.closest<HTMLElement>('[data-node]')?.dataset.node
    return rows.find(row => row.node.id === id)
  }
  const rowId = (row: TreeRow) => `${treeId}-${row.node.id}`

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: columns.length > 0 ? headHeight : 0,
    scrollMargin: columns.length > 0 ? headHeight : 0,
    getItemKey: index => rows[index]?.node.id ?? index,
    rangeExtractor: range => {
      const from = Math.max(0, range.startIndex - range.overscan)
      const to = Math.min(range.count - 1, range.endIndex + range.overscan)
      const shown = Array.from({ length: to - from + 1 }, (_, step) => from + step)
      if (activeIndex < range.count && (activeIndex < from || activeIndex > to)) shown.push(activeIndex)
      return shown
    },
  })

  const setExpanded = (ids: readonly string[], isExpanded: boolean) => {
    const next = new Set(expanded)
    for (const id of ids) {
      if (isExpanded) next.add(id)
      else next.delete(id)
    }
    onExpandedChange(next)
  }
  const select = (id: string, manner: SelectManner) => {
    const how = isMultiple ? manner : 'replace'
    const order = rows.map(row => row.node.id)
    onSelectionChange(nextSelection({ order, selected, anchor: anchor.current, target: id, manner: how }))
    if (how !== 'extend') anchor.current = id
  }
  const goTo = (row: TreeRow, manner: SelectManner | null) => {
    setActiveId(row.node.id)
    virtual.scrollToIndex(rows.indexOf(row), { align: 'auto' })
    if (manner) select(row.node.id, manner)
  }
  const drag = useTreeDrag({
    nodes,
    selected,
    onMove: props.onMove,
    onExpand: id => setExpanded([id], true),
    dragData: props.dragData,
    acceptsData: props.acceptsData,
    onDropData: props.onDropData,
  })
  const chosen = (id: string) => (selected.has(id) ? [...selected] : [id])

  useImperativeHandle(props.ref, () => ({
    focus: () => scroller.current?.focus(),
    reveal: id => {
      setExpanded(ancestorsOf(nodes, id) ?? [], true)
      setActiveId(id)
      window.requestAnimationFrame(() =>
        document.getElementById(`${treeId}-${id}`)?.scrollIntoView({ block: 'nearest' }),
      )
    },
    startRename: id => {
      setActiveId(id)
      setRenaming(id)
    },
  }))

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const intent = treeIntent(rows, activeIndex, event, page)
    if (!intent || !active) return
    const { id } = active.node
    switch (intent.kind) {
      case 'go': {
        const row = rows[intent.index]
        const held = isMultiple && (event.ctrlKey || event.metaKey)
        if (row) goTo(row, held ? null : event.shiftKey ? 'extend' : 'replace')
        break
      }
      case 'expand':
        setExpanded(intent.ids, true)
        break
      case 'collapse':
        setExpanded([intent.id], false)
        break
      case 'toggle':
        select(id, isMultiple ? 'toggle' : 'replace')
        break
      case 'all':
        if (!isMultiple) return
        onSelectionChange(new Set(rows.map(row => row.node.id)))
        break
      case 'open':
        if (!props.onOpen) return
        props.onOpen(id)
        break
      case 'rename':
        if (!props.onRename) return
        setRenaming(id)
        break
      case 'move':
        if (!props.onMove) return
        if (intent.drop.where === 'inside' && intent.drop.targetId) setExpanded([intent.drop.targetId], true)
        props.onMove([id], intent.drop)
        break
      case 'remove':
        if (!props.onRemove) return
        props.onRemove(chosen(id))
        break
      case 'menu':
        if (!props.menu) return
        if (!selected.has(id)) select(id, 'replace')
        setMenuPoint(menuPointOf({ clientX: 0, clientY: 0, target: document.getElementById(rowId(active)) }))
        break
      case 'type': {
        const now = event.timeStamp
        const text = now - typed.current.at > typingPause ? intent.letter : typed.current.text + intent.letter
        typed.current = { text, at: now }
        const row = findByTyping(rows, activeIndex, text)
        if (row) goTo(row, 'replace')
      }
    }
    event.preventDefault()
  }
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = rowAt(event.target)
    if (!row) return
    if (isOnTwist(event.target)) return setExpanded([row.node.id], !row.isExpanded)
    setActiveId(row.node.id)
    select(row.node.id, mannerOf(event))
    scroller.current?.focus()
  }
  const onContextMenu = (event: MouseEvent<HTMLDivElement>) => {
    const row = rowAt(event.target)
    if (!row || !props.menu) return
    event.preventDefault()
    setActiveId(row.node.id)
    if (!selected.has(row.node.id)) select(row.node.id, 'replace')
    setMenuPoint(menuPointOf(event))
  }
  const endRename = (row: TreeRow, name: string | null) => {
    setRenaming(null)
    scroller.current?.focus()
    if (name && name !== row.node.label) props.onRename?.(row.node.id, name)
  }

  if (nodes.length === 0) return <>{props.empty}</>
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        aria-multiselectable={isMultiple}
        aria-activedescendant={active && rowId(active)}
        tabIndex={0}
        className={styles.tree}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={event => {
          const row = rowAt(event.target)
          if (row && !isOnTwist(event.target)) props.onOpen?.(row.node.id)
        }}
        onContextMenu={onContextMenu}
      >
        {columns.length > 0 && (
          <div className={styles.head} aria-hidden="true">
            <span className={styles.label} />
            {columns.map(column => (
              <span key={column} className={styles.count}>
                {column}
              </span>
            ))}
          </div>
        )}
        <div className={styles.rows} role="presentation" style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(item => {
            const row = rows[item.index]
            if (!row) return null
            const { id } = row.node
            return (
              <TreeLine
                key={id}
                id={rowId(row)}
                row={row}
                columns={columns}
                marked={marked}
                top={item.start - virtual.options.scrollMargin}
                isActive={row === active}
                isSelected={selected.has(id)}
                isRenaming={renaming === id}
                dropWhere={drag.over?.targetId === id ? drag.over.where : null}
                isDraggable={drag.canDrag}
                drag={drag.rowProps(id)}
                onRenamed={name => endRename(row, name)}
              />
            )
          })}
        </div>
      </div>
      {props.menu && active && (
        <MenuAt
          label={`Actions for ${active.node.label}`}
          point={menuPoint}
          entries={menuPoint ? props.menu(chosen(active.node.id)) : []}
          onAction={action => props.onMenuAction?.(action, chosen(active.node.id))}
          onClose={() => setMenuPoint(null)}
        />
      )}
    </div>
  )
}
