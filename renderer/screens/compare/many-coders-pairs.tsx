import type { CoderPair } from '#shared/model/many-coders.ts'
import { counted } from '../../wording.ts'
import styles from './compare.module.css'
import { useCompare } from './compare-store.ts'
import { FigureGrid, type GridCell, type GridColumn } from './figure-grid.tsx'
import { figureText, spokenFigure } from './figure-words.ts'
import many from './many-coders.module.css'
import type { ManyComparison } from './use-many-coders.ts'

interface CoderPairsProps {
  comparison: ManyComparison
  withCoefficients: boolean
}

/** Every two of the coders: kappa and percent agreement. A pair opens the comparison of the two. */
export function CoderPairs({ comparison, withCoefficients }: CoderPairsProps) {
  const { report, coders } = comparison
  const { choose } = useCompare()
  const found = new Map<string, CoderPair>()
  for (const pair of report.pairs) {
    found.set(`${pair.a} ${pair.b}`, pair)
    found.set(`${pair.b} ${pair.a}`, pair)
  }
  const figureOf = (pair: CoderPair) => (withCoefficients ? pair.cohen_kappa : pair.percent_agreement)
  const rows = coders.map((coder, place) => ({ coder, place }))
  type Row = (typeof rows)[number]
  const columns = rows.map(
    ({ coder, place }): GridColumn<Row> => ({
      id: coder.id,
      head: coder.initials,
      headLabel: coder.name,
      width: 96,
      sortValue: row => {
        const pair = found.get(`${row.place} ${place}`)
        return pair ? figureOf(pair).value : null
      },
      cell: (row): GridCell => {
        const pair = found.get(`${row.place} ${place}`)
        if (!pair) return { content: <span className={styles.nothing}>–</span>, label: coder.name }
        const percent = figureText(pair.percent_agreement, 'share')
        const names = `${row.coder.name} and ${coder.name}`
        return {
          content: (
            <span className={styles.two}>
              {withCoefficients && (
                <span className={pair.cohen_kappa.value === null ? styles.nothing : undefined}>
                  {figureText(pair.cohen_kappa, 'coefficient')}
                </span>
              )}
              {pair.sources === 0 ? (
                <small>no source</small>
              ) : withCoefficients ? (
                <small>{percent}</small>
              ) : (
                percent
              )}
            </span>
          ),
          label: [
            `${names}: ${withCoefficients ? `${spokenFigure('Cohen’s kappa', pair.cohen_kappa, 'coefficient')}, ` : ''}${spokenFigure('Percent agreement', pair.percent_agreement, 'share')}`,
            counted(pair.sources, 'source'),
          ].join(', '),
          onOpen:
            pair.sources === 0
              ? undefined
              : () => {
                  const [a, b] = row.place < place ? [row.coder, coder] : [coder, row.coder]
                  choose({ pair: [a.id, b.id], more: [], drill: null, reading: null })
                },
        }
      },
    }),
  )
  return (
    <FigureGrid
      label="Agreement by pair of coders"
      rowHead={{
        head: withCoefficients ? 'Cohen’s κ, and agreement under it' : 'Agreement',
        cell: ({ coder }) => (
          <span className={many.coder} title={coder.name}>
            {coder.name} <span className={many.short}>{coder.initials}</span>
          </span>
        ),
        sortValue: ({ coder }) => coder.name,
      }}
      columns={columns}
      rows={rows}
      rowId={({ coder }) => coder.id}
      empty={null}
    />
  )
}
