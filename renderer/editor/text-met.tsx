import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import type { KeptField } from './use-kept-text.ts'

interface TextMetProps extends Pick<KeptField, 'keepMine' | 'takeTheirs'> {
  /** Where they wrote: `in this cell`. */
  where: string
  /** What the study has until one chooses. */
  theirs: string
}

/** Says that another wrote what one is writing, and asks which stays. */
export const TextMet = ({ where, theirs, keepMine, takeTheirs }: TextMetProps) => (
  <Callout
    tone="warn"
    isLive
    title={`Somebody wrote ${where} while you were typing.`}
    actions={
      <>
        <Button size="small" variant="primary" onPress={keepMine}>
          Keep mine
        </Button>
        <Button size="small" onPress={takeTheirs}>
          Take theirs
        </Button>
      </>
    }
  >
    {theirs === '' ? 'They took the words out of it.' : `Until you choose, it says: “${theirs}”`}
  </Callout>
)
