import { codeColourClass } from '../../theme/palette.ts'
import styles from './matrix-chart.module.css'

/** What is left bare on a bar's colour, in a tile of 8 by 8: the first column's is plain, each other its own. */
const bare = [
  null,
  'M-2 6L6 -2M2 10L10 2',
  'M4 0V8',
  'M0 4H8',
  'M2 -2L10 6M-2 2L6 10',
  'M4 2.4V5.6M2.4 4H5.6',
  'M0 4H8M4 0V8',
  'M0 0L8 8M0 8L8 0',
]

/** The patterns that BarFill draws with; once in a page that has bars. */
export const BarPatterns = () => (
  <svg width={0} height={0} className={styles.patterns} aria-hidden="true">
    <defs>
      {bare.map(
        (path, at) =>
          path !== null && (
            <pattern
              key={path}
              id={`bar-pattern-${at}`}
              width={8}
              height={8}
              patternUnits="userSpaceOnUse"
              className={styles.bare}
            >
              <path d={path} />
            </pattern>
          ),
      )}
    </defs>
  </svg>
)

interface BarFillProps {
  /** Which column's, from 0. */
  column: number
  y?: number
  /** A number, or a share of the drawing: `40%`. */
  width: number | string
  height: number
}

/** A column's colour and pattern: the palette's steps in the order they are given out, told apart without colour too. */
export const BarFill = ({ column, ...place }: BarFillProps) => (
  <g className={codeColourClass(column + 1)}>
    <rect {...place} className={styles.bar} />
    {bare[column] && <rect {...place} fill={`url(#bar-pattern-${column})`} />}
    <rect {...place} className={styles.edge} />
  </g>
)
