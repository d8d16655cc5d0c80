import { useState } from 'react'
import type { HandoutMade } from '#shared/model/handout.ts'
import type { Round } from '#shared/model/round.ts'
import { Button } from '../../ui/button.tsx'
import { HandoutDialog } from './handout-dialog.tsx'

interface HandOutButtonProps {
  round: Round
  coder: Round['coders'][number]
  /** The newest hand-out they have of the round. */
  made: HandoutMade | undefined
}

/** For a lead: makes a coder's hand-out of a round that is not closed. */
export function HandOutButton({ round, coder, made }: HandOutButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
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
