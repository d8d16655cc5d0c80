import styles from './spinner.module.css'

/** A small turning ring beside what is busy; it says nothing itself, the thing that is busy must. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />
}
