import { useId } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './progress.module.css'

export interface ProgressProps {
  /** What is being done: 'Reading P07 mentor interview.docx'. */
  readonly label: string
  /** How far, in words: '12 of 40 files'. */
  readonly detail?: string | undefined
  /** 0 to 1; left out or null while that cannot be known. */
  readonly value?: number | null | undefined
  /** Work over ten seconds: 'about 20 seconds left'. */
  readonly estimate?: string | undefined
  readonly onCancel?: (() => void) | undefined
  /** Cancel was asked for and is being carried out. */
  readonly isCancelling?: boolean | undefined
  /** The bar alone, for a row or the status line; the label is still said. */
  readonly isCompact?: boolean | undefined
}

/** Work that takes over a second: what, how far, and a way out. */
export function Progress(props: ProgressProps) {
  const { label, detail, value = null, estimate, onCancel, isCancelling = false, isCompact = false } = props
  const id = useId()
  const share = value === null ? null : Math.min(1, Math.max(0, value))
  const bar = (
    <div
      role="progressbar"
      {...(isCompact ? { 'aria-label': label } : { 'aria-labelledby': id })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      aria-valuetext={detail}
      className={classNames(styles.track, share === null && styles.unknown)}
    >
      <div className={styles.done} style={share === null ? {} : { inlineSize: `${share * 100}%` }} />
    </div>
  )
  if (isCompact) return bar
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span id={id} className={styles.label}>
          {label}
        </span>
        {(detail ?? estimate) && (
          <span className={styles.detail}>{[detail, estimate].filter(Boolean).join(' · ')}</span>
        )}
      </div>
      {bar}
      {onCancel && (
        <Button size="small" onPress={onCancel} isPending={isCancelling}>
          {isCancelling ? 'Cancelling' : 'Cancel'}
        </Button>
      )}
    </div>
  )
}
