/**
 * The 24 colours of codes as sRGB, for files that name a colour instead of a step: the palette's light values
 * (renderer/theme/palette.css), converted from OKLCH.
 */
const steps = [
  '#4371FA',
  '#830700',
  '#3318AC',
  '#96790C',
  '#3A6660',
  '#5E0577',
  '#89955D',
  '#6E2FC0',
  '#8A4002',
  '#11A0AF',
  '#722864',
  '#7A7E56',
  '#784185',
  '#9F5301',
  '#A28E10',
  '#8D5286',
  '#642F8A',
  '#686C45',
  '#453C26',
  '#528683',
  '#3F5542',
  '#5154E2',
  '#2F4048',
  '#6C9987',
] as const

/** The colour of a palette step, 1 to 24, as `#RRGGBB`; a number off the palette is brought onto it. */
export const hexOf = (step: number): string =>
  steps[(((Math.trunc(step) - 1) % steps.length) + steps.length) % steps.length] ?? steps[0]
