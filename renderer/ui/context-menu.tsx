import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Popover } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './context-menu.module.css'
import { MenuList } from './menu.tsx'
import type { MenuEntry } from './menu-entries.ts'
import overlay from './overlay.module.css'

/** A place in the window in CSS pixels from its top left corner. */
export interface MenuPoint {
  readonly x: number
  readonly y: number
}

export interface MenuAtProps {
  readonly label: string
  /** Where it opens; null while closed. */
  readonly point: MenuPoint | null
  readonly entries: readonly MenuEntry[]
  readonly onAction?: ((id: string) => void) | undefined
  readonly onClose: () => void
}

/** A menu at a point, for things that are painted rather than elements. */
export function MenuAt({ label, point, entries, onAction, onClose }: MenuAtProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span
        ref={anchor}
        className={styles.anchor}
        style={point ? { insetInlineStart: point.x, insetBlockStart: point.y } : {}}
        aria-hidden="true"
      />
      <Popover
        aria-label={label}
        className={classNames(overlay.surface)}
        triggerRef={anchor}
        isOpen={point !== null && entries.length > 0}
        onOpenChange={isOpen => {
          if (!isOpen) onClose()
        }}
        placement="bottom start"
        offset={2}
      >
        <MenuList
          label={label}
          entries={entries}
          onAction={id => {
            onAction?.(id)
            onClose()
          }}
        />
      </Popover>
    </>
  )
}

/**
 * Where a context menu asked for by this event should open: at the pointer, or under the focused thing
 * when it was asked for by key.
 */
export function menuPointOf(event: {
  readonly clientX: number
  readonly clientY: number
  readonly target: EventTarget | null
}): MenuPoint {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY }
  if (!(event.target instanceof Element)) return { x: 0, y: 0 }
  const box = event.target.getBoundingClientRect()
  return { x: box.left + 8, y: Math.min(box.bottom, box.top + 32) }
}

export interface ContextMenuProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly onAction?: ((id: string) => void) | undefined
  readonly children: ReactNode
}

/** Gives what it holds a context menu: right click, the menu key, or Shift F10. */
export function ContextMenu({ label, entries, onAction, children }: ContextMenuProps) {
  const [point, setPoint] = useState<MenuPoint | null>(null)
  const area = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const open = (event: MouseEvent) => {
      event.preventDefault()
      setPoint(menuPointOf(event))
    }
    const element = area.current
    element?.addEventListener('contextmenu', open)
    return () => element?.removeEventListener('contextmenu', open)
  }, [])
  return (
    <>
      <div ref={area}>{children}</div>
      <MenuAt
        label={label}
        point={point}
        entries={entries}
        onAction={onAction}
        onClose={() => setPoint(null)}
      />
    </>
  )
}
