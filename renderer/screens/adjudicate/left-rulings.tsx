import type { LeftRuling } from '#shared/model/disagreement.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './difference.module.css'
import { outcomeInWords } from './difference-words.ts'
import type { Docket } from './use-docket.ts'

/**
 * Rulings whose difference later work, or a merge of codes, took away: they stand in the consensus until somebody lets them go,
 * in a closed round for good.
 */
export function LeftRulings({ docket, mayRule }: { docket: Docket; mayRule: boolean }) {
  const { round, coders, codes, sources } = docket
  const { data: left = [] } = useRead('adjudication.leftRulings', { round: round.id })
  const client = useClient()
  const { run, busy } = useAct()
  if (left.length === 0) return null
  const initials = [coders[0].initials, coders[1].initials] as const
  const about = ({ source, passages }: LeftRuling): string =>
    [sources.get(source)?.title, ...new Set(passages.map(({ code }) => codes.get(code)?.name))]
      .filter(Boolean)
      .join(', ')
  return (
    <Disclosure
      title="Rulings without a difference"
      headingLevel={2}
      aside={`${counted(left.length, 'ruling')}: ${
        round.state === 'closed'
          ? 'the round is closed, and what was ruled stands'
          : 'the codings changed since'
      }`}
    >
      <ul className={styles.left}>
        {left.map(each => (
          <li key={each.ruling.id}>
            <span>
              {outcomeInWords(each.ruling.outcome, initials)} ({about(each)})
              {each.on && ` on “${each.on.words}”`}
              {each.ruling.reason && `: ${each.ruling.reason}`}
            </span>
            {mayRule && (
              <Button
                size="small"
                isDisabled={busy}
                onPress={() =>
                  void run(() => client.adjudication.letGo({ round: round.id, ruling: each.ruling.id }), {
                    undoable: 'The ruling was let go of.',
                  })
                }
              >
                Let go
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
