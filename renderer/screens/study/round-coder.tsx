import { Check } from 'lucide-react'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { counted, dateOf } from '../../wording.ts'
import { HandOutButton } from '../handouts/hand-out-button.tsx'
import styles from './study.module.css'

interface RoundCoderProps {
  round: Round
  coder: Round['coders'][number]
  me: Member
}

/** One coder of a round: what they have, since when, and whether it was handed in. */
export function RoundCoder({ round, coder, me }: RoundCoderProps) {
  const { name, initials, submittedAt } = coder
  return (
    <li className={styles.coder}>
      <CoderBadge name={name} initials={initials} size="small" isNameShown />
      {submittedAt === null ? (
        <span className={styles.quiet}>
          has {counted(round.sources.length, 'source')} since {dateOf(round.openedAt)}
        </span>
      ) : (
        <span className={styles.submitted}>
          <Check aria-hidden="true" /> submitted {dateOf(submittedAt)}
        </span>
      )}
      {round.state === 'open' && me.roles.includes('lead') && <HandOutButton round={round} coder={coder} />}
    </li>
  )
}
