import { coderAccentClass } from '../theme/palette.ts'
import type { MarginColumn } from './painted.ts'
import styles from './transcript.module.css'

/** Whose column is whose, above the margin, in each coder's accent. */
export function ColumnHeads({ columns }: { columns: readonly MarginColumn[] }) {
  return (
    <div className={styles['column-heads']} data-columns={columns.length}>
      {columns.map(({ label, accent }) => (
        <div
          key={label}
          className={`${styles['column-head']} ${accent === undefined ? '' : coderAccentClass(accent)}`}
        >
          {label}
        </div>
      ))}
    </div>
  )
}
