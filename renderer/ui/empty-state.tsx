import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  readonly icon?: ReactNode
  /** What belongs here: 'No sources yet'. */
  readonly title: string
  /** One or two sentences on what will be here and how it gets here. */
  readonly children?: ReactNode
  /** The one next step: a Button. */
  readonly action?: ReactNode
  /** For a pane or a table rather than a whole screen. */
  readonly isCompact?: boolean | undefined
  readonly headingLevel?: 2 | 3 | 4 | undefined
}

/** What an empty place says: what belongs there and the one next step. */
export function EmptyState({ icon, title, children, action, isCompact, headingLevel = 2 }: EmptyStateProps) {
  const Title = `h${headingLevel}` as const
  return (
    <div className={classNames(styles.empty, isCompact && styles.compact)}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
