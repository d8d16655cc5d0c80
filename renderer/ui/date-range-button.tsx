import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { dateOf } from '../wording.ts'
import { Button } from './button.tsx'
import styles from './date-range-button.module.css'
import { Popover } from './popover.tsx'
import { TextField } from './text-field.tsx'

/** Days, ISO 8601, both included; null: no end on that side. */
export interface DateRange {
  from: string | null
  to: string | null
}

export interface DateRangeButtonProps {
  readonly range: DateRange
  readonly onChange: (range: DateRange) => void
  /** As tall and framed as the fields it stands beside; otherwise quiet, for a toolbar. */
  readonly isField?: boolean
}

/** From which day to which. */
export function DateRangeButton({ range, onChange, isField = false }: DateRangeButtonProps) {
  const { from, to } = range
  return (
    <Popover
      label="Date"
      trigger={
        <Button
          size={isField ? 'medium' : 'small'}
          variant={isField || from !== null || to !== null ? 'secondary' : 'quiet'}
        >
          <span className={styles.words}>
            {rangeInWords(range)}
            <ChevronDown aria-hidden="true" />
          </span>
        </Button>
      }
    >
      <DateRangeFields range={range} onChange={onChange} />
    </Popover>
  )
}

/** The two days. A first day after the last is said and not taken: what was chosen before holds. */
function DateRangeFields({ range, onChange }: Pick<DateRangeButtonProps, 'range' | 'onChange'>) {
  const [refused, setRefused] = useState<DateRange | null>(null)
  const { from, to } = refused ?? range
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null)
  const choose = (next: DateRange) => {
    const isInOrder = next.from === null || next.to === null || next.from <= next.to
    setRefused(isInOrder ? null : next)
    if (isInOrder) onChange(next)
  }
  return (
    <div className={styles.range}>
      <TextField
        label="From"
        type="date"
        value={from ?? ''}
        onChange={text => choose({ from: day(text), to })}
      />
      <TextField
        label="To"
        type="date"
        value={to ?? ''}
        onChange={text => choose({ from, to: day(text) })}
        error={refused === null ? undefined : 'The first day is after the last.'}
      />
      {(from !== null || to !== null) && (
        <Button size="small" variant="quiet" onPress={() => choose({ from: null, to: null })}>
          Any
        </Button>
      )}
    </div>
  )
}

function rangeInWords({ from, to }: DateRange): string {
  if (from !== null && to !== null) return `Date: ${dateOf(from)} to ${dateOf(to)}`
  if (from !== null) return `Date: from ${dateOf(from)}`
  return to === null ? 'Date' : `Date: to ${dateOf(to)}`
}
