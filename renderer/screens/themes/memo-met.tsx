import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { MineOrTheirs } from '../../ui/mine-or-theirs.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { dayAndTime } from '../../wording.ts'
import styles from './memo-pane.module.css'

interface MemoMetProps {
  memo: string
  onKeepMine(): void
  onTakeTheirs(): void
}

/** Says who changed the very place one is writing in, and asks which text stays. */
export function MemoMet({ memo, onKeepMine, onTakeTheirs }: MemoMetProps) {
  const { member } = useSession()
  const { data: texts } = useRead('memos.texts', { memo })
  const theirs = texts?.find(({ isCurrent }) => isCurrent)
  if (!theirs) return null
  const { who, at } = theirs
  const wrote =
    who === null
      ? 'This place was changed from the command line or by a correction'
      : who === member?.name
        ? 'You changed this place in another window or by an undo'
        : `${who} wrote in this place`
  return (
    <div className={styles.met}>
      <MineOrTheirs
        title={`${wrote} ${dayAndTime(at)}, while you were typing here.`}
        onKeepMine={onKeepMine}
        onTakeTheirs={onTakeTheirs}
      >
        The memo has the other text until you choose. Both stay under Earlier texts.
      </MineOrTheirs>
    </div>
  )
}

interface ConfirmedMeanwhileProps {
  /** Who confirmed it; null where that is not told. */
  who: string | null
  onLook(): void
  onTakeTheirs(): void
}

/** Says that what stands here is not the text that was confirmed, and where it is kept. */
export const ConfirmedMeanwhile = ({ who, onLook, onTakeTheirs }: ConfirmedMeanwhileProps) => (
  <div className={styles.met}>
    <Callout
      tone="warn"
      isLive
      title={`${who === null ? 'The memo was confirmed' : `${who} confirmed the memo`} while you were typing here.`}
      actions={
        <>
          <Button size="small" variant="primary" onPress={onTakeTheirs}>
            Show what was confirmed
          </Button>
          <Button size="small" onPress={onLook}>
            Earlier texts…
          </Button>
        </>
      }
    >
      What you typed last is not in it. It is kept under Earlier texts, and goes in if the memo is set back to
      draft now.
    </Callout>
  </div>
)
