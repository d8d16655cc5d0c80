import { useMemo, useState } from 'react'
import { CodeChip } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './difference.module.css'
import { type SlightBoundary, slightBoundaries } from './slight-boundaries.ts'
import type { Docket } from './use-docket.ts'
import { useTexts } from './use-texts.ts'

type Outcome = 'both' | 'a' | 'b'

/** Settles together the differences of extent that nobody would discuss, after a look at each. One step to undo. */
export function BatchDialog({ docket, onClose }: { docket: Docket; onClose(): void }) {
  const { all, codes, sources, coders, round } = docket
  const client = useClient()
  const { run, busy } = useAct()
  const texts = useTexts(
    all.filter(({ kind, ruling }) => kind === 'boundary' && !ruling).map(({ source }) => source),
  )
  const [upTo, setUpTo] = useState(3)
  const [outcome, setOutcome] = useState<Outcome>('both')
  const [reason, setReason] = useState('Only the edge of the passage differs.')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const slight = useMemo(
    () => (texts ? slightBoundaries(all, source => texts.get(source), upTo) : []),
    [texts, all, upTo],
  )
  const areHidden = all.some(({ first }) => first !== undefined)
  const chosen = new Set(slight.map(({ item }) => item.id).filter(id => !left.has(id)))
  const settle = async () => {
    const ruled = await run(
      () =>
        client.adjudication.ruleMany({
          rulings: [...chosen].map(disagreement => ({ round: round.id, disagreement, outcome, reason })),
        }),
      { undoable: `${counted(chosen.size, 'difference')} settled together.` },
    )
    if (ruled) onClose()
  }
  return (
    <Dialog
      title="Settle slight differences together"
      description="Extents that differ by white space or punctuation alone, or by a few characters. Both coders’ work stays as it is."
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={chosen.size === 0}
            isPending={busy}
            onPress={() => void settle()}
          >
            {chosen.size === 0 ? 'Settle' : `Settle ${counted(chosen.size, 'difference')}`}
          </Button>
        </>
      }
    >
      <div className={styles.batch}>
        <div className={styles.batchFields}>
          <NumberField
            label="Also those of up to"
            unit="characters"
            min={0}
            max={200}
            value={upTo}
            onChange={value => setUpTo(value ?? 0)}
          />
          <Select<Outcome>
            label="What stands"
            options={[
              { id: 'both', label: 'The wider extent', description: 'All that either marked' },
              // One coder's, all through, would tell whose readings they are.
              ...(areHidden
                ? []
                : [
                    { id: 'a' as const, label: `${coders[0].initials}’s extent` },
                    { id: 'b' as const, label: `${coders[1].initials}’s extent` },
                  ]),
            ]}
            value={outcome}
            onChange={setOutcome}
          />
          <TextField label="Reason" value={reason} onChange={setReason} />
        </div>
        <div className={styles.batchList}>
          <Table<SlightBoundary>
            label="Slight differences"
            rows={slight}
            rowId={({ item }) => item.id}
            selectionMode="multiple"
            selected={chosen}
            onSelectionChange={selected =>
              setLeft(new Set(slight.map(({ item }) => item.id).filter(id => !selected.has(id))))
            }
            isBusy={texts === null}
            columns={[
              {
                id: 'code',
                header: 'Code',
                width: '170px',
                cell: ({ item }) => {
                  const code = codes.get(item.code)
                  return <CodeChip name={code?.name ?? item.code} colour={code?.colour ?? 1} />
                },
                sortValue: ({ item }) => codes.get(item.code)?.name,
              },
              {
                id: 'differing',
                header: 'What only one marked',
                cell: ({ differing }) => (
                  <span className={styles.differing}>
                    {differing.map(({ before, words, after }, n) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of one difference do not change places
                      <span key={n}>
                        …{flat(before)}
                        <mark>{visible(words)}</mark>
                        {flat(after)}…{' '}
                      </span>
                    ))}
                  </span>
                ),
              },
              {
                id: 'source',
                header: 'Source',
                width: '150px',
                cell: ({ item }) => sources.get(item.source)?.title,
              },
              {
                id: 'cost',
                header: 'Characters',
                width: '116px',
                align: 'end',
                cell: ({ item }) => item.cost,
                sortValue: ({ item }) => item.cost,
              },
            ]}
            empty={
              texts && (
                <EmptyState isCompact headingLevel={3} title="No slight differences">
                  Every unsettled extent differs by more than that.
                </EmptyState>
              )
            }
          />
        </div>
      </div>
    </Dialog>
  )
}

/** What one coder alone marked; where it is no words, its white space is drawn, since it cannot be seen. */
const visible = (words: string): string =>
  /[\p{L}\p{N}]/u.test(words) ? flat(words) : words.replace(/\n/g, '↵').replace(/\s/g, '\u2423')

/** Words on one line. */
const flat = (words: string): string => words.replace(/\s+/g, ' ')
