import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './dialogs.module.css'
import { ReasonField } from './reason-field.tsx'

interface RemoveDialogProps {
  /** What goes: `“Hope” with 2 codes under it`. */
  what: string
  onRemove(because: string): void
  onClose(): void
}

/** Asks why codes go that a frozen version may hold: its differences from the next say so. */
export function RemoveDialog({ what, onRemove, onClose }: RemoveDialogProps) {
  const [because, setBecause] = useState('')
  return (
    <Dialog
      title={`Remove ${what}?`}
      size="small"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="danger"
            onPress={() => {
              onRemove(because.trim())
              onClose()
            }}
          >
            Remove
          </Button>
        </>
      }
    >
      <div className={styles.move}>
        <ReasonField reason={because} onReason={setBecause} autoFocus />
      </div>
    </Dialog>
  )
}
