import { Callout } from '../ui/callout.tsx'

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
