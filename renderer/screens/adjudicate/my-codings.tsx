import { useMemo, useState } from 'react'
import type { CodingFate, DecidedCoding } from '#shared/model/mirror.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, dateOf } from '../../wording.ts'
import { useAdjudicate } from './adjudicate-store.ts'
import { everything } from './docket.ts'
import styles from './my-codings.module.css'
import type { Docket } from './use-docket.ts'
import { useTexts } from './use-texts.ts'

const any = 'any'

/** What became of a coding, to the one who made it. */
const fateNames: Record<CodingFate, string> = {
  agreed: 'Both agree',
  rule: 'Agreed by the round’s rule',
  stands: 'Stands',
  both: 'Stands, with the other',
  extent: 'Another extent',
  code: 'Another code',
  other: 'The other reading stands',
  neither: 'Neither stands',
  changed: 'Changed since, asked again',
  open: 'Not settled yet',
}
const fates = Object.keys(fateNames) as CodingFate[]

/** What was decided about the codings of the coder who looks: each with its outcome and the reason. */
export function MyCodings({ docket }: { docket: Docket }) {
  const { round, codes, sources, members } = docket
  const { data: decided } = useRead('adjudication.decidedForMe', { round: round.id })
  const [fate, setFate] = useState<CodingFate | typeof any>(any)
  const [code, setCode] = useState(any)
  const texts = useTexts(decided?.map(({ source }) => source) ?? [])
  const shown = useMemo(
    () =>
      (decided ?? []).filter(
        each => (fate === any || each.fate === fate) && (code === any || each.code === code),
      ),
    [decided, fate, code],
  )
  if (!decided) return null
  const nameOf = (id: string) => codes.get(id)?.name ?? 'A code no longer in the study'
  const count = (wanted: CodingFate) => decided.filter(each => each.fate === wanted).length
  return (
    <section className={styles.page} data-keyboard-home tabIndex={-1} aria-label="My codings">
      <div className={styles.top}>
        <p className={styles.about} role="status">
          {counted(decided.length, 'coding')} of yours in “{round.title}”
          {shown.length < decided.length && `, ${counted(shown.length, 'coding')} shown`}. They stay as you
          made them, whatever was decided.
        </p>
        <Select<CodingFate | typeof any>
          label="Outcome"
          isLabelHidden
          options={[
            { id: any, label: 'Every outcome' },
            ...fates
              .filter(each => count(each) > 0)
              .map(each => ({
                id: each,
                label: fateNames[each],
                description: counted(count(each), 'coding'),
              })),
          ]}
          value={fate}
          onChange={setFate}
        />
        <Select
          label="Code"
          isLabelHidden
          options={[
            { id: any, label: 'Every code' },
            ...[...new Set(decided.map(each => each.code))].map(id => ({ id, label: nameOf(id) })),
          ]}
          value={code}
          onChange={setCode}
        />
      </div>
      <Table<DecidedCoding>
        label="What was decided about my codings"
        rows={shown}
        rowId={each => each.coding}
        onOpen={({ difference }) => {
          if (difference !== null)
            useAdjudicate.getState().choose({ view: 'docket', filter: everything, item: difference })
        }}
        isTall={shown.length <= 200}
        minWidth="760px"
        columns={[
          {
            id: 'passage',
            header: 'Passage',
            isRowHeader: true,
            cell: each => (
              <span className={styles.passage}>
                <span>{beginning(texts?.get(each.source)?.slice(each.start, each.end) ?? '')}</span>
                <small>{sources.get(each.source)?.title}</small>
              </span>
            ),
          },
          {
            id: 'code',
            header: 'Code',
            width: '190px',
            cell: each => <CodeChip name={nameOf(each.code)} colour={codes.get(each.code)?.colour ?? 1} />,
            sortValue: each => nameOf(each.code),
          },
          {
            id: 'fate',
            header: 'Outcome',
            width: '190px',
            cell: each =>
              each.ruling?.code === undefined
                ? fateNames[each.fate]
                : `${fateNames[each.fate]}: ${nameOf(each.ruling.code)}`,
            sortValue: each => fates.indexOf(each.fate),
          },
          {
            id: 'reason',
            header: 'Reason',
            cell: ({ ruling }) =>
              ruling && (
                <span className={styles.passage}>
                  <span>{ruling.reason || 'No reason given'}</span>
                  <small>
                    {members.find(({ id }) => id === ruling.reviewer)?.name}, {dateOf(ruling.ruledAt)}
                  </small>
                </span>
              ),
          },
        ]}
        empty={
          <EmptyState isCompact title={decided.length === 0 ? 'No codings' : 'Nothing passes this filter'}>
            {decided.length === 0
              ? 'You coded nothing in this round.'
              : 'Choose another outcome or another code.'}
          </EmptyState>
        }
      />
    </section>
  )
}

/** Enough of a passage to know it by. */
function beginning(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= 110 ? line : `${line.slice(0, 108).replace(/\s\S*$/, '')} …`
}
