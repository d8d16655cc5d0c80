import type { ReactNode } from 'react'
import { codeColourClass, coderAccentClass } from '../theme/palette.ts'
import styles from './badge.module.css'
import { classNames } from './class-names.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface BadgeProps {
  readonly tone?: 'plain' | 'accent' | 'good' | 'warn' | 'danger' | undefined
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** A state in a word: Open, Frozen, Returned, Blind. */
export function Badge({ tone = 'plain', icon, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone])}>
      {icon}
      {children}
    </span>
  )
}

export interface CodeDotProps {
  /** The code's palette step. */
  readonly colour: number
}

/** A code's colour as a small square, beside its name. */
export function CodeDot({ colour }: CodeDotProps) {
  return <span className={classNames(styles.dot, codeColourClass(colour))} aria-hidden="true" />
}

export interface CodeChipProps {
  readonly name: string
  /** The code's palette step, 1 to 24. */
  readonly colour: number
  /** Where it stands: 'Work › Trust'; said, and shown as the title; the name is, where absent. */
  readonly path?: string | undefined
  readonly polarity?: 'facilitator' | 'barrier' | undefined
  /** Struck through: retired, or removed by a ruling. */
  readonly isStruck?: boolean | undefined
  /** After the name: a coder's badge, a remove button. */
  readonly trail?: ReactNode
}

/** A code as it appears in lists and panels: colour and name together. */
export function CodeChip({ name, colour, path, polarity, isStruck, trail }: CodeChipProps) {
  return (
    <span
      className={classNames(styles.chip, codeColourClass(colour), isStruck && styles.struck)}
      title={path ?? name}
    >
      <span className={styles.stripe} aria-hidden="true" />
      <span className={styles.name}>{name}</span>
      {polarity && (
        <span className={styles.polarity}>
          <span aria-hidden="true">{polarity === 'facilitator' ? '+' : '−'}</span>
          <VisuallyHidden>{polarity}</VisuallyHidden>
        </span>
      )}
      {trail}
    </span>
  )
}

export interface CoderBadgeProps {
  readonly name: string
  readonly initials: string
  /** The coder's accent, 1 to 8; leave out where nothing is compared. */
  readonly accent?: number | undefined
  readonly size?: 'small' | 'medium' | undefined
  /** Draws the name after the initials. */
  readonly isNameShown?: boolean | undefined
}

/** A coder by initials, the name said and on hover. */
export function CoderBadge({
  name,
  initials,
  accent,
  size = 'medium',
  isNameShown = false,
}: CoderBadgeProps) {
  const look = classNames(
    styles.coder,
    styles[size],
    accent !== undefined && coderAccentClass(accent),
    accent !== undefined && styles.accented,
  )
  return (
    <span className={styles.person} title={name}>
      <span className={look} aria-hidden="true">
        {initials}
      </span>
      {isNameShown ? <span className={styles.name}>{name}</span> : <VisuallyHidden>{name}</VisuallyHidden>}
    </span>
  )
}
