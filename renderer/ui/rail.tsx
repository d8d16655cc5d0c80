import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './rail.module.css'
import { ariaShortcut } from './shortcut.ts'

export interface RailItem<T extends string> {
  readonly id: T
  readonly label: string
  readonly icon: ReactNode
  readonly shortcut?: string | undefined
  /** How many wait for me there; none is drawn for 0. */
  readonly waiting?: number | undefined
  readonly isDisabled?: boolean | undefined
}

export interface RailProps<T extends string> {
  readonly label: string
  readonly items: readonly RailItem<T>[]
  /** At the foot: settings, help. */
  readonly footItems?: readonly RailItem<T>[] | undefined
  readonly current: T | null
  readonly onChoose: (id: T) => void
}

/** The narrow column of screens at the left, icon over word. */
export function Rail<T extends string>({ label, items, footItems = [], current, onChoose }: RailProps<T>) {
  const entry = (item: RailItem<T>) => (
    <li key={item.id}>
      <button
        type="button"
        className={classNames(styles.item)}
        aria-current={item.id === current ? 'page' : undefined}
        aria-keyshortcuts={item.shortcut === undefined ? undefined : ariaShortcut(item.shortcut)}
        disabled={item.isDisabled ?? false}
        title={item.label}
        onClick={() => onChoose(item.id)}
      >
        <span className={styles.icon} aria-hidden="true">
          {item.icon}
        </span>
        <span className={styles.word}>{item.label}</span>
        {item.waiting !== undefined && item.waiting > 0 && (
          <span className={styles.waiting}>
            <span aria-hidden="true">{item.waiting > 99 ? '99+' : item.waiting}</span>
            <span className={styles.said}>, {item.waiting} waiting for you</span>
          </span>
        )}
      </button>
    </li>
  )
  return (
    <nav aria-label={label} className={styles.rail}>
      <ul className={styles.list}>{items.map(entry)}</ul>
      {footItems.length > 0 && <ul className={styles.list}>{footItems.map(entry)}</ul>}
    </nav>
  )
}
