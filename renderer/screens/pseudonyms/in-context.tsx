import styles from './pseudonyms.module.css'

interface InContextProps {
  before: string
  match: string
  after: string
  /** What comes to stand there instead. */
  shown?: string | undefined
}

/** A name among the words around it, and with `shown` what it becomes. */
export function InContext({ before, match, after, shown }: InContextProps) {
  return (
    <span className={styles.context} lang="">
      {before.replace(/\s+/g, ' ').trimStart()}
      {shown === undefined ? (
        <mark>{match}</mark>
      ) : (
        <>
          <del>{match}</del>
          <ins>{shown}</ins>
        </>
      )}
      {after.replace(/\s+/g, ' ').trimEnd()}
    </span>
  )
}
