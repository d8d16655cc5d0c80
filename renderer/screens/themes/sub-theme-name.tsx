import { type KeyboardEvent, type Ref, useState } from 'react'
import { whyNotNamed } from '#shared/text/name.ts'
import { TextField } from '../../ui/text-field.tsx'

interface SubThemeNameProps {
  /** The name of the theme it comes under. */
  under: string
  /** Answers whether the sub-theme was made. */
  onName(name: string): Promise<boolean>
  /** `isLeft`: the keyboard has gone elsewhere. */
  onClose(isLeft: boolean): void
  ref: Ref<HTMLInputElement>
}

/** Where a sub-theme gets its name on the map, before it is there. Left empty, none is made. */
export function SubThemeName({ under, onName, onClose, ref }: SubThemeNameProps) {
  const [words, setWords] = useState('')
  const [isKept, setIsKept] = useState(false)
  const wrong = whyNotNamed(words)
  const make = async (isLeft: boolean) => {
    const name = words.trim()
    if (name === '') return onClose(isLeft)
    if (wrong !== null || isKept) return
    setIsKept(true)
    if (await onName(name)) onClose(isLeft)
    else setIsKept(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void make(false)
    else if (event.key === 'Escape') onClose(false)
  }
  return (
    <TextField
      label={`Name of the sub-theme under ${under}`}
      isLabelHidden
      placeholder="Name of the sub-theme"
      value={words}
      onChange={setWords}
      isReadOnly={isKept}
      inputRef={ref}
      onKeyDown={onKeyDown}
      onBlur={() => void make(true)}
      {...(wrong !== null && { error: wrong })}
    />
  )
}
