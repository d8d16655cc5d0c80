import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Callout } from './callout.tsx'

interface MineOrTheirsProps {
  /** What another did, to which thing. */
  title: string
  onKeepMine(): void
  onTakeTheirs(): void
  /** What the study has until one chooses. */
  children: ReactNode
}

/** Says that another wrote what one is writing, and asks which stays. */
export const MineOrTheirs = ({ title, onKeepMine, onTakeTheirs, children }: MineOrTheirsProps) => (
  <Callout
    tone="warn"
    isLive
    title={title}
    actions={
      <>
        <Button size="small" variant="primary" onPress={onKeepMine}>
          Keep mine
        </Button>
        <Button size="small" onPress={onTakeTheirs}>
          Take theirs
        </Button>
      </>
    }
  >
    {children}
  </Callout>
)

interface ChangedMeanwhileProps extends Omit<MineOrTheirsProps, 'title'> {
  /** What is open: `footnote`. */
  what: string
}

/** Says that another changed what is open in a dialog, and asks which stays. */
export const ChangedMeanwhile = ({ what, ...asking }: ChangedMeanwhileProps) => (
  <MineOrTheirs title={`This ${what} was changed elsewhere while it is open here.`} {...asking} />
)
