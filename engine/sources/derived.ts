import type { Segment } from '#shared/model/document.ts'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import { all, type Db, first, run } from '../db/sql.ts'
import { contentStructure, contentText } from './contents.ts'
import { messageRow } from './threads.ts'

/** No indexed passage is longer, in UTF-16 code units: search stays fast on a source of one enormous line. */
const longestPassage = 16_384

/**
 * Makes the segments, the search index and, of a message, what it answers, of a source those of its newest revision: an
 * older text is read from its contents and is not found by searching. Call where a revision has come, gone or been cut
 * anew, after `dropDerived` of one that has gone or changed.
 */
export function deriveNewest(db: Db, source: string): void {
  const revisions = all<{ id: string; derived: number }>(
    db,
    `SELECT r.id, EXISTS (SELECT 1 FROM segments WHERE revision = r.id) AS derived FROM revisions r
     WHERE r.source = ? ORDER BY r.number DESC`,
    source,
  )
  revisions.forEach(({ id, derived }, n) => {
    if (n === 0 && derived === 0) makeDerived(db, id)
    else if (n > 0) dropDerived(db, id)
  })
}

/** Writes what is derived of a revision, from its text and structure. */
function makeDerived(db: Db, revision: string): void {
  const row = first<{ text: string; structure: string }>(
    db,
    'SELECT text, structure FROM revisions WHERE id = ?',
    revision,
  )
  if (!row) throw new Error(`No revision ${revision}`)
  run(db, 'DELETE FROM messages WHERE revision = ?', revision)
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
  if (!rangeOf(db, revision)) indexPassages(db, revision, contentText(db, row.text), segments)
}

/** Writes the search index of a revision, which need not be there yet: a large import does this on the way. */
export function indexPassages(
  db: Db,
  revision: string,
  text: string,
  segments: readonly Pick<Segment, 'start' | 'end' | 'speaker'>[],
): void {
  const last = first<{ rowid: number }>(db, 'SELECT rowid FROM passages ORDER BY rowid DESC LIMIT 1')
  const from = (last?.rowid ?? 0) + 1
  let next = from
  for (const { start, end, speaker } of passages(text, segments)) {
    run(
      db,
      'INSERT INTO passages (rowid, text, revision, start, speaker) VALUES (?, ?, ?, ?, ?)',
      next++,
      text.slice(start, end),
      revision,
      start,
      speaker ?? null,
    )
  }
  if (next === from) return
  run(db, 'INSERT INTO indexed_passages (revision, first, last) VALUES (?, ?, ?)', revision, from, next - 1)
}

/** Removes what `makeDerived` wrote. The index has no order by revision: its rows are found by where they lie. */
export function dropDerived(db: Db, revision: string): void {
  run(db, 'DELETE FROM segments WHERE revision = ?', revision)
  run(db, 'DELETE FROM messages WHERE revision = ?', revision)
  dropPassages(db, revision)
}

/** Removes what `indexPassages` wrote. */
export function dropPassages(db: Db, revision: string): void {
  const range = rangeOf(db, revision)
  if (!range) return
  run(db, 'DELETE FROM passages WHERE rowid BETWEEN ? AND ?', range.first, range.last)
  run(db, 'DELETE FROM indexed_passages WHERE revision = ?', revision)
}

const rangeOf = (db: Db, revision: string) =>
  first<{ first: number; last: number }>(
    db,
    'SELECT first, last FROM indexed_passages WHERE revision = ?',
    revision,
  )

/** The whole text in indexable pieces: segments and the gaps between them, long ones cut at grapheme boundaries. */
export function* passages(
  text: string,
  segments: readonly Pick<Segment, 'start' | 'end' | 'speaker'>[],
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
    const whole = space > from ? space : previousBoundary(text, limit)
    const to = whole > from ? whole : nextBoundary(text, limit)
    if (text.slice(from, to).trim() !== '') yield { start: from, end: to, speaker }
    from = to
  }
}
