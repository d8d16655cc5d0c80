import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { classNames } from './class-names.ts'
import styles from './paper.module.css'

interface PaperProps {
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** What comes out of the printer in the place of the window: it is seen on paper only, and by itself. */
export const Paper = ({ className, children }: PaperProps) =>
  createPortal(
    <div className={classNames(styles.paper, className)} aria-hidden="true">
      {children}
    </div>,
    document.body,
  )
