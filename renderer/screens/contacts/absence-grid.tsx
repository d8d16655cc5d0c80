import type { Absences } from '#shared/model/contact.ts'
import styles from './contacts.module.css'
import { useContacts } from './contacts-store.ts'

const said = (reason: string): string => (reason === '' ? 'No reason given' : reason)

/** How often sites, or people of them, did not take part, by reason; every number opens its contacts. */
export function AbsenceGrid({
  absences: { of, reasons, rows },
  cutOff,
}: {
  absences: Absences
  cutOff: string | null
}) {
  const open = useContacts(({ open }) => open)
  const what = of === 'sites' ? 'site did not take part' : 'people of it did not take part'
  return (
    <div className={styles.scroll}>
      <table className={styles.sites}>
        <caption>
          {of === 'sites'
            ? 'Contacts a site did not take part in, by reason'
            : 'Absences of people by their site and reason'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Site</th>
            {reasons.map(reason => (
              <th key={reason} scope="col">
                <bdi>{said(reason)}</bdi>
              </th>
            ))}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, site, counts, total }) => {
            const cell = (count: number, reason: string | null) =>
              count === 0 ? (
                <span className={styles.none}>0</span>
              ) : (
                <button
                  type="button"
                  className={styles.cell}
                  aria-label={`${count}: ${reason === null ? 'all' : said(reason)}, ${of === 'sites' ? site : `people of ${site}`}`}
                  onClick={() =>
                    open({
                      label: `${site}: ${what}${reason === null ? '' : `, ${said(reason).toLowerCase()}`}`,
                      site: id,
                      until: cutOff,
                      absence: { of, reason },
                    })
                  }
                >
                  {count}
                </button>
              )
            return (
              <tr key={id}>
                <th scope="row">
                  <bdi>{site}</bdi>
                </th>
                {reasons.map((reason, at) => (
                  <td key={reason}>{cell(counts[at] ?? 0, reason)}</td>
                ))}
                <td>{cell(total, null)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
