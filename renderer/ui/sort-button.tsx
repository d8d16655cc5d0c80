import { ArrowDown, ArrowUp } from 'lucide-react'
import { classNames } from './class-names.ts'
import styles from './sort-button.module.css'

export interface SortButtonProps {
  /** The column's name. */
  readonly children: string
  /** How the rows stand by this column; absent while they stand by another. */
  readonly direction?: 'ascending' | 'descending' | undefined
  /** The arrow stands before the name, which ends where its numbers end. */
  readonly isAtEnd?: boolean | undefined
  readonly onPress: () => void
}

/** The name of a column in the head of a table, which orders the rows by it. */
export function SortButton({ children, direction, isAtEnd = false, onPress }: SortButtonProps) {
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      className={classNames(styles.sort, isAtEnd && styles.end)}
      title={children}
      onClick={onPress}
    >
      <span>{children}</span>
      <Arrow aria-hidden="true" className={direction ? styles.sorted : undefined} />
    </button>
  )
}
