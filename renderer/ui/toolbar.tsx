import type { ReactNode } from 'react'
import { Toolbar as RacToolbar, Separator } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './toolbar.module.css'

export interface ToolbarProps {
  readonly label: string
  readonly children: ReactNode
}

/** Controls in a row that arrow keys walk through; one Tab stop. */
export function Toolbar({ label, children }: ToolbarProps) {
  return (
    <RacToolbar aria-label={label} className={classNames(styles.toolbar)}>
      {children}
    </RacToolbar>
  )
}

/** A hairline between groups in a Toolbar. */
export function ToolbarRule() {
  return <Separator orientation="vertical" className={classNames(styles.rule)} />
}

/** Pushes what follows to the end of the Toolbar. */
export function ToolbarGap() {
  return <span className={styles.gap} />
}
