import { useEffect, useState } from 'react'
import type { MadeHandout } from '#shared/model/handout.ts'
import { handoutEnding } from '#shared/model/handout.ts'
import type { Round } from '#shared/model/round.ts'
import type { FileRef } from '#shared/model/source.ts'
import { showFailure } from '../../show-failure.ts'
import { takeOutPackage } from '../../take-out.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { pickFiles } from '../sources/pick-files.ts'
import { sendFile } from '../sources/send-file.ts'
import { useStep } from '../use-step.ts'
import { ownWorkInWords } from './handout-words.ts'
import styles from './handouts.module.css'

type Kind = 'passphrase' | 'card' | 'open'

interface HandoutDialogProps {
  round: Round
  coder: Round['coders'][number]
  close(): void
}

/** Makes the hand-out of one coder: what it will hold, what opens it, where it goes. */
export function HandoutDialog({ round, coder, close }: HandoutDialogProps) {
  const client = useClient()
  const { data, failure: unasked } = useRead('handouts.preview', { round: round.id, coder: coder.id })
  const [kind, setKind] = useState<Kind>('passphrase')
  const [passphrase, setPassphrase] = useState('')
  const [card, setCard] = useState<{ file: FileRef; name: string } | null>(null)
  const [made, setMade] = useState<MadeHandout | null>(null)
  const { take, failure, busy } = useStep()
  const isReview = !round.coders.some(({ id }) => id === coder.id)
  useEffect(() => {
    client.handouts.proposePassphrase({}).then(({ passphrase: one }) => setPassphrase(one), showFailure)
  }, [client])
  if (made) return <Made made={made} passphrase={kind === 'passphrase' ? passphrase : null} close={close} />

  const chooseCard = () =>
    take(async () => {
      const kinds = [{ name: 'Coder’s card', extensions: ['tandem-card'] }]
      const [chosen] = await pickFiles({ title: 'Choose the coder’s card', kinds, several: false })
      if (!chosen) return
      if (chosen instanceof File) {
        setCard({ file: await sendFile(chosen, new AbortController().signal), name: chosen.name })
      } else setCard({ file: chosen, name: chosen.path.split(/[\\/]/).at(-1) ?? chosen.path })
    })
  const make = () =>
    take(async () => {
      const protection =
        kind === 'open'
          ? { kind }
          : kind === 'passphrase'
            ? { kind, passphrase }
            : { kind, card: card?.file ?? { path: '' } }
      const done = await takeOutPackage(
        {
          suggested: data?.fileName ?? `hand-out.${handoutEnding}`,
          title: `Save ${coder.name}’s hand-out`,
          kind: 'Tandem hand-out',
        },
        path =>
          client.handouts.make({
            round: round.id,
            coder: coder.id,
            protection,
            ...(path === undefined ? {} : { path }),
          }),
      )
      if (done) setMade(done)
    })
  const isReady =
    data !== undefined &&
    !(data.earlier === 'by card only' && kind !== 'card') &&
    (kind === 'open' || (kind === 'card' ? card !== null : passphrase.length >= 8))
  return (
    <FormDialog
      title={`Hand out “${round.title}” to ${coder.name}`}
      description="A file to work from on another computer."
      submitLabel="Save the hand-out…"
      isReady={isReady}
      isBusy={busy}
      failure={failure ?? unasked ?? null}
      onSubmit={make}
      onClose={close}
    >
      {data && (
        <section className={styles.part} aria-label="What it holds">
          <dl className={styles.facts}>
            <dt>Sources</dt>
            <dd>
              {counted(data.counts.sources, 'source')}, {counted(data.counts.words, 'word')}
            </dd>
            <dt>Cases</dt>
            <dd>{data.counts.cases === 0 ? 'None' : counted(data.counts.cases, 'case')}</dd>
            <dt>Framework</dt>
            <dd>{counted(data.counts.codes, 'code')}, as frozen when the round opened</dd>
            <dt>{isReview ? 'To settle' : 'Own work'}</dt>
            <dd>
              {isReview
                ? 'Both coders’ codings of the round, and what was ruled and said of them so far'
                : kind !== 'card' && data.earlier !== 'in it'
                  ? 'Left out, since you code in this blind round and could open the hand-out. For their card it goes along.'
                  : ownWorkInWords(data.counts.own)}
            </dd>
          </dl>
          <p className={styles.quiet}>
            {isReview
              ? 'It holds no other round, no notes or memos, and no key of pseudonyms.'
              : 'It holds nobody else’s codings, notes or memos, no other names, and no key of pseudonyms.'}
            {data.madeBefore > 0 &&
              ` ${counted(data.madeBefore, 'hand-out')} of this round went to ${coder.name} before and ${data.madeBefore === 1 ? 'stays' : 'stay'} good.`}
          </p>
          <p className={styles.quiet}>
            It holds the study as it is now. What you undo here afterwards is not undone in it.
          </p>
        </section>
      )}
      <RadioGroup<Kind>
        label="What opens it"
        value={kind}
        onChange={setKind}
        options={[
          {
            id: 'passphrase',
            label: 'A passphrase',
            description: 'Tell it by another way than the file goes. It is kept nowhere.',
          },
          {
            id: 'card',
            label: 'The coder’s card',
            description: 'Opens on their computer and nowhere else. They make the card and send it to you.',
          },
          {
            id: 'open',
            label: 'Nothing',
            description: 'Anyone who has the file and Tandem can read it.',
          },
        ]}
      />
      {kind === 'passphrase' && (
        <TextField
          label="Passphrase"
          description="Proposed to be told over the telephone; at least 8 characters."
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="off"
          spellCheck="false"
        />
      )}
      {kind === 'card' && (
        <div className={styles.card}>
          <Button onPress={chooseCard}>Choose a card…</Button>
          <span className={styles.quiet}>{card?.name ?? 'A file that ends in .tandem-card'}</span>
        </div>
      )}
      {kind !== 'card' && data?.earlier === 'by card only' && (
        <Callout tone="warn" title={`${coder.name} has returned work. Choose their card.`}>
          You code in this blind round, and whoever makes a hand-out like this could open it. Or let a lead
          make it who does not code in the round.
        </Callout>
      )}
      {kind === 'open' && (
        <Callout tone="warn" title="The transcripts in it are not locked.">
          Send it only where the study itself may lie open.
        </Callout>
      )}
    </FormDialog>
  )
}

/** A hand-out that was made: where it is, and the passphrase, for the last time. */
function Made({ made, passphrase, close }: { made: MadeHandout; passphrase: string | null; close(): void }) {
  return (
    <Dialog
      title="The hand-out is made"
      description={made.file ?? `${made.held?.fileName ?? ''}, among your downloads`}
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && close()}
      footer={
        <Button variant="primary" autoFocus onPress={close}>
          Done
        </Button>
      }
    >
      <div className={styles.part}>
        {passphrase !== null && (
          <>
            <p>Its passphrase, which is kept nowhere:</p>
            <p className={styles.secret}>{passphrase}</p>
          </>
        )}
        <p className={styles.quiet}>
          Send it to {made.coder?.name}. It stays good until the round is closed; where it is lost, make
          another.
        </p>
      </div>
    </Dialog>
  )
}
