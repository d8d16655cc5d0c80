import type { Figure, FigureName } from '#shared/model/agreement.ts'
import type { Code } from '#shared/model/codebook.ts'
import type { AgreementChange, ChangedCell, KeptSummary } from '#shared/model/kept-agreement.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Callout } from '../../ui/callout.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table-head.tsx'
import { useRead } from '../../use-engine.ts'
import { dateOf, number } from '../../wording.ts'
import styles from './over-time.module.css'
import { countedIn, fromTo, stepText } from './over-time-words.ts'

interface OverTimeChangeProps {
  /** The two results chosen; fewer while a person chooses. */
  pair: readonly string[]
  codes: ReadonlyMap<string, Code>
  withCoefficients: boolean
}

type ChangedCode = AgreementChange['codes'][number]

/** Two kept results side by side, code by code, the largest change first. */
export function OverTimeChange({ pair, codes, withCoefficients }: OverTimeChangeProps) {
  const [from, to] = pair
  const { data: change, failure } = useRead('agreement.change', from && to ? { from, to } : null, {
    keepPrevious: true,
  })
  const shown = from && to ? change : undefined
  const columns: TableColumn<ChangedCode>[] = [
    {
      id: 'code',
      header: 'Code',
      sortValue: ({ name }) => name,
      cell: ({ code, name, path }) => (
        <span className={styles.code} title={path.join(' › ')}>
          <CodeDot colour={codes.get(code)?.colour ?? 1} />
          {name}
        </span>
      ),
    },
    {
      id: 'both',
      header: 'Passages both coded',
      align: 'end',
      width: '160px',
      cell: cell => passages(cell),
    },
    ...figureColumns(withCoefficients).map(
      ({ id, header, as }): TableColumn<ChangedCode> => ({
        id,
        header,
        align: 'end',
        width: '190px',
        sortValue: ({ differences }) => size(differences[id]),
        cell: cell => <Step cell={cell} figure={id} as={as} />,
      }),
    ),
  ]
  return (
    <section aria-labelledby="change" className={styles.part}>
      <div className={styles.head}>
        <h2 id="change">Change</h2>
        <p className={styles.quiet}>
          {shown
            ? `From ${named(shown.from)} to ${named(shown.to)}.`
            : 'Tick two results above to see what changed between them.'}
        </p>
      </div>
      <FailureCallout failure={failure} />
      {shown && (
        <>
          {shown.whyNot.length > 0 ? (
            <Callout tone="warn" title="These two cannot be set against each other.">
              {shown.whyNot.map(sentence => (
                <p key={sentence}>{sentence}</p>
              ))}
            </Callout>
          ) : (
            shown.overallWhyNot !== null && <Callout>{shown.overallWhyNot}</Callout>
          )}
          {shown.notes.length > 0 && <p className={styles.quiet}>{shown.notes.join(' ')}</p>}
          <Table
            label="Change by code"
            columns={columns}
            rows={shown.codes}
            rowId={({ code }) => code}
            defaultSort={{ column: withCoefficients ? 'cohen_kappa' : 'f1_dice', direction: 'descending' }}
            isTall
            minWidth="760px"
            totals={{
              code: 'All codes together',
              both: passages(shown.overall),
              ...Object.fromEntries(
                figureColumns(withCoefficients).map(({ id, as }) => [
                  id,
                  <Step key={id} cell={shown.overall} figure={id} as={as} />,
                ]),
              ),
            }}
          />
        </>
      )}
    </section>
  )
}

const figureColumns = (withCoefficients: boolean) =>
  [
    { id: 'percent_agreement', header: 'Agreement', as: 'share' },
    { id: 'f1_dice', header: 'Overlap (F1)', as: 'share' },
    ...(withCoefficients ? ([{ id: 'cohen_kappa', header: 'Cohen’s κ', as: 'coefficient' }] as const) : []),
  ] as const

/** A figure before and after, with the step between them where one can be taken. */
function Step({ cell, figure, as }: { cell: ChangedCell; figure: FigureName; as: 'share' | 'coefficient' }) {
  const by = cell.differences[figure]
  const of = (side: ChangedCell['from']): Figure | undefined => side?.figures[figure]
  return (
    <span className={styles.two}>
      <span>{fromTo(of(cell.from), of(cell.to), as)}</span>
      <small>
        {by === undefined ? whyNone(cell, figure) : `${stepText(by, as)}${as === 'share' ? ' points' : ''}`}
      </small>
    </span>
  )
}

/** Why there is no step, in a few words. */
function whyNone({ from, to }: ChangedCell, figure: FigureName): string {
  if (from === null) return 'only in the second'
  if (to === null) return 'only in the first'
  const undefinedIn = [from, to].map(side => (side.figures[figure]?.value ?? null) === null)
  if (undefinedIn[0]) return undefinedIn[1] ? 'undefined in both' : 'undefined in the first'
  return undefinedIn[1] ? 'undefined in the second' : 'no difference taken'
}

const passages = ({ from, to }: ChangedCell): string =>
  `${from ? number(from.passages.both) : 'n/a'} → ${to ? number(to.passages.both) : 'n/a'}`

const size = (by: number | undefined): number | null => (by === undefined ? null : Math.abs(by))

const named = (result: KeptSummary): string =>
  `“${result.title}”, ${countedIn(result)} (${dateOf(result.madeAt)})`
