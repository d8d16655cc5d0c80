import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
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
        ? 'You wrote in this place in another window'
        : `${who} wrote in this place`
  return (
    <div className={styles.met}>
      <Callout
        tone="warn"
        isLive
        title={`${wrote} ${dayAndTime(at)}, while you were typing here.`}
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
        The memo has the other text until you choose. Both stay under Earlier texts.
      </Callout>
    </div>
  )
}
