import type { Coding } from '#shared/model/coding.ts'

/** A coding of one's own, on a stretch of a source `s` with a code `k`, and nothing said of it but what is given. */
export const madeCoding = (id: string, start: number, end: number, given: Partial<Coding> = {}): Coding => ({
  id,
  source: 's',
  start,
  end,
  code: 'k',
  coder: 'me',
  layer: 'independent',
  polarity: null,
  comment: '',
  round: null,
  ruling: null,
  createdAt: '2026-01-01T00:00:00Z',
  frozen: false,
  ...given,
})
