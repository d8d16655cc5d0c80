import { useId } from 'react'
import { layOutSiteMinutes, siteMinutesInWords } from '#shared/charts/site-minutes.ts'
import type { ContactTable } from '#shared/model/contact.ts'
import chart from '../../ui/chart.module.css'
import { classNames } from '../../ui/class-names.ts'
import { bandNames } from './contact-words.ts'
import styles from './contacts.module.css'
import { useContacts } from './contacts-store.ts'

/** A bar for each site's average, in front of the band that is close to expected; a bar opens its site's contacts. */
export function SiteChart({ table }: { table: ContactTable }) {
  const open = useContacts(({ open }) => open)
  const id = useId()
  const { width, height, step, plot, bars, ticks, expected, close } = layOutSiteMinutes(table, {
    width: 760,
    left: 132,
  })
  const n = bars.filter(({ minutes }) => minutes !== null).length
  return (
    <figure className={styles.figure}>
      <div className={chart.drawing}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
          className={chart.chart}
        >
          <title id={`${id}-title`}>Average minutes per month by site</title>
          <desc id={`${id}-desc`}>{siteMinutesInWords(table)}</desc>
          <rect
            x={close.x}
            width={close.width}
            y={plot.top}
            height={plot.bottom - plot.top}
            className={styles.closeBand}
          />
          {ticks.map(({ value, x }) => (
            <g key={value}>
              <line x1={x} x2={x} y1={plot.top} y2={plot.bottom} className={chart.rule} />
              <text x={x} y={plot.bottom + 16} textAnchor="middle">
                {value}
              </text>
            </g>
          ))}
          {bars.map(({ id: site, site: name, minutes, band, y, height: tall, width: long }) => (
            <g key={site}>
              <text x={plot.left - 8} y={y + tall / 2 + 4} textAnchor="end" className={chart.ink}>
                {shortened(name)}
              </text>
              {minutes !== null && (
                <rect x={plot.left} y={y} width={long} height={tall} className={styles[band ?? 'above']} />
              )}
            </g>
          ))}
          <line
            x1={expected.x}
            x2={expected.x}
            y1={plot.top - 8}
            y2={plot.bottom}
            className={styles.expected}
          />
          {bars.map(({ id: site, minutes, y, height: tall, width: long }) => (
            <text
              key={site}
              x={plot.left + long + 6}
              y={y + tall / 2 + 4}
              className={minutes === null ? undefined : chart.figureWords}
            >
              {minutes ?? 'no average yet'}
            </text>
          ))}
          <text x={expected.x} y={plot.top - 14} textAnchor="middle" className={chart.ink}>
            expected {expected.value}
          </text>
          <text x={(plot.left + plot.right) / 2} y={height - 8} textAnchor="middle">
            Average minutes per month, n = {n} {n === 1 ? 'site' : 'sites'}
          </text>
        </svg>
        {bars.map(({ id: site, site: name, minutes, band, y, height: tall }) => (
          <button
            key={site}
            type="button"
            className={chart.over}
            style={{
              insetBlockStart: share(y + tall / 2 - step / 2, height),
              blockSize: share(step, height),
            }}
            aria-label={`${name}: ${minutes === null ? 'no average yet' : `${minutes} minutes a month${band ? `, ${bandNames[band].toLowerCase()} expected` : ''}`}`}
            onClick={() => open({ label: name, site, until: table.cutOff })}
          />
        ))}
      </div>
      <figcaption className={classNames(chart.legend, styles.legend)}>
        {(['below', 'close', 'above'] as const).map(band => (
          <span key={band}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <rect width="12" height="12" className={styles[band]} />
            </svg>
            {bandNames[band]} expected{band === 'close' && `: ${close.from} to ${close.to}`}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

/** A place in the drawing as a share of it, for what lies over it. */
export const share = (part: number, whole: number): string => `${(part / whole) * 100}%`

const shortened = (name: string): string => {
  const letters = [...name]
  return letters.length > 18 ? `${letters.slice(0, 17).join('')}…` : name
}
