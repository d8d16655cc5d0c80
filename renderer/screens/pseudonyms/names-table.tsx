import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { PseudonymPair } from '#shared/model/pseudonym.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Table, type TableProps } from '../../ui/table.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useAct, useClient } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { kindName } from './kinds.ts'
import { PairDialog } from './pair-dialog.tsx'
import styles from './pseudonyms.module.css'

const columns: TableProps<PseudonymPair>['columns'] = [
  {
    id: 'real',
    header: 'Real name',
    width: '26%',
    isRowHeader: true,
    sortValue: ({ real }) => real,
    cell: ({ real }) => real,
  },
  {
    id: 'shown',
    header: 'Shown as',
    width: '20%',
    sortValue: ({ shown }) => shown,
    cell: ({ shown }) => shown,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: '120px',
    sortValue: ({ kind }) => kindName(kind),
    cell: ({ kind }) => kindName(kind),
  },
  {
    id: 'variants',
    header: 'Other forms',
    cell: ({ variants }) => <span title={variants.join(', ')}>{variants.join(', ')}</span>,
  },
  { id: 'note', header: 'Note', cell: ({ note }) => <span title={note}>{note}</span> },
]

interface NamesTableProps {
  pairs: readonly PseudonymPair[] | undefined
  suggest(): void
}

/** The pairs of the key. */
export function NamesTable({ pairs, suggest }: NamesTableProps) {
  const client = useClient()
  const { run } = useAct()
  const [edited, setEdited] = useState<PseudonymPair | 'new' | null>(null)
  const remove = async (ids: readonly string[]) => {
    const gone = (pairs ?? []).filter(({ id }) => ids.includes(id))
    const done = await run(async () => {
      for (const { id } of gone) await client.pseudonyms.remove({ pair: id })
      return gone.length
    })
    if (done === undefined) return
    // The key is no part of the study, so the study's undo does not reach it.
    showToast({
      message: `${counted(done, 'name')} taken out of the key.`,
      action: {
        label: 'Put back',
        onAction: () =>
          void run(async () => {
            for (const pair of gone) await client.pseudonyms.put(pair)
          }),
      },
    })
  }
  return (
    <div className={styles.face}>
      <div className={styles.bar}>
        <Button variant="primary" icon={<Plus />} onPress={() => setEdited('new')}>
          Add a name…
        </Button>
        <p className={styles.quiet}>Nothing in the texts changes until you put the pseudonyms in.</p>
      </div>
      <div className={styles.table}>
        <Table
          label="Names of the key"
          columns={columns}
          rows={pairs ?? []}
          rowId={({ id }) => id}
          defaultSort={{ column: 'shown', direction: 'ascending' }}
          isBusy={pairs === undefined}
          onOpen={setEdited}
          menu={() => [
            { id: 'edit', label: 'Change…' },
            { id: 'remove', label: 'Take out of the key' },
          ]}
          onMenuAction={(action, ids) => {
            if (action === 'remove') void remove(ids)
            else setEdited(pairs?.find(({ id }) => id === ids[0]) ?? null)
          }}
          empty={
            pairs && (
              <EmptyState
                isCompact
                title="No names yet"
                action={<Button onPress={suggest}>Look for likely names</Button>}
              >
                Add them one by one, or begin with what looks like a name in the sources.
              </EmptyState>
            )
          }
        />
      </div>
      {edited && (
        <PairDialog
          {...(edited === 'new' ? {} : { pair: edited })}
          remove={edited === 'new' ? undefined : () => void remove([edited.id])}
          close={() => setEdited(null)}
        />
      )}
    </div>
  )
}
