import { Check } from 'lucide-react'
import type { Round } from '#shared/model/round.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { counted, dateOf } from '../../wording.ts'
import styles from './study.module.css'

interface RoundCoderProps {
  round: Round
  coder: Round['coders'][number]
}

/** One coder of a round: what they have, since when, and whether it was handed in. */
export function RoundCoder({ round, coder: { name, initials, submittedAt } }: RoundCoderProps) {
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
    </li>
  )
}
