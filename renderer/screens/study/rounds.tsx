import { useState } from 'react'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { AgreedRuleDialog } from './agreed-rule-dialog.tsx'
import { CloseRoundDialog } from './close-round-dialog.tsx'
import { OpenRoundDialog } from './plan/open-round-dialog.tsx'
import { RoundItem } from './round-item.tsx'
import { Section } from './section.tsx'
import styles from './study.module.css'
import { SubmitRoundDialog } from './submit-round-dialog.tsx'
import { UnblindDialog } from './unblind-dialog.tsx'

/** The rounds of independent coding, newest first, with the next step of each. */
export function Rounds({ me }: { me: Member }) {
  const rounds = useRead('rounds.list', {}).data ?? []
  const isHandout = useSession().study?.handout != null
  const go = useNavigation(({ go }) => go)
  const [opening, setOpening] = useState(false)
  const [submitting, setSubmitting] = useState<Round | null>(null)
  const [unblinding, setUnblinding] = useState<Round | null>(null)
  const [agreeing, setAgreeing] = useState<Round | null>(null)
  const [closing, setClosing] = useState<{
    round: Round
    undecided: number
    away: readonly string[]
  } | null>(null)
  return (
    <Section
      title="Rounds"
      action={
        me.roles.includes('lead') &&
        !isHandout && (
          <span className={styles.roundActions}>
            {rounds.length > 0 && (
              <Button variant="quiet" size="small" onPress={() => go('merge')}>
                Merge returns…
              </Button>
            )}
            <Button variant="quiet" size="small" onPress={() => setOpening(true)}>
              Open a round…
            </Button>
          </span>
        )
      }
    >
      {rounds.length === 0 ? (
        <p className={styles.quiet}>
          In a round, two coders code the same sources, each alone; neither sees the other’s work until both
          have submitted. Then the round is compared and settled. A lead opens it.
        </p>
      ) : (
        <ul className={styles.rounds}>
          {rounds.toReversed().map(round => (
            <RoundItem
              key={round.id}
              round={round}
              me={me}
              onSubmit={() => setSubmitting(round)}
              onUnblind={() => setUnblinding(round)}
              onAgree={() => setAgreeing(round)}
              onClose={(undecided, away) => setClosing({ round, undecided, away })}
            />
          ))}
        </ul>
      )}
      {opening && <OpenRoundDialog close={() => setOpening(false)} />}
      {agreeing && <AgreedRuleDialog round={agreeing} close={() => setAgreeing(null)} />}
      {closing && <CloseRoundDialog {...closing} close={() => setClosing(null)} />}
      {unblinding && <UnblindDialog round={unblinding} close={() => setUnblinding(null)} />}
      {submitting && <SubmitRoundDialog round={submitting} me={me} close={() => setSubmitting(null)} />}
    </Section>
  )
}
