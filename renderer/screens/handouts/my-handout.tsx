import type { HandoutCopy } from '#shared/model/handout.ts'
import { useDialogs } from '../../state/dialogs.ts'
import { Button } from '../../ui/button.tsx'
import { dateOf } from '../../wording.ts'
import { Section } from '../study/section.tsx'
import styles from './handouts.module.css'

/** In a coder's copy, in the place of the members: whose it is, what is done in it, and the way back. */
export function MyHandout({ handout }: { handout: HandoutCopy }) {
  const show = useDialogs(({ show }) => show)
  const { coder, round, due, mayAddCodes, isReview } = handout
  return (
    <Section title="Your hand-out">
      <div className={styles.part}>
        <dl className={styles.facts}>
          <dt>{isReview ? 'Reviewer' : 'Coder'}</dt>
          <dd>{coder.name}</dd>
          <dt>Round</dt>
          <dd>{round.title}</dd>
          <dt>Due</dt>
          <dd>{due === null ? 'No day set' : dateOf(due)}</dd>
        </dl>
        <p className={styles.quiet}>
          {isReview
            ? 'Rule on the differences here, discuss and park them. Coding, members, imports, comparing and themes are in the study it came from.'
            : `Code, annotate and write memos here; ${
                mayAddCodes ? 'codes you add reach the lead as proposals' : 'the framework stays as it is'
              }. Members, imports, comparing, settling and themes are in the study it came from.`}
        </p>
        <div>
          <Button onPress={() => show('return-work')}>Return work…</Button>
        </div>
      </div>
    </Section>
  )
}
