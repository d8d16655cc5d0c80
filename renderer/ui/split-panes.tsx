import { Fragment, type ReactNode, type RefObject, useRef } from 'react'
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels'
import { classNames } from './class-names.ts'
import styles from './split-panes.module.css'

/** What a screen may ask of a pane it holds a ref to. */
export type PaneHandle = PanelImperativeHandle

export interface Pane {
  /** Names it in the remembered layout. */
  readonly id: string
  /** For assistive technology: 'Framework'. */
  readonly label: string
  readonly content: ReactNode
  /** Pixels as a number, a share as '30%'. */
  readonly defaultSize?: number | string | undefined
  /** Default 160 px. */
  readonly minSize?: number | string | undefined
  readonly maxSize?: number | string | undefined
  /** Dragged below its least size it folds away; Enter on the divider folds and unfolds. */
  readonly isCollapsible?: boolean | undefined
  readonly handle?: RefObject<PaneHandle | null> | undefined
  /** Keeps its pixels when the window is resized; at least one pane must not. */
  readonly keepsPixels?: boolean | undefined
}

export interface SplitPanesProps {
  /** Unique among the panes of the window; the caller remembers the layout under it. */
  readonly name: string
  readonly panes: readonly Pane[]
  readonly orientation?: 'horizontal' | 'vertical' | undefined
  /** A remembered layout: pane id to percentage. Read once, when first drawn. */
  readonly layout?: Readonly<Record<string, number>> | undefined
  /** Told when the person has let go of a divider. */
  readonly onLayoutChange?: ((layout: Readonly<Record<string, number>>) => void) | undefined
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
  const handles = useRef(new Map<string, PaneHandle | null>())
  return (
    <Group
      id={name}
      orientation={orientation}
      className={classNames(styles.group)}
      {...(layout !== undefined && { defaultLayout: { ...layout } })}
      onLayoutChanged={(next, meta) => {
        if (meta.isUserInteraction) onLayoutChange?.(meta.requestedLayout ?? next)
      }}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index > 0 && (
            <Separator
              id={`${name}-${pane.id}-divider`}
              aria-label={`Between ${panes[index - 1]?.label} and ${pane.label}`}
              className={classNames(styles.divider, styles[orientation])}
              onKeyDown={event => {
                // Where the pane before it does not fold, Enter is for the one after it.
                if (event.key !== 'Enter' || panes[index - 1]?.isCollapsible || !pane.isCollapsible) return
                const handle = handles.current.get(pane.id)
                if (handle?.isCollapsed()) handle.expand()
                else handle?.collapse()
              }}
            />
          )}
          <Panel
            id={pane.id}
            minSize={pane.minSize ?? 160}
            groupResizeBehavior={pane.keepsPixels ? 'preserve-pixel-size' : 'preserve-relative-size'}
            {...(pane.defaultSize !== undefined && { defaultSize: pane.defaultSize })}
            {...(pane.maxSize !== undefined && { maxSize: pane.maxSize })}
            panelRef={handle => {
              handles.current.set(pane.id, handle)
              if (pane.handle) pane.handle.current = handle
            }}
            {...(pane.isCollapsible && { collapsible: true, collapsedSize: 0 })}
            className={classNames(styles.pane)}
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
