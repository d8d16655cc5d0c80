import { agreedUnits, units } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { nothingRated } from './why-not.ts'

export const percentAgreement: Coefficient = {
  id: 'percent_agreement',
  name: 'Percent agreement',
  description:
    'Share of units to which both coders gave the same rating (0 to 1). Not corrected for chance: text that neither coded counts as agreement, so a rare code scores high whatever the coders do.',
  whyNot: nothingRated,
  compute: table => agreedUnits(table) / units(table),
}
