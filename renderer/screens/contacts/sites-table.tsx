import { Copy } from 'lucide-react'
import type { ContactSite, ContactTable } from '#shared/model/contact.ts'
import { toClipboard } from '../../clipboard-cells.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useAct } from '../../use-engine.ts'
import { counted, dateOf, number } from '../../wording.ts'
import { AbsenceGrid } from './absence-grid.tsx'
import { bandNames, unknown } from './contact-words.ts'
import styles from './contacts.module.css'
import { type ContactFilter, useContacts } from './contacts-store.ts'

/** A column of the table: its figure in print, and the contacts or the site's own figures behind it. */
interface Column {
  head: string
  figure(site: ContactSite): string
  /** Null: the figure is the site's own, which is changed by pressing it. */
  behind: Pick<ContactFilter, 'modes'> | null
}

const both = { modes: ['phone', 'email'] } as const
const shown = (value: number | null): string => (value === null ? unknown : number(value))

const columns: readonly Column[] = [
  { head: 'Months in the study at the cut-off', figure: ({ months }) => shown(months), behind: null },
  { head: 'Minutes by phone or Teams and by email', figure: ({ minutes }) => number(minutes), behind: both },
  {
    head: '% by phone or Teams',
    figure: ({ percentByPhone }) => percentByPhone?.toFixed(1) ?? unknown,
    behind: { modes: ['phone'] },
  },
  { head: 'Participants', figure: ({ participants }) => shown(participants), behind: null },
  { head: 'Staff in the period', figure: ({ staff }) => shown(staff), behind: null },
  { head: 'Minutes per month', figure: ({ minutesPerMonth }) => shown(minutesPerMonth), behind: both },
  {
    head: 'Participants per member of staff',
    figure: ({ participantsPerStaff }) => shown(participantsPerStaff),
    behind: null,
  },
]

/** The per-site table as it is printed; every figure opens what is behind it. */
export function SitesTable({ table, onSite }: { table: ContactTable; onSite(site: ContactSite): void }) {
  const open = useContacts(({ open }) => open)
  const { run } = useAct()
  const { sites, cutOff, minutesOverSites, distinctSessionMinutes, notes, absences, expected } = table
  if (sites.length === 0) {
    return (
      <EmptyState title="No sites yet">Sites come with a contact log, or are added under Cases.</EmptyState>
    )
  }
  const copy = () => {
    const rows = [
      ['Site', ...columns.map(({ head }) => head)],
      ...sites.map(site => [site.site, ...columns.map(({ figure }) => figure(site).replaceAll(',', ''))]),
    ]
    void run(() => navigator.clipboard.writeText(toClipboard(rows)), {
      done: 'Copied.',
    })
  }
  return (
    <div className={styles.page}>
      <div className={styles.scroll}>
        <table className={styles.sites}>
          <caption>
            Support of each site{cutOff === null ? '' : ` up to ${dateOf(cutOff)}`}; expected are {expected}{' '}
            minutes a month
          </caption>
          <thead>
            <tr>
              <th scope="col">Site</th>
              {columns.map(({ head }) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              <th scope="col" className={styles.words}>
                Beside expected
              </th>
            </tr>
          </thead>
          <tbody>
            {sites.map(site => (
              <tr key={site.id}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.cell}
                    onClick={() => open({ label: site.site, site: site.id, until: cutOff })}
                  >
                    <bdi>{site.site}</bdi>
                  </button>
                </th>
                {columns.map(({ head, figure, behind }) => (
                  <td key={head}>
                    <button
                      type="button"
                      className={styles.cell}
                      aria-label={`${figure(site)}: ${head}, ${site.site}`}
                      onClick={() =>
                        behind
                          ? open({
                              label: `${site.site}, ${behind.modes?.length === 1 ? 'by phone or Teams' : 'by phone, Teams and email'}`,
                              site: site.id,
                              until: cutOff,
                              ...behind,
                            })
                          : onSite(site)
                      }
                    >
                      {figure(site)}
                    </button>
                  </td>
                ))}
                <td className={styles.words}>{site.band && <BandBadge band={site.band} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className={styles.sums}>
        <div>
          <dt>Sum over sites</dt>
          <dd>{counted(minutesOverSites, 'minute')}, a session of several sites once for each</dd>
        </div>
        <div>
          <dt>Distinct sessions</dt>
          <dd>{counted(distinctSessionMinutes, 'minute')}, each session once</dd>
        </div>
      </dl>
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="What to know of these figures">
          {notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div>
        <Button size="small" icon={<Copy />} onPress={copy}>
          Copy the table
        </Button>
      </div>
      {absences.map(one => (
        <AbsenceGrid key={one.of} absences={one} cutOff={cutOff} />
      ))}
    </div>
  )
}

const tones = { below: 'warn', close: 'plain', above: 'good' } as const

function BandBadge({ band }: { band: keyof typeof tones }) {
  return <Badge tone={tones[band]}>{bandNames[band]}</Badge>
}
