import { expect } from 'vitest'
import { contained, legible } from '#engine/export/writing/legible.ts'
import { type Checks, csv, page, styled, word, workbook } from './read-as.ts'
import { found, hostile } from './study.ts'

/** The two sites of `codedStudy`: 117 minutes in 2 months are 58.5, and 17 for 2 are 8.5, both half up. */
const figures = [
  ['2', '117', '91.5', '17', '2', '59', '9'],
  ['', '107', '100.0', '', '', '', ''],
]
const heads = [
  'Site',
  'Months in the study at the cut-off',
  'Total minutes by phone or Teams and by email',
  '% of minutes by phone or Teams',
  'Participants',
  'Staff in the period',
  'Average minutes per month',
  'Average participants per member of staff',
]
const names = [hostile.code, hostile.turned]

export const contactsChecks: Checks = {
  'contacts.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    expect([...sheets.keys()]).toEqual([
      'Sites',
      'Contacts',
      'Minutes by month',
      'Sites that did not take part',
      'About',
    ])
    const [head, ...rows] = found(sheets, 'Sites')
    expect(head).toEqual(heads)
    expect(rows.map(row => row.map(cell => cell ?? '').slice(1))).toEqual(
      figures.map(row => row.map(figure => (figure === '' ? '' : Number(figure)))),
    )
    expect(rows.map(([site]) => site)).toEqual(names.map(legible))
    const log = found(sheets, 'Contacts').slice(1)
    expect(
      log.map(([date, mode, minutes, from, happened]) => [
        date,
        mode,
        minutes ?? null,
        from ?? null,
        happened,
      ]),
    ).toEqual([
      ['2019-01-14', 'phone', 107, 'recorded', 'yes'],
      ['2019-02-01', 'email', 10, 'default', 'yes'],
      ['2019-02-02', 'phone', null, null, 'no'],
    ])
    expect(log[2]?.[7]).toBe(`${legible(hostile.code)} (${hostile.marks})`)
    const about = found(sheets, 'About').map(([what, words]) => `${what}: ${words}`)
    expect(about).toContain(
      'Sum over sites: 224 minutes: a session of several sites counts in full for each, so this is not what was delivered.',
    )
    expect(about).toContain('Distinct sessions: 117 minutes: each session counted once.')
  },

  'contacts.docx': bytes => {
    const paragraphs = word(bytes, 'Contact table', /Cut-off: 31 March 2019/)
    expect(styled(paragraphs, 'CellHead').slice(0, heads.length)).toEqual(heads)
    expect(styled(paragraphs, 'Cell').slice(0, 2 * heads.length)).toEqual(
      figures.flatMap((row, at) => [
        contained(names[at] ?? ''),
        ...row.map(figure => (figure === '' ? '–' : figure)),
      ]),
    )
    expect(styled(paragraphs, 'Note')).toContain('Distinct sessions: 117 minutes: each session counted once.')
  },

  'contacts.csv': bytes => {
    const [head, ...rows] = csv(bytes)
    expect(head).toEqual([
      ...heads,
      'Site opened',
      'Cut-off',
      'Minutes expected per month',
      'Emails that count a default length',
      'Contacts without a length',
    ])
    expect(rows.map(row => row.slice(1, heads.length))).toEqual(figures)
    expect(rows.map(row => row.slice(heads.length))).toEqual([
      ['2019-01-01', '2019-03-31', '60', '1', '0'],
      ['', '2019-03-31', '60', '0', '0'],
    ])
  },

  'contacts.html': bytes => {
    const elements = page(bytes, /Cut-off: 31 March 2019/)
    const cells = elements.filter(e => e.tag === 'td').map(e => e.text)
    expect(cells.slice(0, 14)).toEqual(figures.flat().map(figure => (figure === '' ? '–' : figure)))
    expect(elements.filter(e => e.tag === 'th').map(e => e.text)).toContain(contained(hostile.code))
    const drawn = elements.find(e => e.tag === 'desc')
    expect(drawn?.text).toMatch(
      /^Average minutes a month of 1 of 2 sites, from 59 .* 0 below, 1 close to, 0 above\.$/s,
    )
  },
}
