import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { DataSet } from '#shared/model/study.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Table } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { number } from '../../wording.ts'
import { useStep } from '../use-step.ts'
import { Section } from './section.tsx'
import styles from './study.module.css'

/** The groups of sources that are analysed together, and how far each has come. */
export function DataSets({ dataSets, sources }: { dataSets: readonly DataSet[]; sources: number }) {
  const go = useNavigation(({ go }) => go)
  const [adding, setAdding] = useState(false)
  const [renaming, setRenaming] = useState<DataSet | null>(null)
  const [removing, setRemoving] = useState<DataSet | null>(null)
  const client = useClient()
  const { run } = useAct()
  const move = (set: DataSet, by: -1 | 1) => {
    const at = dataSets.findIndex(({ id }) => id === set.id)
    const before = dataSets[by < 0 ? at - 1 : at + 2]
    void run(() => client.catalogue.moveDataSet({ dataSet: set.id, before: before?.id ?? null }))
  }
  const grouped = dataSets.reduce((sum, set) => sum + set.sources, 0)
  return (
    <Section
      title="Data sets"
      action={
        <Button variant="quiet" size="small" onPress={() => setAdding(true)}>
          Add a data set…
        </Button>
      }
    >
      {dataSets.length === 0 ? (
        <p className={styles.quiet}>
          A data set is a group of sources analysed together, such as mentor interviews. Choose one while
          importing, or add it here.
        </p>
      ) : (
        <Table
          label="Data sets"
          rows={dataSets}
          rowId={({ id }) => id}
          onOpen={({ id }) => go('sources', { dataSet: id })}
          columns={[
            { id: 'name', header: 'Data set', isRowHeader: true, cell: ({ name }) => name },
            {
              id: 'sources',
              header: 'Sources',
              width: '90px',
              align: 'end',
              cell: row => number(row.sources),
            },
            {
              id: 'coded',
              header: 'Sources with codings you may see',
              width: '260px',
              cell: row => (
                <Meter
                  label={`Sources of ${row.name} with codings`}
                  value={row.sources === 0 ? 0 : row.codedSources / row.sources}
                  words={`${number(row.codedSources)} of ${number(row.sources)}`}
                />
              ),
            },
            {
              id: 'change',
              header: 'Change',
              isHeaderHidden: true,
              width: '48px',
              align: 'end',
              cell: row => (
                <MenuButton
                  label={`Change ${row.name}`}
                  trigger={<IconButton label={`Change ${row.name}`} icon={<Ellipsis />} size="tiny" />}
                  entries={[
                    { id: 'rename', label: 'Rename…', onAction: () => setRenaming(row) },
                    {
                      id: 'up',
                      label: 'Move up',
                      isDisabled: row.id === dataSets[0]?.id,
                      onAction: () => move(row, -1),
                    },
                    {
                      id: 'down',
                      label: 'Move down',
                      isDisabled: row.id === dataSets.at(-1)?.id,
                      onAction: () => move(row, 1),
                    },
                    {
                      id: 'remove',
                      label: 'Remove…',
                      tone: 'danger',
                      onAction: () => setRemoving(row),
                    },
                  ]}
                />
              ),
            },
          ]}
        />
      )}
      {dataSets.length > 0 && sources > grouped && (
        <p className={styles.quiet}>{number(sources - grouped)} more in no data set.</p>
      )}
      {adding && <NameDataSet close={() => setAdding(false)} />}
      {renaming && <NameDataSet dataSet={renaming} close={() => setRenaming(null)} />}
      {removing && <RemoveDataSet dataSet={removing} close={() => setRemoving(null)} />}
    </Section>
  )
}

/** Names a new data set, or one there is anew. */
function NameDataSet({ dataSet, close }: { dataSet?: DataSet; close: () => void }) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const [name, setName] = useState(dataSet?.name ?? '')
  const keep = () =>
    take(async () => {
      if (dataSet) await client.catalogue.renameDataSet({ dataSet: dataSet.id, name: name.trim() })
      else await client.sources.addDataSet({ name: name.trim() })
      close()
    })
  return (
    <FormDialog
      title={dataSet ? 'Rename the data set' : 'Add a data set'}
      size="small"
      submitLabel={dataSet ? 'Rename' : 'Add'}
      isReady={name.trim() !== ''}
      isBusy={busy}
      failure={null}
      onSubmit={keep}
      onClose={close}
    >
      <TextField
        label="Name"
        description="Mentor interviews, records and emails, …"
        value={name}
        onChange={setName}
        {...(failure ? { error: failure.message } : {})}
        autoFocus
      />
    </FormDialog>
  )
}

/** Says what becomes of a data set's sources before it goes; the step can be undone. */
function RemoveDataSet({ dataSet, close }: { dataSet: DataSet; close: () => void }) {
  const client = useClient()
  const { run, busy } = useAct()
  const { data } = useRead('catalogue.dataSetGoesWith', { dataSet: dataSet.id })
  return (
    <Dialog
      title={`Remove “${dataSet.name}”?`}
      size="small"
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            variant="danger"
            isDisabled={!data || data.refused !== null}
            isPending={busy}
            onPress={() =>
              void run(() => client.catalogue.removeDataSet({ dataSet: dataSet.id }), {
                undoable: `The data set “${dataSet.name}” was removed.`,
              }).then(done => done !== undefined && close())
            }
          >
            Remove the data set
          </Button>
        </>
      }
    >
      <p>{data?.refused ?? data?.sentence}</p>
      {data?.refused === null && <p>Undo brings it back.</p>}
    </Dialog>
  )
}
