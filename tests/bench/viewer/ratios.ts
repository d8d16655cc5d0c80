import type { Name } from './plan.ts'
import type { Measured } from './viewer.bench.ts'

/** One ratio in one size, beside the one to reach. Null where this run did not measure it. */
export interface Ratio {
  ratio: string
  cell: string
  value: number | null
  toReach: string
  reached: boolean | null
}

interface Row {
  ratio: string
  /** What the ratio is between: two figures' medians, `p95` where so said. */
  between: (measured: Measured, cell: string) => number | null
  most?: Record<string, number>
  least?: Record<string, number>
}

const three = ['60k/2k', '300k/2k', '1M/20k']
const each = (...values: readonly number[]) =>
  Object.fromEntries(three.map((cell, at) => [cell, values[at] ?? Number.NaN]))

/** The ratios that our viewer is to reach, and, as `screen`, how far the Code screen is from it. */
export function ratiosOf(measured: Measured): Ratio[] {
  return rows().flatMap(({ ratio, between, most, least }) =>
    Object.entries(most ?? least ?? {}).flatMap(([cell, toReach]) => {
      if (!(cell in measured)) return []
      const value = between(measured, cell)
      return {
        ratio,
        cell,
        value: value === null ? null : Math.round(value * 100) / 100,
        toReach: `${most ? '≤' : '≥'} ${toReach}`,
        reached: value === null ? null : most ? value <= toReach : value >= toReach,
      }
    }),
  )
}

function rows(): Row[] {
  const viewers = ['bare', 'ours'] as const
  const peers = ['peerSpans', 'peerHighlights'] as const
  return [
    ...viewers.flatMap((who): Row[] => [
      {
        ratio: `first paint, ${who} over floor`,
        between: over('first paint', who, 'floor'),
        most: each(2.5, 2, 2.5),
      },
      ...peers.flatMap((peer): Row[] => [
        {
          ratio: `first paint, ${peer} over ${who}`,
          between: over('first paint', peer, who),
          least: each(5, 15, 200),
        },
        { ratio: `add one, ${peer} over ${who}`, between: over('add one', peer, who), least: each(4, 6, 4) },
        {
          ratio: `remove one, ${peer} over ${who}`,
          between: over('remove one', peer, who),
          least: each(4, 6, 4),
        },
      ]),
      {
        ratio: `add one, ${who}, 20,000 codings over 2,000`,
        between: measured =>
          quotient(at(measured, '1M/20k', who, 'add one'), at(measured, '1M/2k', who, 'add one')),
        most: { '1M/20k': 2 },
      },
      { ratio: `heap, ${who} over floor`, between: over('heap, MB', who, 'floor'), most: each(1.5, 1.5, 2) },
      {
        ratio: `heap, ${who} over floor with the data`,
        between: over('heap, MB', who, 'data'),
        most: each(1.5, 1.5, 2),
      },
      {
        ratio: `scroll p95 frame, ${who} over floor`,
        between: over('scroll, frame', who, 'floor', 'p95'),
        most: each(1.3, 1.3, 1.6),
      },
      {
        ratio: `scroll p95 work, ${who} over floor`,
        between: over('scroll, work in a frame', who, 'floor', 'p95'),
        most: each(1.3, 1.3, 1.6),
      },
    ]),
    ...[...viewers, 'screen' as const].map(
      (who): Row => ({
        ratio: `frames showing coded text uncoded, ${who}`,
        between: (measured, cell) => at(measured, cell, who, 'frames with coded text uncoded', 'most'),
        most: each(0, 0, 0),
      }),
    ),
    ...['first paint', 'add one', 'remove one', 'jump', 'heap, MB'].map(
      (figure): Row => ({
        ratio: `${figure}, screen over bare`,
        between: over(figure, 'screen', 'bare'),
        most: each(2, 2, 2),
      }),
    ),
    {
      ratio: 'scroll p95 frame, screen over bare',
      between: over('scroll, frame', 'screen', 'bare', 'p95'),
      most: each(2, 2, 2),
    },
  ]
}

type Kind = 'median' | 'p95' | 'most'

const at = (
  measured: Measured,
  cell: string,
  who: Name,
  figure: string,
  kind: Kind = 'median',
): number | null => measured[cell]?.[who]?.[figure]?.[kind] ?? null

const quotient = (a: number | null, b: number | null): number | null =>
  a === null || b === null || b === 0 ? null : a / b

const over =
  (figure: string, a: Name, b: Name, kind: Kind = 'median') =>
  (measured: Measured, cell: string) =>
    quotient(at(measured, cell, a, figure, kind), at(measured, cell, b, figure, kind))
