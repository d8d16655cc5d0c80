import { useState } from 'react'
import type { Case } from '#shared/model/case.ts'
import {
  type Contact,
  type ContactMode,
  type ContactPart,
  contactModes,
  longContact,
} from '#shared/model/contact.ts'
import { localDay } from '#shared/text/day.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import { modeNames } from './contact-words.ts'
import styles from './contacts.module.css'
import { dayInDoubt } from './day-in-doubt.ts'
import { PartsField } from './parts-field.tsx'

const modes = contactModes.map(id => ({ id, label: modeNames[id] }))

/** Adds contacts one after the other, or changes one. */
export function ContactDialog({
  contact,
  cases,
  close,
}: {
  contact: Contact | null
  cases: readonly Case[]
  close(): void
}) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const setUp = useRead('contacts.setUp', {}).data
  const log = useRead('contacts.list', {}).data
  const assumed = setUp?.emailMinutes
  const [date, setDate] = useState(contact?.date ?? '')
  const [mode, setMode] = useState<ContactMode>(contact?.mode ?? 'phone')
  const [minutes, setMinutes] = useState(contact?.minutesFrom === 'recorded' ? contact.minutes : null)
  const [sites, setSites] = useState<readonly ContactPart[]>(contact?.sites ?? [])
  const [people, setPeople] = useState<readonly ContactPart[]>(contact?.people ?? [])
  const [note, setNote] = useState(contact?.note ?? '')
  const [added, setAdded] = useState(0)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date)
  const submit = () =>
    take(async () => {
      const entered = { date, mode, minutes, sites: [...sites], people: [...people], note }
      if (contact) {
        await client.contacts.update({ contact: contact.id, ...entered })
        close()
        return
      }
      await client.contacts.add(entered)
      setAdded(added + 1)
      setMinutes(null)
      setNote('')
    })
  return (
    <FormDialog
      title={contact ? 'Change the contact' : 'Add a contact'}
      submitLabel={contact ? 'Keep' : 'Add'}
      isReady={isDay && sites.length > 0}
      isBusy={busy}
      failure={failure}
      hasDraft={sites.length > 0}
      onSubmit={submit}
      onClose={close}
      cancelLabel={added > 0 ? 'Done' : 'Cancel'}
    >
      <div className={styles.three}>
        <TextField
          label="Date"
          type="date"
          autoFocus
          value={date}
          onChange={setDate}
          description={
            isDay
              ? dayInDoubt(date, localDay(new Date()), {
                  others: (log ?? []).filter(({ id }) => id !== contact?.id),
                  parts: sites,
                  sites: cases,
                  opened: setUp?.attributes.opened ?? null,
                })
              : undefined
          }
        />
        <Select<ContactMode> label="Mode" options={modes} value={mode} onChange={setMode} />
        <NumberField
          label="Minutes"
          value={minutes}
          onChange={setMinutes}
          min={0}
          max={100_000}
          placeholder={mode === 'email' && assumed !== undefined ? `${assumed} by default` : 'not recorded'}
          description={
            minutes !== null && minutes >= longContact ? 'That is 10 hours or more: is it meant?' : undefined
          }
        />
      </div>
      <PartsField kind="site" cases={cases} parts={sites} onChange={setSites} />
      <PartsField kind="person" cases={cases} parts={people} onChange={setPeople} />
      <TextArea label="Note" value={note} onChange={setNote} rows={2} />
      <p className={styles.quiet} role="status">
        {added > 0 ? `Added ${added}.` : ''}
      </p>
    </FormDialog>
  )
}
