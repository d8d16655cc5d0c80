import type { Measure } from './measure.ts'
import { ratedBy } from './ratings.ts'

export const allAgree: Measure = {
  id: 'percent_all_agree',
  name: 'Percent agreement (all coders alike)',
  description:
    'The share of units to which every coder gave the same category, among the units every coder rated. Falls as coders are added; the mean over pairs is the other figure called percent agreement.',
  whyNot: ({ rows, raters }) =>
    rows.some(row => ratedBy(row) === raters) ? null : 'No unit was rated by every coder',
  compute({ rows, counts, raters }) {
    let alike = 0
    let units = 0
    rows.forEach((row, n) => {
      if (ratedBy(row) < raters) return
      units += counts[n] ?? 0
      if (row.every(k => k === row[0])) alike += counts[n] ?? 0
    })
    return alike / units
  },
}
