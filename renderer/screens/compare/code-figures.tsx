import { TriangleAlert } from 'lucide-react'
import type { AgreementCell, AgreementCounts, AgreementNote, CodeAgreement } from '#shared/model/agreement.ts'
import type { Code } from '#shared/model/codebook.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Switch } from '../../ui/switch.tsx'
import styles from './compare.module.css'
import { type Cell, cellOpened, useCompare } from './compare-store.ts'
import { countsCell } from './counts-cell.tsx'
import { FigureGrid, type GridCell, type GridColumn } from './figure-grid.tsx'
import { figureText, intervalText, shortReason, spokenFigure, unitNames } from './figure-words.ts'
import type { Comparison } from './use-comparison.ts'

interface CodeFiguresProps {
  comparison: Comparison
  withCoefficients: boolean
}

/** Notes of figures that say something else than they seem to; that rare codes make kappa unstable goes for most. */
const misleading: ReadonlySet<AgreementNote['kind']> = new Set(['paradox', 'bias', 'opposite', 'one-sided'])

/** What a code counts as here: itself, or with its sub-codes where those are to count for it. */
export function countedAs(
  agreement: CodeAgreement,
  family: boolean,
): AgreementCell & Pick<CodeAgreement, 'notes'> {
  return (family && agreement.withDescendants) || agreement
}

/** The figures code by code, each code alone or with its sub-codes. */
export function ByCode({ comparison, withCoefficients }: CodeFiguresProps) {
  const { family, choose } = useCompare()
  return (
    <>
      <div className={styles.viewBar}>
        <Switch isSelected={family} onChange={on => choose({ family: on })}>
          Sub-codes count for their code
        </Switch>
      </div>
      <CodeFigures comparison={comparison} withCoefficients={withCoefficients} />
    </>
  )
}

/** One line a code: the four counts, each opening its passages, then what follows from them. */
function CodeFigures({ comparison, withCoefficients }: CodeFiguresProps) {
  const { report, coders, codes } = comparison
  const { family, drill: opened, choose } = useCompare()
  const drill = cellOpened(opened)
  const units = unitNames[report.unit]
  const [a, b] = coders
  const initials = [a.initials, b.initials] as const

  const count = (id: Exclude<Cell, 'differ'>, head: string, headLabel: string): GridColumn<CodeAgreement> => {
    const cellKey = { both: '11', onlyA: '10', onlyB: '01', neither: '00' } as const
    const unitsIn = (row: CodeAgreement) => countedAs(row, family).counts[cellKey[id]]
    const passagesIn = (row: CodeAgreement) => (id === 'neither' ? null : countedAs(row, family).passages[id])
    return {
      id,
      head,
      headLabel,
      width: 84,
      sortValue: row => passagesIn(row) ?? unitsIn(row),
      cell: row =>
        countsCell({ passages: passagesIn(row), units: unitsIn(row) }, report.unit, {
          label: `${headLabel}, ${nameOf(codes, row.code)}`,
          onOpen: () => choose({ drill: { code: row.code, source: null, cell: id }, reading: null }),
          isOpen: drill?.code === row.code && drill.source === null && drill.cell === id,
        }),
    }
  }
  const figure = (
    id: 'percent_agreement' | 'cohen_kappa' | 'alpha_nominal' | 'f1_dice',
    head: string,
    headLabel: string,
    width: number,
  ): GridColumn<CodeAgreement> => {
    const as = id === 'percent_agreement' || id === 'f1_dice' ? 'share' : 'coefficient'
    return {
      id,
      head,
      headLabel,
      width,
      sortValue: row => countedAs(row, family).figures[id].value,
      cell: (row): GridCell => {
        const counts = countedAs(row, family)
        const value = counts.figures[id]
        const interval = intervalText(value, as)
        const isKappa = id === 'cohen_kappa'
        const isShaky = isKappa && counts.notes.some(({ kind }) => misleading.has(kind))
        const alone = isKappa ? onlyUser(counts.counts, initials) : null
        return {
          content: (
            <span className={styles.two}>
              <span className={value.value === null ? styles.nothing : undefined}>
                {isShaky && value.value !== null && (
                  <TriangleAlert aria-hidden="true" className={styles.shaky} />
                )}
                {figureText(value, as)}
              </span>
              {value.value === null ? (
                <small>{shortReason(counts.counts)}</small>
              ) : alone ? (
                <small>only {alone}</small>
              ) : (
                interval && <small>{interval}</small>
              )}
            </span>
          ),
          label: `${nameOf(codes, row.code)}: ${spokenFigure(headLabel, value, as)}${isShaky ? '. Open for a note on how far to trust it.' : ''}`,
          onOpen: () =>
            choose({ drill: { code: row.code, source: null, cell: 'differ', figure: id }, reading: null }),
          isOpen:
            drill?.code === row.code &&
            drill.source === null &&
            drill.cell === 'differ' &&
            drill.figure === id,
        }
      },
    }
  }

  const counts = [
    count('both', 'Both', 'Both coded it'),
    count('onlyA', `Only ${a.initials}`, `Only ${a.name} coded it`),
    count('onlyB', `Only ${b.initials}`, `Only ${b.name} coded it`),
    count('neither', 'Neither', `Neither coded it, in ${units.many}`),
  ]
  const coefficients = [
    figure('percent_agreement', 'Agreement', 'Percent agreement', 108),
    figure('f1_dice', 'Overlap', 'Overlap (F1): how much of what either coded both coded', 112),
    figure('cohen_kappa', 'Cohen’s κ', 'Cohen’s kappa', 116),
    figure('alpha_nominal', 'Kripp. α', 'Krippendorff’s alpha', 116),
  ]
  return (
    <FigureGrid
      label="Agreement by code"
      rowHead={{
        head: 'Code',
        cell: row => <CodeName code={codes.get(row.code)} />,
        sortValue: row => nameOf(codes, row.code),
      }}
      columns={[...counts, ...(withCoefficients ? coefficients : coefficients.slice(0, 2))]}
      rows={report.codes}
      rowId={({ code }) => code}
      empty={
        <EmptyState isCompact title="No code was used">
          Neither coder coded anything in these sources.
        </EmptyState>
      }
    />
  )
}

/** Whose code it is where only one coder used it: its kappa is 0 whatever the rest. */
function onlyUser(counts: AgreementCounts, [a, b]: readonly [string, string]): string | null {
  const first = counts['11'] + counts['10']
  const second = counts['11'] + counts['01']
  if (first > 0 && second === 0) return a
  return second > 0 && first === 0 ? b : null
}

/** A code by colour and name, set in by its depth where the list has the framework's order. */
export function CodeName({ code, isFlat = false }: { code: Code | undefined; isFlat?: boolean }) {
  if (!code) return <span className={styles.nothing}>A code no longer in the study</span>
  return (
    <span
      className={styles.codeName}
      data-depth={isFlat ? undefined : Math.min(4, code.path.length)}
      title={code.path.join(' › ')}
    >
      <CodeDot colour={code.colour} />
      <span>{code.name}</span>
    </span>
  )
}

export const nameOf = (codes: ReadonlyMap<string, Code>, id: string): string =>
  codes.get(id)?.name ?? 'a code no longer in the study'
