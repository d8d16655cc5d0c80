import { BookOpenText, Gavel } from 'lucide-react'
import type { ExampleKind } from '#shared/model/codebook.ts'
import type { GivenRuling as Given } from '#shared/model/disagreement.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { dateOf } from '../../wording.ts'
import { exampleKinds } from '../code/code-examples.tsx'
import styles from './difference.module.css'
import { type Initials, outcomeInWords } from './difference-words.ts'
import type { Docket } from './use-docket.ts'

interface GivenRulingProps {
  ruling: Given
  docket: Docket
  /** What the two coders are called. */
  initials: Initials
  /** Makes the passage an example of the code it is about; absent where that is not done. */
  onExample?: ((kind: ExampleKind) => void) | undefined
  /** Absent where the person may not take it back. */
  onWithdraw: (() => void) | undefined
  /** True where the difference changed since: what was decided then is shown, and is asked again. */
  isOvertaken?: boolean
}

/** What was decided on a difference, by whom and why. */
export function GivenRuling({
  ruling,
  docket,
  initials,
  onExample,
  onWithdraw,
  isOvertaken = false,
}: GivenRulingProps) {
  const { members, codes } = docket
  const reviewer = members.find(({ id }) => id === ruling.reviewer)
  const code = ruling.code === undefined ? undefined : codes.get(ruling.code)
  return (
    <div className={styles.given}>
      <Gavel aria-hidden="true" />
      <div className={styles.givenWords}>
        <p>
          <strong>{outcomeInWords(ruling.outcome, initials)}</strong>
          {code && (
            <>
              : <CodeChip name={code.name} colour={code.colour} />
            </>
          )}
          <span className={styles.nothing}>
            {' '}
            {reviewer?.name}, {dateOf(ruling.ruledAt)}
            {ruling.discussedWith && `, discussed with ${ruling.discussedWith}`}
          </span>
        </p>
        {ruling.reason && <p>{ruling.reason}</p>}
        {isOvertaken && (
          <p role="note">
            {docket.round.state === 'closed'
              ? 'Codings or codes changed since. The round is closed: this stands.'
              : 'The codings changed since. This stands until you rule again.'}
          </p>
        )}
      </div>
      {onExample && (
        <MenuButton
          label="Make the passage an example"
          trigger={
            <Button size="small" variant="quiet" icon={<BookOpenText />}>
              Example
            </Button>
          }
          entries={exampleKinds.map(({ id, label, shortcut }) => ({
            id,
            label,
            shortcut,
            onAction: () => onExample(id),
          }))}
        />
      )}
      {onWithdraw && (
        <Button size="small" variant="quiet" shortcut="W" onPress={onWithdraw}>
          Withdraw
        </Button>
      )}
    </div>
  )
}
