import { useState } from 'react'
import type { DataSet } from '#shared/model/study.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Table } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import { number } from '../../wording.ts'
import { Section } from './section.tsx'
import styles from './study.module.css'

/** The groups of sources that are analysed together, and how far each has come. */
export function DataSets({ dataSets, sources }: { dataSets: readonly DataSet[]; sources: number }) {
  const go = useNavigation(({ go }) => go)
  const [adding, setAdding] = useState(false)
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
          ]}
        />
      )}
      {dataSets.length > 0 && sources > grouped && (
        <p className={styles.quiet}>{number(sources - grouped)} more in no data set.</p>
      )}
      {adding && <AddDataSet close={() => setAdding(false)} />}
    </Section>
  )
}

function AddDataSet({ close }: { close: () => void }) {
  const client = useClient()
  const { run, busy } = useAct()
  const [name, setName] = useState('')
  return (
    <Dialog
      title="Add a data set"
      size="small"
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="add-data-set"
            isDisabled={name.trim() === ''}
            isPending={busy}
          >
            Add
          </Button>
        </>
      }
    >
      <form
        id="add-data-set"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() === '' || busy) return
          void run(() => client.sources.addDataSet({ name: name.trim() })).then(added => added && close())
        }}
      >
        <TextField
          label="Name"
          description="Mentor interviews, records and emails, …"
          value={name}
          onChange={setName}
          autoFocus
        />
      </form>
    </Dialog>
  )
}
