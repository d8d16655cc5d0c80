import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { barStep, layOutMatrixBars, matrixBarsInWords } from '#shared/charts/matrix-bars.ts'
import type { Matrix } from '#shared/model/matrix.ts'
import chart from '../../ui/chart.module.css'
import { classNames } from '../../ui/class-names.ts'
import { tableIntent } from '../../ui/table-keys.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { counted, number } from '../../wording.ts'
import { share } from '../contacts/site-chart.tsx'
import { BarFill, BarPatterns } from './bar-fill.tsx'
import { countedAs, pairs } from './counted-as.ts'
import { useExplore } from './explore-store.ts'
import styles from './matrix-chart.module.css'

const barHeight = 14
const barTop = (barStep - barHeight) / 2
/** How many bars Page Up and Page Down pass. */
const page = 10

/**
 * A matrix as bars: each row's cells one under the other on an axis that all rows share. Every bar opens its passages;
 * one Tab stop, Up and Down walk from bar to bar.
 */
export function MatrixChart({ matrix, ofPairs }: { matrix: Matrix; ofPairs: boolean }) {
  const { count, opened, choose } = useExplore()
  const [place, setPlace] = useState(0)
  const drawing = useRef<HTMLUListElement>(null)
  const id = useId()
  const { ticks, rows } = useMemo(() => layOutMatrixBars(matrix, count), [matrix, count])
  const [one, many] = ofPairs ? pairs : countedAs[count]
  const bars = rows.flatMap(row => row.bars.map(bar => ({ ...bar, row })))
  const at = Math.min(place, bars.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const intent = tableIntent(bars.length, at, event, page)
    if (intent?.kind !== 'go') return
    event.preventDefault()
    drawing.current?.querySelectorAll('button')[intent.index]?.focus()
  }
  let before = 0
  return (
    <figure className={styles.figure} aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
      <BarPatterns />
      <div className={styles.top}>
        <figcaption className={chart.legend}>
          {matrix.columns.map(({ id: column, name, total }, index) => (
            <span key={column}>
              <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.swatch}>
                <BarFill column={index} width={16} height={16} />
              </svg>
              <bdi>{name}</bdi> n = {number(total[count])}
            </span>
          ))}
          <span>n counts each {countedAs[count][0]} once; a row’s bars need not add up to it.</span>
        </figcaption>
        <VisuallyHidden id={`${id}-d`}>{matrixBarsInWords(matrix, count, many)}</VisuallyHidden>
        <div className={styles.line}>
          <span id={`${id}-t`} className={styles.unit}>
            Number of {many}
          </span>
          <svg aria-hidden="true" className={classNames(chart.chart, styles.axis)}>
            {ticks.map(({ value, x }) => (
              <text key={value} x={share(x, 1)} y={13} textAnchor="middle">
                {number(value)}
              </text>
            ))}
          </svg>
        </div>
      </div>
      <ul ref={drawing} className={styles.rows} onKeyDown={onKeyDown}>
        {rows.map(row => {
          const first = before
          before += row.bars.length
          return (
            <li key={row.id} className={styles.line}>
              <span className={styles.name} style={{ paddingInlineStart: `${row.depth * 12}px` }}>
                <bdi>{row.name}</bdi> <small>n = {number(row.n)}</small>
              </span>
              <div className={chart.drawing} style={{ minBlockSize: row.height }}>
                <svg aria-hidden="true" className={classNames(chart.chart, styles.bars)}>
                  {ticks.map(({ value, x }) => (
                    <line
                      key={value}
                      x1={share(x, 1)}
                      x2={share(x, 1)}
                      y1={0}
                      y2="100%"
                      className={chart.rule}
                    />
                  ))}
                  {row.bars.map(({ column, n, width }, index) => (
                    <g key={column}>
                      <BarFill
                        column={column}
                        y={index * barStep + barTop}
                        width={share(width, 1)}
                        height={barHeight}
                      />
                      <text
                        x={share(width, 1)}
                        dx={6}
                        y={index * barStep + barStep / 2 + 4}
                        className={chart.figureWords}
                      >
                        {number(n)}
                      </text>
                    </g>
                  ))}
                </svg>
                {row.bars.map(({ column, n }, index) => {
                  const line = matrix.columns[column]
                  const isOpen = opened?.row === row.id && opened.column === line?.id
                  const label = `${row.name}, ${line?.name}: ${counted(n, one, many)}`
                  return (
                    <button
                      key={column}
                      type="button"
                      className={classNames(chart.over, isOpen && styles.open)}
                      style={{ insetBlockStart: index * barStep, blockSize: barStep }}
                      aria-label={label}
                      title={label}
                      aria-current={isOpen || undefined}
                      tabIndex={first + index === at ? 0 : -1}
                      onFocus={() => setPlace(first + index)}
                      onClick={() => choose({ opened: { row: row.id, column: line?.id ?? null } })}
                    />
                  )
                })}
              </div>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}
