import { type MouseEvent, useMemo } from 'react'
import type { Span } from '#shared/text/span.ts'
import { unite } from '#shared/text/span.ts'
import { density } from './stripe-layout.ts'
import styles from './transcript.module.css'

const buckets = 160

interface HeatStripProps {
  codings: readonly Span[]
  length: number
  /** Asks to show the text at this offset. */
  onGo: (offset: number) => void
}

/** Where in the text there is coding, beside the scrollbar: darker is more of it. */
export function HeatStrip({ codings, length, onGo }: HeatStripProps) {
  const shares = useMemo(
    () =>
      density(unite(codings), length, buckets)
        .map((share, at) => ({ share, at }))
        .filter(({ share }) => share > 0),
    [codings, length],
  )
  const go = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onGo(Math.floor(((event.clientY - box.top) / box.height) * length))
  }
  return (
    <button type="button" tabIndex={-1} className={styles.heat} aria-hidden="true" onClick={go}>
      <svg viewBox={`0 0 1 ${buckets}`} preserveAspectRatio="none" aria-hidden="true">
        {shares.map(({ at, share }) => (
          <rect key={at} y={at} width={1} height={1.05} opacity={0.2 + share * 0.6} />
        ))}
      </svg>
    </button>
  )
}
