import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/*
 * Table 3 of Craven et al. 2021, BMC Medical Research Methodology 21:203 (open access, CC BY 4.0): "Breakdown of
 * mentoring support provided to OTs at RETAKE sites: March 2018–April 2020". In the order of its columns: site, months
 * in the study as of 1st April 2020, minutes by phone/Microsoft Teams and email, % by phone or Teams, participants, OTs,
 * average minutes a month, average participants per OT.
 */
export const printed: readonly (readonly string[])[] = [
  ['1', '25', '2815', '94.0', '26', '3', '113', '9'],
  ['2', '25', '1086', '99.1', '17', '2', '43', '9'],
  ['3', '24', '2514', '91.6', '21', '2', '105', '11'],
  ['4', '24', '2324', '93.5', '19', '4', '97', '5'],
  ['5', '24', '2840', '92.3', '21', '3', '118', '7'],
  ['6', '24', '2160', '97.2', '30', '3', '90', '10'],
  ['7', '24', '2906', '96.9', '20', '2', '121', '10'],
  ['8', '23', '2390', '95.0', '8', '3', '104', '3'],
  ['9', '22', '1119', '100.0', '22', '2', '51', '11'],
  ['10', '22', '1206', '95.9', '14', '2', '55', '7'],
  ['11', '22', '1605', '97.5', '14', '3', '73', '5'],
  ['12', '18', '1600', '94.4', '13', '2', '89', '7'],
  ['13', '18', '1053', '97.2', '13', '2', '59', '7'],
  ['14', '17', '1400', '96.4', '6', '2', '82', '3'],
  ['15', '8', '612', '100.0', '7', '4', '77', '2'],
  ['16', '14', '1490', '92.6', '11', '2', '106', '6'],
]

const text = join(import.meta.dirname, '../../../shared/seed/craven-2021-retake-mentoring.txt')

/** The same rows read from the paper itself; null where its text is not beside the checkout. */
export function rowsOfPaper(): string[][] | null {
  if (!existsSync(text)) return null
  const paper = readFileSync(text, 'utf8')
  const from = paper.indexOf('Table 3 Breakdown of mentoring support')
  const to = paper.indexOf('It was anticipated that pre-planned mentoring sessions', from)
  const figures = paper
    .slice(from, to)
    .split('\n')
    .map(line => line.trim())
    .filter(line => /^\d+(?:\.\d)?$/.test(line))
  return Array.from({ length: figures.length / 8 }, (_, row) => figures.slice(row * 8, row * 8 + 8))
}

const cutOff = { year: 2020, month: 4 }

/** The day a site with so many whole months on 1st April 2020 opened. */
export function openedOn(months: number): string {
  const at = cutOff.year * 12 + cutOff.month - 1 - months
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
}

/** The sessions were “via teleconference or Microsoft Teams”, and its table counts them as one. */
const calls = ['Phone', 'teleconference', 'Microsoft Teams', 'Telephone']

/**
 * A contact log that adds up to the printed rows, as a csv: monthly calls and teleconferences of about an hour, and emails without a length
 * (10 minutes each), whose share is the one printed. Sites 1 and 2 share their first call, which is one row.
 */
export function logOfPaper(): string {
  const rows = ['Date,Site,Mode,Minutes']
  const day = (months: number, n: number) => {
    const [year = 0, month = 0] = openedOn(months).split('-').map(Number)
    const at = year * 12 + month - 1 + (n % months)
    return `${String(2 + (n % 26)).padStart(2, '0')}/${String((at % 12) + 1).padStart(2, '0')}/${Math.floor(at / 12)}`
  }
  const shared = 60
  rows.push(`14/03/2018,1; 2,Teleconference by Teams,${shared}`)
  for (const [site = '', monthsText, minutesText, share] of printed) {
    const [months, minutes] = [Number(monthsText), Number(minutesText)]
    const emails = Math.round((minutes * (100 - Number(share))) / 100 / 10)
    for (let n = 0; n < emails; n++) rows.push(`${day(months, n)},${site},Email,`)
    let left = minutes - emails * 10 - (site === '1' || site === '2' ? shared : 0)
    for (let n = 0; left > 0; n++) {
      const length = Math.min(left, 41 + (n % 30))
      rows.push(`${day(months, n)},${site},${calls[n % calls.length]},${length}`)
      left -= length
    }
  }
  return rows.join('\n')
}
