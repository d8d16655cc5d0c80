import type { Contact, ContactSite, ContactTable } from '#shared/model/contact.ts'
import type { StudyReader } from './study-reader.ts'
import { dayInWords } from './words.ts'
import type { XlsxCell, XlsxColumn } from './writing/xlsx.ts'

/** What is the same of every export of contacts, whatever its format. */
export const contactsExport = {
  what: 'contacts',
  whatName: 'Contact table',
  description:
    'For each site up to the cut-off: months, minutes, the share by phone, participants, staff and averages. The workbook has the whole log too.',
}

const bandNames = { below: 'Below', close: 'Close to', above: 'Above' } as const

/** The columns of the per-site table, in the order it is printed in. */
const columns: readonly { head: string; width: number; cell: (site: ContactSite) => XlsxCell }[] = [
  { head: 'Site', width: 18, cell: ({ site }) => site },
  { head: 'Months in the study at the cut-off', width: 14, cell: ({ months }) => months },
  {
    head: 'Total minutes by phone or Teams and by email',
    width: 18,
    cell: ({ minutes }) => minutes,
  },
  {
    head: '% of minutes by phone or Teams',
    width: 14,
    cell: ({ percentByPhone }) => (percentByPhone === null ? null : { number: percentByPhone, decimals: 1 }),
  },
  { head: 'Participants', width: 13, cell: ({ participants }) => participants },
  { head: 'Staff in the period', width: 13, cell: ({ staff }) => staff },
  { head: 'Average minutes per month', width: 14, cell: ({ minutesPerMonth }) => minutesPerMonth },
  {
    head: 'Average participants per member of staff',
    width: 16,
    cell: ({ participantsPerStaff }) => participantsPerStaff,
  },
]

/** A table as workbooks and CSV files have it. */
export interface ContactsTable {
  columns: XlsxColumn[]
  rows: XlsxCell[][]
}

/** A figure as it is printed; a dash where nothing is known. */
export function printed(cell: XlsxCell): string {
  if (cell === null) return '–'
  if (typeof cell !== 'object') return String(cell)
  return 'text' in cell ? cell.text : cell.number.toFixed(cell.decimals)
}

/** The per-site table as it is printed; where nothing is known a cell is empty. */
export const perSite = ({ sites }: ContactTable): ContactsTable => ({
  columns: columns.map(({ head, width }) => ({ head, width })),
  rows: sites.map(site => columns.map(({ cell }) => cell(site))),
})

/** What explains the figures of a site where no words can stand under the table. */
const explaining: readonly { head: string; cell: (site: ContactSite, table: ContactTable) => XlsxCell }[] = [
  { head: 'Site opened', cell: ({ opened }) => opened },
  { head: 'Cut-off', cell: (_, { cutOff }) => cutOff },
  { head: 'Minutes expected per month', cell: (_, { expected }) => expected },
  { head: 'Emails that count a default length', cell: ({ defaulted }) => defaulted },
  { head: 'Contacts without a length', cell: ({ unknown }) => unknown },
]

/** The per-site table with what explains its figures in columns behind it: a CSV file has no room for words under a table. */
export function perSiteExplained(table: ContactTable): ContactsTable {
  const { columns, rows } = perSite(table)
  return {
    columns: [...columns, ...explaining.map(({ head }) => ({ head, width: 14 }))],
    rows: rows.map((row, at) => {
      const site = table.sites[at]
      return site ? [...row, ...explaining.map(({ cell }) => cell(site, table))] : row
    }),
  }
}

/** What stands under the table in every format but CSV: the two sums by their two names, the bands, and what to know of them. */
export function underTable(table: ContactTable): [name: string, words: string][] {
  const { cutOff, isCutOffChosen, minutesOverSites, distinctSessionMinutes, expected, notes } = table
  const of = (band: ContactSite['band']) => table.sites.filter(site => site.band === band)
  const bands = (['below', 'close', 'above'] as const).flatMap(band => {
    const those = of(band)
    return those.length === 0 ? [] : [`${bandNames[band]}: ${those.map(({ site }) => site).join(', ')}`]
  })
  return [
    [
      'Cut-off',
      cutOff === null
        ? 'There are no contacts yet.'
        : `${dayInWords(cutOff)}${isCutOffChosen ? '' : ', the day of the last contact: none was chosen'}`,
    ],
    [
      'Sum over sites',
      `${minutesOverSites} minutes: a session of several sites counts in full for each, so this is not what was delivered.`,
    ],
    ['Distinct sessions', `${distinctSessionMinutes} minutes: each session counted once.`],
    [
      'Expected',
      `${expected} minutes a month; close to it is within a fifth, ${(expected * 4) / 5} to ${(expected * 6) / 5}.${bands.length === 0 ? '' : ` ${bands.join('; ')}.`}`,
    ],
    ['Rounding', 'Half up: averages to whole numbers, per cents to 1 decimal.'],
    ...notes.map((note): [string, string] => ['Note', note]),
  ]
}

/** The whole log, a contact a row. */
export function contactLog(study: StudyReader): ContactsTable {
  const names = new Map(study.cases().cases.map(({ id, name }) => [id, name]))
  const named = (parts: Contact['sites'], attended: boolean) =>
    parts
      .filter(part => part.attended === attended)
      .map(({ case: id, reason }) => `${names.get(id) ?? ''}${reason === '' ? '' : ` (${reason})`}`)
      .join('; ')
  return {
    columns: [
      { head: 'Date', width: 12 },
      { head: 'Mode', width: 13 },
      { head: 'Minutes', width: 10 },
      { head: 'Minutes from', width: 13 },
      { head: 'Took place', width: 10 },
      { head: 'Sites', width: 24 },
      { head: 'People', width: 28 },
      { head: 'Did not attend', width: 32 },
      { head: 'Note', width: 40 },
    ],
    rows: study
      .contacts()
      .map(contact => [
        contact.date,
        contact.mode,
        contact.minutes,
        contact.minutesFrom,
        contact.happened ? 'yes' : 'no',
        named(contact.sites, true),
        named(contact.people, true),
        [named(contact.sites, false), named(contact.people, false)].filter(Boolean).join('; '),
        contact.note,
      ]),
  }
}

/** Minutes by phone and email of every site in every month. */
export function byMonth({ sites }: ContactTable): ContactsTable {
  const months = [...new Set(sites.flatMap(site => site.byMonth.map(({ month }) => month)))].sort()
  return {
    columns: [{ head: 'Month', width: 12 }, ...sites.map(({ site }) => ({ head: site, width: 10 }))],
    rows: months.map(month => [
      month,
      ...sites.map(site => site.byMonth.find(one => one.month === month)?.minutes ?? null),
    ]),
  }
}

/** Who did not take part and why, for sites and for people. */
export function absences(table: ContactTable): (ContactsTable & { of: string })[] {
  return table.absences.map(({ of, reasons, rows }) => ({
    of: of === 'sites' ? 'Sites that did not take part' : 'People who did not take part',
    columns: [
      { head: 'Site', width: 18 },
      ...reasons.map(reason => ({ head: reason === '' ? 'No reason given' : reason, width: 16 })),
      { head: 'All', width: 8 },
    ],
    rows: rows.map(({ site, counts, total }) => [site, ...counts, total]),
  }))
}
