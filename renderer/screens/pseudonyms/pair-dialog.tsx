import { useState } from 'react'
import type { NameKind, PseudonymPair } from '#shared/model/pseudonym.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import { nameKinds } from './kinds.ts'
import styles from './pseudonyms.module.css'

interface PairDialogProps {
  /** Left out: a new one. */
  pair?: PseudonymPair
  remove: (() => void) | undefined
  close(): void
}

/** One real name, what is shown in its place, and how it is found. */
export function PairDialog({ pair, remove, close }: PairDialogProps) {
  const client = useClient()
  const [real, setReal] = useState(pair?.real ?? '')
  const [shown, setShown] = useState(pair?.shown ?? '')
  const [kind, setKind] = useState<NameKind>(pair?.kind ?? 'person')
  const [variants, setVariants] = useState(pair?.variants.join('\n') ?? '')
  const [note, setNote] = useState(pair?.note ?? '')
  const [capitals, setCapitals] = useState<boolean | null>(pair?.capitalsOnly ?? null)
  const [folds, setFolds] = useState(pair?.foldsAccents ?? false)
  const { take, failure, busy } = useStep()
  const ready = real.trim() !== '' && shown.trim() !== ''
  const keep = () =>
    take(async () => {
      await client.pseudonyms.put({
        ...(pair ? { id: pair.id } : {}),
        kind,
        real: real.trim(),
        shown: shown.trim(),
        variants: variants
          .split('\n')
          .map(line => line.trim())
          .filter(Boolean),
        note: note.trim(),
        ...(capitals === null ? {} : { capitalsOnly: capitals }),
        foldsAccents: folds,
      })
      close()
    })
  return (
    <Dialog
      title={pair ? 'Change a name' : 'Add a name'}
      isOpen
      isHeld
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          {remove && (
            <Button
              variant="quiet"
              onPress={() => {
                remove()
                close()
              }}
            >
              Take out of the key
            </Button>
          )}
          <Button onPress={close}>Cancel</Button>
          <Button variant="primary" type="submit" form="name-pair" isDisabled={!ready} isPending={busy}>
            {pair ? 'Keep the change' : 'Add'}
          </Button>
        </>
      }
    >
      <form
        id="name-pair"
        noValidate
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          if (ready) keep()
        }}
      >
        <FailureCallout failure={failure} />
        <div className={styles.pair}>
          <TextField label="Real name" value={real} onChange={setReal} isRequired autoFocus />
          <TextField
            label="Shown as"
            placeholder="OT 18, [site partner], Site 10"
            value={shown}
            onChange={setShown}
            isRequired
          />
        </div>
        <div className={styles.pair}>
          <Select<NameKind> label="Kind" options={nameKinds} value={kind} onChange={setKind} />
          <TextField label="Note" value={note} onChange={setNote} />
        </div>
        <TextArea
          label="Other forms, one a line"
          description={
            kind === 'person'
              ? 'Nicknames, misspellings, the first name alone. Initials, titles and ’s are found by themselves.'
              : 'Short forms and misspellings. Endings such as ’s are found by themselves.'
          }
          rows={2}
          value={variants}
          onChange={setVariants}
        />
        <Checkbox
          isSelected={capitals ?? false}
          isIndeterminate={capitals === null}
          onChange={setCapitals}
          description={
            capitals === null
              ? 'As usual: for names that are words too, such as Will, Mark or Rose.'
              : 'For names that are words too.'
          }
        >
          Only where it begins with a capital
        </Checkbox>
        <Checkbox isSelected={folds} onChange={setFolds} description="José is found as Jose too.">
          Whatever its accents
        </Checkbox>
      </form>
    </Dialog>
  )
}
