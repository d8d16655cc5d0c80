import type { GivenBy, ManyCodeAgreement, ManyFigureName } from '#shared/model/many-coders.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CodeName, nameOf } from './code-figures.tsx'
import styles from './compare.module.css'
import type { ManyDrill } from './compare-store.ts'
import { countsCell } from './counts-cell.tsx'
import { FigureGrid, type GridCell, type GridColumn } from './figure-grid.tsx'
import { figureText, intervalText, spokenFigure, unitNames } from './figure-words.ts'
import { manyFigures } from './many-coders-words.ts'
import type { ManyComparison } from './use-many-coders.ts'

interface ManyCodesProps {
  comparison: ManyComparison
  withCoefficients: boolean
  drill: ManyDrill | null
  onOpen: (drill: ManyDrill) => void
}

const shown: readonly ManyFigureName[] = [
  'percent_agreement',
  'percent_all_agree',
  'fleiss_kappa',
  'alpha_nominal',
]

/** One line a code: how much all, some and one of its readers gave it, then the figures. */
export function ManyCodes({ comparison, withCoefficients, drill, onOpen }: ManyCodesProps) {
  const { report, codes } = comparison
  const units = unitNames[report.unit]
  const count = (given: keyof GivenBy, head: string, headLabel: string): GridColumn<ManyCodeAgreement> => ({
    id: given,
    head,
    headLabel,
    width: 96,
    sortValue: row => (given === 'none' ? row.given.none : row.passages[given]),
    cell: row =>
      countsCell(
        { passages: given === 'none' ? null : row.passages[given], units: row.given[given] },
        report.unit,
        {
          label: `${headLabel}, ${nameOf(codes, row.code)}`,
          onOpen: given === 'none' ? undefined : () => onOpen({ code: row.code, given }),
          isOpen: drill?.code === row.code && drill.given === given,
        },
      ),
  })
  const figures = manyFigures
    .filter(({ id, as }) => shown.includes(id) && (withCoefficients || as === 'share'))
    .map(
      ({ id, name, spoken, as }): GridColumn<ManyCodeAgreement> => ({
        id,
        head: name,
        headLabel: spoken,
        width: 116,
        sortValue: row => row.figures[id].value,
        cell: (row): GridCell => {
          const figure = row.figures[id]
          const interval = intervalText(figure, as)
          return {
            content: (
              <span className={styles.two}>
                <span className={figure.value === null ? styles.nothing : undefined}>
                  {figureText(figure, as)}
                </span>
                {figure.value === null ? (
                  <small>{shortReason(row.given)}</small>
                ) : (
                  interval && <small>{interval}</small>
                )}
              </span>
            ),
            label: `${nameOf(codes, row.code)}: ${spokenFigure(spoken, figure, as)}`,
            onOpen: () => onOpen({ code: row.code, given: null, figure: id }),
            isOpen: drill?.code === row.code && drill.figure === id,
          }
        },
      }),
    )
  return (
    <FigureGrid
      label="Agreement by code"
      rowHead={{
        head: 'Code',
        cell: row => <CodeName code={codes.get(row.code)} />,
        sortValue: row => nameOf(codes, row.code),
      }}
      columns={[
        count('all', 'All', 'All who read it coded it'),
        count('some', 'Some', 'Two or more, but not all, coded it'),
        count('one', 'One', 'One alone coded it'),
        count('none', 'None', `Nobody coded it, in ${units.many}`),
        ...figures,
      ]}
      rows={report.codes}
      rowId={({ code }) => code}
      empty={
        <EmptyState isCompact title="No code was used">
          Nobody coded anything in these sources.
        </EmptyState>
      }
    />
  )
}

/** Why a code's figure is undefined, in two words that fit under it. */
function shortReason({ all, some, one, none }: GivenBy): string {
  if (all + some + one + none === 0) return 'no text'
  if (all + some + one === 0) return 'not used'
  return some + one + none === 0 ? 'in all' : 'see why'
}
