import { useState } from 'react'
import type { Case } from '#shared/model/case.ts'
import {
  type Contact,
  type ContactMode,
  type ContactSaid,
  contactModes,
  longContact,
  type SaidAnew,
  saidIn,
  withAnew,
} from '#shared/model/contact.ts'
import { localDay } from '#shared/text/day.ts'
import { readLength } from '#shared/text/length.ts'
import { Callout } from '../../ui/callout.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ChangedMeanwhile } from '../../ui/mine-or-theirs.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { NumberReader } from '../../ui/typed-number.ts'
import { useClient, useRead } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import { doubtsOf } from './contact-doubts.ts'
import {
  type ContactDraft,
  changedIn,
  followedIn,
  keepMine,
  metIn,
  only,
  takeTheirs,
} from './contact-draft.ts'
import { modeNames, nowSays } from './contact-words.ts'
import styles from './contacts.module.css'
import { dayInDoubt } from './day-in-doubt.ts'
import { PartsField } from './parts-field.tsx'

const modes = contactModes.map(id => ({ id, label: modeNames[id] }))

const blank: ContactSaid = { date: '', mode: 'phone', minutes: null, sites: [], people: [], note: '' }

/** A length typed by hand is read as one in a log is. */
const readTyped: NumberReader = typed => {
  const length = readLength(typed)
  if ('minutes' in length) return { value: length.minutes }
  return /\d/.test(typed) ? length : { why: `${length.why}; write 45, 1h 20 or 1:20` }
}

/** Adds contacts one after the other, or changes one of the log. */
export function ContactDialog({
  contact,
  log,
  cases,
  close,
}: {
  contact: Contact | null
  log: readonly Contact[]
  cases: readonly Case[]
  close(): void
}) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const setUp = useRead('contacts.setUp', {}).data
  const assumed = setUp?.emailMinutes
  const [draft, setDraft] = useState<ContactDraft>({ known: contact ? saidIn(contact) : blank, mine: {} })
  const [added, setAdded] = useState(0)
  /** What was asked about last, as it was then. */
  const [asked, setAsked] = useState('')
  const current = contact && log.find(({ id }) => id === contact.id)
  const isGone = contact !== null && !current
  const now = current ? saidIn(current) : draft.known
  const said = withAnew(now, draft.mine)
  const { date, mode, minutes, sites, people, note } = said
  const names = new Map(cases.map(({ id, name }) => [id, name]))
  const met = metIn(draft, now)
  const followed = followedIn(draft, now)
  const changed = changedIn(draft, now)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date)
  const today = localDay(new Date())
  const doubts = doubtsOf(
    said,
    field => !current || changed.includes(field),
    log.filter(({ id }) => id !== contact?.id),
    today,
  )
  const isAsked = doubts.length > 0 && asked === JSON.stringify([said, doubts])
  const enter = (anew: SaidAnew) => setDraft(before => ({ ...before, mine: { ...before.mine, ...anew } }))
  const submit = () => {
    if (doubts.length > 0 && !isAsked) {
      setAsked(JSON.stringify([said, doubts]))
      return
    }
    take(async () => {
      if (current) {
        if (changed.length > 0) {
          const from = only(draft.known, changed)
          await client.contacts.update({ contact: current.id, ...only(said, changed), from })
        }
        close()
        return
      }
      await client.contacts.add(said)
      if (isGone) {
        close()
        return
      }
      setAdded(added + 1)
      setAsked('')
      enter({ minutes: null, note: '' })
    })
  }
  const step = current ? 'Keep' : 'Add'
  return (
    <FormDialog
      title={contact ? 'Change the contact' : 'Add a contact'}
      submitLabel={isAsked ? `${step} all the same` : step}
      isReady={isDay && sites.length > 0 && met.length === 0}
      isBusy={busy}
      failure={failure}
      hasDraft={contact ? changed.length > 0 : sites.length > 0}
      onSubmit={submit}
      onClose={close}
      cancelLabel={added > 0 ? 'Done' : 'Cancel'}
    >
      {met.length > 0 && (
        <ChangedMeanwhile
          what="contact"
          onKeepMine={() => setDraft(keepMine(draft, now, met))}
          onTakeTheirs={() => setDraft(takeTheirs(draft, now, met))}
        >
          {met.map(field => nowSays(field, now, names)).join(' ')}
        </ChangedMeanwhile>
      )}
      {followed.length > 0 && (
        <Callout isLive title="Changed elsewhere while it is open here:">
          {followed.map(field => nowSays(field, now, names)).join(' ')}
        </Callout>
      )}
      {isGone && (
        <Callout tone="warn" isLive title="This contact was removed elsewhere while it is open here.">
          Add makes it again from what stands here.
        </Callout>
      )}
      <div className={styles.three}>
        <TextField
          label="Date"
          type="date"
          autoFocus
          value={date}
          onChange={date => enter({ date })}
          description={
            isDay
              ? dayInDoubt(date, today, {
                  others: log.filter(({ id }) => id !== contact?.id),
                  parts: sites,
                  sites: cases,
                  opened: setUp?.attributes.opened ?? null,
                })
              : undefined
          }
        />
        <Select<ContactMode> label="Mode" options={modes} value={mode} onChange={mode => enter({ mode })} />
        <NumberField
          label="Minutes"
          value={minutes}
          onChange={minutes => enter({ minutes })}
          read={readTyped}
          min={0}
          max={100_000}
          placeholder={mode === 'email' && assumed !== undefined ? `${assumed} by default` : 'not recorded'}
          description={
            minutes !== null && minutes >= longContact ? 'That is 10 hours or more: is it meant?' : undefined
          }
        />
      </div>
      <PartsField kind="site" cases={cases} parts={sites} onChange={sites => enter({ sites: [...sites] })} />
      <PartsField
        kind="person"
        cases={cases}
        parts={people}
        onChange={people => enter({ people: [...people] })}
      />
      <TextArea label="Note" value={note} onChange={note => enter({ note })} rows={2} />
      {isAsked && (
        <Callout tone="warn" isLive title={doubts.join(' ')}>
          {step} it all the same if that is meant.
        </Callout>
      )}
      <p className={styles.quiet} role="status">
        {added > 0 ? `Added ${added}.` : ''}
      </p>
    </FormDialog>
  )
}
