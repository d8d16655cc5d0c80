import { Check } from 'lucide-react'
import { useMemo } from 'react'
import type { CostedDifference, DifferenceReport } from '#shared/model/difference-cost.ts'
import { type DisagreementKind, isLeft } from '#shared/model/disagreement.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table-head.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { kindNames } from '../adjudicate/difference-words.ts'
import { nameOf } from './code-figures.tsx'
import styles from './compare.module.css'
import { useCompare } from './compare-store.ts'
import look from './differences.module.css'
import { coefficientGained, pointsGained } from './gain-words.ts'
import type { StanceWords } from './stance-words.ts'
import type { Comparison } from './use-comparison.ts'
import type { ViewProps } from './views.tsx'

const every = 'every'

/** The differences of the round by what they cost the figures. */
export function Differences(props: ViewProps) {
  const { round } = props.comparison
  const { withInterviewer, withQuoted } = useCompare()
  const report = useRead(
    'agreement.differences',
    round ? { round: round.id, withInterviewer, withQuoted } : null,
    { keepPrevious: true },
  ).data
  if (!round) {
    return (
      <EmptyState isCompact title={`${props.words.differencesTitle} are listed for a round`}>
        Two people outside rounds are compared by their figures alone. Choose a round above.
      </EmptyState>
    )
  }
  return report && <DifferenceList {...props} report={report} />
}

function DifferenceList({
  comparison,
  withCoefficients,
  words,
  report,
}: ViewProps & { report: DifferenceReport }) {
  const { codes, sources } = comparison
  const { drill, differences: filter, choose } = useCompare()
  const narrow = (what: Partial<typeof filter>) => choose({ differences: { ...filter, ...what } })
  const [usedCodes, usedSources] = useMemo(() => {
    const found = new Set(report.items.flatMap(item => item.codes.map(part => part.code)))
    return [
      [...codes.keys()].filter(id => found.has(id)),
      new Set(report.items.map(({ difference }) => difference.source)),
    ] as const
  }, [report, codes])
  // What was chosen in another round may not be here.
  const code = usedCodes.includes(filter.code ?? '') ? filter.code : null
  const source = usedSources.has(filter.source ?? '') ? filter.source : null
  const items = useMemo(
    () =>
      report.items.filter(
        ({ difference, codes: own }) =>
          (filter.kind === null || difference.kind === filter.kind) &&
          (code === null || own.some(part => part.code === code)) &&
          (source === null || difference.source === source),
      ),
    [report, filter.kind, code, source],
  )
  const columns = useMemo(
    () => columnsOf(comparison, withCoefficients, words),
    [comparison, withCoefficients, words],
  )
  return (
    <>
      <div className={look.head}>
        <ul className={look.kinds} aria-label="Kinds">
          <KindButton
            name={`All ${words.difference[1]}`}
            items={report.items.length}
            cost={report.all}
            withCoefficients={withCoefficients}
            isChosen={filter.kind === null}
            onChoose={() => narrow({ kind: null })}
          />
          {report.kinds.map(({ kind, ...cost }) => (
            <KindButton
              key={kind}
              name={kindName(kind, words)}
              items={cost.items}
              cost={cost}
              withCoefficients={withCoefficients}
              isChosen={filter.kind === kind}
              onChoose={() => narrow({ kind: filter.kind === kind ? null : kind })}
            />
          ))}
        </ul>
        <div className={look.filters}>
          <Select
            label="Code"
            isLabelHidden
            isQuiet
            options={[
              { id: every, label: 'Every code' },
              ...usedCodes.map(id => ({ id, label: nameOf(codes, id) })),
            ]}
            value={code ?? every}
            onChange={chosen => narrow({ code: chosen === every ? null : chosen })}
          />
          <Select
            label="Source"
            isLabelHidden
            isQuiet
            options={[
              { id: every, label: 'Every source' },
              ...[...usedSources].map(id => ({ id, label: sources.get(id)?.title ?? id })),
            ]}
            value={source ?? every}
            onChange={chosen => narrow({ source: chosen === every ? null : chosen })}
          />
        </div>
      </div>
      <p className={styles.explained}>
        What a {words.difference[0]} costs is what the figures of the characters would gain had both coded
        there: percent agreement over all codes, in points
        {withCoefficients ? ', Cohen’s κ of all codes, and κ of its code alone' : ''}. Each is taken by
        itself; characters and points add up{withCoefficients ? ', κ does not' : ''}.
      </p>
      <div className={styles.table}>
        <Table
          label={words.differencesTitle}
          columns={columns}
          rows={items}
          rowId={({ difference }) => difference.id}
          minWidth="1120px"
          defaultSort={{ column: 'characters', direction: 'descending' }}
          selectionMode="single"
          selected={new Set(drill && 'difference' in drill ? [drill.difference] : [])}
          onSelectionChange={ids => {
            const [difference] = ids
            if (difference !== undefined) choose({ drill: { difference }, reading: null })
          }}
          empty={
            <EmptyState isCompact headingLevel={3} title={`No such ${words.difference[0]}`}>
              {report.items.length === 0
                ? 'The two agree on everything in this round.'
                : 'None is of this kind, code and source together.'}
            </EmptyState>
          }
        />
      </div>
    </>
  )
}

/** What a kind is called; in a reflexive study nobody omits anything. */
const kindName = (kind: DisagreementKind, words: StanceWords): string =>
  kind === 'omission' ? words.omissionName : kindNames[kind]

interface KindButtonProps {
  name: string
  items: number
  cost: Pick<DifferenceReport['all'], 'characters' | 'percent' | 'kappa'>
  withCoefficients: boolean
  isChosen: boolean
  onChoose: () => void
}

/** One kind with what all of it costs; pressing narrows the list to it. */
function KindButton({ name, items, cost, withCoefficients, isChosen, onChoose }: KindButtonProps) {
  return (
    <li>
      <button type="button" className={look.kind} aria-pressed={isChosen} onClick={onChoose}>
        <span className={look.name}>
          {name} <b>{number(items)}</b>
        </span>
        <span className={look.cost}>
          {pointsGained(cost.percent)} points
          {withCoefficients && ` · κ ${coefficientGained(cost.kappa)}`}
        </span>
        <VisuallyHidden>{`, ${counted(cost.characters, 'character')}`}</VisuallyHidden>
      </button>
    </li>
  )
}

function columnsOf(
  { codes, sources }: Comparison,
  withCoefficients: boolean,
  words: StanceWords,
): TableColumn<CostedDifference>[] {
  const kappaOfCode = ({ codes: own }: CostedDifference): number | null =>
    own.reduce<number | null>((most, { kappa }) => {
      if (kappa.value === null) return most
      return most === null ? kappa.value : Math.max(most, kappa.value)
    }, null)
  return [
    {
      id: 'code',
      header: 'Code',
      isRowHeader: true,
      cell: ({ codes: own }) => (
        <span className={look.codes}>
          {own.map(({ code }) => (
            <span key={code} className={look.code}>
              <CodeDot colour={codes.get(code)?.colour ?? 1} />
              <span className={look.words}>{nameOf(codes, code)}</span>
            </span>
          ))}
        </span>
      ),
      sortValue: ({ difference }) => nameOf(codes, difference.code),
    },
    {
      id: 'kind',
      header: 'Kind',
      width: '128px',
      cell: ({ difference }) => kindName(difference.kind, words),
      sortValue: ({ difference }) => kindName(difference.kind, words),
    },
    {
      id: 'characters',
      header: 'Characters',
      align: 'end',
      width: '116px',
      cell: ({ characters }) => number(characters),
      sortValue: ({ characters }) => characters,
    },
    {
      id: 'percent',
      header: 'Agreement',
      align: 'end',
      width: '116px',
      cell: ({ percent }) => pointsGained(percent),
      sortValue: ({ percent }) => percent.value,
    },
    ...(withCoefficients
      ? [
          {
            id: 'kappa',
            header: 'κ overall',
            align: 'end' as const,
            width: '104px',
            cell: ({ kappa }: CostedDifference) => <span title={kappa.why}>{coefficientGained(kappa)}</span>,
            sortValue: ({ kappa }: CostedDifference) => kappa.value,
          },
          {
            id: 'codeKappa',
            header: 'κ of its code',
            align: 'end' as const,
            width: '136px',
            cell: ({ codes: own }: CostedDifference) =>
              own.map(({ code, kappa }, index) => (
                <span key={code} title={kappa.why}>
                  {index > 0 && ' / '}
                  {coefficientGained(kappa)}
                </span>
              )),
            sortValue: kappaOfCode,
          },
        ]
      : []),
    {
      id: 'source',
      header: 'Source',
      width: '190px',
      cell: ({ difference }) => sources.get(difference.source)?.title ?? 'A source no longer in the study',
      sortValue: ({ difference }) => sources.get(difference.source)?.title,
    },
    {
      id: 'settled',
      header: 'Settled',
      align: 'center',
      width: '92px',
      cell: ({ difference }) =>
        (difference.ruling || difference.byRule) && (
          <>
            <Check aria-hidden="true" className={look.tick} />
            <VisuallyHidden>{difference.ruling ? 'settled' : 'settled by rule'}</VisuallyHidden>
          </>
        ),
      sortValue: ({ difference }) => (isLeft(difference) ? 0 : 1),
    },
  ]
}
