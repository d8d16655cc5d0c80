import type { AgreementReport, CodeAgreement, SourceCodeAgreement } from '#shared/model/agreement.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { counted, number } from '../../wording.ts'
import { CodeName, nameOf } from './code-figures.tsx'
import styles from './compare.module.css'
import { type MatrixMeasure, useCompare } from './compare-store.ts'
import { FigureGrid, type GridCell, type GridColumn } from './figure-grid.tsx'
import { figureText, spokenFigure } from './figure-words.ts'
import type { StanceWords } from './stance-words.ts'
import type { Comparison } from './use-comparison.ts'

interface CodeSourceMatrixProps {
  comparison: Comparison
  withCoefficients: boolean
}

/** Codes down, sources across. Stronger cells are more in dispute; every used cell opens its passages. */
export function CodeSourceMatrix({ comparison, withCoefficients }: CodeSourceMatrixProps) {
  const { report, codes, sources } = comparison
  const { measure: wanted, drill, choose } = useCompare()
  const measure = measureShown(wanted, withCoefficients)
  const cells = cellsOf(report)
  const used = report.codes.filter(({ code }) =>
    report.sources.some(({ source }) => cells.has(`${code} ${source}`)),
  )

  const columns = report.sources.map(({ source }): GridColumn<CodeAgreement> => {
    const title = sources.get(source)?.title ?? 'A source no longer in the study'
    return {
      id: source,
      head: title,
      headLabel: title,
      width: '112px',
      sortValue: row => sortOf(cells.get(`${row.code} ${source}`), measure),
      cell: (row): GridCell => {
        const found = cells.get(`${row.code} ${source}`)
        const where = `${nameOf(codes, row.code)} in ${title}`
        if (!found)
          return { content: <span className={styles.nothing}>·</span>, label: `${where}: used by neither` }
        return {
          content: shown(found, measure),
          label: `${where}: ${spoken(found, measure)}`,
          heat: heatOf(found),
          onOpen: () => choose({ drill: { code: row.code, source, cell: 'differ' }, reading: null }),
          isOpen: drill?.code === row.code && drill.source === source,
        }
      },
    }
  })

  return (
    <FigureGrid
      label="Agreement by code and source"
      rowHead={{
        head: 'Code',
        cell: row => <CodeName code={codes.get(row.code)} />,
        sortValue: row => nameOf(codes, row.code),
      }}
      columns={columns}
      rows={used}
      rowId={({ code }) => code}
      empty={
        <EmptyState isCompact title="No code was used">
          Neither coder coded anything in these sources.
        </EmptyState>
      }
    />
  )
}

/** What the cells of the matrix show, and what their wash means. */
export function MatrixMeasures({
  withCoefficients,
  words,
}: {
  withCoefficients: boolean
  words: StanceWords
}) {
  const { measure: wanted, choose } = useCompare()
  return (
    <>
      <SegmentedControl<MatrixMeasure>
        label="What the cells show"
        options={[
          { id: 'differing', label: words.differing },
          { id: 'percent', label: 'Agreement' },
          ...(withCoefficients ? [{ id: 'kappa' as const, label: 'Cohen’s κ' }] : []),
        ]}
        value={measureShown(wanted, withCoefficients)}
        onChange={chosen => choose({ measure: chosen })}
      />
      <span className={styles.legend}>
        <span className={styles.ramp} aria-hidden="true" />
        Stronger: more of what either coded was coded by one alone
      </span>
    </>
  )
}

/** Kappa is not shown where coefficients were not asked for. */
const measureShown = (wanted: MatrixMeasure, withCoefficients: boolean): MatrixMeasure =>
  withCoefficients || wanted !== 'kappa' ? wanted : 'differing'

function cellsOf({ sources }: AgreementReport): Map<string, SourceCodeAgreement> {
  return new Map(
    sources.flatMap(({ source, codes }) =>
      codes.map((found): [string, SourceCodeAgreement] => [`${found.code} ${source}`, found]),
    ),
  )
}

const differing = ({ passages }: SourceCodeAgreement): number => passages.onlyA + passages.onlyB

/** Of all that either coded here, the share that only one did. */
function heatOf({ counts }: SourceCodeAgreement): number {
  const either = counts['11'] + counts['10'] + counts['01']
  return either === 0 ? 0 : (counts['10'] + counts['01']) / either
}

function sortOf(found: SourceCodeAgreement | undefined, measure: MatrixMeasure): number | null {
  if (!found) return null
  if (measure === 'differing') return differing(found)
  return found[measure === 'kappa' ? 'cohen_kappa' : 'percent_agreement'].value
}

function shown(found: SourceCodeAgreement, measure: MatrixMeasure) {
  if (measure === 'differing') {
    return (
      <span className={styles.two}>
        <b>{number(differing(found))}</b>
        <small>of {number(differing(found) + found.passages.both)}</small>
      </span>
    )
  }
  const figure = measure === 'kappa' ? found.cohen_kappa : found.percent_agreement
  return figureText(figure, measure === 'kappa' ? 'coefficient' : 'share')
}

function spoken(found: SourceCodeAgreement, measure: MatrixMeasure): string {
  const { both, onlyA, onlyB } = found.passages
  const counts = `${counted(onlyA + onlyB, 'passage')} of ${number(both + onlyA + onlyB)} coded by one alone`
  if (measure === 'differing') return counts
  return measure === 'kappa'
    ? spokenFigure('Cohen’s kappa', found.cohen_kappa, 'coefficient')
    : spokenFigure('Agreement', found.percent_agreement, 'share')
}
