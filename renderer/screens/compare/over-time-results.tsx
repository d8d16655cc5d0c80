import { Check, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { KeptSummary, Reproduction } from '#shared/model/kept-agreement.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table-head.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import { counted, dayAndTime, listed, number } from '../../wording.ts'
import { figureText, intervalText } from './figure-words.ts'
import styles from './over-time.module.css'
import { countedIn } from './over-time-words.ts'

interface KeptResultsProps {
  results: readonly KeptSummary[]
  /** The two that are laid side by side. */
  chosen: readonly string[]
  onChoose: (results: readonly string[]) => void
  withCoefficients: boolean
}

/** The results kept, oldest first: their figures then, and whether they would still come out so. */
export function KeptResults({ results, chosen, onChoose, withCoefficients }: KeptResultsProps) {
  const client = useClient()
  const { run } = useAct()
  const [again, setAgain] = useState<Reproduction | null>(null)
  const figure = (
    id: 'percent_agreement' | 'f1_dice' | 'cohen_kappa' | 'alpha_nominal',
    header: string,
    as: 'share' | 'coefficient',
  ): TableColumn<KeptSummary> => ({
    id,
    header,
    align: 'end',
    width: '112px',
    sortValue: result => result.overall.figures[id]?.value,
    cell: ({ overall }) => {
      const value = overall.figures[id]
      return (
        <span className={styles.two}>
          <span>{value ? figureText(value, as) : 'n/a'}</span>
          <small>{value && intervalText(value, as)}</small>
        </span>
      )
    },
  })
  const columns: TableColumn<KeptSummary>[] = [
    {
      id: 'result',
      header: 'Result',
      sortValue: ({ madeAt }) => madeAt,
      cell: result => (
        <span className={styles.two}>
          <span>
            {result.title}, {countedIn(result)}
          </span>
          <small>
            {dayAndTime(result.madeAt)},{' '}
            {result.occasion === 'submitted' ? 'at submission' : `by ${result.maker ?? 'a command'}`}
          </small>
        </span>
      ),
    },
    {
      id: 'n',
      header: 'n',
      align: 'end',
      width: '104px',
      sortValue: ({ n }) => n,
      cell: ({ n, sources }) => (
        <span className={styles.two}>
          <span>{number(n)}</span>
          <small>{counted(sources, 'source')}</small>
        </span>
      ),
    },
    figure('percent_agreement', 'Agreement', 'share'),
    figure('f1_dice', 'Overlap (F1)', 'share'),
    ...(withCoefficients
      ? [
          figure('cohen_kappa', 'Cohen’s κ', 'coefficient'),
          figure('alpha_nominal', 'Kripp. α', 'coefficient'),
        ]
      : []),
    {
      id: 'since',
      header: 'Since then',
      width: '232px',
      cell: ({ changedSince }) =>
        changedSince.length === 0 ? (
          <span className={styles.standing}>
            <Check aria-hidden="true" /> Nothing it rests on has changed
          </span>
        ) : (
          <span className={styles.standing}>
            <TriangleAlert aria-hidden="true" className={styles.warn} /> {changedSince.join(' ')}
          </span>
        ),
    },
    {
      id: 'again',
      header: 'Compute again',
      isHeaderHidden: true,
      align: 'end',
      width: '136px',
      cell: result => (
        <Button
          size="small"
          variant="quiet"
          aria-label={`Compute again: ${result.title}, ${countedIn(result)}`}
          onPress={() =>
            void run(async () => setAgain(await client.agreement.reproduce({ result: result.id })))
          }
        >
          Compute again
        </Button>
      ),
    },
  ]
  return (
    <>
      <Table
        label="Kept results"
        columns={columns}
        rows={results}
        rowId={({ id }) => id}
        isTall
        minWidth={withCoefficients ? '1060px' : '840px'}
        selectionMode="multiple"
        selected={new Set(chosen)}
        // A change is between two: ticking a third lets go of the first.
        onSelectionChange={ids => onChoose([...ids].slice(-2))}
      />
      {again && <ComputedAgain found={again} />}
    </>
  )
}

/** What came of computing a result again. */
function ComputedAgain({ found: { result, same, compared, differing, why } }: { found: Reproduction }) {
  const names = differing.map(({ name, withDescendants }) =>
    name === null ? 'all codes together' : withDescendants ? `${name} with those beneath it` : name,
  )
  const title = same
    ? `“${result.title}”, ${countedIn(result)}: every one of ${counted(compared, 'figure')} came out as it was kept.`
    : compared === 0
      ? `“${result.title}”, ${countedIn(result)}, cannot be computed again.`
      : `“${result.title}”, ${countedIn(result)}: ${counted(differing.length, 'table')} came out otherwise than kept.`
  return (
    <Callout tone={same ? 'info' : 'warn'} title={title} isLive>
      {why.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {names.length > 0 && (
        <p>
          Otherwise: {listed(names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names)}.
        </p>
      )}
    </Callout>
  )
}
