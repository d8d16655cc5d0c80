import type { Figure } from '#shared/model/agreement.ts'
import type { DriftGroup } from '#shared/model/drift.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './over-time.module.css'
import { groupName } from './over-time-words.ts'

interface DriftChartProps {
  groups: readonly DriftGroup[]
  figureOf: (group: DriftGroup) => Figure | undefined
  /** What the dots are: `Overlap (F1)`. */
  figureName: string
  /** Under the lowest axis: `Sources in the order of coding`. */
  axis: string
  /** The picture in words; the table beside it has the figures. */
  label: string
}

const width = 420
const left = 36
const right = width - 8
const upper = { top: 22, bottom: 132 }
const lower = { top: 168, bottom: 224 }
const height = 262

/**
 * One coder's way through the round: a dot for each group with its interval, hollow where too few sources give none;
 * beneath it how many different codes per source, this coder's beside the other's.
 */
export function DriftChart({ groups, figureOf, figureName, axis, label }: DriftChartProps) {
  const values = groups.map(figureOf)
  const least = Math.min(0, ...values.flatMap(figure => figure?.ci?.[0] ?? figure?.value ?? []))
  const y = (value: number) => upper.bottom - ((value - least) / (1 - least)) * (upper.bottom - upper.top)
  const step = (right - left) / Math.max(1, groups.length)
  const x = (k: number) => left + step * (k + 0.5)
  const most = Math.max(1, ...groups.flatMap(({ own, other }) => [own.codes, other.codes]))
  const tall = (codes: number) => (codes / most) * (lower.bottom - lower.top)
  const bar = Math.min(14, step / 3)
  const points = values.map((figure, k) => (figure?.value == null ? null : `${x(k)},${y(figure.value)}`))
  const ticks = least < 0 ? [least, 0, 0.5, 1] : [0, 0.5, 1]
  // Names that would run into each other stand at every other group, or fewer.
  const every = Math.ceil((groups.length * 44) / (right - left))
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={styles.chart}>
      <text x={0} y={10} className={styles.title}>
        {figureName}
      </text>
      {ticks.map(tick => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} className={styles.rule} />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {tick.toFixed(tick === least && least < 0 ? 2 : 1).replace('-', '\u2212')}
          </text>
        </g>
      ))}
      {runs(points).map(run => (
        <polyline key={run[0]} points={run.join(' ')} className={styles.line} />
      ))}
      {values.map((figure, k) => {
        if (figure?.value == null) return null
        const key = groupName(groups[k] as DriftGroup)
        return (
          <g key={key}>
            {figure.ci && (
              <line
                x1={x(k)}
                x2={x(k)}
                y1={y(figure.ci[0])}
                y2={y(figure.ci[1])}
                className={styles.whisker}
              />
            )}
            <circle
              cx={x(k)}
              cy={y(figure.value)}
              r={4}
              className={classNames(styles.dot, !figure.ci && styles.hollow)}
            />
          </g>
        )
      })}
      <text x={0} y={lower.top - 14} className={styles.title}>
        Different codes per source
      </text>
      <line x1={left} x2={right} y1={lower.bottom} y2={lower.bottom} className={styles.rule} />
      <text x={left - 6} y={lower.top + 4} textAnchor="end">
        {most.toFixed(1)}
      </text>
      <text x={left - 6} y={lower.bottom + 4} textAnchor="end">
        0
      </text>
      {groups.map((group, k) => (
        <g key={groupName(group)}>
          <rect
            x={x(k) - bar - 1}
            width={bar}
            y={lower.bottom - tall(group.own.codes)}
            height={tall(group.own.codes)}
            className={styles.ownBar}
          />
          <rect
            x={x(k) + 1}
            width={bar}
            y={lower.bottom - tall(group.other.codes)}
            height={tall(group.other.codes)}
            className={styles.otherBar}
          />
          {k % every === 0 && (
            <text x={x(k)} y={lower.bottom + 16} textAnchor="middle">
              {groupName(group)}
            </text>
          )}
        </g>
      ))}
      <text x={(left + right) / 2} y={height - 4} textAnchor="middle">
        {axis}
      </text>
    </svg>
  )
}

/** The points in unbroken stretches: a line never crosses a group without a value. */
function runs(points: readonly (string | null)[]): string[][] {
  const found: string[][] = [[]]
  for (const point of points) {
    if (point === null) found.push([])
    else found.at(-1)?.push(point)
  }
  return found.filter(run => run.length > 1)
}
