import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { Table } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { useStep } from '../use-step.ts'
import styles from './study.module.css'

/** Plans a round: which sources, which two coders, and whether they work blind. */
export function OpenRoundDialog({ close }: { close: () => void }) {
  const client = useClient()
  const members = useRead('members.list', {}).data ?? []
  const sources = useRead('sources.list', {}).data ?? []
  const rounds = useRead('rounds.list', {}).data ?? []
  const coders = members.filter(({ roles }) => roles.includes('coder'))
  const [typedTitle, setTitle] = useState<string | null>(null)
  const [typedA, setA] = useState<string | null>(null)
  const [typedB, setB] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [blind, setBlind] = useState(true)
  const { take, failure, busy } = useStep()
  const title = typedTitle ?? `Round ${rounds.length + 1}`
  const a = typedA ?? coders[0]?.id ?? null
  const b = typedB ?? coders.find(({ id }) => id !== a)?.id ?? null
  const same = a !== null && a === b
  const isReady = title.trim() !== '' && a !== null && b !== null && !same && chosen.size > 0
  const options = coders.map(({ id, name, initials }) => ({ id, label: name, description: initials }))
  const open = () =>
    take(async () => {
      if (a === null || b === null) return
      await client.rounds.open({ title: title.trim(), sources: [...chosen], coders: [a, b], blind })
      close()
    })
  return (
    <Dialog
      title="Open a round"
      description="Two coders code the same sources, each alone. The framework’s version is frozen as it stands."
      size="large"
      isOpen
      isHeld
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button variant="primary" isDisabled={!isReady} isPending={busy} onPress={open}>
            {chosen.size > 0 ? `Open with ${counted(chosen.size, 'source')}` : 'Open the round'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <FailureCallout failure={failure} />
        {coders.length < 2 && (
          <Callout tone="warn" title="A round needs two coders.">
            Add a person with the role of coder first; the list of people is on the Study screen.
          </Callout>
        )}
        <div className={styles.three}>
          <TextField label="Title" value={title} onChange={setTitle} maxLength={120} />
          <Select label="First coder" options={options} value={a} onChange={setA} />
          <Select
            label="Second coder"
            options={options}
            value={b}
            onChange={setB}
            {...(same ? { error: 'Choose two different people.' } : {})}
          />
        </div>
        <Switch
          isSelected={blind}
          onChange={setBlind}
          description="Neither sees the other’s codings, notes or figures for these sources before both submit."
        >
          Blind until both submit
        </Switch>
        <div className={styles.sourceChoice}>
          <Table
            label="Sources of the round"
            selectionMode="multiple"
            rows={sources}
            rowId={({ id }) => id}
            selected={chosen}
            onSelectionChange={setChosen}
            defaultSort={{ column: 'title', direction: 'ascending' }}
            empty={<p className={styles.quiet}>No sources yet. Import files first.</p>}
            columns={[
              {
                id: 'title',
                header: 'Source',
                isRowHeader: true,
                cell: ({ title }) => title,
                sortValue: ({ title }) => title,
              },
              {
                id: 'dataSet',
                header: 'Data set',
                width: '160px',
                cell: ({ dataSet }) => dataSet?.name ?? '',
                sortValue: ({ dataSet }) => dataSet?.name,
              },
              {
                id: 'words',
                header: 'Words',
                width: '90px',
                align: 'end',
                cell: ({ words }) => number(words),
                sortValue: ({ words }) => words,
              },
            ]}
          />
        </div>
      </div>
    </Dialog>
  )
}
