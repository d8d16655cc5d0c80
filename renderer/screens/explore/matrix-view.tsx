import { Copy, EyeOff, Table2 } from 'lucide-react'
import { useMemo } from 'react'
import { mostColumns } from '#shared/charts/matrix-bars.ts'
import type { Layer } from '#shared/model/coding.ts'
import type { Matrix, MatrixAsked, MatrixCount, MatrixLine } from '#shared/model/matrix.ts'
import { toClipboard } from '../../clipboard-cells.ts'
import { codeColourClass } from '../../theme/palette.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { useCodes } from '../code/code-lookup.ts'
import { FigureGrid, type GridCell, type GridColumn } from '../compare/figure-grid.tsx'
import { ExportMenu } from '../reports/export-menu.tsx'
import { EvidenceList } from '../themes/evidence-list.tsx'
import { layers } from '../themes/theme-evidence.tsx'
import { countedAs, pairs } from './counted-as.ts'
import styles from './explore.module.css'
import { type MatrixShape, useExplore } from './explore-store.ts'
import { MatrixChart } from './matrix-chart.tsx'
import { codesOf, columnChoices, columnsOf, rowChoices, sidesThere } from './sides.ts'

const counts: readonly { id: MatrixCount; label: string }[] = [
  { id: 'passages', label: 'Passages' },
  { id: 'sources', label: 'Sources' },
  { id: 'people', label: 'People' },
]
const shapes: readonly { id: MatrixShape; label: string }[] = [
  { id: 'table', label: 'Table' },
  { id: 'chart', label: 'Chart' },
]
const pairCounts = counts.map(one => (one.id === 'passages' ? { ...one, label: 'Pairs' } : one))

/** Codes or themes against everything the study knows of their passages. */
export function MatrixView() {
  const { rows, columns, topOnly, count, layer, polarity, shape, opened, choose } = useExplore()
  const { frameworks } = useCodes()
  const cases = useRead('cases.list', {}).data
  const listed = useRead('codebook.frameworks', {}).data
  const attributes = cases?.attributes ?? none
  const options = columnChoices(frameworks, attributes, layer === 'independent')
  const isKnown = cases !== undefined && listed !== undefined
  // What was chosen in an earlier session may have been removed since.
  const there = sidesThere({ rows, columns, layer }, frameworks, attributes)
  const down = isKnown || rows === null ? there.rows : rows
  const across = isKnown ? there.columns : columns
  const asked: MatrixAsked = useMemo(
    () => ({ rows: codesOf(down, topOnly), columns: columnsOf(across, topOnly), layer, polarity }),
    [down, across, topOnly, layer, polarity],
  )
  const { data: matrix, failure } = useRead('explore.matrix', isKnown ? asked : null, {
    keepPrevious: true,
  })
  const shown = useMemo(() => matrix && withoutEmpty(matrix), [matrix])
  const isChart = shape === 'chart'
  const isTooWide = shown !== undefined && shown.columns.length > mostColumns
  const copy = async () => {
    if (!shown) return
    await navigator.clipboard.writeText(toClipboard(asBlock(shown, count)))
    showToast({ message: isChart ? 'The figures were copied.' : 'The table was copied.' })
  }
  return (
    <>
      <div className={styles.choice}>
        <Select
          label="Down"
          options={rowChoices(frameworks)}
          value={down}
          onChange={side => choose({ rows: side, opened: null })}
        />
        <Select
          label="Across"
          options={options}
          value={across}
          onChange={side => choose({ rows: down, columns: side, opened: null })}
        />
        <Select<'all' | 'facilitator' | 'barrier'>
          label="Saying"
          options={[
            { id: 'all', label: 'Anything' },
            { id: 'facilitator', label: 'Facilitator' },
            { id: 'barrier', label: 'Barrier' },
          ]}
          value={polarity ?? 'all'}
          onChange={side => choose({ rows: down, polarity: side === 'all' ? null : side, opened: null })}
        />
        <SegmentedControl<Layer>
          label="Layer"
          options={layers}
          value={layer}
          onChange={side => choose({ rows: down, layer: side, opened: null })}
        />
        <SegmentedControl<MatrixCount>
          label="Count"
          options={areCodes(asked) ? pairCounts : counts}
          value={count}
          onChange={side => choose({ rows: down, count: side })}
        />
        <Switch isSelected={topOnly} onChange={isOn => choose({ rows: down, topOnly: isOn, opened: null })}>
          Top level only
        </Switch>
        <Button
          size="small"
          variant="quiet"
          icon={<Copy />}
          isDisabled={!shown || shown.rows.length === 0}
          onPress={() => void copy()}
        >
          {isChart ? 'Copy data' : 'Copy'}
        </Button>
        <ExportMenu
          what="matrix"
          label="Export"
          size="small"
          variant="quiet"
          chosen={{ matrix: { ...asked, count } }}
        />
      </div>
      <FailureCallout failure={failure} />
      {shown && (
        <>
          <div className={styles.over}>
            <p className={styles.note}>
              {shown.note} Empty lines are left out.
              {shown.withheld && (
                <span className={styles.blind}>
                  <EyeOff aria-hidden="true" /> A blind round is open: what other coders did in it is not
                  counted.
                </span>
              )}
            </p>
            <SegmentedControl<MatrixShape>
              label="Shown as"
              options={shapes}
              value={shape}
              onChange={side => choose({ rows: down, shape: side })}
            />
          </div>
          {isChart && isTooWide && (
            <p className={styles.note} role="status">
              {counted(shown.columns.length, 'column')} would make a chart nobody can read: choose something
              with at most {mostColumns} across. The table stays.
            </p>
          )}
          <div className={styles.body}>
            {isChart && !isTooWide && shown.rows.length > 0 ? (
              <MatrixChart matrix={shown} ofPairs={count === 'passages' && areCodes(asked)} />
            ) : (
              <MatrixGrid matrix={shown} ofPairs={count === 'passages' && areCodes(asked)} />
            )}
            {opened && <Passages asked={asked} matrix={shown} />}
          </div>
        </>
      )}
    </>
  )
}

const none: readonly never[] = []

/** The matrix without rows and columns in which nothing stands. */
function withoutEmpty(matrix: Matrix): Matrix {
  const rows = matrix.rows.flatMap((line, at) => (line.total.passages > 0 ? [at] : []))
  const columns = matrix.columns.flatMap((line, at) => (line.total.passages > 0 ? [at] : []))
  const newRow = new Map(rows.map((at, index) => [at, index]))
  const newColumn = new Map(columns.map((at, index) => [at, index]))
  const kept = <T,>(of: readonly T[], at: readonly number[]) => at.flatMap(index => of[index] ?? [])
  return {
    ...matrix,
    rows: kept(matrix.rows, rows),
    columns: kept(matrix.columns, columns),
    cells: matrix.cells.flatMap(cell => {
      const [row, column] = [newRow.get(cell.row), newColumn.get(cell.column)]
      return row === undefined || column === undefined ? [] : [{ ...cell, row, column }]
    }),
  }
}

interface Row extends MatrixLine {
  at: number
}

function MatrixGrid({ matrix, ofPairs }: { matrix: Matrix; ofPairs: boolean }) {
  const { count, opened, choose } = useExplore()
  const rows = useMemo(() => matrix.rows.map((line, at): Row => ({ ...line, at })), [matrix])
  const columns = useMemo(() => {
    const cells = new Map(matrix.cells.map(cell => [`${cell.row} ${cell.column}`, cell.counts[count]]))
    const most = Math.max(1, ...cells.values())
    const cell = (row: Row, column: string | null, n: number, name: string, isTotal: boolean): GridCell =>
      n === 0
        ? { content: <span className={styles.nothing}>·</span>, label: `${row.name}, ${name}: none` }
        : {
            content: isTotal ? <b>{number(n)}</b> : number(n),
            label: `${row.name}, ${name}: ${counted(n, ...(ofPairs && !isTotal ? pairs : countedAs[count]))}`,
            ...(isTotal ? {} : { heat: n / most, tone: 'accent' as const }),
            onOpen: () => choose({ opened: { row: row.id, column } }),
            isOpen: opened?.row === row.id && opened.column === column,
          }
    return [
      {
        id: 'all',
        head: 'All',
        headLabel: 'All',
        width: 76,
        sortValue: (row: Row) => row.total[count],
        cell: (row: Row) => cell(row, null, row.total[count], 'all', true),
      },
      ...matrix.columns.map((line, at): GridColumn<Row> => {
        const n = (row: Row) => cells.get(`${row.at} ${at}`) ?? 0
        return {
          id: line.id === '' ? 'none' : line.id,
          head: line.name,
          headLabel: `${line.name}, ${counted(line.total[count], ...countedAs[count])} in all`,
          width: 108,
          sortValue: n,
          cell: row => cell(row, line.id, n(row), line.name, false),
        }
      }),
    ]
  }, [matrix, ofPairs, count, opened, choose])
  return (
    <FigureGrid<Row>
      label="Matrix"
      rowHead={{
        head: 'Code',
        cell: ({ name, depth, colour }) => (
          <span className={styles.rowHead} style={{ paddingInlineStart: `${depth * 12}px` }}>
            {colour !== null && (
              <span className={codeColourClass(colour)}>
                <CodeDot colour={colour} />
              </span>
            )}
            {name}
          </span>
        ),
        sortValue: ({ name }) => name,
      }}
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      empty={
        <EmptyState isCompact icon={<Table2 />} title="Nothing to count yet">
          Passages come here as both coders agree on them or a reviewer rules; each coder’s own are in the
          other layer.
        </EmptyState>
      }
    />
  )
}

/** The table as spreadsheets take it. */
function asBlock({ rows, columns, cells }: Matrix, count: MatrixCount): string[][] {
  const found = new Map(cells.map(cell => [`${cell.row} ${cell.column}`, cell.counts[count]]))
  return [
    ['', 'All', ...columns.map(({ name }) => name)],
    ...rows.map((line, row) => [
      line.name,
      String(line.total[count]),
      ...columns.map((_, column) => String(found.get(`${row} ${column}`) ?? 0)),
    ]),
  ]
}

/** Where codes stand across, a cell counts pairs of codings. */
const areCodes = ({ columns }: MatrixAsked): boolean => columns.kind === 'codes' || columns.kind === 'themes'

function Passages({ asked, matrix }: { asked: MatrixAsked; matrix: Matrix }) {
  const { opened, choose } = useExplore()
  const { byId: codes } = useCodes()
  const { data, failure } = useRead('explore.passages', opened && { ...asked, ...opened }, {
    keepPrevious: true,
  })
  const isPairs = areCodes(asked) && opened?.column !== null
  const nameOf = (lines: readonly MatrixLine[], id: string | null | undefined) =>
    id === null || id === undefined ? [] : (lines.find(line => line.id === id)?.name ?? [])
  const title = [nameOf(matrix.rows, opened?.row), nameOf(matrix.columns, opened?.column)].flat().join(', ')
  return (
    <section className={styles.passages} aria-label={`Passages: ${title}`}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <span className={styles.quiet} role="status">
          {data ? counted(data.length, ...(isPairs ? pairs : countedAs.passages)) : ''}
        </span>
        <Button size="small" variant="quiet" onPress={() => choose({ opened: null })}>
          Close
        </Button>
      </header>
      <div className={styles.list}>
        <FailureCallout failure={failure} />
        {data && <EvidenceList label={title} passages={data} codes={codes} onQuote={undefined} />}
      </div>
    </section>
  )
}
