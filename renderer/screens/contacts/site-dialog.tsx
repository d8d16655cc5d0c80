import { useState } from 'react'
import type { ContactSite } from '#shared/model/contact.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import styles from './contacts.module.css'

/** What the per-site table needs to know of one site besides its contacts. */
export function SiteDialog({ site, close }: { site: ContactSite; close(): void }) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const [opened, setOpened] = useState(site.opened ?? '')
  const [participants, setParticipants] = useState(site.participants)
  const [staff, setStaff] = useState(site.staff)
  const submit = () =>
    take(async () => {
      await client.contacts.setSite({
        site: site.id,
        ...((opened || null) === site.opened ? {} : { opened: opened || null }),
        ...(participants === site.participants ? {} : { participants }),
        ...(staff === site.staff ? {} : { staff }),
      })
      close()
    })
  return (
    <FormDialog
      title={site.site}
      description="Kept as attributes of the site, under Cases."
      submitLabel="Keep"
      isReady
      isBusy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={close}
    >
      <TextField label="Opened on" type="date" autoFocus value={opened} onChange={setOpened} />
      <div className={styles.two}>
        <NumberField
          label="Participants"
          value={participants}
          onChange={setParticipants}
          min={0}
          max={1_000_000}
        />
        <NumberField label="Staff in the period" value={staff} onChange={setStaff} min={0} max={1_000_000} />
      </div>
    </FormDialog>
  )
}
