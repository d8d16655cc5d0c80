import type { Segment } from '#shared/model/document.ts'
import { previousBoundary } from '#shared/text/graphemes.ts'
import { type Db, first, run } from '../db/sql.ts'
import { contentStructure, contentText } from './contents.ts'
import { messageRow } from './threads.ts'

/** No indexed passage is longer, in UTF-16 code units: search stays fast on a source of one enormous line. */
const longestPassage = 16_384

/** Writes the segments, the search index and, of a message, what it answers, of a revision, from its text and structure. */
export function makeDerived(db: Db, revision: string): void {
  const row = first<{ text: string; structure: string }>(
    db,
    'SELECT text, structure FROM revisions WHERE id = ?',
    revision,
  )
  if (!row) throw new Error(`No revision ${revision}`)
  const text = contentText(db, row.text)
  const { segments, mail } = contentStructure(db, row.structure)
  if (mail) {
    run(
      db,
      'INSERT INTO messages (revision, message_id, answers, subject, sender, people) VALUES (?, ?, ?, ?, ?, ?)',
      revision,
      ...messageRow(mail),
    )
  }
  segments.forEach((segment, number) => {
    run(
      db,
      `INSERT INTO segments (revision, number, kind, start, body_start, "end", speaker, start_ms, end_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      revision,
      number,
      segment.kind,
      segment.start,
      segment.bodyStart,
      segment.end,
      segment.speaker ?? null,
      segment.startMs ?? null,
      segment.endMs ?? null,
    )
  })
  for (const { start, end, speaker } of passages(text, segments)) {
    run(
      db,
      'INSERT INTO passages (text, revision, start, speaker) VALUES (?, ?, ?, ?)',
      text.slice(start, end),
      revision,
      start,
      speaker ?? null,
    )
  }
}

/** Removes what `makeDerived` wrote. */
export function dropDerived(db: Db, revision: string): void {
  run(db, 'DELETE FROM segments WHERE revision = ?', revision)
  run(db, 'DELETE FROM passages WHERE revision = ?', revision)
  run(db, 'DELETE FROM messages WHERE revision = ?', revision)
}

/** The whole text in indexable pieces: segments and the gaps between them, long ones cut at grapheme boundaries. */
export function* passages(
  text: string,
  segments: readonly Segment[],
): Generator<{ start: number; end: number; speaker?: string | undefined }> {
  let from = 0
  for (const segment of segments) {
    yield* cut(text, from, segment.start, undefined)
    yield* cut(text, segment.start, segment.end, segment.speaker)
    from = segment.end
  }
  yield* cut(text, from, text.length, undefined)
}

function* cut(text: string, start: number, end: number, speaker: string | undefined) {
  for (let from = start; from < end; ) {
    const limit = Math.min(end, from + longestPassage)
    const space = limit < end ? text.lastIndexOf(' ', limit) + 1 : limit
    const to = space > from ? space : Math.max(from + 1, previousBoundary(text, limit))
    if (text.slice(from, to).trim() !== '') yield { start: from, end: to, speaker }
    from = to
  }
}
