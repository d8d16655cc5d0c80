import { MineOrTheirs } from '../ui/mine-or-theirs.tsx'
import type { KeptField } from './use-kept-text.ts'

interface TextMetProps extends Pick<KeptField, 'keepMine' | 'takeTheirs'> {
  /** Where they wrote: `in this cell`. */
  where: string
  /** What the study has until one chooses. */
  theirs: string
}

/** Says that another wrote what one is writing, and asks which stays. */
export const TextMet = ({ where, theirs, keepMine, takeTheirs }: TextMetProps) => (
  <MineOrTheirs
    title={`Somebody wrote ${where} while you were typing.`}
    onKeepMine={keepMine}
    onTakeTheirs={takeTheirs}
  >
    {theirs === '' ? 'They took the words out of it.' : `Until you choose, it says: “${theirs}”`}
  </MineOrTheirs>
)
