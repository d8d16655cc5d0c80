import { useEffect, useState } from 'react'
import type { CorrectionPreview, Touched } from '#shared/model/revision.ts'
import type { SourceText } from '#shared/model/source.ts'
import type { Span } from '#shared/text/span.ts'
import { Button } from '../../../ui/button.tsx'
import { Callout } from '../../../ui/callout.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { announce } from '../../../ui/live-announcer.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useAct, useClient, useRead } from '../../../use-engine.ts'
import { counted } from '../../../wording.ts'
import { ChangedWords } from './changed-words.tsx'
import { labelOfTurn } from './label-of-turn.ts'
import styles from './revisions.module.css'
import { closeRevisions, useRevisions } from './revisions-store.ts'

/** How long typing rests before what it changes is asked for, in milliseconds. */
const rest = 200

/** Corrects the words of one turn: what changes and what that touches is seen before it is saved, as one step. */
export function CorrectDialog() {
  const opened = useRevisions(state => state.opened)
  if (opened?.dialog !== 'correct') return null
  return <OnOneText key={`${opened.revision} ${opened.turn.start}`} {...opened} />
}

/** Holds to the text it was opened on: offsets and typed words mean nothing in another, made in another window meanwhile. */
function OnOneText({ source, revision, turn }: { source: string; revision: string; turn: Span }) {
  const newest = useRead('sources.open', { source }).data
  const { data: shown, loading } = useRead('speakers.shown', { source })
  const [held, setHeld] = useState<Held | null>(null)
  if (held === null && newest && !loading)
    setHeld({ text: newest, label: labelOfTurn(newest, shown?.speech.speakers ?? [], turn) })
  return held && <OpenCorrection {...held} turn={turn} isStale={newest?.revision !== revision} />
}

interface Held {
  text: SourceText
  label: ReturnType<typeof labelOfTurn>
}

interface OpenCorrectionProps extends Held {
  turn: Span
  /** The source has another text by now. */
  isStale: boolean
}

function OpenCorrection({ text, label, turn, isStale }: OpenCorrectionProps) {
  const client = useClient()
  const { run, busy } = useAct()
  const old = text.text.slice(turn.start, turn.end)
  const [words, setWords] = useState(old)
  const [note, setNote] = useState('')
  const [speaker, setSpeaker] = useState(label?.name ?? '')
  const asked = useRested(words)
  const askedSpeaker = useRested(speaker)
  const edits = (now: string, name: string) => [
    ...(label && name.trim() !== '' ? [{ start: label.start, end: label.end, text: name.trim() }] : []),
    { ...turn, text: now },
  ]
  const { data: preview, failure } = useRead(
    'revisions.preview',
    isStale ? null : { source: text.id, edits: edits(asked, askedSpeaker) },
    { keepPrevious: true },
  )
  const isChanged =
    words !== old || (label !== null && speaker.trim() !== '' && speaker.trim() !== label.name)
  const save = async () => {
    const made = await run(
      () =>
        client.revisions.correct({
          source: text.id,
          revision: text.revision,
          edits: edits(words, speaker),
          note,
        }),
      { undoable: 'Corrected the text.' },
    )
    if (!made) return
    announce(made.toPlace === 0 ? 'Corrected' : `Corrected. ${counted(made.toPlace, 'thing')} to look at`)
    closeRevisions()
  }
  return (
    <Dialog
      title="Correct text"
      description={`${text.title}. The text before stays readable under Earlier texts.`}
      size="large"
      isOpen
      isHeld
      hasDraft={isChanged || note !== ''}
      onOpenChange={isOpen => !isOpen && closeRevisions()}
      footer={
        <>
          <Button onPress={closeRevisions}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={isStale || !isChanged || preview?.refused !== null || failure !== undefined}
            isPending={busy}
            onPress={() => void save()}
          >
            Save correction
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {isStale && !busy && (
          <Callout tone="warn" isLive title="The text was changed in another window meanwhile.">
            Your words are kept here: copy them, and open the correction again.
          </Callout>
        )}
        {preview?.refused && (
          <Callout tone="warn" title={preview.refused}>
            Tell a lead what is wrong in it.
          </Callout>
        )}
        <TextArea label="Words" rows={4} value={words} onChange={setWords} autoFocus />
        {label && (
          <TextField
            label="Speaker"
            description="As this turn’s label stands in the text."
            value={speaker}
            onChange={setSpeaker}
          />
        )}
        {!isStale && (
          <section aria-label="What changes" aria-live="polite" className={styles.effects}>
            {isChanged && preview && <Effects preview={preview} />}
            {isChanged && failure && <p>{failure.message}</p>}
            {!isChanged && <p className={styles.quiet}>Change the words above to see what that touches.</p>}
          </section>
        )}
        <TextField label="Reason" description="May be left empty." value={note} onChange={setNote} />
      </div>
    </Dialog>
  )
}

function Effects({ preview }: { preview: CorrectionPreview }) {
  const { changes, further, touched, touchedInAll, same, withheld } = preview
  return (
    <>
      <ul className={styles.list}>
        {changes.map(change => (
          <li key={change.start}>
            <ChangedWords change={change} />
          </li>
        ))}
      </ul>
      {further > 0 && <p className={styles.quiet}>And {counted(further, 'further change')}.</p>}
      <p>
        {touchedInAll === 0
          ? same === 0
            ? 'Nothing that you can see is coded or annotated here.'
            : `${counted(same, 'coding or annotation', 'codings and annotations')} of this text stay on their words.`
          : `${counted(touchedInAll, 'thing')} will wait to be looked at, since ${touchedInAll === 1 ? 'its' : 'their'} words change:`}
      </p>
      {touchedInAll > 0 && (
        <ul className={styles.list}>
          {touched.map(item => (
            <li key={item.id}>
              <TouchedLine item={item} />
            </li>
          ))}
        </ul>
      )}
      {withheld && (
        <p className={styles.quiet}>
          A round is blind: codings that you may not see are kept in the same way, and their coders asked.
        </p>
      )}
    </>
  )
}

const shortest = (words: string): string =>
  words.length > 90 ? `${words.slice(0, 60)} … ${words.slice(-25)}` : words

function TouchedLine({ item }: { item: Touched }) {
  const name = item.what === 'coding' ? `“${item.name}”` : `Annotation “${shortest(item.name)}”`
  return (
    <>
      <span className={styles.name}>
        {name}
        {item.who === null ? ', consensus' : `, ${item.who}`}:
      </span>{' '}
      <del>{shortest(item.before)}</del>{' '}
      {item.after === null ? <em>nothing left of it</em> : <ins>{shortest(item.after)}</ins>}
    </>
  )
}

/** A value once it has rested for a moment. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
