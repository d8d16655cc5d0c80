import type { Figure } from '#shared/model/agreement.ts'

/** A figure in words: three decimals, or why there is none. */
export const showFigure = (figure: Figure | undefined): string =>
  figure?.value === null || figure === undefined
    ? `n/a (${figure?.why ?? 'not computed'})`
    : figure.value.toFixed(3)
