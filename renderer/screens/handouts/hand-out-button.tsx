import { useState } from 'react'
import type { ProtectionKind } from '#shared/model/handout.ts'
import type { Round } from '#shared/model/round.ts'
import { Button } from '../../ui/button.tsx'
import { useRead } from '../../use-engine.ts'
import { lately } from '../../wording.ts'
import { HandoutDialog } from './handout-dialog.tsx'
import styles from './handouts.module.css'

/** What opens it, in words. */
const protections: Record<ProtectionKind, string> = {
  open: 'open to anyone',
  passphrase: 'with a passphrase',
  card: 'for their card',
}

/** For a lead: since when a coder of an open round has a hand-out, what opens it, and the button to make one. */
export function HandOutButton({ round, coder }: { round: Round; coder: Round['coders'][number] }) {
  const [isOpen, setOpen] = useState(false)
  const made = useRead('handouts.list', {}).data?.findLast(
    handout => handout.round === round.id && handout.coder === coder.id,
  )
  return (
    <>
      {made && (
        <span className={styles.quiet}>
          handed out {lately(made.madeAt)}, {protections[made.protection]}
        </span>
      )}
      <Button
        size="small"
        variant="quiet"
        aria-label={`Hand out${made ? ' again' : ''} “${round.title}” to ${coder.name}…`}
        onPress={() => setOpen(true)}
      >
        {made ? 'Hand out again…' : 'Hand out…'}
      </Button>
      {isOpen && <HandoutDialog round={round} coder={coder} close={() => setOpen(false)} />}
    </>
  )
}
