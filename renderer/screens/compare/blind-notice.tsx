import { EyeOff } from 'lucide-react'
import type { Round } from '#shared/model/round.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Badge, CoderBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { dateOf, listed } from '../../wording.ts'
import styles from './compare.module.css'

/** Why an open round shows nothing yet, and who still has to submit. */
export function BlindNotice({ round }: { round: Round }) {
  const { go } = useNavigation()
  const left = round.coders.filter(({ submittedAt }) => submittedAt === null)
  return (
    <EmptyState
      icon={<EyeOff />}
      title={`“${round.title}” is ${round.blind ? 'blind until both submit' : 'being coded'}`}
      action={<Button onPress={() => go('study')}>See the round</Button>}
    >
      <p>
        {listed(left.map(({ name }) => name))} {left.length === 1 ? 'has' : 'have'} still to submit. Then both
        coders’ work is laid side by side here.
      </p>
      <ul className={styles.handedIn}>
        {round.coders.map(({ id, name, initials, submittedAt }) => (
          <li key={id}>
            <CoderBadge name={name} initials={initials} isNameShown />
            {submittedAt ? (
              <Badge tone="good">Submitted {dateOf(submittedAt)}</Badge>
            ) : (
              <Badge>Still coding</Badge>
            )}
          </li>
        ))}
      </ul>
    </EmptyState>
  )
}
