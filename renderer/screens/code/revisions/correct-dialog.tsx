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
import styles from './revisions.module.css'
import { closeRevisions, useRevisions } from './revisions-store.ts'

/** How long typing rests before what it changes is asked for, in milliseconds. */
const rest = 200

/** Corrects the words of one turn: what changes and what that touches is seen before it is saved, as one step. */
export function CorrectDialog() {
  const opened = useRevisions(state => state.opened)
  const source = opened?.dialog === 'correct' ? opened.source : null
  const { data: text } = useRead('sources.open', source === null ? null : { source })
  if (opened?.dialog !== 'correct' || !text) return null
  return <OpenCorrection key={`${text.revision} ${opened.turn.start}`} text={text} turn={opened.turn} />
}

function OpenCorrection({ text, turn }: { text: SourceText; turn: Span }) {
  const client = useClient()
  const { run, busy } = useAct()
  const old = text.text.slice(turn.start, turn.end)
  const [words, setWords] = useState(old)
  const [note, setNote] = useState('')
  const label = labelOf(text, turn)
  const [speaker, setSpeaker] = useState(label?.name ?? '')
  const asked = useRested(words)
  const askedSpeaker = useRested(speaker)
  const edits = (now: string, name: string) => [
    ...(label && name.trim() !== '' ? [{ start: label.start, end: label.end, text: name.trim() }] : []),
    { ...turn, text: now },
  ]
  const { data: preview, failure } = useRead(
    'revisions.preview',
    { source: text.id, edits: edits(asked, askedSpeaker) },
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
    announce(made.toPlace === 0 ? 'Corrected' : `Corrected. ${counted(made.toPlace, 'passage')} to look at`)
    closeRevisions()
  }
  return (
    <Dialog
      title="Correct text"
      description={`${text.title}. The text before stays readable under Earlier texts.`}
      size="large"
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && closeRevisions()}
      footer={
        <>
          <Button onPress={closeRevisions}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={!isChanged || preview?.refused !== null || failure !== undefined}
            isPending={busy}
            onPress={() => void save()}
          >
            Save correction
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {preview?.refused && (
          <Callout tone="warn" title={preview.refused}>
            Tell a lead what is wrong in it.
          </Callout>
        )}
        <TextArea label="Words" rows={4} value={words} onChange={setWords} autoFocus />
        {label && (
          <TextField
            label="Speaker"
            description="As this turn’s label names them."
            value={speaker}
            onChange={setSpeaker}
          />
        )}
        <section aria-label="What changes" aria-live="polite" className={styles.effects}>
          {isChanged && preview && <Effects preview={preview} />}
          {isChanged && failure && <p>{failure.message}</p>}
          {!isChanged && <p className={styles.quiet}>Change the words above to see what that touches.</p>}
        </section>
        <TextField label="Reason" description="May be left empty." value={note} onChange={setNote} />
      </div>
    </Dialog>
  )
}

/** Where the turn's label has its speaker's name, which may be misspelt as any word; null where it has none. */
function labelOf({ text, parts }: SourceText, turn: Span): (Span & { name: string }) | null {
  const part = parts.find(each => each.start <= turn.start && turn.end <= each.end)
  if (!part?.speaker || turn.start < part.bodyStart) return null
  const at = text.slice(part.start, part.bodyStart).indexOf(part.speaker)
  const start = part.start + at
  return at < 0 ? null : { start, end: start + part.speaker.length, name: part.speaker }
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
          : `${counted(touchedInAll, 'passage')} will wait to be looked at, since ${touchedInAll === 1 ? 'its' : 'their'} words change:`}
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
