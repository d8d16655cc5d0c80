import { Lock } from 'lucide-react'
import { useRead, useSession } from '../../use-engine.ts'
import { useNoNewCodes } from '../code/use-no-new-codes.ts'
import styles from './framework.module.css'

/** Says what a round that the person signed in codes in lets them do to the framework; nothing outside rounds. */
export function FrameworkLock() {
  const { member } = useSession()
  const fixedBy = useNoNewCodes()
  const rounds = useRead('rounds.list', {}).data ?? []
  const mine = rounds.find(
    ({ state, blind, coders }) => state === 'open' && blind && coders.some(({ id }) => id === member?.id),
  )
  if (fixedBy === null && !mine) return null
  return (
    <p className={styles.lock} role="note">
      <Lock aria-hidden="true" />
      {fixedBy !== null
        ? `Locked by “${fixedBy}”: its coders propose no codes while it is open.`
        : `“${mine?.title}” is open: what you add is a proposal, which a lead accepts when the round has ended.`}
    </p>
  )
}
