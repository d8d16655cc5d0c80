import { number } from '../../wording.ts'
import { useAdjudicate } from './adjudicate-store.ts'
import { everything } from './docket.ts'
import styles from './mirror.module.css'

/** Opens these differences; `what` says what they have in common. */
export type Open = (items: readonly string[], what: string) => void

/** Shows these differences, and no others, on the docket. */
export const openRulings: Open = (ids, what) =>
  useAdjudicate
    .getState()
    .choose({ view: 'docket', filter: { ...everything, only: { ids, what } }, item: ids[0] ?? null })

/** How many, as a button that shows them; nothing where there are none. */
export function Count({ items, what, open }: { items: readonly string[]; what: string; open: Open }) {
  if (items.length === 0) return <span className={styles.none}>0</span>
  return (
    <button type="button" className={styles.count} onClick={() => open(items, what)} title={`Show: ${what}`}>
      {number(items.length)}
    </button>
  )
}
