import { cell } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { nothingLeftUncoded } from './why-not.ts'

export const negativeAgreement: Coefficient = {
  id: 'negative_agreement',
  name: 'Agreement on absence',
  description:
    '2·n00 / (2·n00 + n10 + n01): of what either coder left uncoded, the share they share (Cicchetti & Feinstein 1990, Journal of Clinical Epidemiology 43:551).',
  whyNot: nothingLeftUncoded,
  compute: table => (2 * cell(table, 1, 1)) / (2 * cell(table, 1, 1) + cell(table, 0, 1) + cell(table, 1, 0)),
}
