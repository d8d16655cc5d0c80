import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/button.tsx'
import styles from './passage-panel.module.css'

interface OpenedPanelProps {
  /** Absent while what it shows is still being read. */
  title?: string
  /** Under the title: the code, the source. */
  where?: ReactNode
  onClose(): void
  children?: ReactNode
}

/** The panel beside the figures, with what one of them opened. */
export function OpenedPanel({ title, where, onClose, children }: OpenedPanelProps) {
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <div className={styles.about}>
          {title !== undefined && <h2 className={styles.title}>{title}</h2>}
          {where !== undefined && <p className={styles.where}>{where}</p>}
        </div>
        <IconButton
          label="Close the passages"
          icon={<X />}
          size="small"
          shortcut="Escape"
          onPress={onClose}
        />
      </header>
      {children !== undefined && <div className={styles.body}>{children}</div>}
    </div>
  )
}
