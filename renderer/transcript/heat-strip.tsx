import { type MouseEvent, useMemo, useRef } from 'react'
import { unite } from '#shared/text/span.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { density } from './stripe-layout.ts'
import styles from './transcript.module.css'

const buckets = 160

interface HeatStripProps<T extends Coded> {
  codings: CodingSet<T>
  length: number
  /** Asks to show the text at this offset. */
  onGo: (offset: number) => void
}

/** Where in the text there is coding, beside the scrollbar: darker is more of it. */
export function HeatStrip<T extends Coded>({ codings, length, onGo }: HeatStripProps<T>) {
  const shares = useShares(codings, length)
    .map((share, at) => ({ share, at }))
    .filter(({ share }) => share > 0)
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

/** How much of each stretch is coded; only the stretches that a change met are counted anew. */
function useShares<T extends Coded>(codings: CodingSet<T>, length: number): readonly number[] {
  const counted = useRef<{ codings: CodingSet<T>; length: number; shares: readonly number[] } | null>(null)
  return useMemo(() => {
    const before = counted.current?.length === length ? counted.current : null
    const shares = before
      ? recount(before.shares, codings, before.codings, length)
      : countAll(codings, length)
    counted.current = { codings, length, shares }
    return shares
  }, [codings, length])
}

const countAll = <T extends Coded>(codings: CodingSet<T>, length: number): number[] =>
  density(unite([...codings]), length, buckets)

function recount<T extends Coded>(
  shares: readonly number[],
  codings: CodingSet<T>,
  before: CodingSet<T>,
  length: number,
): readonly number[] {
  const { added, removed } = codings.differencesFrom(before)
  if (added.length + removed.length > buckets) return countAll(codings, length)
  const size = length / buckets
  const next = [...shares]
  const met = new Set<number>()
  for (const { start, end } of [...added, ...removed]) {
    for (let at = Math.floor(start / size); at < buckets && at * size < end; at++) met.add(at)
  }
  for (const at of met) {
    const [from, to] = [at * size, (at + 1) * size]
    const covered = unite(codings.within(Math.floor(from), Math.ceil(to)))
    next[at] = covered.reduce(
      (sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)) / size,
      0,
    )
  }
  return next
}
