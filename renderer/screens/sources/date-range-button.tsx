import { ChevronDown } from 'lucide-react'
import type { SourceFilter } from '#shared/model/source-filter.ts'
import { Button } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { dateOf } from '../../wording.ts'
import styles from './sources.module.css'

interface DateRangeButtonProps {
  filter: SourceFilter
  onChange(filter: SourceFilter): void
}

/** From which day to which; a source without a date is in no range. */
export function DateRangeButton({ filter, onChange }: DateRangeButtonProps) {
  const { from, to } = filter
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null)
  return (
    <Popover
      label="Date"
      trigger={
        <Button size="small" variant={from !== null || to !== null ? 'secondary' : 'quiet'}>
          <span className={styles.facet}>
            {rangeInWords(filter)}
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
          onChange={text => onChange({ ...filter, from: day(text) })}
        />
        <TextField
          label="To"
          type="date"
          value={to ?? ''}
          onChange={text => onChange({ ...filter, to: day(text) })}
        />
        {(from !== null || to !== null) && (
          <Button size="small" variant="quiet" onPress={() => onChange({ ...filter, from: null, to: null })}>
            Any
          </Button>
        )}
      </div>
    </Popover>
  )
}

function rangeInWords({ from, to }: SourceFilter): string {
  if (from !== null && to !== null) return `Date: ${dateOf(from)} to ${dateOf(to)}`
  if (from !== null) return `Date: from ${dateOf(from)}`
  return to === null ? 'Date' : `Date: to ${dateOf(to)}`
}
