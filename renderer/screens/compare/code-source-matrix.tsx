import { useMemo, useState } from 'react'
import type { AgreementCell, AgreementReport, SourceCodeAgreement } from '#shared/model/agreement.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Switch } from '../../ui/switch.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { counted, number } from '../../wording.ts'
import { CodeName, nameOf } from './code-figures.tsx'
import styles from './compare.module.css'
import { cellOpened, type MatrixMeasure, useCompare } from './compare-store.ts'
import { FigureGrid, type GridCell, type GridColumn } from './figure-grid.tsx'
import { figureText, spokenFigure } from './figure-words.ts'
import type { StanceWords } from './stance-words.ts'
import type { Comparison } from './use-comparison.ts'
import type { ViewProps } from './views.tsx'

/** The heat map: what its cells show, and the cells. */
export function ByCodeAndSource({ comparison, withCoefficients, words }: ViewProps) {
  const [worstFirst, setWorstFirst] = useState(false)
  return (
    <>
      <div className={styles.viewBar}>
        <MatrixMeasures withCoefficients={withCoefficients} words={words} />
        <Switch isSelected={worstFirst} onChange={setWorstFirst}>
          Sources most in dispute first
        </Switch>
      </div>
      <CodeSourceMatrix comparison={comparison} withCoefficients={withCoefficients} worstFirst={worstFirst} />
    </>
  )
}

interface CodeSourceMatrixProps {
  comparison: Comparison
  withCoefficients: boolean
  /** Orders the sources by how much of what either coded was coded by one alone; else they stand as in the round. */
  worstFirst: boolean
}

/** A code's line, or that of all codes together. */
interface Line {
  code: string | null
}

/**
 * Codes down, sources across, with all of either first. Stronger cells are more in dispute; every used cell opens its
 * passages.
 */
function CodeSourceMatrix({ comparison, withCoefficients, worstFirst }: CodeSourceMatrixProps) {
  const { report, codes, sources } = comparison
  const { measure: wanted, drill: opened, choose } = useCompare()
  const drill = cellOpened(opened)
  const measure = measureShown(wanted, withCoefficients)
  const cells = useMemo(() => cellsOf(report), [report])
  const rows = useMemo((): Line[] => {
    const used = new Set(report.sources.flatMap(source => source.codes.map(({ code }) => code)))
    return used.size === 0 ? [] : [{ code: null }, ...report.codes.filter(({ code }) => used.has(code))]
  }, [report])
  const columns = useMemo(() => {
    const order = worstFirst ? report.sources.toSorted((x, y) => heatOf(y) - heatOf(x)) : report.sources
    return [null, ...order.map(({ source }) => source)].map((source): GridColumn<Line> => {
      const title =
        source === null ? 'All sources' : (sources.get(source)?.title ?? 'A source no longer in the study')
      return {
        id: source ?? 'all',
        head: title,
        headLabel: title,
        width: 112,
        sortValue: ({ code }) => sortOf(cells.get(keyOf(code, source)), measure),
        cell: ({ code }): GridCell => {
          const found = cells.get(keyOf(code, source))
          const where = `${code === null ? 'All codes' : nameOf(codes, code)} in ${source === null ? 'all sources' : title}`
          if (!found)
            return { content: <span className={styles.nothing}>·</span>, label: `${where}: used by neither` }
          return {
            content: shown(found, measure),
            label: `${where}: ${spoken(found, measure)}`,
            heat: heatOf(found),
            onOpen: () => choose({ drill: { code, source, cell: 'differ' }, reading: null }),
            isOpen: drill?.code === code && drill.source === source && drill.cell === 'differ',
          }
        },
      }
    })
  }, [report, cells, codes, sources, measure, worstFirst, drill, choose])

  return (
    <FigureGrid
      label="Agreement by code and source"
      rowHead={{
        head: 'Code',
        cell: ({ code }) => (code === null ? <b>All codes</b> : <CodeName code={codes.get(code)} />),
        sortValue: ({ code }) => (code === null ? null : nameOf(codes, code)),
      }}
      columns={columns}
      rows={rows}
      rowId={({ code }) => code ?? 'all'}
      empty={
        <EmptyState isCompact title="No code was used">
          Neither coder coded anything in these sources.
        </EmptyState>
      }
    />
  )
}

/** What the cells of the matrix show, and what their wash means. */
function MatrixMeasures({ withCoefficients, words }: { withCoefficients: boolean; words: StanceWords }) {
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

/** What a cell is made of. */
type CellFigures = Pick<SourceCodeAgreement, 'counts' | 'passages' | 'percent_agreement' | 'cohen_kappa'>

const keyOf = (code: string | null, source: string | null): string => `${code} ${source}`

/** Every cell by code and source, with those of all codes and of all sources. */
function cellsOf({ sources, codes, overall }: AgreementReport): Map<string, CellFigures> {
  const whole = ({ counts, passages, figures }: AgreementCell): CellFigures => ({
    counts,
    passages,
    percent_agreement: figures.percent_agreement,
    cohen_kappa: figures.cohen_kappa,
  })
  const isUsed = ({ counts }: AgreementCell) => counts['11'] + counts['10'] + counts['01'] > 0
  const cells = new Map<string, CellFigures>([[keyOf(null, null), whole(overall)]])
  for (const code of codes) if (isUsed(code)) cells.set(keyOf(code.code, null), whole(code))
  for (const source of sources) {
    if (isUsed(source)) cells.set(keyOf(null, source.source), whole(source))
    for (const found of source.codes) cells.set(keyOf(found.code, source.source), found)
  }
  return cells
}

const differing = ({ passages }: Pick<CellFigures, 'passages'>): number => passages.onlyA + passages.onlyB

/** Of all that either coded here, the share that only one did. */
function heatOf({ counts }: Pick<CellFigures, 'counts'>): number {
  const either = counts['11'] + counts['10'] + counts['01']
  return either === 0 ? 0 : (counts['10'] + counts['01']) / either
}

function sortOf(found: CellFigures | undefined, measure: MatrixMeasure): number | null {
  if (!found) return null
  if (measure === 'differing') return differing(found)
  return found[measure === 'kappa' ? 'cohen_kappa' : 'percent_agreement'].value
}

function shown(found: CellFigures, measure: MatrixMeasure) {
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

function spoken(found: CellFigures, measure: MatrixMeasure): string {
  const { both, onlyA, onlyB } = found.passages
  const counts = `${counted(onlyA + onlyB, 'passage')} of ${number(both + onlyA + onlyB)} coded by one alone`
  if (measure === 'differing') return counts
  return measure === 'kappa'
    ? spokenFigure('Cohen’s kappa', found.cohen_kappa, 'coefficient')
    : spokenFigure('Agreement', found.percent_agreement, 'share')
}
