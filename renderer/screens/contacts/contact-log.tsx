import { useMemo, useState } from 'react'
import type { Case } from '#shared/model/case.ts'
import type { Contact } from '#shared/model/contact.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table-head.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import { counted, dateOf, number } from '../../wording.ts'
import { modeNames, partNames, unknown } from './contact-words.ts'
import styles from './contacts.module.css'

/** Every contact a row: Enter changes one, Delete removes those chosen. */
export function ContactLog({
  contacts,
  cases,
  onEdit,
}: {
  contacts: readonly Contact[]
  cases: readonly Case[]
  onEdit(contact: Contact): void
}) {
  const client = useClient()
  const { run } = useAct()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const columns = useMemo(() => columnsFor(cases), [cases])
  const remove = async (ids: readonly string[]) => {
    const gone = await run(() => client.contacts.remove({ contacts: [...ids] }), {
      undoable: `Removed ${counted(ids.length, 'contact')}.`,
    })
    if (gone !== undefined) setChosen(new Set())
  }
  const edit = (id: string | undefined) => {
    const contact = contacts.find(one => one.id === id)
    if (contact) onEdit(contact)
  }
  return (
    <div className={styles.log}>
      <Table
        label="Contacts"
        columns={columns}
        rows={contacts}
        rowId={({ id }) => id}
        defaultSort={{ column: 'date', direction: 'ascending' }}
        selectionMode="multiple"
        selected={chosen}
        onSelectionChange={setChosen}
        onOpen={onEdit}
        onRemove={ids => void remove(ids)}
        menu={ids => [
          ...(ids.length === 1 ? [{ id: 'edit', label: 'Change…', shortcut: 'Enter' }] : []),
          {
            id: 'remove',
            label: ids.length === 1 ? 'Remove' : `Remove ${number(ids.length)}`,
            shortcut: 'Delete',
            tone: 'danger',
          },
        ]}
        onMenuAction={(action, ids) => (action === 'edit' ? edit(ids[0]) : void remove(ids))}
        minWidth="900px"
        empty={<EmptyState isCompact title="No contact answers to this filter" />}
      />
    </div>
  )
}

function columnsFor(cases: readonly Case[]): TableColumn<Contact>[] {
  const names = new Map(cases.map(({ id, name }) => [id, name]))
  const absent = ({ sites, people }: Contact) =>
    [partNames(sites, false, names), partNames(people, false, names)].filter(Boolean).join(', ')
  return [
    {
      id: 'date',
      header: 'Date',
      width: '116px',
      isRowHeader: true,
      cell: ({ date }) => dateOf(date),
      sortValue: ({ date }) => date,
    },
    {
      id: 'sites',
      header: 'Sites',
      cell: ({ sites }) => partNames(sites, true, names) || <span className={styles.quiet}>none came</span>,
      sortValue: ({ sites }) => partNames(sites, true, names),
    },
    {
      id: 'mode',
      header: 'Mode',
      width: '132px',
      cell: ({ mode }) => modeNames[mode],
      sortValue: ({ mode }) => modeNames[mode],
    },
    {
      id: 'minutes',
      header: 'Minutes',
      width: '124px',
      align: 'end',
      cell: ({ minutes, minutesFrom, happened }) =>
        minutesFrom === 'default' ? (
          <>
            <span className={styles.assumed}>by default</span> {minutes}
          </>
        ) : !happened && minutes !== null ? (
          <s>{minutes}</s>
        ) : (
          (minutes ?? unknown)
        ),
      sortValue: ({ minutes }) => minutes ?? -1,
    },
    {
      id: 'people',
      header: 'Took part',
      cell: ({ people }) => partNames(people, true, names),
      sortValue: ({ people }) => partNames(people, true, names),
    },
    { id: 'absent', header: 'Did not attend', cell: absent, sortValue: absent },
    { id: 'note', header: 'Note', cell: ({ note }) => note.replace(/\s+/g, ' ') },
  ]
}
