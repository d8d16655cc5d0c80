import { X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import {
  fittingMarks,
  markText,
  mostMarks,
  type QuoteMark,
  quoteAsPrinted,
  quotePieces,
} from '#shared/text/quote-marks.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ChangedMeanwhile } from '../ui/mine-or-theirs.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './edit-quotation-dialog.module.css'
import { GoneMeanwhile } from './gone-meanwhile.tsx'
import { marksOnWords } from './marks-on-words.ts'

interface EditQuotationDialogProps {
  /** The words as the source has them. */
  words: string
  attribution: string
  /** The edits as the memo has them; they and the words may change while it is open. */
  marks: readonly QuoteMark[]
  /** Whether it was taken out of the memo while it is open. */
  isGone: boolean
  onDone(marks: QuoteMark[]): void
  onClose(): void
}

/** Leaves words of a quotation out and puts clarifications in; the source stays as it is. */
export function EditQuotationDialog({
  words,
  attribution,
  marks,
  isGone,
  onDone,
  onClose,
}: EditQuotationDialogProps) {
  /** The words and edits that whoever is at it was shown, and what was made of them here. */
  const [known, setKnown] = useState({ words, marks: fittingMarks(marks, words.length) })
  const [edited, setEdited] = useState(known.marks)
  const [isCorrected, setIsCorrected] = useState(false)
  const theirs = fittingMarks(marks, words.length)
  const hasDraft = !isSame(edited, known.marks)
  const isChanged = !isSame(theirs, known.marks)
  if (words !== known.words) {
    setKnown({ words, marks: hasDraft ? marksOnWords(known.marks, known.words, words) : theirs })
    setEdited(hasDraft ? marksOnWords(edited, known.words, words) : theirs)
    setIsCorrected(hasDraft)
  } else if (isChanged && (!hasDraft || isSame(theirs, edited))) {
    setKnown({ words, marks: theirs })
    setEdited(theirs)
  }
  const isOther = isChanged && hasDraft
  const [span, setSpan] = useState({ start: 0, end: 0 })
  const [clarification, setClarification] = useState('')
  const verbatim = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const put = (text: string) => {
    const made = { ...span, text }
    const apart = edited.filter(({ start, end }) => end <= made.start || start >= made.end)
    setEdited(fittingMarks([...apart, made], words.length))
    setClarification('')
    verbatim.current?.focus()
  }
  const look = () => {
    const field = verbatim.current
    if (field) setSpan({ start: field.selectionStart, end: field.selectionEnd })
  }
  const isFull = edited.length >= mostMarks
  const chosen = words.slice(span.start, span.end)
  return (
    <FormDialog
      title="Edit the quotation"
      description="Edits stand on the quotation in brackets. The source is not touched, and the verbatim words stay one press away."
      size="large"
      submitLabel={isGone ? 'Put it in again' : 'Keep the edits'}
      isReady={!isOther && words !== ''}
      isBusy={false}
      failure={null}
      hasDraft={hasDraft}
      onSubmit={() => onDone(edited)}
      onClose={onClose}
    >
      {isOther && (
        <ChangedMeanwhile
          what="quotation"
          onKeepMine={() => setKnown({ words, marks: theirs })}
          onTakeTheirs={() => {
            setKnown({ words, marks: theirs })
            setEdited(theirs)
          }}
        >
          The memo has: “{quoteAsPrinted(words, theirs)}”
        </ChangedMeanwhile>
      )}
      {isGone && <GoneMeanwhile what="quotation" />}
      {(isCorrected || words === '') && (
        <Callout tone="warn" isLive title="The text was corrected while the quotation is open here.">
          {words === ''
            ? 'The quoted words are no longer there.'
            : 'Your edits went along with the words they are on. Look at them before you keep them.'}
        </Callout>
      )}
      <div className={styles.field}>
        <label className={styles.label} htmlFor={id}>
          Verbatim: select words here
        </label>
        <textarea
          id={id}
          ref={verbatim}
          className={styles.verbatim}
          dir="auto"
          aria-readonly
          spellCheck={false}
          rows={Math.min(10, Math.max(3, Math.ceil(words.length / 70)))}
          value={words}
          // Nothing typed is taken; a field that is `readOnly` has no caret to move by keys.
          onChange={() => {}}
          onSelect={look}
        />
      </div>
      <div className={styles.tools}>
        <Button isDisabled={isFull || span.start === span.end} onPress={() => put('')}>
          Leave out […]
        </Button>
        <TextField
          label="Clarification"
          value={clarification}
          onChange={setClarification}
          maxLength={500}
          placeholder={chosen === '' ? 'stands at the cursor' : `stands for “${shortened(chosen)}”`}
        />
        <Button isDisabled={isFull || clarification.trim() === ''} onPress={() => put(clarification.trim())}>
          Put in [ ]
        </Button>
      </div>
      {isFull && <p className={styles.label}>A quotation has {mostMarks} edits at most.</p>}
      {edited.length > 0 && (
        <ul className={styles.marks} aria-label="Edits">
          {edited.map(mark => (
            <li key={`${mark.start} ${mark.end}`} className={styles.edit}>
              <span>
                {mark.start === mark.end
                  ? 'Put in '
                  : `“${shortened(words.slice(mark.start, mark.end))}” is `}
                <strong>{markText(mark)}</strong>
              </span>
              <IconButton
                label={`Take back ${markText(mark)}`}
                icon={<X />}
                size="tiny"
                onPress={() => setEdited(edited.filter(other => other !== mark))}
              />
            </li>
          ))}
        </ul>
      )}
      <figure className={styles.preview} aria-label="As it is printed">
        <blockquote className={styles.words} dir="auto">
          {quotePieces(words, edited).map(({ text, isMark, start }) => (
            <span key={`${start} ${isMark}`} className={isMark ? styles.mark : undefined}>
              {text}
            </span>
          ))}
        </blockquote>
        <figcaption className={styles.attribution}>
          <bdi>{attribution}</bdi>
        </figcaption>
      </figure>
    </FormDialog>
  )
}

const isSame = (a: readonly QuoteMark[], b: readonly QuoteMark[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

const shortened = (text: string): string =>
  text.length <= 48 ? text : `${text.slice(0, 24).trimEnd()} … ${text.slice(-18).trimStart()}`
