import { type MouseEvent, memo, type ReactNode, useMemo, useRef } from 'react'
import { unite } from '#shared/text/span.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { density } from './stripe-layout.ts'
import styles from './transcript.module.css'
import { useInPause } from './use-in-pause.ts'

const buckets = 160
/** How many shades are told apart: each is one shape, however many stretches have it. */
const shades = 8

interface HeatStripProps<T extends Coded> {
  codings: CodingSet<T>
  length: number
  /** Asks to show the text at this offset. Must stay the same function. */
  onGo: (offset: number) => void
}

/** Where in the text there is coding, beside the scrollbar: darker is more of it. A change shows in the pause after it. */
export const HeatStrip = memo(function HeatStrip<T extends Coded>(props: HeatStripProps<T>) {
  const { length, onGo } = props
  const codings = useInPause(props.codings)
  const shares = useShares(codings, length)
  const shapes = useMemo(() => shapesOf(shares), [shares])
  const go = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onGo(Math.floor(((event.clientY - box.top) / box.height) * length))
  }
  return (
    <button type="button" tabIndex={-1} className={styles.heat} aria-hidden="true" onClick={go}>
      <svg viewBox={`0 0 1 ${buckets}`} preserveAspectRatio="none" aria-hidden="true">
        {[...shapes].map(([shade, shape]) => (
          <path key={shade} d={shape} opacity={0.2 + (shade / shades) * 0.6} />
        ))}
      </svg>
    </button>
  )
}) as <T extends Coded>(props: HeatStripProps<T>) => ReactNode

/** The shape of the stretches that have a shade, by the shade: 1 is the faintest. */
function shapesOf(shares: readonly number[]): Map<number, string> {
  const shapes = new Map<number, string>()
  for (const [at, share] of shares.entries()) {
    if (share <= 0) continue
    const shade = Math.ceil(Math.min(1, share) * shades)
    shapes.set(shade, `${shapes.get(shade) ?? ''}M0 ${at}h1v1.05h-1z`)
  }
  return shapes
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
