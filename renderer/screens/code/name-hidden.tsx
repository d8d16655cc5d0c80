import styles from './passage-panel.module.css'

/** In place of whose coding or annotation it is, for whoever judges the round without names. */
export function NameHidden() {
  return (
    <span
      className={styles.when}
      title="You judge the round without names: whose it is stands here when the round is closed."
    >
      A coder of the round, name hidden
    </span>
  )
}
