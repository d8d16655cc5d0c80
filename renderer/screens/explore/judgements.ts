import { type Judgement, judgementNames } from '#shared/model/grid.ts'

/** Judgements in words, with the tone of their badge. */
export const judgements: Record<Judgement, { label: string; tone: 'good' | 'warn' | 'plain' | 'danger' }> = {
  agrees: { label: judgementNames.agrees, tone: 'good' },
  partly: { label: judgementNames.partly, tone: 'warn' },
  silent: { label: judgementNames.silent, tone: 'plain' },
  contradicts: { label: judgementNames.contradicts, tone: 'danger' },
}
