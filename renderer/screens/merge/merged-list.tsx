import { EyeOff } from 'lucide-react'
import type { MergedPackage } from '#shared/model/merge.ts'
import { arrivingInWords } from '#shared/text/arriving.ts'
import { Badge } from '../../ui/badge.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { counted, dayAndTime } from '../../wording.ts'
import { DecisionItem } from './decision-item.tsx'
import styles from './merge.module.css'
import { whoseIs } from './merge-words.ts'

/** How many of a package's meetings nobody has decided yet. */
export const openIn = ({ decisions }: MergedPackage): number =>
  decisions.filter(({ settled }) => settled === null).length

/** What came, how, and in which file: what tells one of a coder's returns from another. */
const saidOf = ({ counts, sent, coder, submits, file }: MergedPackage): string =>
  [
    ...(sent === null ? [] : [(counts && arrivingInWords(counts)) ?? counted(sent, 'step')]),
    ...(coder ? [submits ? 'handed in' : 'so far'] : []),
    ...(file === null ? [] : [file]),
  ].join(' · ')

/** Every package that was merged, newest first: its sheet, and what is to be decided. */
export function MergedList({ merged }: { merged: readonly MergedPackage[] }) {
  return (
    <div className={styles.merged}>
      {merged.map(each => (
        <Disclosure
          key={each.id}
          title={
            <span className={styles.mergedTitle}>
              <span>
                <span className={styles.quiet}>{each.number}</span> {whoseIs(each)}
              </span>
              <span className={styles.mergedWords}>{saidOf(each)}</span>
            </span>
          }
          aside={
            <span className={styles.aside}>
              {each.undone && <Badge>Undone</Badge>}
              {openIn(each) > 0 && <Badge tone="warn">{openIn(each)} to decide</Badge>}
              <span className={styles.quiet}>{dayAndTime(each.mergedAt)}</span>
            </span>
          }
          defaultExpanded={openIn(each) > 0}
        >
          {each.sent === null ? (
            <p className={styles.hidden}>
              <EyeOff aria-hidden="true" />
              {each.withheld}
            </p>
          ) : (
            <p className={styles.quiet}>
              {counted(each.sent, 'step')} sent = {each.arrived} arrived + {each.alreadyHere} already here +{' '}
              {each.needDecision} to decide · made {dayAndTime(each.madeAt)}
            </p>
          )}
          {each.undone && (
            <p className={styles.quiet}>This merge was undone. Merge the file again to bring it back.</p>
          )}
          {each.hidden && each.needDecision !== null && each.needDecision > 0 && (
            <p className={styles.hidden}>
              <EyeOff aria-hidden="true" />
              {counted(each.needDecision, 'step')} met something here. What that is can be seen, and decided,
              when the round is no longer blind.
            </p>
          )}
          {each.decisions.length > 0 && (
            <ul className={styles.decisions} aria-label="To be decided">
              {each.decisions.map(decision => (
                <DecisionItem
                  key={`${decision.operation} ${decision.part}`}
                  packageId={each.id}
                  decision={decision}
                />
              ))}
            </ul>
          )}
        </Disclosure>
      ))}
    </div>
  )
}
