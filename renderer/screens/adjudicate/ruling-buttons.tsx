import { memo } from 'react'
import { Button } from '../../ui/button.tsx'
import type { RulingActions } from './adjudicate-store.ts'
import styles from './difference.module.css'

/** What keys and buttons do with the difference that is shown. */
export interface Acts extends Omit<RulingActions, `can${string}` | 'mayRule'> {
  /** What a button asks for, which is seen before it is pressed: it rules at once. */
  press(outcome: 'both' | 'neither'): void
  setReason(words: string): void
  setDiscussed(names: string): void
}

/** The ways to settle it that are no reading of a coder. */
export const RulingButtons = memo(function RulingButtons({
  acts,
  isNoting,
}: {
  acts: Acts
  isNoting: boolean
}) {
  return (
    <div className={styles.buttons}>
      <span className={styles.untouched}>Both coders’ own work stays.</span>
      <Button size="small" shortcut="3" onPress={() => acts.press('both')}>
        Both
      </Button>
      <Button size="small" shortcut="4" onPress={acts.adjustExtent}>
        Adjust the extent
      </Button>
      <Button size="small" shortcut="5" onPress={acts.chooseCode}>
        Another code
      </Button>
      <Button size="small" shortcut="0" onPress={() => acts.press('neither')}>
        Neither
      </Button>
      {!isNoting && (
        <Button size="small" variant="quiet" shortcut="R" onPress={acts.giveReason}>
          Reason
        </Button>
      )}
    </div>
  )
})
