import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './callout.module.css'
import { classNames } from './class-names.ts'

export interface CalloutProps {
  readonly tone?: 'info' | 'warn' | 'error' | undefined
  /** What happened, to which thing. */
  readonly title?: string | undefined
  /** What was kept, what to do. */
  readonly children?: ReactNode
  /** Buttons under the words. */
  readonly actions?: ReactNode
  /** Says it at once; for what appears after an action. */
  readonly isLive?: boolean | undefined
}

const icons = { info: Info, warn: TriangleAlert, error: CircleAlert }

/** A notice that stays in its place until it no longer holds. */
export function Callout({ tone = 'info', title, children, actions, isLive = false }: CalloutProps) {
  const Icon = icons[tone]
  return (
    <div
      className={classNames(styles.callout, styles[tone])}
      {...(isLive && { role: tone === 'error' ? 'alert' : 'status' })}
    >
      <Icon aria-hidden="true" />
      <div className={styles.words}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  )
}
