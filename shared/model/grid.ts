import type { Layer } from './coding.ts'

/** How far a data set bears out what a theme finds. */
export type Judgement = 'agrees' | 'partly' | 'silent' | 'contradicts'

/** The judgements as people read them. */
export const judgementNames: Record<Judgement, string> = {
  agrees: 'Agrees',
  partly: 'Partly',
  silent: 'Silent',
  contradicts: 'Contradicts',
}

/** What does not go together between a judgement and the passages beside it, in a sentence; empty where all does. */
export function judgementCheck({ judgement, passages }: Pick<GridCell, 'judgement' | 'passages'>): string {
  if (judgement === null) return ''
  const judged = `Judged “${judgementNames[judgement]}”`
  if (judgement !== 'silent') return passages === 0 ? `${judged}, but no passage stands here.` : ''
  if (passages === 0) return ''
  return passages === 1
    ? `${judged}, but a passage stands here.`
    : `${judged}, but ${passages} passages stand here.`
}

/** What a grid has across: people or sites with summaries, or data sets with judgements too. */
export type GridKind = 'person' | 'site' | 'data-set'

/** What a grid is of. */
export interface GridAsked {
  kind: GridKind
  layer: Layer
}

/** How many characters are written of a cell at most. What was joined from two may have more, and does not grow. */
export const longestNote = 4000

/** A cell of a grid: its passages, and what was written of them. */
export interface GridCell {
  theme: string
  /** The case or data set. */
  about: string
  passages: number
  judgement: Judgement | null
  text: string
}

/** What the contact figures of a convergence grid are. */
export const contactFiguresNote =
  'Contact figures: minutes a month by phone or Teams and by email up to the cut-off, averaged over the sites that have passages under the finding and over those that have none.'

/** Themes against cases or data sets. Cells with neither passages nor words are left out. */
export interface Grid extends GridAsked {
  themes: { id: string; name: string; depth: number }[]
  columns: { id: string; name: string; beside: string }[]
  cells: GridCell[]
}

/** A grid as a window shows it. */
export interface ShownGrid extends Grid {
  /** What the contact log says of each theme, by its id; null where no site has minutes a month, and of cases. */
  contacts: Record<string, string> | null
}
