import type { ReactNode } from 'react'
import styles from './page-header.module.css'

export interface PageHeaderProps {
  readonly title: string
  /** One quiet line: what this is, or how things stand. */
  readonly description?: ReactNode
  /** Beside the title: a Badge. */
  readonly aside?: ReactNode
  /** Buttons at the end, the main one last. */
  readonly actions?: ReactNode
  /** Under it all: a Toolbar, tabs, filters. */
  readonly children?: ReactNode
}

/** The head of a screen. */
export function PageHeader({ title, description, aside, actions, children }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <div className={styles.words}>
          <div className={styles.titleLine}>
            <h1 className={styles.title}>{title}</h1>
            {aside}
          </div>
          {description !== undefined && <p className={styles.description}>{description}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </header>
  )
}
