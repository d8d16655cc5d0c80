import { Copy, Scale, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import type { Layer } from '#shared/model/coding.ts'
import { contactFiguresNote, type GridCell, judgementCheck, type ShownGrid } from '#shared/model/grid.ts'
import { toClipboard } from '../../clipboard-cells.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { ExportMenu } from '../reports/export-menu.tsx'
import { layers } from '../themes/theme-evidence.tsx'
import { type Opened, useExplore } from './explore-store.ts'
import { GridCellPanel } from './grid-cell-panel.tsx'
import styles from './grid-view.module.css'
import { judgements } from './judgements.ts'

const kinds = [
  { id: 'person', label: 'People' },
  { id: 'site', label: 'Sites' },
] as const

/** Themes against people or sites with summaries, or against data sets with judgements. */
export function GridView({ isConvergence }: { isConvergence: boolean }) {
  const { of, layer, opened, choose } = useExplore()
  const kind = isConvergence ? 'data-set' : of
  const { data: grid, failure } = useRead('explore.grid', { kind, layer }, { keepPrevious: true })
  return (
    <>
      <div className={styles.bar}>
        {!isConvergence && (
          <SegmentedControl
            label="Of"
            options={kinds}
            value={of}
            onChange={chosen => choose({ of: chosen, opened: null })}
          />
        )}
        <SegmentedControl<Layer>
          label="Layer"
          options={layers}
          value={layer}
          onChange={chosen => choose({ layer: chosen })}
        />
        <Button
          size="small"
          variant="quiet"
          icon={<Copy />}
          isDisabled={!grid || grid.themes.length === 0}
          onPress={() => grid && void copy(grid, isConvergence)}
        >
          Copy
        </Button>
        <ExportMenu
          what={isConvergence ? 'convergence' : 'summaries'}
          label="Export"
          size="small"
          variant="quiet"
          chosen={{ layer, ...(isConvergence ? {} : { summaries: { kind: of } }) }}
        />
      </div>
      <FailureCallout failure={failure} />
      {grid &&
        (grid.themes.length === 0 || grid.columns.length === 0 ? (
          <EmptyState
            icon={<Scale />}
            title={isConvergence ? 'Nothing to compare yet' : 'Nothing to summarise yet'}
          >
            {grid.themes.length === 0
              ? `Themes are built under Themes; each is a ${isConvergence ? 'line' : 'column'} here.`
              : isConvergence
                ? 'Data sets are named under Sources; each is a column here.'
                : 'People and sites are kept under Cases, and linked to the sources they speak in; each is a line here.'}
          </EmptyState>
        ) : (
          <div className={styles.body}>
            <GridTable grid={grid} isConvergence={isConvergence} />
            {opened && <GridCellPanel key={`${opened.row} ${opened.column}`} grid={grid} opened={opened} />}
          </div>
        ))}
    </>
  )
}

/** Puts the grid on the clipboard as it stands: a judgement, the words, and how many passages. */
async function copy({ themes, columns, cells, contacts }: ShownGrid, isConvergence: boolean): Promise<void> {
  const found = new Map(cells.map(cell => [`${cell.theme} ${cell.about}`, cell]))
  const [lines, across] = isConvergence ? [themes, columns] : [columns, themes]
  const words = (line: string, column: string): string => {
    const cell = found.get(isConvergence ? `${line} ${column}` : `${column} ${line}`)
    const judged = cell?.judgement ? judgements[cell.judgement].label : ''
    return [
      judged,
      cell ? judgementCheck(cell) : '',
      cell?.text,
      cell?.passages ? counted(cell.passages, 'passage') : '',
    ]
      .filter(Boolean)
      .map(part => part?.replace(/\.$/, ''))
      .join('. ')
  }
  await navigator.clipboard.writeText(
    toClipboard([
      ['', ...across.map(({ name }) => name), ...(contacts ? ['Contact figures'] : [])],
      ...lines.map(line => [
        line.name,
        ...across.map(({ id }) => words(line.id, id)),
        ...(contacts ? [contacts[line.id] ?? ''] : []),
      ]),
    ]),
  )
  showToast({ message: 'The table was copied.' })
}

const reachable = { tabIndex: 0 }

/** Summaries have a line for each case, as such matrices have; judgements a line for each theme. */
function GridTable({ grid, isConvergence }: { grid: ShownGrid; isConvergence: boolean }) {
  const { opened, choose } = useExplore()
  const cells = useMemo(
    () => new Map(grid.cells.map(cell => [`${cell.theme} ${cell.about}`, cell])),
    [grid.cells],
  )
  const lines = isConvergence ? grid.themes : grid.columns
  const across = isConvergence ? grid.columns : grid.themes
  return (
    <section className={styles.scroller} {...reachable} aria-label="Grid">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{isConvergence ? 'Finding' : grid.kind === 'person' ? 'Person' : 'Site'}</th>
            {across.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
            {grid.contacts && <th scope="col">Contact figures</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.id}>
              <th scope="row" style={'depth' in line ? { paddingInlineStart: `${line.depth * 14}px` } : {}}>
                {line.name}
                {'beside' in line && line.beside !== '' && (
                  <small className={styles.quiet}>{line.beside}</small>
                )}
              </th>
              {across.map(column => {
                const at: Opened = isConvergence
                  ? { row: line.id, column: column.id }
                  : { row: column.id, column: line.id }
                return (
                  <td key={column.id}>
                    <CellButton
                      cell={cells.get(`${at.row} ${at.column}`)}
                      name={`${line.name}, ${column.name}`}
                      isOpen={opened?.row === at.row && opened.column === at.column}
                      onOpen={() => choose({ opened: at })}
                    />
                  </td>
                )
              })}
              {grid.contacts && <td className={styles.contacts}>{grid.contacts[line.id]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {grid.contacts && <p className={styles.note}>{contactFiguresNote}</p>}
    </section>
  )
}

interface CellButtonProps {
  cell: GridCell | undefined
  name: string
  isOpen: boolean
  onOpen(): void
}

function CellButton({ cell, name, isOpen, onOpen }: CellButtonProps) {
  const passages = cell?.passages ?? 0
  const judgement = cell?.judgement ? judgements[cell.judgement] : null
  const check = cell ? judgementCheck(cell) : ''
  return (
    <button type="button" className={styles.cell} aria-pressed={isOpen} onClick={onOpen}>
      <VisuallyHidden>{name}: </VisuallyHidden>
      {judgement && <Badge tone={judgement.tone}>{judgement.label}</Badge>}
      {check !== '' && (
        <small className={styles.check}>
          <TriangleAlert aria-hidden="true" />
          {check}
        </small>
      )}
      {cell?.text && <span className={styles.text}>{cell.text}</span>}
      {passages > 0 ? (
        <small className={styles.quiet}>{counted(passages, 'passage')}</small>
      ) : (
        <>
          <small className={styles.quiet} aria-hidden="true">
            ·
          </small>
          <VisuallyHidden>no passages</VisuallyHidden>
        </>
      )}
    </button>
  )
}
