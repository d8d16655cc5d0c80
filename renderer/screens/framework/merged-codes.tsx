import type { MergedCode } from '#shared/model/codebook.ts'
import { reasonOfChange } from '#shared/text/reason-of-change.ts'
import { Button } from '../../ui/button.tsx'
import { dateOf } from '../../wording.ts'
import styles from './merged-codes.module.css'

/** The codes that were merged into one: their names and definitions as they were, when and why. */
export function MergedCodes({
  merged,
  onSeparate,
}: {
  merged: readonly MergedCode[]
  onSeparate: ((merged: string) => void) | null
}) {
  if (merged.length === 0) return null
  return (
    <section aria-label="Merged codes" className={styles.merged}>
      <h3 className={styles.heading}>Merged into it</h3>
      <ul className={styles.list}>
        {merged.map(({ id, name, definition, because, at }) => (
          <li key={id} className={styles.code}>
            <span className={styles.line}>
              <span className={styles.name}>{name}</span>
              {at !== null && <span className={styles.quiet}>{dateOf(at)}</span>}
              {onSeparate && (
                <Button size="small" variant="quiet" onPress={() => onSeparate(id)}>
                  Take apart
                </Button>
              )}
            </span>
            {definition !== '' && <span>{definition}</span>}
            <span className={styles.quiet}>{reasonOfChange('merged', because)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
