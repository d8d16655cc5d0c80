import type { CodedPassage } from './coding.ts'

/** A node of the thematic map: theme → sub-theme → codes. */
export interface Theme {
  id: string
  parent: string | null
  name: string
  summary: string
  position: number
  codes: string[]
}

/** The passages behind a theme and its sub-themes. */
export interface ThemeEvidence {
  theme: string
  layer: 'independent' | 'consensus'
  passages: CodedPassage[]
  byDataSet: { dataSet: string; passages: number; sources: number }[]
}
