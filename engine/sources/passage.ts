import { TandemError } from '#shared/errors.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'
import type { Db } from '../db/sql.ts'
import { contentText } from './contents.ts'
import type { StoredSource } from './queries.ts'

/** Refuses an extent (UTF-16, half-open) that is no passage of the source, or that cuts a character in two. */
export function passageOf(
  db: Db,
  { title, text: sha256, characters }: Pick<StoredSource, 'title' | 'text' | 'characters'>,
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
  const text = contentText(db, sha256)
  if (!isGraphemeBoundary(text, start) || !isGraphemeBoundary(text, end)) {
    throw new TandemError(
      'bad-input',
      `Characters ${start} to ${end} of “${title}” cut a character in two.`,
      'Begin and end between whole characters.',
    )
  }
}
