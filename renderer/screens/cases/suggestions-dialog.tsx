import { useState } from 'react'
import type { CaseSuggestion } from '#shared/model/case.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Table, type TableProps } from '../../ui/table.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { undoing, useAct, useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './cases.module.css'

const idOf = ({ source, speaker, kind, name }: CaseSuggestion): string =>
  JSON.stringify([source, speaker, kind, name])

const columns: TableProps<CaseSuggestion>['columns'] = [
  {
    id: 'source',
    header: 'Source',
    isRowHeader: true,
    sortValue: ({ sourceTitle }) => sourceTitle,
    cell: ({ sourceTitle, speaker }) => (
      <span title={sourceTitle}>
        {sourceTitle}
        {speaker !== null && <span className={styles.quiet}> as {speaker}</span>}
      </span>
    ),
  },
  {
    id: 'case',
    header: 'Belongs to',
    width: '34%',
    sortValue: ({ name }) => name,
    cell: ({ name, case: of, kind }) => (
      <>
        {name} {of === null && <Badge>new {kind}</Badge>}
      </>
    ),
  },
  { id: 'why', header: 'Because of', width: '30%', sortValue: ({ why }) => why, cell: ({ why }) => why },
]

/** Links that names speak for, all ticked: takes those that stay ticked in one step. */
export function SuggestionsDialog({ close }: { close(): void }) {
  const client = useClient()
  const { run, busy } = useAct()
  const suggestions = useRead('cases.suggestions', {}).data
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const taken = (suggestions ?? []).filter(one => !left.has(idOf(one)))
  const accept = async () => {
    const done = await run(() =>
      client.cases.accept({
        suggestions: taken.map(({ sourceTitle: _, why: __, ...one }) => one),
      }),
    )
    if (!done) return
    const added = done.added === 0 ? '' : ` and added ${counted(done.added, 'case')}`
    showToast({
      topic: 'step',
      message: `Made ${counted(done.linked, 'link')}${added}.`,
      action: undoing(client),
    })
    close()
  }
  return (
    <Dialog
      title="Links proposed"
      description="By names in titles, speakers’ labels and addresses. Untick what is wrong."
      size="large"
      isOpen
      onOpenChange={isOpen => !isOpen && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={taken.length === 0}
            isPending={busy}
            onPress={() => void accept()}
          >
            {`Make ${counted(taken.length, 'link')}`}
          </Button>
        </>
      }
    >
      <div className={styles.list}>
        <Table
          label="Links proposed"
          columns={columns}
          rows={suggestions ?? []}
          rowId={idOf}
          isBusy={suggestions === undefined}
          selectionMode="multiple"
          selected={new Set(taken.map(idOf))}
          onSelectionChange={ticked =>
            setLeft(new Set((suggestions ?? []).map(idOf).filter(id => !ticked.has(id))))
          }
          empty={<p className={styles.quiet}>Nothing more is proposed.</p>}
        />
      </div>
    </Dialog>
  )
}
