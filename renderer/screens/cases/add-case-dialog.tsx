import { useState } from 'react'
import type { Case, CaseKind } from '#shared/model/case.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
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
    <Dialog
      title={`Add a ${noun}`}
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && close()}
      footer={
        <>
          <Button onPress={close}>{added === null ? 'Cancel' : 'Done'}</Button>
          <Button
            variant="primary"
            isDisabled={name.trim() === '' || tooLong !== null}
            isPending={busy}
            onPress={add}
          >
            Add
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() !== '' && tooLong === null && !busy) add()
        }}
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
        <FailureCallout failure={failure} />
        <p className={styles.quiet} role="status">
          {added === null ? '' : `Added “${added}”.`}
        </p>
      </form>
    </Dialog>
  )
}
