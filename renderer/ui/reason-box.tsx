import { type ComponentProps, useMemo } from 'react'
import { ComboBox } from './combo-box.tsx'

interface ReasonBoxProps
  extends Pick<
    ComponentProps<typeof ComboBox<string>>,
    'description' | 'autoFocus' | 'placeholder' | 'empty' | 'allowsEmptyCollection'
  > {
  readonly reason: string
  readonly onReason: (reason: string) => void
  /** Reasons given before, the newest first. */
  readonly given: readonly string[]
}

/** How many reasons are offered; typing one more word finds the rest. */
const most = 8

/** A reason, in one's own words or one given before. */
export function ReasonBox({ reason, onReason, given, ...shown }: ReasonBoxProps) {
  const options = useMemo(() => {
    const wanted = reason.trim().toLocaleLowerCase()
    return given
      .filter(one => one !== reason && one.toLocaleLowerCase().includes(wanted))
      .slice(0, most)
      .map(one => ({ id: one, label: one }))
  }, [given, reason])
  return (
    <ComboBox
      label="Reason"
      options={options}
      value={null}
      inputValue={reason}
      onInputChange={onReason}
      onChange={chosen => chosen !== null && onReason(chosen)}
      allowsCustomValue
      {...shown}
    />
  )
}
