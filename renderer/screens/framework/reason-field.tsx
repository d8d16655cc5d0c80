import { useMemo } from 'react'
import { ComboBox } from '../../ui/combo-box.tsx'
import { useRead } from '../../use-engine.ts'

interface ReasonFieldProps {
  reason: string
  onReason(reason: string): void
  autoFocus?: boolean
  /** Said while there is none. */
  whenEmpty?: string
}

/** How many reasons are offered; typing one more word finds the rest. */
const most = 8

/** Asks why codes are changed, with reasons given before to choose from; it may stay empty, and the log says so. */
export function ReasonField({
  reason,
  onReason,
  autoFocus = false,
  whenEmpty = 'Kept with the framework’s changes. Left empty, they say: no reason given.',
}: ReasonFieldProps) {
  const { data: reasons = [] } = useRead('codebook.reasons', {})
  const options = useMemo(() => {
    const wanted = reason.trim().toLocaleLowerCase()
    return reasons
      .filter(given => given !== reason && given.toLocaleLowerCase().includes(wanted))
      .slice(0, most)
      .map(given => ({ id: given, label: given }))
  }, [reasons, reason])
  return (
    <ComboBox
      label="Reason"
      description={reason.trim() === '' ? whenEmpty : 'Kept with the framework’s changes.'}
      autoFocus={autoFocus}
      options={options}
      value={null}
      inputValue={reason}
      onInputChange={onReason}
      onChange={chosen => chosen !== null && onReason(chosen)}
      allowsCustomValue
      allowsEmptyCollection={false}
      placeholder="Why, in a sentence"
    />
  )
}
