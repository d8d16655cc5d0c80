import type { ReactNode } from 'react'
import styles from './card-list.module.css'
import { classNames } from './class-names.ts'

export interface CardListProps {
  readonly label: string
  /** Cards of at least 280 px side by side instead of one under the other. */
  readonly isGrid?: boolean | undefined
  readonly children: ReactNode
}

/** Things with a name and a few words each: studies, queries, hand-outs. */
export function CardList({ label, isGrid = false, children }: CardListProps) {
  return (
    <ul aria-label={label} className={classNames(styles.list, isGrid && styles.grid)}>
      {children}
    </ul>
  )
}

export interface CardProps {
  readonly title: string
  /** The quiet line under the title. */
  readonly description?: ReactNode
  readonly icon?: ReactNode
  /** At the end: a badge, a date. */
  readonly aside?: ReactNode
  /** Opens it; the title becomes the button and the whole card its target. */
  readonly onPress?: (() => void) | undefined
  /** Small buttons of its own, beside the main target. */
  readonly actions?: ReactNode
  readonly isSelected?: boolean | undefined
  readonly children?: ReactNode
}

/** One card of a CardList. */
export function Card({ title, description, icon, aside, onPress, actions, isSelected, children }: CardProps) {
  return (
    <li className={classNames(styles.card, onPress && styles.pressable, isSelected && styles.selected)}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <div className={styles.words}>
        {onPress ? (
          <button
            type="button"
            className={styles.title}
            onClick={onPress}
            aria-current={isSelected || undefined}
          >
            {title}
          </button>
        ) : (
          <span className={styles.title}>{title}</span>
        )}
        {description !== undefined && <p className={styles.description}>{description}</p>}
        {children}
      </div>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      {actions !== undefined && <span className={styles.actions}>{actions}</span>}
    </li>
  )
}
