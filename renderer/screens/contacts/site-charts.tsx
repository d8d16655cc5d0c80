import { Copy } from 'lucide-react'
import { monthsShown } from '#shared/charts/months-shown.ts'
import type { ContactTable } from '#shared/model/contact.ts'
import { toClipboard } from '../../clipboard-cells.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { useAct } from '../../use-engine.ts'
import { dateOf } from '../../wording.ts'
import { bandNames, unknown } from './contact-words.ts'
import styles from './contacts.module.css'
import { useContacts } from './contacts-store.ts'
import { MonthChart, monthFilter } from './month-chart.tsx'
import { MonthsBefore } from './months-before.tsx'
import { SiteChart } from './site-chart.tsx'

/** Average minutes a month of every site beside what is expected, and each site's months one by one. */
export function SiteCharts({ table }: { table: ContactTable }) {
  const open = useContacts(({ open }) => open)
  const { run } = useAct()
  const { sites, cutOff, expected } = table
  const { months: drawn, before } = monthsShown(sites)
  const isDrawn = new Set(drawn)
  const months = [...new Set(before.map(({ month }) => month)), ...drawn]
  const most = Math.max(
    expected,
    ...sites.flatMap(({ byMonth }) =>
      byMonth.filter(({ month }) => isDrawn.has(month)).map(({ minutes }) => minutes),
    ),
  )
  const minutesIn = (site: (typeof sites)[number], month: string) =>
    site.byMonth.find(one => one.month === month)?.minutes
  const copy = () => {
    const rows = [
      ['Site', 'Average minutes per month', 'Beside expected', ...months],
      ...sites.map(site => [
        site.site,
        site.minutesPerMonth ?? '',
        site.band ? bandNames[site.band] : '',
        ...months.map(month => minutesIn(site, month) ?? ''),
      ]),
    ]
    void run(() => navigator.clipboard.writeText(toClipboard(rows)), {
      done: 'Copied.',
    })
  }
  return (
    <div className={styles.page}>
      <section className={styles.section} aria-label="Average minutes per month by site">
        <div className={styles.sectionHead}>
          <h2>Average minutes per month by site</h2>
          <Button size="small" icon={<Copy />} onPress={copy}>
            Copy the data
          </Button>
        </div>
        <SiteChart table={table} />
      </section>
      <section className={styles.section} aria-label="Minutes in each month">
        <h2>Minutes in each month</h2>
        <p className={styles.quiet}>
          By phone or Teams and by email, from a site’s opening or first contact
          {cutOff === null ? '' : ` to ${dateOf(cutOff)}`}; the line is what is expected, {expected} a month.
          Every chart has the same axes.
        </p>
        <MonthsBefore before={before} cutOff={cutOff} />
        <div className={styles.multiples}>
          {sites
            .filter(({ byMonth }) => byMonth.some(({ month }) => isDrawn.has(month)))
            .map(site => (
              <MonthChart
                key={site.id}
                site={site}
                months={drawn}
                expected={expected}
                most={most}
                cutOff={cutOff}
              />
            ))}
        </div>
      </section>
      <Disclosure title="The figures behind the charts">
        <div className={styles.scroll}>
          <table className={styles.sites}>
            <caption>Minutes by phone or Teams and by email in each month</caption>
            <thead>
              <tr>
                <th scope="col">Site</th>
                <th scope="col">Average</th>
                {months.map(month => (
                  <th key={month} scope="col">
                    {month}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sites.map(site => (
                <tr key={site.id}>
                  <th scope="row">
                    <bdi>{site.site}</bdi>
                  </th>
                  <td>{site.minutesPerMonth ?? unknown}</td>
                  {months.map(month => (
                    <td key={month}>
                      {minutesIn(site, month) !== undefined && (
                        <button
                          type="button"
                          className={styles.cell}
                          aria-label={`${minutesIn(site, month)}: ${month}, ${site.site}`}
                          onClick={() => open(monthFilter(site, month, cutOff))}
                        >
                          {minutesIn(site, month)}
                        </button>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </div>
  )
}
