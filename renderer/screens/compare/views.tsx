import type { ComponentType } from 'react'
import { AllFigures } from './all-figures.tsx'
import { ByCode } from './code-figures.tsx'
import { ByCodeAndSource } from './code-source-matrix.tsx'
import { CodesAgainstCodes } from './codes-against-codes.tsx'
import { Differences } from './differences.tsx'
import type { StanceWords } from './stance-words.ts'
import type { Comparison } from './use-comparison.ts'

export interface ViewProps {
  comparison: Comparison
  withCoefficients: boolean
  words: StanceWords
}

/** One way of looking at what is compared. */
interface CompareView {
  id: string
  label: (words: StanceWords) => string
  Content: ComponentType<ViewProps>
}

/** The views in the order of their tabs. */
export const compareViews: readonly CompareView[] = [
  { id: 'codes', label: () => 'By code', Content: ByCode },
  { id: 'matrix', label: () => 'By code and source', Content: ByCodeAndSource },
  { id: 'confusion', label: () => 'Codes against codes', Content: CodesAgainstCodes },
  { id: 'differences', label: words => words.differencesTitle, Content: Differences },
  { id: 'figures', label: () => 'All figures', Content: AllFigures },
]
