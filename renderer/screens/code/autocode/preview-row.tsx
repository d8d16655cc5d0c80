import { Check, Minus } from 'lucide-react'
import { memo } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { number } from '../../../wording.ts'
import { MarkedWords } from './marked-words.tsx'
import { PassageAround } from './passage-around.tsx'
import styles from './preview.module.css'
import type { ReviewRow } from './review.ts'

/** `mixed` where some of a source's passages are accepted. */
export type Ticked = boolean | 'mixed'

interface PreviewRowProps {
  row: ReviewRow
  /** Of a source: how many of its passages are accepted. */
  accepted: number
  ticked: Ticked
  isOpen: boolean
  /** True where the code chosen lies on the whole passage already. */
  isCoded: boolean
  /** True where it lies on a part of it, and coding makes the two one. */
  isMet: boolean
}

/** A line of the preview: whether it is accepted, and what it is. */
export const PreviewRow = memo(function PreviewRow(props: PreviewRowProps) {
  const { row, accepted, ticked, isOpen, isCoded, isMet } = props
  const isLocked = row.submitted !== null
  const box = (
    <span
      className={classNames(styles.box, isLocked && styles.locked)}
      data-ticked={ticked}
      aria-hidden="true"
    >
      {ticked === 'mixed' ? <Minus /> : ticked ? <Check /> : null}
    </span>
  )
  if (row.kind === 'source') {
    return (
      <div className={styles.source}>
        {box}
        <span className={styles.title}>{row.title}</span>
        <span className={styles.count}>
          {number(accepted)} of {number(row.to - row.from)}
        </span>
        {row.submitted !== null && (
          <span className={styles.refused}>
            You have submitted “{row.submitted}”: nothing is added here until it is closed.
          </span>
        )}
      </div>
    )
  }
  const { speaker, shown, start, end, matches } = row.proposal
  return (
    <div className={classNames(styles.proposal, !ticked && styles.left)}>
      {box}
      <span className={styles.speaker}>{speaker}</span>
      <span className={styles.words}>
        {isOpen ? (
          <PassageAround proposal={row.proposal} />
        ) : (
          <>
            {shown.before && '… '}
            <MarkedWords text={shown.text} start={shown.start} passage={{ start, end }} matches={matches} />
            {shown.after && ' …'}
          </>
        )}
        {(isCoded || isMet) && (
          <span className={styles.coded}>
            <Badge>{isCoded ? 'already coded' : 'will be joined with a passage of yours'}</Badge>
          </span>
        )}
      </span>
    </div>
  )
})
