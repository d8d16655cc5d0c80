import type { TextChange, WordsInContext } from '#shared/model/revision.ts'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import styles from './revisions.module.css'

/** A change in its sentence: the words that go struck through, those that come underlined. */
export function ChangedWords({ change }: { change: TextChange }) {
  return (
    <p className={styles.words} dir="auto">
      <span className={styles.around}>{change.head}</span>
      {change.before !== '' && (
        <del>
          <VisuallyHidden>before: </VisuallyHidden>
          {change.before}
        </del>
      )}
      {change.after !== '' && (
        <ins>
          <VisuallyHidden>now: </VisuallyHidden>
          {change.after}
        </ins>
      )}
      <span className={styles.around}>{change.tail}</span>
    </p>
  )
}

/** A passage marked among the words around it. */
export function PassageWords({ words }: { words: WordsInContext }) {
  return (
    <p className={styles.words} dir="auto">
      <span className={styles.around}>{words.head}</span>
      <mark>{words.text}</mark>
      <span className={styles.around}>{words.tail}</span>
    </p>
  )
}
