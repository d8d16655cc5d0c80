import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { number } from '../wording.ts'
import { classNames } from './class-names.ts'
import { MenuAt, type MenuPoint, menuPointOf } from './context-menu.tsx'
import { mannerOf, nextSelection, type SelectManner } from './list-selection.ts'
import { announce } from './live-announcer.tsx'
import { dismissTopic } from './toast-queue.ts'
import styles from './tree.module.css'
import { treeIntent } from './tree-keys.ts'
import { TreeLine, type TreeLineProps } from './tree-line.tsx'
import { aboutName, type TreeProps } from './tree-props.ts'
import {
  ancestorsOf,
  findByTyping,
  indexRows,
  mayDrop,
  outermost,
  rowBeside,
  type TreeRow,
  treeRows,
} from './tree-rows.ts'
import { useTreeDrag } from './use-tree-drag.ts'

const rowHeight = 28
const headHeight = 26
const typingPause = 700
const noColumns: readonly string[] = []
const anyName = () => null

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
    columns = noColumns,
    columnHints = noColumns,
    marked = '',
  } = props
  const isMultiple = props.selectionMode === 'multiple'
  const rows = useMemo(() => treeRows(nodes, expanded), [nodes, expanded])
  const index = useMemo(() => indexRows(rows), [rows])
  const [activeId, setActiveId] = useState<string | null>(null)
  const [renaming, setRenaming] = useState<{ id: string; words?: string } | null>(null)
  const [menuPoint, setMenuPoint] = useState<MenuPoint | null>(null)
  const anchor = useRef<string | null>(null)
  const typed = useRef({ text: '', at: 0 })
  const scroller = useRef<HTMLDivElement>(null)
  const treeId = useId()

  const indexOf = (id: string | null | undefined) => (id == null ? -1 : (index.get(id) ?? -1))
  const found = indexOf(activeId)
  const activeIndex = found >= 0 ? found : Math.max(0, indexOf(selected.values().next().value))
  const active = rows[activeIndex]
  /** The row under an event, unless it is in the field where a row is being renamed. */
  const rowAt = (target: EventTarget): TreeRow | undefined => {
    if (!(target instanceof Element) || target instanceof HTMLInputElement) return undefined
    return rows[indexOf(target.closest<HTMLElement>('[data-node]')?.dataset.node)]
  }
  const rowId = (row: TreeRow) => `${treeId}-${row.node.id}`

  const keyAt = useCallback((at: number) => rows[at]?.node.id ?? at, [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: columns.length > 0 ? headHeight : 0,
    scrollMargin: columns.length > 0 ? headHeight : 0,
    getItemKey: keyAt,
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
  const isOnTheWay = (id: string) => rows[indexOf(id)]?.node.isOnTheWay === true
  const select = (id: string, manner: SelectManner) => {
    const how = isMultiple ? manner : 'replace'
    const order = how === 'extend' ? rows.map(row => row.node.id) : []
    // A selection that came from outside has no such place: a range then starts where the keyboard is.
    const isThere = anchor.current !== null && selected.has(anchor.current)
    const from = isThere ? anchor.current : (active?.node.id ?? null)
    const taken = nextSelection({ order, selected, anchor: from, target: id, manner: how })
    const next =
      how === 'extend' ? new Set([...taken].filter(each => each === id || !isOnTheWay(each))) : taken
    onSelectionChange(next)
    if (how !== 'replace' && next.size !== selected.size) announce(`${number(next.size)} selected`)
    anchor.current = how === 'extend' ? from : id
  }
  const selectAll = () => {
    const all = rows.filter(row => !row.node.isOnTheWay).map(row => row.node.id)
    onSelectionChange(new Set(all))
    announce(`${number(all.length)} selected`)
  }
  const comeTo = (id: string) => {
    setActiveId(id)
    props.onActive?.(id)
  }
  const goTo = (row: TreeRow, manner: SelectManner | null) => {
    virtual.scrollToIndex(indexOf(row.node.id), { align: 'auto' })
    // The selection first: who listens to both is told last where the keyboard is.
    if (manner) select(row.node.id, manner)
    comeTo(row.node.id)
  }
  const drag = useTreeDrag({
    nodes,
    rows,
    index,
    selected,
    onMove: props.onMove,
    onExpand: id => setExpanded([id], true),
    dragData: props.dragData,
    acceptsData: props.acceptsData,
    onDropData: props.onDropData,
  })
  /** What an act on a row is for: the whole selection, as it stands in the tree, where the row is part of it. */
  const chosen = (id: string): readonly string[] => {
    if (!selected.has(id) || selected.size === 1) return [id]
    return rows.filter(row => selected.has(row.node.id)).map(row => row.node.id)
  }

  // What is done to several is done to those that are seen: one filtered out or folded away is not among them.
  useEffect(() => {
    if (selected.size < 2) return
    const seen = [...selected].filter(id => index.has(id))
    if (seen.length > 0 && seen.length < selected.size) onSelectionChange(new Set(seen))
  }, [selected, index, onSelectionChange])

  useImperativeHandle(props.ref, () => ({
    focus: () => scroller.current?.focus(),
    reveal: id => {
      const above = ancestorsOf(nodes, id) ?? []
      if (above.some(each => !expanded.has(each))) setExpanded(above, true)
      if (renaming) return
      setActiveId(id)
      window.requestAnimationFrame(() =>
        document.getElementById(`${treeId}-${id}`)?.scrollIntoView({ block: 'nearest' }),
      )
    },
    bringIntoView: id => {
      const view = scroller.current
      const at = indexOf(id)
      if (!view || at < 0) return
      const end = virtual.options.scrollMargin + (at + 1) * rowHeight
      view.scrollTop = Math.max(0, end - view.clientHeight)
    },
    beside: ids => rowBeside(rows, new Set(outermost(nodes, ids))),
    startRename: id => {
      setActiveId(id)
      setRenaming({ id })
    },
  }))

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    if (!active) return
    const { id } = active.node
    props.onHover?.(null)
    const isTyping = typed.current.text !== '' && event.timeStamp - typed.current.at <= typingPause
    const intent = treeIntent(
      rows,
      activeIndex,
      event.altKey ? outermost(nodes, chosen(id)) : [id],
      event,
      page,
      isTyping,
    )
    if (!intent) {
      props.onOtherKey?.(event)
      return
    }
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
        selectAll()
        break
      case 'open':
        if (!props.onOpen) return
        props.onOpen(id, chosen(id))
        break
      case 'alone':
        if (selected.size < 2) return
        select(id, 'replace')
        break
      case 'rename':
        if (!props.onRename) return
        setRenaming({ id })
        break
      case 'move':
        if (!props.onMove || !mayDrop(rows, index, intent.ids, intent.drop)) break
        if (intent.drop.where === 'inside' && intent.drop.targetId) setExpanded([intent.drop.targetId], true)
        props.onMove(intent.ids, intent.drop, true)
        break
      // Taken where it leads nowhere, too: in a browser it would be Back.
      case 'stay':
        if (props.onMove) announce(intent.why)
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
        const text = isTyping ? typed.current.text + intent.letter : intent.letter
        typed.current = { text, at: event.timeStamp }
        const row = findByTyping(rows, activeIndex, text)
        if (row) goTo(row, 'replace')
      }
    }
    event.preventDefault()
  }
  /**
   * The keyboard is the tree's: a row that is pressed or dragged is drawn only while it is in view. Not in the press itself,
   * after which no browser would begin to drag.
   */
  const takeFromRow = () => {
    const at = document.activeElement
    if (at instanceof HTMLElement && at.dataset.node !== undefined && scroller.current?.contains(at))
      scroller.current.focus({ preventScroll: true })
  }
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = rowAt(event.target)
    if (!row) return
    if (isOnTwist(event.target)) return setExpanded([row.node.id], !row.isExpanded)
    select(row.node.id, mannerOf(event))
    comeTo(row.node.id)
    scroller.current?.focus()
  }
  const onContextMenu = (event: MouseEvent<HTMLDivElement>) => {
    const row = rowAt(event.target)
    if (!row || !props.menu) return
    event.preventDefault()
    if (!selected.has(row.node.id)) select(row.node.id, 'replace')
    comeTo(row.node.id)
    takeFromRow()
    setMenuPoint(menuPointOf(event))
  }
  const isEnding = useRef(false)
  const endRename = (id: string, name: string | null, isLeft: boolean, from: string) => {
    setRenaming(null)
    dismissTopic(aboutName(id))
    if (!isLeft) {
      isEnding.current = true
      scroller.current?.focus()
      isEnding.current = false
    }
    const node = rows[indexOf(id)]?.node
    if (!node) return
    // What another window called it meanwhile stays where nothing was typed here.
    if (!name || ((name === node.label || name === from) && !node.isDraft)) {
      if (node.isDraft) props.onDraftLeft?.(id)
      return
    }
    void props.onRename?.(id, name, isLeft, from)?.then(isKept => {
      if (!isKept) setRenaming(now => now ?? { id, words: name })
    })
  }
  const latestEnd = useRef(endRename)
  useEffect(() => {
    latestEnd.current = endRename
  })
  const onRenamed = useCallback<TreeLineProps['onRenamed']>(
    (id, name, isLeft, from) => latestEnd.current(id, name, isLeft, from),
    [],
  )
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    // Rows that pass under a pointer at rest, as the keyboard scrolls them, are not pointed at.
    if (event.movementX === 0 && event.movementY === 0) return
    props.onHover?.(rowAt(event.target)?.node.id ?? null)
  }
  const onPointerOver = (event: PointerEvent<HTMLDivElement>) => {
    const row = rowAt(event.target)
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-node]') : null
    if (row && line) line.title = props.titleOf?.(row.node.id) ?? row.node.label
  }

  if (nodes.length === 0) return <>{props.empty}</>
  return (
    <div className={classNames(styles.frame, props.isNarrow && styles.narrow)}>
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        aria-multiselectable={isMultiple}
        aria-activedescendant={active && rowId(active)}
        tabIndex={0}
        className={styles.tree}
        onKeyDown={onKeyDown}
        onFocus={event => {
          // Whatever gives the keyboard back to the tree, as a menu does, gives it to the name being typed.
          if (event.target instanceof HTMLInputElement || !renaming || isEnding.current) return
          event.currentTarget.querySelector('input')?.focus()
        }}
        onClick={onClick}
        onDoubleClick={event => {
          const row = rowAt(event.target)
          if (row && !isOnTwist(event.target)) props.onOpen?.(row.node.id, chosen(row.node.id))
        }}
        onContextMenu={onContextMenu}
        onPointerMove={props.onHover && onPointerMove}
        onPointerLeave={props.onHover && (() => props.onHover?.(null))}
        onPointerOver={onPointerOver}
        {...drag.listeners}
        onDragEnd={() => {
          drag.listeners.onDragEnd()
          takeFromRow()
        }}
      >
        {columns.length > 0 && (
          <div className={styles.head} aria-hidden="true">
            <span className={styles.label} />
            {columns.map((column, place) => (
              <span key={column} className={styles.count} data-column={place} title={columnHints[place]}>
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
                figures={props.figuresOf?.(id, row.isExpanded === false) ?? null}
                marked={marked}
                top={item.start - virtual.options.scrollMargin}
                isActive={row === active}
                isSelected={selected.has(id)}
                isRenaming={renaming?.id === id}
                typed={renaming?.id === id ? renaming.words : undefined}
                whyNotNamed={props.whyNotNamed ?? anyName}
                dropWhere={drag.over?.targetId === id ? drag.over.where : null}
                isDraggable={drag.canDrag}
                onRenamed={onRenamed}
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
