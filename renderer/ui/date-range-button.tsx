import { ChevronDown } from 'lucide-react'
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
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null)
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
      <div className={styles.range}>
        <TextField
          label="From"
          type="date"
          value={from ?? ''}
          onChange={text => onChange({ from: day(text), to })}
        />
        <TextField
          label="To"
          type="date"
          value={to ?? ''}
          onChange={text => onChange({ from, to: day(text) })}
        />
        {(from !== null || to !== null) && (
          <Button size="small" variant="quiet" onPress={() => onChange({ from: null, to: null })}>
            Any
          </Button>
        )}
      </div>
    </Popover>
  )
}

function rangeInWords({ from, to }: DateRange): string {
  if (from !== null && to !== null) return `Date: ${dateOf(from)} to ${dateOf(to)}`
  if (from !== null) return `Date: from ${dateOf(from)}`
  return to === null ? 'Date' : `Date: to ${dateOf(to)}`
}
