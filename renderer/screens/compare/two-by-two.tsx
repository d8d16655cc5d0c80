import type { AgreementCounts, Unit } from '#shared/model/agreement.ts'
import type { Member } from '#shared/model/member.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { counted, number } from '../../wording.ts'
import type { Cell } from './compare-store.ts'
import { unitNames } from './figure-words.ts'
import styles from './two-by-two.module.css'

interface TwoByTwoProps {
  counts: AgreementCounts
  unit: Unit
  coders: readonly [Member, Member]
  cell: Cell
  onChoose: (cell: Cell) => void
}

/** The four counts a coefficient is made of; each opens its passages. */
export function TwoByTwo({ counts, unit, coders, cell, onChoose }: TwoByTwoProps) {
  const { one, many } = unitNames[unit]
  const [a, b] = coders
  const square = (id: Cell, key: keyof AgreementCounts, words: string) => (
    <td className={classNames(cell === id && styles.chosen)}>
      <button type="button" aria-pressed={cell === id} onClick={() => onChoose(cell === id ? 'differ' : id)}>
        <span aria-hidden="true">{number(counts[key])}</span>
        <VisuallyHidden>{`${words}: ${counted(counts[key], one, many)}`}</VisuallyHidden>
      </button>
    </td>
  )
  return (
    <table className={styles.table} aria-label={`Counts in ${many}`}>
      <thead>
        <tr>
          <td className={styles.corner}>{many}</td>
          <th scope="col">
            <Who member={b} /> coded
          </th>
          <th scope="col">did not</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            <Who member={a} /> coded
          </th>
          {square('both', '11', 'Both')}
          {square('onlyA', '10', `Only ${a.name}`)}
        </tr>
        <tr>
          <th scope="row">did not</th>
          {square('onlyB', '01', `Only ${b.name}`)}
          {square('neither', '00', 'Neither')}
        </tr>
      </tbody>
    </table>
  )
}

function Who({ member }: { member: Member }) {
  return <CoderBadge name={member.name} initials={member.initials} accent={member.accent} size="small" />
}
