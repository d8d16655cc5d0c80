import { TandemError } from '#shared/errors.ts'
import type { Span } from '#shared/text/span.ts'

/**
 * Where a quotation stands in a text: UTF-16, half-open. White space counts as white space, however much of it and of
 * which kind, so that a wrapped line is no obstacle; all else must match exactly. `occurrence` (from 1) chooses among
 * several. Throws `not-found` where the words are not there, and `conflict` where they stand there more than once and
 * no occurrence is given.
 */
export function locate(text: string, quote: string, occurrence?: number): Span {
  const pattern = quote
    .trim()
    .split(/\s+/)
    .map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('\\s+')
  const found = [...text.matchAll(new RegExp(pattern, 'gu'))]
  if (found.length > 1 && occurrence === undefined) {
    throw new TandemError(
      'conflict',
      `The sample study quotes “${short(quote)}”, which stands in its source ${found.length} times.`,
      'Quote a few words more, or say which occurrence is meant.',
    )
  }
  const match = found[(occurrence ?? 1) - 1]
  if (!match) {
    throw new TandemError(
      'not-found',
      `The sample study quotes “${short(quote)}”, which is not in its source${occurrence ? ` ${occurrence} times` : ''}.`,
      'Correct the quotation to the exact words of the source.',
    )
  }
  return { start: match.index, end: match.index + match[0].length }
}

const short = (quote: string): string => (quote.length > 60 ? `${quote.slice(0, 57)}…` : quote)
