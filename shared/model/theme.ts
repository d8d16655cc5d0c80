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

/** Who speaks in a theme, and what they say: each passage counts for everybody behind it. */
export interface ThemeReach {
  /** People with a passage, most first. */
  people: { id: string; name: string; site: string | null; passages: number }[]
  /** Sites with a passage, most first; those of people too. */
  sites: { id: string; name: string; people: number; passages: number }[]
  /** How many people and sites the study has in all. */
  known: { people: number; sites: number }
  /** Passages with nobody known behind them. */
  ofNobody: number
  passages: number
  says: { facilitator: number; barrier: number; neither: number }
}

/** How a theme grew: sources in the order of their dates, and the codes seen there first. */
export interface Saturation {
  points: {
    source: string
    title: string
    date: string | null
    /** Codes used in it, and those of them that no source before it has. */
    codes: number
    fresh: number
    /** Different codes up to it, itself included. */
    seen: number
  }[]
}
