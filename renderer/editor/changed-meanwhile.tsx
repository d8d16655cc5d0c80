import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'

interface ChangedMeanwhileProps {
  /** What is open: `footnote`. */
  what: string
  onKeepMine(): void
  onTakeTheirs(): void
  /** What the memo has until one chooses. */
  children: ReactNode
}

/** Says that another changed what is open in a dialog, and asks which stays. */
export const ChangedMeanwhile = ({ what, onKeepMine, onTakeTheirs, children }: ChangedMeanwhileProps) => (
  <Callout
    tone="warn"
    isLive
    title={`This ${what} was changed elsewhere while it is open here.`}
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

/** Says that what is open in a dialog was taken out of the memo, and that it can be put in again. */
export const GoneMeanwhile = ({ what }: { what: string }) => (
  <Callout
    tone="warn"
    isLive
    title={`This ${what} was taken out of the memo elsewhere while it is open here.`}
  >
    It can be put in again as it stands here, where the cursor is in the memo.
  </Callout>
)
