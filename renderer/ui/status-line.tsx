import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './status-line.module.css'

export interface StatusItem {
  readonly id: string
  readonly content: ReactNode
  readonly icon?: ReactNode
  readonly tone?: 'plain' | 'warn' | 'danger' | undefined
  /** Makes it a button that leads to what it speaks of. */
  readonly onPress?: (() => void) | undefined
  /** Said when it changes: the saved state, not the selection's length. */
  readonly isLive?: boolean | undefined
  /** Never shortened; the others give way, the longest first. */
  readonly isWhole?: boolean | undefined
}

export interface StatusLineProps {
  /** Who and where: member, round, framework version. */
  readonly start: readonly StatusItem[]
  /** What is happening: selection, saved state. */
  readonly end?: readonly StatusItem[] | undefined
}

function Item({ item }: { readonly item: StatusItem }) {
  const look = classNames(styles.item, item.isWhole && styles.whole, item.tone && styles[item.tone])
  const inside = (
    <>
      {item.icon}
      <span
        className={styles.words}
        title={typeof item.content === 'string' && !item.isWhole ? item.content : undefined}
      >
        {item.content}
      </span>
    </>
  )
  if (item.onPress) {
    return (
      <Button className={look} onPress={item.onPress}>
        {inside}
      </Button>
    )
  }
  return (
    <span className={look} {...(item.isLive && { role: 'status' })}>
      {inside}
    </span>
  )
}

/** The line at the foot of the window. */
export function StatusLine({ start, end = [] }: StatusLineProps) {
  return (
    <footer className={styles.line}>
      {start.map(item => (
        <Item key={item.id} item={item} />
      ))}
      <span className={styles.gap} />
      {end.map(item => (
        <Item key={item.id} item={item} />
      ))}
    </footer>
  )
}
