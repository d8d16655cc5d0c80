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
  // Only what was touched is kept, and only where nobody changed it meanwhile.
  const [known] = useState({ opened: site.opened, participants: site.participants, staff: site.staff })
  const [typed, setTyped] = useState<Partial<typeof known>>({})
  const enter = (what: Partial<typeof known>) => setTyped({ ...typed, ...what })
  const { opened, participants, staff } = { ...site, ...typed }
  const submit = () =>
    take(async () => {
      await client.contacts.setSite({ site: site.id, ...typed, from: known })
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
      <TextField
        label="Opened on"
        type="date"
        autoFocus
        value={opened ?? ''}
        onChange={day => enter({ opened: day === '' ? null : day })}
      />
      <div className={styles.two}>
        <NumberField
          label="Participants"
          value={participants}
          onChange={participants => enter({ participants })}
          min={0}
          max={1_000_000}
        />
        <NumberField
          label="Staff in the period"
          value={staff}
          onChange={staff => enter({ staff })}
          min={0}
          max={1_000_000}
        />
      </div>
    </FormDialog>
  )
}
