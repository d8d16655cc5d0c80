import type { Judgement } from '#shared/model/grid.ts'

/** Judgements in words, with the tone of their badge. */
export const judgements: Record<Judgement, { label: string; tone: 'good' | 'warn' | 'plain' | 'danger' }> = {
  agrees: { label: 'Agrees', tone: 'good' },
  partly: { label: 'Partly', tone: 'warn' },
  silent: { label: 'Silent', tone: 'plain' },
  contradicts: { label: 'Contradicts', tone: 'danger' },
}
