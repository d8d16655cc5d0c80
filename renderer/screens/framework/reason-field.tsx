import { ReasonBox } from '../../ui/reason-box.tsx'
import { useRead } from '../../use-engine.ts'

interface ReasonFieldProps {
  reason: string
  onReason(reason: string): void
  autoFocus?: boolean
  /** Said while there is none. */
  whenEmpty?: string
}

/** Asks why codes are changed, with reasons given before to choose from; it may stay empty, and the log says so. */
export function ReasonField({
  reason,
  onReason,
  autoFocus = false,
  whenEmpty = 'Kept with the framework’s changes. Left empty, they say: no reason given.',
}: ReasonFieldProps) {
  const { data: given = [] } = useRead('codebook.reasons', {})
  return (
    <ReasonBox
      reason={reason}
      onReason={onReason}
      given={given}
      description={reason.trim() === '' ? whenEmpty : 'Kept with the framework’s changes.'}
      autoFocus={autoFocus}
      allowsEmptyCollection={false}
      placeholder="Why, in a sentence"
    />
  )
}
