import type { MonthBefore } from '#shared/charts/months-shown.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { useContacts } from './contacts-store.ts'
import { monthFilter, monthName } from './month-chart.tsx'

/** What stands too far before the rest to be in the charts of months, each opening its contacts; nothing where nothing does. */
export function MonthsBefore({ before, cutOff }: { before: readonly MonthBefore[]; cutOff: string | null }) {
  const open = useContacts(({ open }) => open)
  if (before.length === 0) return null
  return (
    <Callout
      tone="warn"
      title="Not in these charts: years before all the rest. Is the year right?"
      actions={before.map(({ site, month, minutes }) => (
        <Button
          key={`${site.id} ${month}`}
          size="small"
          onPress={() =>
            minutes > 0
              ? open(monthFilter(site, month, cutOff))
              : open({ label: site.site, site: site.id, until: cutOff })
          }
        >
          {minutes > 0
            ? `${site.site}, ${monthName(month)}: ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
            : `${site.site} begins in ${monthName(month)}`}
        </Button>
      ))}
    />
  )
}
