import { randomUUID } from 'node:crypto'
import { TandemError } from '#shared/errors.ts'
import type { MailHeader } from '#shared/model/document.ts'
import type { MadeReport } from '#shared/model/report.ts'
import type { Attachment } from '#shared/model/source.ts'
import { all, type Db, first } from '../db/sql.ts'
import type { Host } from '../host.ts'
import { contentBytes } from './contents.ts'

/** The files that came with a source; those of a message taken before files were kept are listed by its header. */
export function attachmentsOf(db: Db, source: string, mail: MailHeader | null): Attachment[] {
  const kept = all<{ id: string; name: string; media_type: string; bytes: number; content: string | null }>(
    db,
    'SELECT id, name, media_type, bytes, content FROM attachments WHERE source = ? ORDER BY position, id',
    source,
  ).map(({ id, name, media_type, bytes, content }) => ({
    id: content === null ? null : id,
    name,
    type: media_type,
    bytes,
  }))
  return kept.length > 0 ? kept : (mail?.attachments ?? []).map(file => ({ id: null, ...file }))
}

/**
 * Holds an attachment to be saved. It goes out as bytes of no kind, so that nothing opens or shows what is in it.
 * Throws `not-found` where there is no such attachment, or its bytes were too many to keep.
 */
export function heldAttachment(host: Host, db: Db, id: string): MadeReport {
  const file = first<{ name: string; content: string | null }>(
    db,
    'SELECT name, content FROM attachments WHERE id = ?',
    id,
  )
  if (!file)
    throw new TandemError('not-found', 'There is no such attachment in this study.', 'Open its email again.')
  if (file.content === null) {
    throw new TandemError(
      'not-found',
      `${file.name} was too large to be kept and is only listed.`,
      'Save it from your mail program.',
    )
  }
  const bytes = contentBytes(db, file.content)
  const report = randomUUID()
  const mediaType = 'application/octet-stream'
  host.reports.put(report, { fileName: file.name, mediaType, bytes }, bytes.byteLength)
  return { id: report, fileName: file.name, mediaType, bytes: bytes.byteLength, remark: null }
}
