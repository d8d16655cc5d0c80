import { ChevronRight } from 'lucide-react'
import { type CSSProperties, type DragEventHandler, type KeyboardEvent, useCallback, useRef } from 'react'
import { CodeDot } from './badge.tsx'
import { classNames } from './class-names.ts'
import styles from './tree.module.css'
import type { TreeDrop, TreeRow } from './tree-rows.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface TreeLineProps {
  readonly id: string
  readonly row: TreeRow
  readonly columns: readonly string[]
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly isRenaming: boolean
  readonly dropWhere: TreeDrop['where'] | null
  /** Part of labels to mark, as found by a search. */
  readonly marked: string
  /** Pixels from the top of the list. */
  readonly top: number
  readonly isDraggable: boolean
  readonly onRenamed: (label: string | null) => void
  readonly drag: Readonly<
    Record<'onDragStart' | 'onDragEnd' | 'onDragOver' | 'onDragLeave' | 'onDrop', DragEventHandler>
  >
}

function Label({ label, marked }: { readonly label: string; readonly marked: string }) {
  const at = marked === '' ? -1 : label.toLocaleLowerCase().indexOf(marked.toLocaleLowerCase())
  if (at < 0) return label
  return (
    <>
      {label.slice(0, at)}
      <mark>{label.slice(at, at + marked.length)}</mark>
      {label.slice(at + marked.length)}
    </>
  )
}

function RenameField({
  label,
  onRenamed,
}: {
  readonly label: string
  readonly onRenamed: TreeLineProps['onRenamed']
}) {
  // Giving the focus back to the tree blurs the field, which must not count as a second answer.
  const isDone = useRef(false)
  const answer = (name: string | null) => {
    if (isDone.current) return
    isDone.current = true
    onRenamed(name)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key === 'Enter') answer(event.currentTarget.value.trim())
    else if (event.key === 'Escape') answer(null)
  }
  const takeFocus = useCallback((element: HTMLInputElement | null) => {
    element?.focus()
    element?.select()
  }, [])
  return (
    <input
      className={styles.rename}
      aria-label={`New name for ${label}`}
      defaultValue={label}
      ref={takeFocus}
      onKeyDown={onKeyDown}
      onBlur={event => answer(event.currentTarget.value.trim())}
    />
  )
}

/** Level and place as custom properties, which the types of style do not know. */
function placed(level: number, top: number): CSSProperties {
  return Object.fromEntries([
    ['--level', String(level)],
    ['--top', `${top}px`],
  ])
}

/** One visible line of a Tree. */
export function TreeLine(props: TreeLineProps) {
  const { row, columns, isActive, isSelected, isRenaming, dropWhere, top } = props
  const { node, level } = row
  return (
    <div
      id={props.id}
      data-node={node.id}
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      aria-expanded={row.isExpanded}
      className={classNames(
        styles.row,
        isActive && styles.active,
        isSelected && styles.selected,
        node.isMuted && styles.muted,
        dropWhere && styles[dropWhere],
      )}
      style={placed(level, top)}
      draggable={props.isDraggable && !isRenaming}
      {...props.drag}
    >
      <span
        className={styles.twist}
        data-twist={row.isExpanded === undefined ? undefined : ''}
        aria-hidden="true"
      >
        {row.isExpanded !== undefined && (
          <ChevronRight className={row.isExpanded ? styles.open : undefined} />
        )}
      </span>
      {node.colour !== undefined ? <CodeDot colour={node.colour} /> : node.icon}
      {isRenaming ? (
        <RenameField label={node.label} onRenamed={props.onRenamed} />
      ) : (
        <span className={styles.label}>
          <Label label={node.label} marked={props.marked} />
        </span>
      )}
      {node.note !== undefined && !isRenaming && <span className={styles.note}>{node.note}</span>}
      {columns.map((column, index) => {
        const figure = node.counts?.[index] ?? null
        return (
          <span key={column} className={styles.count}>
            {figure !== null && <VisuallyHidden>{column} </VisuallyHidden>}
            {figure}
          </span>
        )
      })}
    </div>
  )
}
