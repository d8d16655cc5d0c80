import type { Unit } from '#shared/model/agreement.ts'
import { counted, number } from '../../wording.ts'
import styles from './compare.module.css'
import type { GridCell } from './figure-grid.tsx'
import { unitNames } from './figure-words.ts'

/** A cell of counts: passages (null where only units are counted) above units, and what opens them. */
export function countsCell(
  { passages, units }: { passages: number | null; units: number },
  unit: Unit,
  { label, onOpen, isOpen }: { label: string; onOpen?: (() => void) | undefined; isOpen: boolean },
): GridCell {
  const { one, many } = unitNames[unit]
  const isNothing = units === 0 && !passages
  const words = [...(passages === null ? [] : [counted(passages, 'passage')]), counted(units, one, many)]
  return {
    content: isNothing ? (
      <span className={styles.nothing}>0</span>
    ) : (
      <span className={styles.two}>
        {passages !== null && <b>{number(passages)}</b>}
        <small>
          {number(units)}
          {passages !== null && ` ${unit === 'character' ? 'ch.' : many}`}
        </small>
      </span>
    ),
    label: `${label}: ${words.join(', ')}`,
    onOpen: isNothing ? undefined : onOpen,
    isOpen,
  }
}
