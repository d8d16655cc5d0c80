import { Fragment, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import {
  Group,
  type Layout,
  Panel,
  type PanelImperativeHandle,
  Separator,
  useGroupRef,
} from 'react-resizable-panels'
import { classNames } from './class-names.ts'
import styles from './split-panes.module.css'

/** What a screen may ask of a pane it holds a ref to. */
export interface PaneHandle {
  /** Unfolds it; that is not remembered. */
  expand(): void
  /** Folds it, or unfolds it, as a person asked: it is remembered. */
  toggle(): void
}

/** The least size of a pane that names none, in px. */
const leastSize = 160

export interface Pane {
  /** Names it in the remembered layout. */
  readonly id: string
  /** For assistive technology: 'Framework'. */
  readonly label: string
  readonly content: ReactNode
  /** Pixels as a number, a share as '30%'. */
  readonly defaultSize?: number | string | undefined
  /** Pixels; default `leastSize`. */
  readonly minSize?: number | undefined
  readonly maxSize?: number | string | undefined
  /** Dragged below its least size it folds away; Enter on the divider folds and unfolds. */
  readonly isCollapsible?: boolean | undefined
  readonly handle?: RefObject<PaneHandle | null> | undefined
  /** Told whether it is folded away: once drawn, and whenever the layout changes. */
  readonly onFold?: ((isFolded: boolean) => void) | undefined
  /** Keeps its pixels when the window is resized; at least one pane must not. */
  readonly keepsPixels?: boolean | undefined
}

export interface SplitPanesProps {
  /** Unique among the panes of the window; the caller remembers the layout under it. */
  readonly name: string
  readonly panes: readonly Pane[]
  readonly orientation?: 'horizontal' | 'vertical' | undefined
  /**
   * A remembered layout by pane id: pixels for a pane that keeps them, a percentage for any other. Read when first drawn,
   * and when there are other panes.
   */
  readonly layout?: Readonly<Record<string, number>> | undefined
  /** Told the layout when the person has let go of a divider, or has folded or unfolded a pane. */
  readonly onLayoutChange?: ((layout: Readonly<Record<string, number>>) => void) | undefined
}

/** A remembered layout as percentages of `whole` pixels: what panes that keep their pixels leave is shared by the others. */
function inPercent(panes: readonly Pane[], layout: Layout, whole: number): Layout {
  const sized = panes.map(({ id, keepsPixels = false }) => ({ id, keepsPixels, size: layout[id] ?? 0 }))
  const sum = (keep: boolean) =>
    sized.reduce((total, { keepsPixels, size }) => total + (keepsPixels === keep ? size : 0), 0)
  const rest = Math.max(0, 100 - (sum(true) / whole) * 100)
  return Object.fromEntries(
    sized.map(({ id, keepsPixels, size }) => [
      id,
      keepsPixels ? (size / whole) * 100 : (size / (sum(false) || 1)) * rest,
    ]),
  )
}

/** Percentages of `whole` pixels as a layout that is remembered. */
function inPixels(panes: readonly Pane[], layout: Layout, whole: number): Layout {
  return Object.fromEntries(
    panes.map(({ id, keepsPixels }) => {
      const percentage = layout[id] ?? 0
      return [id, keepsPixels ? Math.round((percentage / 100) * whole) : percentage]
    }),
  )
}

/**
 * What is remembered once a pane was folded or unfolded. Of the others it is what was: that there is no room for one in this
 * window is not how a person left it. Null where one was unfolded that nobody had folded: how wide it can be in this window
 * is nobody's choice either.
 * @param left the layout as it is now; `before`: as it was remembered
 */
function onceToggled(
  panes: readonly Pane[],
  toggled: string,
  left: Layout,
  before: Layout | undefined,
): Layout | null {
  if (!before && (left[toggled] ?? 0) > 0) return null
  return Object.fromEntries(
    panes.map(({ id, defaultSize }) => {
      const [now = 0, was] = [left[id], before?.[id]]
      if (id === toggled) return [id, now > 0 && was ? was : now]
      return [id, was ?? (now === 0 && typeof defaultSize === 'number' ? defaultSize : now)]
    }),
  )
}

/** How narrow a pane gets before it folds, in px. */
const leastOf = ({ minSize = leastSize }: Pane): number => minSize

/**
 * The layout once there is more room: the panes that are folded only for want of it are back where they have room in `whole`
 * pixels, and those that keep their pixels have as many as they were left with, or have by default. Null where it is so.
 * Where the panes do not all have room, those that come last do. What a person folded stays so.
 * @param now the layout as it is; `left`: as it was remembered
 */
function withMoreRoom(
  panes: readonly Pane[],
  now: Layout,
  left: Layout | undefined,
  whole: number,
): Layout | null {
  const open = ({ id, defaultSize, keepsPixels }: Pane) =>
    left?.[id] ?? (keepsPixels && typeof defaultSize === 'number' ? defaultSize : (now[id] ?? 0))
  const isFolded = (pane: Pane) => pane.isCollapsible === true && now[pane.id] === 0
  let room = panes.reduce((rest, pane) => rest - (isFolded(pane) ? 0 : leastOf(pane)), whole)
  const back = new Set<Pane>()
  for (const pane of panes.toReversed()) {
    if (!isFolded(pane) || open(pane) === 0 || leastOf(pane) > room) continue
    back.add(pane)
    room -= leastOf(pane)
  }
  const sizes = panes.map(pane => {
    if (isFolded(pane) && !back.has(pane)) return { pane, size: 0 }
    return { pane, size: open(pane) || (now[pane.id] ?? 0) }
  })
  // What they would take from the others beyond their least, they do without.
  let over = sizes.reduce((sum, { pane, size }) => sum + (pane.keepsPixels ? size : leastOf(pane)), -whole)
  // Where none comes back and they cannot all be as they were left, what there is more goes to the rest.
  if (back.size === 0 && over > 0) return null
  const next = sizes.map(({ pane, size }) => {
    const less = pane.keepsPixels ? Math.max(0, Math.min(over, size - leastOf(pane))) : 0
    over -= less
    return { pane, size: size - less }
  })
  const isSo = next.every(({ pane, size }) => !pane.keepsPixels || Math.abs(size - (now[pane.id] ?? 0)) <= 1)
  return isSo ? null : Object.fromEntries(next.map(({ pane, size }) => [pane.id, size]))
}

/**
 * Panes side by side (or stacked) with dividers: drag, or focus a divider and use the arrow keys, Home and End;
 * double click puts the default size back.
 */
export function SplitPanes({
  name,
  panes,
  orientation = 'horizontal',
  layout,
  onLayoutChange,
}: SplitPanesProps) {
  const handles = useRef(new Map<string, PanelImperativeHandle | null>())
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  /** The pane that is being folded or unfolded. */
  const toggled = useRef<string | null>(null)
  const group = useGroupRef()
  const dividerAt = (index: number) => `${name}-${panes[index]?.id}-divider`
  /** Unfolds a pane; where there is no room for it, in place of the others that fold. */
  const expand = (id: string) => {
    const handle = handles.current.get(id)
    handle?.expand()
    if (!handle?.isCollapsed()) return
    for (const other of panes) if (other.id !== id) handles.current.get(other.id)?.collapse()
    handle.expand()
  }
  const toggle = (id: string) => {
    const handle = handles.current.get(id)
    toggled.current = id
    if (handle?.isCollapsed()) expand(id)
    else handle?.collapse()
    toggled.current = null
  }
  /** What is folded away is not there for the keyboard or the ear either; a keyboard in it goes to what unfolds it. */
  const noteFolded = (layout: Layout) => {
    for (const [index, pane] of panes.entries()) {
      const isFolded = pane.isCollapsible === true && layout[pane.id] === 0
      pane.onFold?.(isFolded)
      if (isFolded && document.getElementById(pane.id)?.contains(document.activeElement))
        document.getElementById(dividerAt(Math.max(1, index)))?.focus()
    }
    setFolded(
      new Set(panes.flatMap(({ id, isCollapsible }) => (isCollapsible && layout[id] === 0 ? id : []))),
    )
  }
  const measure = () =>
    panes.reduce((sum, { id }) => sum + (handles.current.get(id)?.getSize().inPixels ?? 0), 0)
  /** How many pixels the panes have together; 0 until they are drawn. */
  const whole = useRef(0)
  const isFirst = useRef(true)
  useLayoutEffect(() => {
    if (!isFirst.current) return
    isFirst.current = false
    const pixels = measure()
    if (layout && pixels > 0) group.current?.setLayout(inPercent(panes, layout, pixels))
  })
  const element = useRef<HTMLDivElement | null>(null)
  /** How many pixels the panes had when last their room changed. */
  const last = useRef(Number.POSITIVE_INFINITY)
  const resized = useRef(() => {})
  useLayoutEffect(() => {
    resized.current = () => {
      const pixels = measure()
      const isWider = pixels > last.current
      last.current = pixels
      if (!isWider) return
      const now = inPixels(panes, group.current?.getLayout() ?? {}, pixels)
      const next = withMoreRoom(panes, now, layout, pixels)
      if (next) group.current?.setLayout(inPercent(panes, next, pixels))
    }
  })
  useEffect(() => {
    const sizes = new ResizeObserver(() => resized.current())
    if (element.current) sizes.observe(element.current)
    return () => sizes.disconnect()
  }, [])
  return (
    <Group
      id={name}
      orientation={orientation}
      className={classNames(styles.group)}
      groupRef={group}
      elementRef={element}
      // Which panes there are may change: those that come are as they were left too.
      {...(layout !== undefined &&
        whole.current > 0 && { defaultLayout: inPercent(panes, layout, whole.current) })}
      onLayoutChanged={(next, meta) => {
        whole.current = measure()
        noteFolded(next)
        const left = inPixels(panes, meta.requestedLayout ?? next, whole.current)
        const kept = toggled.current === null ? left : onceToggled(panes, toggled.current, left, layout)
        if (kept && (toggled.current !== null || meta.isUserInteraction)) onLayoutChange?.(kept)
      }}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index > 0 && (
            <Separator
              id={dividerAt(index)}
              aria-label={`Between ${panes[index - 1]?.label} and ${pane.label}`}
              className={classNames(styles.divider, styles[orientation])}
              onKeyDown={event => {
                // Where the pane before it does not fold, Enter is for the one after it.
                if (event.key !== 'Enter' || panes[index - 1]?.isCollapsible || !pane.isCollapsible) return
                toggle(pane.id)
              }}
            />
          )}
          <Panel
            id={pane.id}
            minSize={leastOf(pane)}
            groupResizeBehavior={pane.keepsPixels ? 'preserve-pixel-size' : 'preserve-relative-size'}
            {...(pane.defaultSize !== undefined && { defaultSize: pane.defaultSize })}
            {...(pane.maxSize !== undefined && { maxSize: pane.maxSize })}
            panelRef={handle => {
              handles.current.set(pane.id, handle)
              if (pane.handle)
                pane.handle.current = handle && {
                  expand: () => expand(pane.id),
                  toggle: () => toggle(pane.id),
                }
            }}
            {...(pane.isCollapsible && { collapsible: true, collapsedSize: 0 })}
            className={classNames(styles.pane, folded.has(pane.id) && styles.folded)}
          >
            <section aria-label={pane.label} className={styles.content}>
              {pane.content}
            </section>
          </Panel>
        </Fragment>
      ))}
    </Group>
  )
}
