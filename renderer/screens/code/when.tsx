import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { lately, moment } from '../../wording.ts'
import styles from './passage-panel.module.css'

/** When something was done: roughly as it is read, to the minute on hover and for assistive technology. */
export function When({ at, says = lately }: { at: string; says?: (at: string) => string }) {
  const exact = moment(at)
  const shown = says(at)
  return (
    <time className={styles.when} dateTime={at} title={exact}>
      <span aria-hidden="true">{shown}</span>
      <VisuallyHidden>{exact}</VisuallyHidden>
    </time>
  )
}
