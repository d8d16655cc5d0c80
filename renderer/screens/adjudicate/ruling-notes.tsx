import { memo, type RefObject, useEffect } from 'react'
import { Button } from '../../ui/button.tsx'
import { ReasonBox } from '../../ui/reason-box.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useRead } from '../../use-engine.ts'
import styles from './difference.module.css'

interface RulingNotesProps {
  reason: string
  onReason(reason: string): void
  discussed: string
  onDiscussed(discussed: string): void
  /** Keeps changed notes of a ruling there is already; absent where nothing was changed. */
  onKeep: (() => void) | undefined
  area: RefObject<HTMLDivElement | null>
}

/** The reason that goes with the ruling, with reasons given before to choose from, and who discussed it. */
export const RulingNotes = memo(function RulingNotes(props: RulingNotesProps) {
  const { reason, onReason, discussed, onDiscussed, onKeep, area } = props
  const { data: given = [] } = useRead('adjudication.reasons', {})
  useEffect(() => {
    const element = area.current
    /** Enter and Escape give the keyboard back to the ruling keys. */
    const leave = (event: KeyboardEvent) => {
      if (!(event.target instanceof HTMLInputElement)) return
      if ((event.key === 'Enter' || event.key === 'Escape') && event.target.ariaExpanded !== 'true') {
        event.target.blur()
      }
    }
    element?.addEventListener('keyup', leave)
    return () => element?.removeEventListener('keyup', leave)
  }, [area])
  return (
    <div ref={area} className={styles.notes}>
      <ReasonBox
        reason={reason}
        onReason={onReason}
        given={given}
        placeholder="Why, in a sentence (R)"
        empty="Reasons you give are offered here again."
      />
      <TextField label="Discussed with" value={discussed} onChange={onDiscussed} placeholder="Nobody" />
      {onKeep && (
        <Button size="small" onPress={onKeep}>
          Keep the notes
        </Button>
      )}
    </div>
  )
})
