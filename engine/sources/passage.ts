import { TandemError } from '#shared/errors.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'
import type { Db } from '../db/sql.ts'
import { textAtHand } from './contents.ts'
import type { StoredSource } from './queries.ts'

type Passages = Pick<StoredSource, 'title' | 'text' | 'characters'>

/** Refuses an extent (UTF-16, half-open) that is no passage of the source, or that cuts a character in two. */
export const passageOf = (db: Db, source: Passages, start: number, end: number): void =>
  passageOfText(source, textAtHand(db, source.text), start, end)

/** The same where the source's text is at hand. */
export function passageOfText(
  { title, characters }: Passages,
  text: string,
  start: number,
  end: number,
): void {
  if (start >= end || end > characters) {
    throw new TandemError(
      'bad-input',
      `Characters ${start} to ${end} are not a passage of “${title}” (0 to ${characters}).`,
      'Give start before end, both within the text.',
    )
  }
  if (!isGraphemeBoundary(text, start) || !isGraphemeBoundary(text, end)) {
    throw new TandemError(
      'bad-input',
      `Characters ${start} to ${end} of “${title}” cut a character in two.`,
      'Begin and end between whole characters.',
    )
  }
}
