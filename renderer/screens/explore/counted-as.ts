import type { MatrixCount } from '#shared/model/matrix.ts'

/** What a matrix counts, as a word for one and for several. */
export const countedAs: Record<MatrixCount, [one: string, many: string]> = {
  passages: ['passage', 'passages'],
  sources: ['source', 'sources'],
  people: ['person', 'people'],
}

/** What a cell counts where codes stand across. */
export const pairs: [one: string, many: string] = ['pair', 'pairs']
