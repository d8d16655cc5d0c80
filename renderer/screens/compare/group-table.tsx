import type { CoefficientName, GroupAgreement, Unit } from '#shared/model/agreement.ts'
import { number } from '../../wording.ts'
import styles from './all-figures.module.css'
import { useCompare } from './compare-store.ts'
import { FigureButton } from './figure-table.tsx'
import { intervalText, unitNames, whyNoInterval } from './figure-words.ts'

const kindNames: Record<GroupAgreement['kind'], string> = {
  framework: 'Framework',
  theme: 'Theme',
  dataSet: 'Data set',
}

const shown: readonly { id: CoefficientName; head: string; name: string; as: 'share' | 'coefficient' }[] = [
  { id: 'percent_agreement', head: 'Agreement', name: 'Percent agreement', as: 'share' },
  { id: 'f1_dice', head: 'Overlap', name: 'Overlap (F1)', as: 'share' },
  { id: 'cohen_kappa', head: 'Cohen’s κ', name: 'Cohen’s kappa', as: 'coefficient' },
  { id: 'alpha_nominal', head: 'Kripp. α', name: 'Krippendorff’s alpha', as: 'coefficient' },
]

interface GroupTableProps {
  groups: readonly GroupAgreement[]
  unit: Unit
  withCoefficients: boolean
}

/** One line a framework, theme or data set; each figure opens its passages. */
export function GroupTable({ groups, unit, withCoefficients }: GroupTableProps) {
  const { choose } = useCompare()
  const columns = shown.filter(({ as }) => as === 'share' || withCoefficients)
  return (
    <>
      <p className={styles.about}>
        {[
          ...new Set(groups.map(({ pooling }) => pooling.replaceAll('pooled_kappa', 'The pooled kappa'))),
        ].join(' ')}
      </p>
      <table className={styles.table} aria-label="Figures of frameworks, themes and data sets">
        <thead>
          <tr>
            <th scope="col" className={styles.nameColumn}>
              Of
            </th>
            <th scope="col" className={styles.kindColumn}>
              Kind
            </th>
            <th scope="col" className={styles.number}>
              n, {unitNames[unit].many}
            </th>
            {columns.map(({ id, head }) => (
              <th key={id} scope="col" className={styles.number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ kind, id, name, n, figures, notes }) => (
            <tr key={`${kind} ${id}`}>
              <th scope="row" title={notes.map(({ text }) => text).join(' ') || undefined}>
                {name}
              </th>
              <td>{kindNames[kind]}</td>
              <td className={styles.number}>{number(n)}</td>
              {columns.map(column => (
                <td key={column.id} className={styles.number}>
                  <FigureButton
                    name={`${name}: ${column.name}`}
                    figure={figures[column.id]}
                    as={column.as}
                    onOpen={() =>
                      choose({
                        drill: { code: null, source: null, cell: 'differ', among: { kind, id, name } },
                        reading: null,
                      })
                    }
                  />
                  <small title={whyNoInterval(figures[column.id]) ?? undefined}>
                    {figures[column.id].why ?? intervalText(figures[column.id], column.as) ?? 'no interval'}
                  </small>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
