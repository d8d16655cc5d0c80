import { AlertDialog } from '../../ui/dialog.tsx'
import { counted } from '../../wording.ts'

/** More codes than a person gives one passage on purpose: so many are selected by a slip of the keys. */
export const manyCodes = 20

interface ManyCodesDialogProps {
  /** The codes that were asked for; null while none are. */
  codes: readonly string[] | null
  onCode: (codes: readonly string[]) => void
  onClose: () => void
}

/** Asks whether one passage is to be coded with so many codes. */
export function ManyCodesDialog({ codes, onCode, onClose }: ManyCodesDialogProps) {
  const them = counted(codes?.length ?? 0, 'code')
  return (
    <AlertDialog
      title={`Code this passage with ${them}?`}
      isOpen={codes !== null}
      onOpenChange={isOpen => {
        if (!isOpen) onClose()
      }}
      confirmLabel={`Code with ${them}`}
      onConfirm={() => {
        if (codes) onCode(codes)
        onClose()
      }}
    >
      All that are selected in the framework would be coded, each a coding of its own.
    </AlertDialog>
  )
}
