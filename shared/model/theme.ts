import type { CodedPassage, Layer } from './coding.ts'

/** A node of the thematic map: theme → sub-theme → codes. */
export interface Theme {
  id: string
  parent: string | null
  name: string
  summary: string
  position: number
  codes: string[]
}

/** The passages behind a theme and its sub-themes, or behind one of its codes. */
export interface ThemeEvidence {
  theme: string
  layer: 'independent' | 'consensus'
  /** The codings of the first passages of each data set, as many as were asked for, in the order of sources and text. */
  passages: (CodedPassage & { dataSet: string })[]
  /** All of them, counted. */
  byDataSet: { dataSet: string; passages: number; sources: number }[]
}

/** Who speaks in a theme, and what they say: each passage counts for everybody behind it. */
export interface ThemeReach {
  /** People with a passage, most first. */
  people: { id: string; name: string; site: string | null; passages: number }[]
  /** Sites with a passage, most first; those of people too. */
  sites: { id: string; name: string; people: number; passages: number }[]
  /** Every data set of the study in its order, silent ones too. */
  dataSets: { name: string; passages: number; sources: number }[]
  /** How many people and sites the study has in all. */
  known: { people: number; sites: number }
  /** Passages with nobody known behind them. */
  ofNobody: number
  passages: number
  sources: number
  says: { facilitator: number; barrier: number; neither: number }
}

/** The figures of a theme with those under it, or of a code on it with those beneath, as `ThemeReach` has them. */
export interface ThemeMark {
  theme: string
  /** Null: of the theme. */
  code: string | null
  passages: number
  sources: number
  /** How many different ones. */
  people: number
  sites: number
  /** Names of the data sets that speak in it, in the study's order. */
  dataSets: string[]
  /** Who gives most passages, and how many; null where nobody is known. */
  most: { name: string; passages: number } | null
  says: ThemeReach['says']
}

/** The figures of the whole thematic map in one layer. */
export interface ThemeMarks {
  layer: Layer
  known: ThemeReach['known']
  /** Names of all data sets, in the study's order. */
  dataSets: string[]
  marks: ThemeMark[]
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
