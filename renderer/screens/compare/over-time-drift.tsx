import { useState } from 'react'
import type { Figure } from '#shared/model/agreement.ts'
import type { CoderDrift, DriftCell, DriftGroup } from '#shared/model/drift.ts'
import type { Round } from '#shared/model/round.ts'
import { toClipboard } from '../../clipboard-cells.ts'
import { coderAccentClass } from '../../theme/palette.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table-head.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useAct, useRead } from '../../use-engine.ts'
import { counted, dateOf, number } from '../../wording.ts'
import { unitFor, useCompare } from './compare-store.ts'
import { figureText, intervalText } from './figure-words.ts'
import styles from './over-time.module.css'
import { DriftChart } from './over-time-chart.tsx'
import { groupName } from './over-time-words.ts'
import type { Comparison } from './use-comparison.ts'

interface OverTimeDriftProps {
  comparison: Comparison
  round: Round
  withCoefficients: boolean
}

type Measure = 'percent_agreement' | 'f1_dice' | 'cohen_kappa'

const measures = {
  percent_agreement: { name: 'Agreement', as: 'share' },
  f1_dice: { name: 'Overlap (F1)', as: 'share' },
  cohen_kappa: { name: 'Cohen’s κ', as: 'coefficient' },
} as const

const allCodes = 'all'

/** Whether agreement, and the use of codes, changes as each coder goes on through the round. */
export function OverTimeDrift({ comparison, round, withCoefficients }: OverTimeDriftProps) {
  const { unit, withInterviewer, withQuoted } = useCompare()
  const [by, setBy] = useState<'order' | 'week'>('order')
  const [code, setCode] = useState<string>(allCodes)
  const [asked, setMeasure] = useState<Measure | null>(null)
  const measure = asked && (withCoefficients || asked !== 'cohen_kappa') ? asked : 'f1_dice'
  const { data: drift, failure } = useRead(
    'agreement.drift',
    { round: round.id, unit: unitFor(unit, round), withInterviewer, withQuoted },
    { keepPrevious: true },
  )
  const used = new Set(
    drift?.coders.flatMap(coder => coder.byOrder.flatMap(group => group.codes.map(each => each.code))),
  )
  return (
    <section aria-labelledby="drift" className={styles.part}>
      <div className={styles.head}>
        <h2 id="drift">Within “{round.title}”</h2>
        <SegmentedControl<'order' | 'week'>
          label="How the sources are put together"
          options={[
            { id: 'order', label: 'By order of coding' },
            { id: 'week', label: 'By week' },
          ]}
          value={by}
          onChange={setBy}
        />
        <Select
          label="Code"
          isLabelHidden
          isQuiet
          options={[
            { id: allCodes, label: 'All codes' },
            ...[...comparison.codes.values()]
              .filter(({ id }) => used.has(id))
              .map(({ id, name, path }) => ({ id, label: name, description: path.slice(0, -1).join(' › ') })),
          ]}
          value={code}
          onChange={setCode}
        />
        <Select<Measure>
          label="Figure"
          isLabelHidden
          isQuiet
          options={(['f1_dice', 'percent_agreement', 'cohen_kappa'] as const)
            .filter(id => withCoefficients || id !== 'cohen_kappa')
            .map(id => ({ id, label: measures[id].name }))}
          value={measure}
          onChange={setMeasure}
        />
      </div>
      <FailureCallout failure={failure} />
      {drift && <p className={styles.reading}>{drift.reading}</p>}
      {drift?.coders.map((coder, k) => (
        <OneCoder
          key={coder.coder}
          coder={coder}
          name={comparison.coders[k]?.name ?? coder.initials}
          accent={comparison.coders[k]?.accent ?? 1}
          groups={by === 'order' ? coder.byOrder : coder.byWeek}
          by={by}
          code={code === allCodes ? null : code}
          codeName={code === allCodes ? 'all codes' : (comparison.codes.get(code)?.name ?? 'a code')}
          measure={measure}
          withCoefficients={withCoefficients}
        />
      ))}
    </section>
  )
}

interface OneCoderProps {
  coder: CoderDrift
  name: string
  accent: number
  groups: readonly DriftGroup[]
  by: 'order' | 'week'
  /** The code looked at; null: all together. */
  code: string | null
  codeName: string
  measure: Measure
  withCoefficients: boolean
}

/** One coder's chart with the table of what it shows. */
function OneCoder(props: OneCoderProps) {
  const { coder, name, accent, groups, by, code, codeName, measure, withCoefficients } = props
  const { run } = useAct()
  const cellOf = (group: DriftGroup): DriftCell | undefined =>
    code === null ? group.overall : group.codes.find(each => each.code === code)
  const { name: figureName, as } = measures[measure]
  const columns = columnsOf(by, coder, cellOf, withCoefficients)
  const said = (figure: Figure | undefined): string => (figure ? figureText(figure, as) : 'not used')
  const summary = groups.map(group => `${groupName(group)}: ${said(cellOf(group)?.[measure])}`).join('; ')
  return (
    <div className={classNames(styles.coder, coderAccentClass(accent))}>
      <div className={styles.head}>
        <h3>
          <CoderBadge name={name} initials={coder.initials} accent={accent} isNameShown />
        </h3>
        <p className={styles.quiet}>
          {counted(coder.order.length, 'source')} coded, with {coder.other}, {codeName}
        </p>
        {groups.length > 0 && (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Copy the figures of ${name}`}
            onPress={() =>
              void run(() => navigator.clipboard.writeText(asTable(groups, cellOf)), { done: 'Copied.' })
            }
          >
            Copy the figures
          </Button>
        )}
      </div>
      {coder.notes.map(note => (
        <p key={note} className={styles.quiet}>
          {note}
        </p>
      ))}
      {groups.length > 0 && (
        <div className={styles.beside}>
          <figure>
            <DriftChart
              groups={groups}
              figureOf={group => cellOf(group)?.[measure]}
              figureName={`${figureName} with ${coder.other}, ${codeName}`}
              axis={by === 'order' ? 'Sources, in the order of coding' : 'Week of'}
              label={`${figureName} of ${name} and ${coder.other} ${by === 'order' ? 'by order of coding' : 'by week'}, ${codeName}. ${summary}.`}
            />
            <figcaption>
              Hollow: fewer than 8 sources
              {code === null ? ', so no interval' : ', or one code, which has no interval'}. Filled bars{' '}
              {coder.initials}, outlined {coder.other}.
            </figcaption>
          </figure>
          <Table
            label={`${name}, ${by === 'order' ? 'by order of coding' : 'by week'}`}
            columns={columns}
            rows={groups}
            rowId={groupName}
            isTall
            minWidth={withCoefficients ? '600px' : '520px'}
          />
        </div>
      )}
    </div>
  )
}

function columnsOf(
  by: 'order' | 'week',
  coder: CoderDrift,
  cellOf: (group: DriftGroup) => DriftCell | undefined,
  withCoefficients: boolean,
): TableColumn<DriftGroup>[] {
  const figure = (id: Measure): TableColumn<DriftGroup> => ({
    id,
    header: measures[id].name,
    align: 'end',
    cell: group => {
      const value = cellOf(group)?.[id]
      return (
        <span className={styles.two} title={value?.why}>
          <span>{value ? figureText(value, measures[id].as) : 'not used'}</span>
          <small>{value && intervalText(value, measures[id].as)}</small>
        </span>
      )
    },
  })
  return [
    {
      id: 'group',
      header: by === 'order' ? 'Sources' : 'Week of',
      width: '86px',
      cell: group => (
        <span className={styles.two}>
          <span>{groupName(group)}</span>
          <small>{counted(group.sources.length, 'source')}</small>
        </span>
      ),
    },
    { id: 'n', header: 'n', align: 'end', cell: ({ n }) => number(n) },
    figure('percent_agreement'),
    figure('f1_dice'),
    ...(withCoefficients ? [figure('cohen_kappa')] : []),
    rate('codings', 'Codings / source', coder),
    rate('codes', 'Codes / source', coder),
  ]
}

const rate = (
  id: 'codings' | 'codes',
  header: string,
  { other: initials }: CoderDrift,
): TableColumn<DriftGroup> => ({
  id,
  header,
  align: 'end',
  cell: ({ own, other }) => (
    <span className={styles.two}>
      <span>{own[id].toFixed(1)}</span>
      <small>
        {initials} {other[id].toFixed(1)}
      </small>
    </span>
  ),
})

/** The figures as a spreadsheet takes them: tabs between, full precision, nothing where there is none. */
function asTable(
  groups: readonly DriftGroup[],
  cellOf: (group: DriftGroup) => DriftCell | undefined,
): string {
  const heads = ['group', 'sources', 'n', 'percent_agreement', 'f1_dice', 'cohen_kappa', 'codings', 'codes']
  const rows = groups.map(group => {
    const cell = cellOf(group)
    return [
      group.week === undefined ? groupName(group) : dateOf(group.week),
      group.sources.length,
      group.n,
      cell?.percent_agreement.value,
      cell?.f1_dice.value,
      cell?.cohen_kappa.value,
      group.own.codings,
      group.own.codes,
    ]
  })
  return toClipboard([heads, ...rows])
}
