import type { CategoryAgreement, Figure, SlotAgreement, SpanAgreement } from '#shared/model/agreement.ts'
import type { DescribedFigure } from '#shared/model/described-figure.ts'
import { counted, number } from '../../wording.ts'
import styles from './all-figures.module.css'
import { type Drill, useCompare } from './compare-store.ts'
import { FigureTable, type TableFigure } from './figure-table.tsx'
import { percent, unitNames } from './figure-words.ts'
import { GroupTable } from './group-table.tsx'
import type { ViewProps } from './views.tsx'

/** What a report holds beyond codes and sources: groups, polarity, frameworks as slots, sets of codes, passages as wholes. */
export function FurtherFigures({
  comparison,
  withCoefficients,
  described,
}: ViewProps & { described: readonly DescribedFigure[] }) {
  const { report, coders } = comparison
  const { choose } = useCompare()
  const { groups, polarity, slots, sets, spans } = report
  const units = unitNames[report.unit]
  const usual = report.overall.figures.percent_agreement.method
  const known = new Map(described.map(about => [about.id, about]))
  const open = (among?: Drill['among']) => () =>
    choose({
      drill: { code: null, source: null, cell: 'differ', ...(among ? { among } : {}) },
      reading: null,
    })
  const listed = (figures: Readonly<Record<string, Figure>>, onOpen: () => void): TableFigure[] =>
    Object.entries(figures).flatMap(([id, figure]): TableFigure[] => {
      const about = known.get(id)
      if (!about || (about.scale === 'coefficient' && !withCoefficients)) return []
      const method = figure.method === usual ? undefined : figure.method
      return [{ about, figure, method, onOpen }]
    })
  return (
    <>
      {groups.length > 0 && (
        <section className={styles.wide}>
          <h2 className={styles.heading}>Frameworks, themes and data sets</h2>
          <GroupTable groups={groups} unit={report.unit} withCoefficients={withCoefficients} />
        </section>
      )}
      {polarity && (
        <section className={styles.wide}>
          <h2 className={styles.heading}>Facilitator and barrier</h2>
          <p className={styles.about}>
            Where both gave the same code: n = {counted(polarity.n, units.one, units.many)}, each code and{' '}
            {units.one} once.
          </p>
          <CategoryTable
            agreement={polarity}
            rows={coders[0].initials}
            columns={coders[1].initials}
            label={`Polarity in ${units.many}`}
          />
          <FigureTable
            label="Figures of polarity"
            figures={listed(polarity.figures, () =>
              choose({ view: 'differences', differences: { kind: 'polarity', code: null, source: null } }),
            )}
          />
        </section>
      )}
      {slots.map(slot => (
        <section key={slot.framework} className={styles.wide}>
          <h2 className={styles.heading}>{slot.name}: into which of its codes</h2>
          <p className={styles.about}>
            {placedInWords(slot, [coders[0].initials, coders[1].initials], units)}
          </p>
          <FigureTable
            label={`Figures of the codes of ${slot.name}`}
            figures={listed(
              {
                same: slot.same,
                set_alpha_nominal: slot.set_alpha_nominal,
                set_alpha_jaccard: slot.set_alpha_jaccard,
                set_alpha_masi: slot.set_alpha_masi,
              },
              open({ kind: 'framework', id: slot.framework, name: slot.name }),
            )}
          />
        </section>
      ))}
      {withCoefficients && (
        <section className={styles.wide}>
          <h2 className={styles.heading}>All codes of a {units.one} at once</h2>
          <FigureTable label="Figures of sets of codes" figures={listed(sets, open())} />
        </section>
      )}
      <section className={styles.wide}>
        <h2 className={styles.heading}>Passages as wholes</h2>
        {(
          [
            ['with the same extent', spans.exact],
            [`sharing at least ${percent(spans.overlap)} of their extent`, spans.overlapping],
          ] as const
        ).map(([how, span]) => (
          <div key={how}>
            <p className={styles.about}>
              {matchedInWords(span, how, [coders[0].initials, coders[1].initials])}
            </p>
            <FigureTable
              label={`Figures of passages ${how}`}
              figures={listed({ precision: span.precision, recall: span.recall, f1: span.f1 }, open())}
            />
          </div>
        ))}
      </section>
    </>
  )
}

const placedInWords = (
  { placed }: SlotAgreement,
  [a, b]: readonly [string, string],
  { one, many }: { one: string; many: string },
): string =>
  `Both gave a code of it to ${counted(placed.both, one, many)}; only ${a} to ${number(placed.onlyA)}, only ${b} to ${number(placed.onlyB)}.`

const matchedInWords = (span: SpanAgreement, how: string, [a, b]: readonly [string, string]): string =>
  `Matched ${how}: ${counted(span.matched, 'passage')}, of ${number(span.a)} by ${a} and ${number(span.b)} by ${b}.`

interface CategoryTableProps {
  agreement: CategoryAgreement
  label: string
  /** Whose categories stand in rows, and whose in columns. */
  rows: string
  columns: string
}

/** What the first coder gave against what the second did. */
function CategoryTable({ agreement: { categories, table }, label, rows, columns }: CategoryTableProps) {
  return (
    <table className={styles.categories} aria-label={label}>
      <thead>
        <tr>
          <td />
          {categories.map(category => (
            <th key={category} scope="col">
              {columns}: {category}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {categories.map((category, row) => (
          <tr key={category}>
            <th scope="row">
              {rows}: {category}
            </th>
            {categories.map((other, column) => (
              <td key={other} className={styles.count}>
                {number(table[row]?.[column] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
