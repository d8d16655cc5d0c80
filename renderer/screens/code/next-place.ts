import type { Coding } from '#shared/model/coding.ts'
import type { Span } from '#shared/text/span.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { type Row, rowAt, turnOf } from '../../transcript/rows.ts'

/**
 * The next turn after `from` for which `holds`, going round to the text's beginning; an interviewer's turn and a mail's
 * header are passed over. Null where there is none.
 */
export function nextTurn(rows: readonly Row[], from: number, holds: (turn: Span) => boolean): Span | null {
  const first = rowAt(rows, from)?.index ?? 0
  // The turn in which the caret stands is the last to come round to.
  for (let step = 1; step <= rows.length; step++) {
    const row = rows[(first + step) % rows.length]
    if (!row || row.continued || row.asking || row.kind === 'header') continue
    const turn = turnOf(rows, row)
    if (turn.start < turn.end && holds(turn)) return turn
  }
  return null
}

/**
 * The next passage of a code in reading order, or the one before, going round at the text's ends.
 * @param from the id of the passage that is left, or an offset: the first passage that begins there or after is next
 */
export function neighbourOf(
  codings: CodingSet<Coding>,
  code: string,
  from: string | number,
  forward: boolean,
): Coding | null {
  const left = typeof from === 'string' ? codings.indexOf(from) : codings.countBefore(from) - 0.5
  const { size } = codings
  for (let step = 1; step <= size; step++) {
    const at = forward ? Math.floor(left + step) : Math.ceil(left - step)
    const coding = codings.at(((at % size) + size) % size)
    if (coding?.code === code) return coding
  }
  return null
}
