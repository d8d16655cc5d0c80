import type { Coding, CodingColumns } from './coding.ts'

/** The codings that were packed in columns, in the order they stand there. */
export function codingsFromColumns(columns: CodingColumns): Coding[] {
  const { source, codes, coders, rounds } = columns
  const frozen = new Set(columns.frozen)
  const comments = new Map(columns.comments)
  return columns.id.map(
    (id, at): Coding => ({
      id,
      source,
      start: columns.start[at] ?? 0,
      end: columns.end[at] ?? 0,
      code: codes[columns.code[at] ?? -1] ?? '',
      coder: coders[columns.coder[at] ?? -1] ?? null,
      layer: 'independent',
      polarity: ([null, 'facilitator', 'barrier'] as const)[columns.polarity[at] ?? 0] ?? null,
      comment: comments.get(at) ?? '',
      round: rounds[columns.round[at] ?? -1] ?? null,
      ruling: null,
      createdAt: new Date(columns.createdAt[at] ?? 0).toISOString(),
      frozen: frozen.has(at),
    }),
  )
}
