import { Meter as RacMeter } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './meter.module.css'

export interface MeterProps {
  /** What is measured: 'Coded share of P07'. */
  readonly label: string
  /** 0 to 1. */
  readonly value: number
  /** The figure in words, drawn beside the bar; default a whole percentage. */
  readonly words?: string | undefined
  readonly isLabelShown?: boolean | undefined
  readonly tone?: 'accent' | 'good' | 'quiet' | undefined
}

/** How much of a whole, with its figure: the coded share of a source. */
export function Meter({ label, value, words, isLabelShown = false, tone = 'accent' }: MeterProps) {
  const share = Math.min(1, Math.max(0, value))
  const figure = words ?? `${Math.round(share * 100)} %`
  return (
    <div className={styles.meter}>
      {isLabelShown && (
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      )}
      <RacMeter
        aria-label={label}
        value={Math.round(share * 100)}
        valueLabel={figure}
        className={classNames(styles.track, styles[tone])}
      >
        <div className={styles.fill} style={{ inlineSize: `${share * 100}%` }} />
      </RacMeter>
      <span className={styles.figure} aria-hidden="true">
        {figure}
      </span>
    </div>
  )
}
