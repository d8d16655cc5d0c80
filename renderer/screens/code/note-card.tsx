import { Lock, NotebookPen, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Annotation } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { NameHidden } from './name-hidden.tsx'
import styles from './passage-panel.module.css'
import type { WrittenAt } from './unkept-words.ts'
import { When } from './when.tsx'
import { UnkeptWords, WordsForm } from './words-form.tsx'

interface NoteCardProps {
  note: Annotation
  author: Member | undefined
  /** Where it is written. */
  at: WrittenAt
  isMine: boolean
  /** Answers false where the change was not kept. */
  onChange: (text: string, from: string) => Promise<boolean>
  /** The form has been answered. */
  onDone: () => void
  onRemove: () => void
}

/** An annotation on the passage. */
export function NoteCard({ note, author, at, isMine, onChange, onDone, onRemove }: NoteCardProps) {
  const [isEditing, setEditing] = useState(false)
  const mayChange = isMine && !note.frozen
  // Submitted meanwhile, as in another window: what was written waits in the panel.
  const isStopped = isEditing && !mayChange
  useEffect(() => {
    if (!isStopped) return
    setEditing(false)
    onDone()
  }, [isStopped, onDone])
  if (isEditing && mayChange) {
    return (
      <li className={styles.card}>
        <WordsForm
          about={note.id}
          at={at}
          label="Annotation"
          initial={note.text}
          saveLabel="Save annotation"
          needsWords
          onSave={onChange}
          onDone={() => {
            setEditing(false)
            onDone()
          }}
        />
      </li>
    )
  }
  return (
    <li className={styles.card}>
      <p className={styles.note}>
        <NotebookPen aria-hidden="true" />
        <span dir="auto">{note.text}</span>
      </p>
      {mayChange && <UnkeptWords about={note.id} onOpen={() => setEditing(true)} />}
      <div className={styles.line}>
        {author && (
          <CoderBadge name={author.name} initials={author.initials} accent={author.accent} size="small" />
        )}
        {note.author === null && <NameHidden />}
        <When at={note.createdAt} />
        {note.frozen && (
          <span className={styles.frozen} title="Part of a round that was submitted: it stands as it is.">
            <Lock aria-hidden="true" /> submitted
          </span>
        )}
        {mayChange && (
          <span className={styles.tools}>
            <IconButton
              size="small"
              label="Change annotation"
              icon={<Pencil />}
              onPress={() => setEditing(true)}
            />
            <IconButton size="small" label="Remove annotation" icon={<Trash2 />} onPress={onRemove} />
          </span>
        )}
      </div>
    </li>
  )
}
