import { scaleBand, scaleLinear } from 'd3-scale'
import { area, curveStepAfter } from 'd3-shape'
import { useId } from 'react'
import type { ContactSite } from '#shared/model/contact.ts'
import chart from '../../ui/chart.module.css'
import styles from './contacts.module.css'
import { type ContactFilter, useContacts } from './contacts-store.ts'
import { share } from './site-chart.tsx'

const width = 220
const height = 118
const plot = { left: 30, right: width - 4, top: 8, bottom: height - 22 }

/** `2019-03` as it is shown: `Mar 2019`; two figures of a year would not tell 1919 from 2019. */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )

/** What opens the contacts behind a site's minutes in a month. */
export const monthFilter = (
  { id, site }: ContactSite,
  month: string,
  until: string | null,
): ContactFilter => ({
  label: `${site}, ${monthName(month)}`,
  site: id,
  month,
  until,
  modes: ['phone', 'email'],
})

/** One site's minutes in each of `months`, on axes that all sites share; a month opens its contacts. */
export function MonthChart({
  site,
  months,
  expected,
  most,
  cutOff,
}: {
  site: ContactSite
  months: readonly string[]
  expected: number
  most: number
  cutOff: string | null
}) {
  const open = useContacts(({ open }) => open)
  const id = useId()
  const x = scaleBand([...months], [plot.left, plot.right])
  const y = scaleLinear([0, most], [plot.bottom, plot.top]).nice(3)
  const at = (month: string) => x(month) ?? plot.left
  const shown = site.byMonth.filter(({ month }) => x(month) !== undefined)
  const last = shown.at(-1)
  const steps = [
    ...shown.map(({ month, minutes }) => ({ x: at(month), minutes })),
    ...(last ? [{ x: at(last.month) + x.bandwidth(), minutes: last.minutes }] : []),
  ]
  const shape = area<(typeof steps)[number]>()
    .x(step => step.x)
    .y0(plot.bottom)
    .y1(step => y(step.minutes))
    .curve(curveStepAfter)
  const without = shown.filter(({ minutes }) => minutes === 0).length
  const peak = shown.reduce((best, one) => (one.minutes > best.minutes ? one : best), {
    month: '',
    minutes: 0,
  })
  const words = `${shown.length} months of ${site.site}: most in ${peak.month === '' ? 'none' : `${monthName(peak.month)} (${peak.minutes})`}, ${without} without any.`
  return (
    <figure className={styles.multiple}>
      <figcaption>
        <bdi>{site.site}</bdi>
      </figcaption>
      <div className={chart.drawing}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-labelledby={`${id}-t ${id}-d`}
          className={chart.chart}
        >
          <title id={`${id}-t`}>Minutes in each month, {site.site}</title>
          <desc id={`${id}-d`}>{words}</desc>
          {y.ticks(3).map(value => (
            <g key={value}>
              <line x1={plot.left} x2={plot.right} y1={y(value)} y2={y(value)} className={chart.rule} />
              <text x={plot.left - 4} y={y(value) + 4} textAnchor="end">
                {value}
              </text>
            </g>
          ))}
          <path d={shape(steps) ?? ''} className={styles.area} />
          <line
            x1={plot.left}
            x2={plot.right}
            y1={y(expected)}
            y2={y(expected)}
            className={styles.expected}
          />
          <text x={plot.left} y={height - 6}>
            {monthName(months[0] ?? '')}
          </text>
          <text x={plot.right} y={height - 6} textAnchor="end">
            {monthName(months.at(-1) ?? '')}
          </text>
        </svg>
        {shown.map(({ month, minutes }) => (
          // The keyboard opens a month from the table of figures below, not by hundreds of stops.
          <button
            key={month}
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            className={chart.over}
            style={{
              insetInlineStart: share(at(month), width),
              inlineSize: share(x.bandwidth(), width),
              insetBlockStart: share(plot.top, height),
              blockSize: share(plot.bottom - plot.top, height),
            }}
            title={`${monthName(month)}: ${minutes} minutes`}
            onClick={() => open(monthFilter(site, month, cutOff))}
          />
        ))}
      </div>
    </figure>
  )
}
