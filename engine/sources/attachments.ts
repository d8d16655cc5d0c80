import { randomUUID } from 'node:crypto'
import { TandemError } from '#shared/errors.ts'
import type { MailHeader } from '#shared/model/document.ts'
import type { LeakScan } from '#shared/model/pseudonym.ts'
import type { MadeReport } from '#shared/model/report.ts'
import type { Attachment } from '#shared/model/source.ts'
import { all, type Db, first } from '../db/sql.ts'
import { refuseLeaks, scanForLeaks } from '../export/leak-scan.ts'
import type { HeldReport } from '../host.ts'
import type { Working } from '../tools.ts'
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
 * An attachment as it came. It goes out as bytes of no kind, so that nothing opens or shows what is in it. Throws
 * `not-found` where there is no such attachment, or its bytes were too many to keep.
 */
function attachmentFile(db: Db, id: string): HeldReport {
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
  return { fileName: file.name, mediaType: 'application/octet-stream', bytes: contentBytes(db, file.content) }
}

/** Which real names of the key stand in an attachment, and where. */
export const scanAttachment = ({ reading: { db, asking } }: Working, id: string): Promise<LeakScan> =>
  scanForLeaks(db, asking, attachmentFile(db, id))

/**
 * Holds an attachment to be saved, looked through for real names as every export is: refused with `real-names` or
 * `key-closed` unless `despite` says that the person knows.
 */
export async function heldAttachment(
  { reading: { db, asking }, window }: Working,
  id: string,
  despite: 'names' | 'no-scan' | undefined,
): Promise<MadeReport> {
  const file = attachmentFile(db, id)
  const scan = await scanForLeaks(db, asking, file)
  refuseLeaks(scan, despite, {
    what: 'file',
    names:
      'It was not saved: an attachment goes out as it came. Leave it here, or say that the names may go out.',
    unreadable: 'Leave it here, or go on knowing that nobody has looked.',
  })
  const report = randomUUID()
  const { fileName, mediaType, bytes } = file
  window.host.reports.put(report, file, bytes.byteLength)
  return { id: report, fileName, mediaType, bytes: bytes.byteLength, remark: scan.remark }
}
