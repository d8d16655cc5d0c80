import { Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { classNames } from './class-names.ts'
import fields from './field.module.css'
import { type FieldWords, PlainNotes } from './field.tsx'
import { announce } from './live-announcer.tsx'
import styles from './number-field.module.css'
import { type NumberReader, typedNumber } from './typed-number.ts'

export interface NumberFieldProps extends FieldWords {
  /** null while empty. */
  readonly value: number | null
  /** Told on leaving the field, on Enter, and at every step: within the bounds and on the step. Not told of what is no number. */
  readonly onChange: (value: number | null) => void
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  /** Drawn after the number: 'minutes', '%'. */
  readonly unit?: string | undefined
  readonly placeholder?: string | undefined
  readonly isDisabled?: boolean | undefined
  /** How what is typed is read, where it is not a plain number: a length as people write it. */
  readonly read?: NumberReader | undefined
}

const stepsByKey: ReadonlyMap<string, number> = new Map([
  ['ArrowUp', 1],
  ['ArrowDown', -1],
  ['PageUp', 10],
  ['PageDown', -10],
])

// react-aria's NumberField clears its announcer through innerHTML, which Trusted Types refuse; hence our own.

/**
 * A number with steppers; arrow keys step, Page Up and Down step by ten, Home and End go to the bounds. What is typed and
 * cannot be read stays as it was typed, is said, and keeps the form from being sent.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, isLabelHidden, description, error, value, onChange, min, max, step = 1 } = props
  const { unit, placeholder, isDisabled = false, read } = props
  const [draft, setDraft] = useState<string | null>(null)
  /** What became of the number typed last, in words. */
  const [kept, setKept] = useState<{ value: number; said: string } | null>(null)
  /** One left the field, or pressed Enter, with what cannot be read in it. */
  const [isRefused, setRefused] = useState(false)
  const id = useId()
  const notes = `${id}-notes`
  const typed =
    draft === null || draft.trim() === '' ? null : typedNumber(draft.trim(), { min, max, step, unit, read })
  const why = typed !== null && 'why' in typed ? typed.why : null

  const settle = (next: number) => {
    onChange(next)
    setDraft(null)
    setRefused(false)
  }
  /** False where what was typed is no number: it stays, and is said. */
  const commit = (): boolean => {
    if (draft === null) return true
    if (typed === null) {
      onChange(null)
      setDraft(null)
    } else if ('why' in typed) {
      setRefused(true)
      announce(typed.why)
      return false
    } else {
      settle(typed.value)
      setKept(typed.said === null ? null : { value: typed.value, said: typed.said })
    }
    return true
  }
  const from = typed !== null && 'value' in typed ? typed.value : value
  const onStep = (next: number): number => {
    const stepped = Number((Math.round((next - (min ?? 0)) / step) * step + (min ?? 0)).toFixed(10))
    return Math.min(max ?? stepped, Math.max(min ?? stepped, stepped))
  }
  const by = (steps: number) => {
    if (why === null) settle(onStep(from === null ? (min ?? 0) : from + steps * step))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = stepsByKey.get(event.key)
    // Among typed characters they move the caret.
    const bound =
      draft !== null ? undefined : event.key === 'Home' ? min : event.key === 'End' ? max : undefined
    if (event.key === 'Enter') {
      if (!commit()) event.preventDefault()
    } else if (steps !== undefined || bound !== undefined) {
      event.preventDefault()
      if (bound !== undefined) settle(bound)
      else by(steps ?? 0)
    }
  }
  const refusal = isRefused ? (why ?? undefined) : undefined
  const wrong = error ?? refusal
  const said =
    typed !== null && 'value' in typed
      ? typed.said
      : draft === null && kept !== null && kept.value === value
        ? kept.said
        : null

  return (
    <div className={fields.field}>
      <label htmlFor={id} className={classNames(fields.label, isLabelHidden && fields.hiddenLabel)}>
        {label}
      </label>
      <div
        className={classNames(fields.box, styles.box)}
        data-invalid={wrong === undefined ? undefined : ''}
        data-disabled={isDisabled ? '' : undefined}
      >
        <input
          id={id}
          className={classNames(fields.input, fields.number)}
          role="spinbutton"
          data-unread={why === null ? undefined : ''}
          inputMode="decimal"
          autoComplete="off"
          disabled={isDisabled}
          placeholder={placeholder}
          aria-valuenow={value ?? undefined}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-valuetext={draft ?? (value === null ? 'empty' : `${value}${unit ? ` ${unit}` : ''}`)}
          aria-invalid={wrong !== undefined}
          aria-describedby={
            wrong !== undefined || description !== undefined || said !== null ? notes : undefined
          }
          value={draft ?? value ?? ''}
          onChange={event => {
            setDraft(event.target.value)
            setRefused(false)
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
      <PlainNotes id={notes} description={said ?? description} error={wrong} />
    </div>
  )
}
