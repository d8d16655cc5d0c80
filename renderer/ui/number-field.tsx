import { Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { classNames } from './class-names.ts'
import fields from './field.module.css'
import { type FieldWords, PlainNotes } from './field.tsx'
import styles from './number-field.module.css'

export interface NumberFieldProps extends FieldWords {
  /** null while empty. */
  readonly value: number | null
  /** Told on leaving the field, on Enter, and at every step; already within the bounds and on the step. */
  readonly onChange: (value: number | null) => void
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  /** Drawn after the number: 'minutes', '%'. */
  readonly unit?: string | undefined
  readonly placeholder?: string | undefined
  readonly isDisabled?: boolean | undefined
}

const stepsByKey: ReadonlyMap<string, number> = new Map([
  ['ArrowUp', 1],
  ['ArrowDown', -1],
  ['PageUp', 10],
  ['PageDown', -10],
])

// react-aria's NumberField clears its announcer through innerHTML, which Trusted Types refuse; hence our own.

/** A number with steppers; arrow keys step, Page Up and Down step by ten, Home and End go to the bounds. */
export function NumberField(props: NumberFieldProps) {
  const { label, isLabelHidden, description, error, value, onChange, min, max, step = 1 } = props
  const { unit, placeholder, isDisabled = false } = props
  const [draft, setDraft] = useState<string | null>(null)
  /** What was typed beyond the bounds and did not stay, in words. */
  const [moved, setMoved] = useState<string | null>(null)
  const id = useId()
  const notes = `${id}-notes`

  const settle = (next: number) => {
    const onStep = Math.round((next - (min ?? 0)) / step) * step + (min ?? 0)
    const clean = Number(onStep.toFixed(10))
    onChange(Math.min(max ?? clean, Math.max(min ?? clean, clean)))
    setDraft(null)
    setMoved(null)
  }
  /** False where what was typed could not stay. */
  const commit = (): boolean => {
    if (draft === null) return true
    const typed = draft.trim().replace(',', '.')
    const number = Number(typed)
    if (typed === '') onChange(null)
    else if (Number.isFinite(number)) {
      settle(number)
      const words = beyond(number, min, max)
      setMoved(words)
      return words === null
    }
    setDraft(null)
    return true
  }
  const by = (steps: number) => settle(value === null ? (min ?? 0) : value + steps * step)
  const stepped = (key: string): number | null => {
    const steps = stepsByKey.get(key)
    if (steps !== undefined) return value === null ? (min ?? 0) : value + steps * step
    if (key === 'Home') return min ?? null
    return key === 'End' ? (max ?? null) : null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = stepped(event.key)
    if (event.key === 'Enter') {
      // A form is not sent with a number that nobody typed.
      if (!commit()) event.preventDefault()
    } else if (target !== null) {
      event.preventDefault()
      settle(target)
    }
  }

  return (
    <div className={fields.field}>
      <label htmlFor={id} className={classNames(fields.label, isLabelHidden && fields.hiddenLabel)}>
        {label}
      </label>
      <div
        className={classNames(fields.box, styles.box)}
        data-invalid={error === undefined ? undefined : ''}
        data-disabled={isDisabled ? '' : undefined}
      >
        <input
          id={id}
          className={classNames(fields.input, fields.number)}
          role="spinbutton"
          inputMode="decimal"
          autoComplete="off"
          disabled={isDisabled}
          placeholder={placeholder}
          aria-valuenow={value ?? undefined}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-valuetext={value === null ? 'empty' : `${value}${unit ? ` ${unit}` : ''}`}
          aria-invalid={error !== undefined}
          aria-describedby={
            error !== undefined || description !== undefined || moved !== null ? notes : undefined
          }
          value={draft ?? value ?? ''}
          onChange={event => {
            setDraft(event.target.value)
            setMoved(null)
          }}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {unit && <span className={styles.unit}>{unit}</span>}
        <span className={styles.steppers}>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Less: ${label}`}
            disabled={isDisabled || (min !== undefined && value !== null && value <= min)}
            onClick={() => by(-1)}
          >
            <Minus aria-hidden="true" />
          </button>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`More: ${label}`}
            disabled={isDisabled || (max !== undefined && value !== null && value >= max)}
            onClick={() => by(1)}
          >
            <Plus aria-hidden="true" />
          </button>
        </span>
      </div>
      <PlainNotes id={notes} description={moved ?? description} error={error} />
    </div>
  )
}

/** What is said of a number beyond the bounds; null within them. */
function beyond(typed: number, min: number | undefined, max: number | undefined): string | null {
  if (min !== undefined && typed < min) return `${typed} is less than ${min}, and became ${min}.`
  return max !== undefined && typed > max ? `${typed} is more than ${max}, and became ${max}.` : null
}
