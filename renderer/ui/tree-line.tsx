import { ChevronRight } from 'lucide-react'
import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  memo,
  useCallback,
  useId,
  useRef,
  useState,
} from 'react'
import { foundIn, soughtWords } from '#shared/text/folded.ts'
import { CodeDot } from './badge.tsx'
import { classNames } from './class-names.ts'
import styles from './tree.module.css'
import type { TreeDrop, TreeFigures, TreeRow } from './tree-rows.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface TreeLineProps {
  readonly id: string
  readonly row: TreeRow
  readonly columns: readonly string[]
  readonly figures: TreeFigures | null
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly isRenaming: boolean
  readonly dropWhere: TreeDrop['where'] | null
  /** Words to mark in the label, as found by a search. */
  readonly marked: string
  /** Pixels from the top of the list. */
  readonly top: number
  readonly isDraggable: boolean
  /** Words typed before as its name, which were not kept. */
  readonly typed: string | undefined
  readonly whyNotNamed: (label: string) => string | null
  /** `isLeft`: the keyboard has gone elsewhere; `from`: what it was called when the field was opened. */
  readonly onRenamed: (id: string, label: string | null, isLeft: boolean, from: string) => void
}

function Label({ label, marked }: { readonly label: string; readonly marked: string }) {
  const found = foundIn(label, soughtWords(marked))
  if (found.length === 0) return label
  return (
    <>
      {found.map(({ start, end }, n) => (
        <Fragment key={start}>
          {label.slice(found[n - 1]?.end ?? 0, start)}
          <mark>{label.slice(start, end)}</mark>
        </Fragment>
      ))}
      {label.slice(found.at(-1)?.end)}
    </>
  )
}

interface RenameFieldProps {
  readonly label: string
  /** What was typed before and not kept. */
  readonly typed: string | undefined
  readonly whyNotNamed: (label: string) => string | null
  /** `isLeft`: the keyboard has gone elsewhere; `from`: what it was called when the field was opened. */
  readonly onRenamed: (label: string | null, isLeft: boolean, from: string) => void
}

function RenameField({ label, typed, whyNotNamed, onRenamed }: RenameFieldProps) {
  // Giving the focus back to the tree blurs the field, which must not count as a second answer.
  const isDone = useRef(false)
  const [from] = useState(label)
  const [words, setWords] = useState(typed ?? label)
  const wrongId = useId()
  const wrong = whyNotNamed(words)
  const answer = (name: string | null, isLeft: boolean) => {
    if (isDone.current || (name !== null && wrong !== null)) return
    isDone.current = true
    onRenamed(name, isLeft, from)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key === 'Enter') answer(words.trim(), false)
    else if (event.key === 'Escape') answer(null, false)
  }
  const isAgain = useRef(typed !== undefined)
  const takeFocus = useCallback((field: HTMLInputElement | null) => {
    const tree = field?.closest('[role="tree"]')
    // Whoever has gone on to something else by then keeps the keyboard there.
    if (isAgain.current && document.activeElement !== tree) return
    field?.focus()
    field?.select()
  }, [])
  const showWrong = useCallback((note: HTMLElement | null) => note?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <>
      <input
        className={styles.rename}
        aria-label={`New name for ${label}`}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : wrongId}
        value={words}
        onChange={event => setWords(event.target.value)}
        ref={takeFocus}
        onKeyDown={onKeyDown}
        onBlur={() => answer(words.trim(), true)}
      />
      {wrong !== null && (
        <span ref={showWrong} id={wrongId} role="alert" className={styles.wrong}>
          {wrong}
        </span>
      )}
    </>
  )
}

/** Level and place as custom properties, which the types of style do not know. */
function placed(level: number, top: number): CSSProperties {
  return Object.fromEntries([
    ['--level', String(level)],
    ['--top', `${top}px`],
  ])
}

/** True where a line would look the same: figures are compared by what they say, the rest by identity. */
function isSame(before: TreeLineProps, after: TreeLineProps): boolean {
  const { figures: a, ...restBefore } = before
  const { figures: b, ...restAfter } = after
  return (
    a?.isSum === b?.isSum &&
    a?.values.length === b?.values.length &&
    (a?.values.every((value, n) => value === b?.values[n]) ?? true) &&
    Object.entries(restBefore).every(([name, value]) => restAfter[name as keyof typeof restAfter] === value)
  )
}

/** One visible line of a Tree; drawn again only when something about it has changed. */
export const TreeLine = memo(function TreeLine(props: TreeLineProps) {
  const { row, columns, figures, isActive, isSelected, isRenaming, dropWhere, top } = props
  const { node, level } = row
  const isSum = figures?.isSum ?? false
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
        <RenameField
          label={node.label}
          typed={props.typed}
          whyNotNamed={props.whyNotNamed}
          onRenamed={(name, isLeft, from) => props.onRenamed(node.id, name, isLeft, from)}
        />
      ) : (
        <span className={styles.label}>
          <Label label={node.label} marked={props.marked} />
        </span>
      )}
      {node.note !== undefined && !isRenaming && <span className={styles.note}>{node.note}</span>}
      {node.key !== undefined && !isRenaming && (
        <kbd className={styles.key}>
          <VisuallyHidden>key </VisuallyHidden>
          {node.key}
        </kbd>
      )}
      {/* A row without figures leaves the room to its name. */}
      {(figures ? columns : []).map((column, index) => {
        const figure = figures?.values[index] ?? null
        return (
          <span key={column} className={classNames(styles.count, isSum && styles.sum)} data-column={index}>
            {figure !== null && (
              <VisuallyHidden>{`${column}${isSum ? ', with those under it' : ''} `}</VisuallyHidden>
            )}
            {figure}
          </span>
        )
      })}
    </div>
  )
}, isSame)
