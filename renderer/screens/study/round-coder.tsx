import { Check } from 'lucide-react'
import type { Member } from '#shared/model/member.ts'
import type { MergedPackage } from '#shared/model/merge.ts'
import type { Round } from '#shared/model/round.ts'
import { useNavigation } from '../../state/navigation.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { counted, dateOf, lately } from '../../wording.ts'
import { HandOutButton } from '../handouts/hand-out-button.tsx'
import { openIn } from '../merge/merged-list.tsx'
import styles from './study.module.css'

interface RoundCoderProps {
  round: Round
  coder: Round['coders'][number]
  me: Member
}

/** One coder of a round: what they have, since when, what came back, and what of it is open. */
export function RoundCoder({ round, coder, me }: RoundCoderProps) {
  const { id, name, initials, submittedAt } = coder
  const isHandout = useSession().study?.handout != null
  const go = useNavigation(({ go }) => go)
  const merged = useRead('merging.returns', isHandout ? null : {}).data ?? []
  const back = merged.filter(each => each.round?.id === round.id && each.coder?.id === id && !each.undone)
  const open = back.reduce((sum, each) => sum + openIn(each), 0)
  const isLead = me.roles.includes('lead') && !isHandout
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
      {back.length > 0 && <span className={styles.quiet}>{cameBack(back)}</span>}
      {open > 0 && isLead && (
        <Button size="small" variant="quiet" onPress={() => go('merge')}>
          {counted(open, 'step')} to decide
        </Button>
      )}
      {round.state === 'open' && isLead && <HandOutButton round={round} coder={coder} />}
    </li>
  )
}

/** When the newest return came, and how often one did. */
function cameBack(back: readonly MergedPackage[]): string {
  const newest = back.reduce((a, b) => (a.madeAt > b.madeAt ? a : b))
  const times = back.length > 1 ? `, ${back.length} times` : ''
  return `came back ${lately(newest.mergedAt)}${newest.submits ? '' : ', so far'}${times}`
}
