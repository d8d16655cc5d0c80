import type { Segment } from '#shared/model/document.ts'
import { previousBoundary } from '#shared/text/graphemes.ts'
import { all, type Db, first, run, value } from '../db/sql.ts'
import { contentStructure, contentText } from './contents.ts'

/** No indexed passage is longer, in UTF-16 code units: search stays fast on a source of one enormous line. */
const longestPassage = 16_384

/**
 * Makes the segments and the search index of a source those of its newest revision: an older text is read from its
 * contents and is not found by searching. Call where a revision has come or gone.
 */
export function deriveNewest(db: Db, source: string): void {
  const revisions = all<{ id: string; derived: number }>(
    db,
    `SELECT r.id, EXISTS (SELECT 1 FROM indexed WHERE revision = r.id) AS derived FROM revisions r
     WHERE r.source = ? ORDER BY r.number DESC`,
    source,
  )
  revisions.forEach(({ id, derived }, n) => {
    if (n === 0 && derived === 0) makeDerived(db, id)
    else if (n > 0 && derived === 1) dropDerived(db, id)
  })
}

/** Writes the segments and the search index of a revision, from its text and structure. */
function makeDerived(db: Db, revision: string): void {
  const row = first<{ text: string; structure: string }>(
    db,
    'SELECT text, structure FROM revisions WHERE id = ?',
    revision,
  )
  if (!row) throw new Error(`No revision ${revision}`)
  const text = contentText(db, row.text)
  const { segments } = contentStructure(db, row.structure)
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
  const last = () => value<number>(db, 'SELECT coalesce(max(rowid), 0) AS last FROM passages')
  const before = last()
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
  run(db, 'INSERT INTO indexed (revision, first, last) VALUES (?, ?, ?)', revision, before + 1, last())
}

/** Removes what `makeDerived` wrote. The index has no order by revision: its rows are found by where they lie. */
export function dropDerived(db: Db, revision: string): void {
  run(db, 'DELETE FROM segments WHERE revision = ?', revision)
  const held = first<{ first: number; last: number }>(
    db,
    'SELECT first, last FROM indexed WHERE revision = ?',
    revision,
  )
  if (held)
    run(
      db,
      'DELETE FROM passages WHERE rowid BETWEEN ? AND ? AND revision = ?',
      held.first,
      held.last,
      revision,
    )
  run(db, 'DELETE FROM indexed WHERE revision = ?', revision)
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
