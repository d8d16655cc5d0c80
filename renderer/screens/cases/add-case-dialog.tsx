import { useState } from 'react'
import type { Case, CaseKind } from '#shared/model/case.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import styles from './cases.module.css'

const none = 'none'

/** Adds people or sites, one after the other. */
export function AddCaseDialog({
  kind,
  cases,
  close,
}: {
  kind: CaseKind
  cases: readonly Case[]
  close(): void
}) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const [name, setName] = useState('')
  const [site, setSite] = useState(none)
  const [added, setAdded] = useState<string | null>(null)
  const sites = cases.filter(one => one.kind === 'site')
  const noun = kind === 'person' ? 'person' : 'site'
  const tooLong = whyNotNamed(name)
  const add = () =>
    take(async () => {
      const made = await client.cases.add({ kind, name, site: site === none ? null : site })
      setAdded(made.name)
      setName('')
    })
  return (
    <FormDialog
      title={`Add a ${noun}`}
      submitLabel="Add"
      isReady={name.trim() !== '' && tooLong === null}
      isBusy={busy}
      failure={failure}
      onSubmit={add}
      onClose={close}
      cancelLabel={added === null ? 'Cancel' : 'Done'}
    >
      <TextField
        label="Name"
        description={
          kind === 'person' ? 'As it is told in the study, such as OT 18; not the real name.' : undefined
        }
        autoFocus
        value={name}
        onChange={setName}
        error={tooLong ?? undefined}
      />
      {kind === 'person' && sites.length > 0 && (
        <Select
          label="Site"
          options={[{ id: none, label: 'No site' }, ...sites.map(({ id, name: label }) => ({ id, label }))]}
          value={site}
          onChange={setSite}
        />
      )}
      <p className={styles.quiet} role="status">
        {added === null ? '' : `Added “${added}”.`}
      </p>
    </FormDialog>
  )
}
