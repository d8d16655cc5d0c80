import type { Layer, Polarity } from './coding.ts'

/** What stands down the side of a matrix, or across it to be met there. */
export type MatrixCodes =
  | { kind: 'codes'; framework: string; topOnly: boolean }
  | { kind: 'themes'; topOnly: boolean }

/** What stands across a matrix: what a passage's case, source or coder is, or codes on overlapping text. */
export type MatrixColumns =
  | MatrixCodes
  | { kind: 'attribute'; attribute: string }
  | { kind: 'person' | 'site' | 'data-set' | 'source-kind' | 'coder' }

/** What the command line calls what may stand across, besides themes, frameworks and attributes. */
export const matrixAcross = {
  'data-set': 'data-sets',
  'source-kind': 'source-kinds',
  site: 'sites',
  person: 'people',
  coder: 'coders',
} as const

/** What a cell counts: coded passages, the sources they are in, or the people behind them, each once. */
export type MatrixCount = 'passages' | 'sources' | 'people'

/** What a matrix is of. */
export interface MatrixAsked {
  rows: MatrixCodes
  columns: MatrixColumns
  layer: Layer
  /** Only passages that say this; null: all. */
  polarity: Polarity | null
}

/** How a person looks at a matrix: what it is of, what its cells count, and whether it is drawn. */
export interface MatrixLook extends MatrixAsked {
  count: MatrixCount
  shape: 'table' | 'chart'
}

/** A row or a column. */
export interface MatrixLine {
  /** A code's, theme's, case's, data set's or coder's id, or a value; empty: what has none. */
  id: string
  name: string
  /** How deep it lies in its tree. */
  depth: number
  /** Palette step of a code, or null. */
  colour: number | null
  /** What all its cells count together, each passage, source or person once. */
  total: Record<MatrixCount, number>
}

/** A matrix: only cells that hold something are in `cells`. */
export interface Matrix {
  rows: MatrixLine[]
  columns: MatrixLine[]
  /** Index of the row and of the column, and what is there. */
  cells: { row: number; column: number; counts: Record<MatrixCount, number> }[]
  /** How its cells are counted, in words that name the layer. */
  note: string
  /** True where an open blind round keeps codings out of it. */
  withheld: boolean
}
