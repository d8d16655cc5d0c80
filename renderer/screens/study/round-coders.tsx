import { Check } from 'lucide-react'
import type { HandoutMade, ProtectionKind } from '#shared/model/handout.ts'
import type { Member } from '#shared/model/member.ts'
import type { MergedPackage } from '#shared/model/merge.ts'
import type { Round } from '#shared/model/round.ts'
import { useNavigation } from '../../state/navigation.ts'
import { CoderBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { dateOf, lately } from '../../wording.ts'
import { HandOutButton } from '../handouts/hand-out-button.tsx'
import { openIn } from '../merge/merged-list.tsx'
import styles from './study.module.css'

/** What opens a hand-out, in words. */
const protections: Record<ProtectionKind, string> = {
  open: 'anyone',
  passphrase: 'passphrase',
  card: 'their card',
}

const none: readonly never[] = []

/**
 * The coders of a round, and when they have submitted its reviewers, one a line: how far they are and, where anything travels, what they were handed, what opens it,
 * and what came back.
 */
export function RoundCoders({ round, me }: { round: Round; me: Member }) {
  const isHandout = useSession().study?.handout != null
  const merged = useRead('merging.returns', isHandout ? null : {}).data ?? none
  const handouts = useRead('handouts.list', isHandout ? null : {}).data ?? none
  const isLead = me.roles.includes('lead') && !isHandout
  const back = merged.filter(each => each.round?.id === round.id && !each.undone)
  const made = handouts.filter(each => each.round === round.id)
  const travels = made.length > 0 || back.length > 0
  const members = useRead('members.list', isLead ? {} : null).data ?? none
  // Whoever settles may take both sides along, once the coders have submitted.
  const reviewers =
    round.state === 'open' || round.state === 'closed'
      ? none
      : members.filter(
          ({ id, roles }) => roles.includes('reviewer') && !round.coders.some(coder => coder.id === id),
        )
  return (
    <table className={styles.coders} aria-label={`Coders of “${round.title}”`}>
      <thead>
        <tr>
          <th>Coder</th>
          <th>State</th>
          {travels && (
            <>
              <th>Handed out</th>
              <th>Opens with</th>
              <th>Came back</th>
            </>
          )}
          {isLead && (
            <th>
              <span className={styles.unseen}>What to do</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {round.coders.map(coder => (
          <RoundCoder
            key={coder.id}
            round={round}
            coder={coder}
            travels={travels}
            isLead={isLead}
            made={made.findLast(each => each.coder === coder.id)}
            back={back.filter(each => each.coder?.id === coder.id)}
          />
        ))}
        {reviewers.map(({ id, name, initials }) => (
          <RoundCoder
            key={id}
            round={round}
            coder={{ id, name, initials, submittedAt: null }}
            isReviewer
            travels={travels}
            isLead={isLead}
            made={made.findLast(each => each.coder === id)}
            back={back.filter(each => each.coder?.id === id)}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RoundCoderProps {
  round: Round
  coder: Round['coders'][number]
  /** Settles differences instead of coding. */
  isReviewer?: boolean
  travels: boolean
  isLead: boolean
  made: HandoutMade | undefined
  back: readonly MergedPackage[]
}

function RoundCoder({ round, coder, isReviewer = false, travels, isLead, made, back }: RoundCoderProps) {
  const { name, initials, submittedAt } = coder
  const go = useNavigation(({ go }) => go)
  const open = back.reduce((sum, each) => sum + openIn(each), 0)
  return (
    <tr>
      <th scope="row">
        <CoderBadge name={name} initials={initials} size="small" isNameShown />
      </th>
      <td>
        {isReviewer ? (
          'settles differences'
        ) : submittedAt === null ? (
          'coding'
        ) : (
          <span className={styles.submitted}>
            <Check aria-hidden="true" /> submitted {dateOf(submittedAt)}
          </span>
        )}
      </td>
      {travels && (
        <>
          <td>{made ? lately(made.madeAt) : '–'}</td>
          <td>{made ? protections[made.protection] : '–'}</td>
          <td>{back.length > 0 ? cameBack(back) : '–'}</td>
        </>
      )}
      {isLead && (
        <td className={styles.coderActs}>
          {open > 0 && (
            <Button size="small" variant="quiet" onPress={() => go('merge')}>
              {open} to decide
            </Button>
          )}
          {round.state !== 'closed' && <HandOutButton round={round} coder={coder} made={made} />}
        </td>
      )}
    </tr>
  )
}

/** When the newest return came, and how often one did. */
function cameBack(back: readonly MergedPackage[]): string {
  const newest = back.reduce((a, b) => (a.madeAt > b.madeAt ? a : b))
  const times = back.length > 1 ? `, ${back.length} times` : ''
  return `${lately(newest.mergedAt)}${newest.submits ? '' : ', so far'}${times}`
}
