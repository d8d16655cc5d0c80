import { useState } from 'react'
import { type ContactSetUp, type SiteFigure, siteFigures } from '#shared/model/contact.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import styles from './contacts.module.css'

const none = 'none'

const asked: Record<SiteFigure, { label: string; type: 'date' | 'number' }> = {
  opened: { label: 'When a site opened', type: 'date' },
  participants: { label: 'Its participants', type: 'number' },
  staff: { label: 'Its staff in the period', type: 'number' },
}

/** Up to which day contacts count, what is expected a month, and which attributes say what is known of sites. */
export function SetUpDialog({ close }: { close(): void }) {
  const setUp = useRead('contacts.setUp', {}).data
  return setUp ? <Form setUp={setUp} close={close} /> : null
}

/** What was typed, null where a field was emptied. */
interface Typed {
  cutOff?: string | null
  expected?: number | null
  emailMinutes?: number | null
}

function Form({ setUp, close }: { setUp: ContactSetUp; close(): void }) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const attributes = useRead('cases.list', {}).data?.attributes.filter(({ about }) => about === 'site') ?? []
  // What was not touched shows, and stays, what it is by now.
  const [known] = useState(setUp)
  const [typed, setTyped] = useState<Typed>({})
  const [chosen, setChosen] = useState<Partial<ContactSetUp['attributes']>>({})
  const enter = (what: Typed) => setTyped({ ...typed, ...what })
  const { cutOff, expected, emailMinutes } = { ...setUp, ...typed }
  const submit = () =>
    take(async () => {
      const { expected, emailMinutes, ...rest } = typed
      await client.contacts.choose({
        ...rest,
        ...(typeof expected === 'number' ? { expected } : {}),
        ...(typeof emailMinutes === 'number' ? { emailMinutes } : {}),
        attributes: chosen,
        from: known,
      })
      close()
    })
  return (
    <FormDialog
      title="Cut-off and counting"
      description="Holds for everyone in the study, for the table, the charts and the reports."
      submitLabel="Keep"
      isReady={expected !== null && emailMinutes !== null}
      isBusy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={close}
    >
      <TextField
        label="Cut-off: the last day that counts"
        type="date"
        description="Empty: the day of the last contact up to today."
        autoFocus
        value={cutOff ?? ''}
        onChange={day => enter({ cutOff: day === '' ? null : day })}
      />
      <div className={styles.two}>
        <NumberField
          label="Expected of each site"
          unit="minutes a month"
          value={expected}
          onChange={expected => enter({ expected })}
          min={1}
          max={100_000}
        />
        <NumberField
          label="An email without a length counts"
          unit="minutes"
          value={emailMinutes}
          onChange={emailMinutes => enter({ emailMinutes })}
          min={0}
          max={600}
        />
      </div>
      <div className={styles.three}>
        {siteFigures.map(figure => (
          <Select
            key={figure}
            label={asked[figure].label}
            options={[
              { id: none, label: 'Not said yet' },
              ...attributes
                .filter(({ type }) => type === asked[figure].type)
                .map(({ id, name }) => ({ id, label: name })),
            ]}
            value={{ ...setUp.attributes, ...chosen }[figure] ?? none}
            onChange={id => setChosen({ ...chosen, [figure]: id === none ? null : id })}
          />
        ))}
      </div>
      <p className={styles.quiet}>
        These are attributes of sites, kept under Cases. Where there is none yet, it is made when you first
        say a site’s figure.
      </p>
    </FormDialog>
  )
}
