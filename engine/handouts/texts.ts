import { createHash } from 'node:crypto'
import type { MailHeader } from '#shared/model/document.ts'
import { all, type Db, type Row } from '../db/sql.ts'
import { contentBytes, contentStructure, type Structure } from '../sources/contents.ts'
import type { Content } from './base.ts'

/**
 * The sources of a round as they read now: as if this text were the first. No earlier text, no imported bytes, nothing
 * of the file they came from, no files that came with them, and no column of a record but those that are its text.
 */
export function textsOf(db: Db, round: string) {
  const assigned = 'SELECT source FROM round_sources WHERE round = $round'
  const newest = all<{
    id: string
    source: string
    text: string
    structure: string
    characters: number
    words: number
  }>(
    db,
    `SELECT r.* FROM revisions r WHERE r.source IN (${assigned})
       AND r.number = (SELECT max(number) FROM revisions WHERE source = r.source) ORDER BY r.source`,
    { round },
  )
  const contents: Content[] = []
  const revisions = newest.map(({ id, source, text, structure, characters, words }): Row => {
    contents.push({ sha256: text, kind: 'text', read: () => contentBytes(db, text) })
    const bytes = Buffer.from(JSON.stringify(withoutWhatStays(contentStructure(db, structure))))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    contents.push({ sha256, kind: 'structure', read: () => bytes })
    return { id, source, number: 1, text, structure: sha256, characters, words }
  })
  return {
    sources: {
      dataSets: all<Row>(
        db,
        `SELECT id, name, position FROM data_sets
         WHERE id IN (SELECT data_set FROM sources WHERE id IN (${assigned})) ORDER BY position, id`,
        { round },
      ),
      rows: all<Row>(
        db,
        `SELECT id, title, kind, data_set, format, '' AS file_name, NULL AS imported, date, '[]' AS warnings,
           created_at FROM sources WHERE id IN (${assigned}) ORDER BY created_at, id`,
        { round },
      ),
      revisions,
    },
    contents,
    words: newest.reduce((sum, { words }) => sum + words, 0),
  }
}

/** A structure without the names speakers were recognised by, attached files, and addresses in message ids. */
function withoutWhatStays({ segments, marks, mail }: Structure): Structure {
  return { segments, marks, mail: mail && shownHeader(mail) }
}

/** An email's header as a window shows it. Ids of messages become others that still say which answers which. */
function shownHeader({
  from,
  to,
  cc,
  subject,
  date,
  messageId,
  inReplyTo,
  references,
}: MailHeader): MailHeader {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(cc === undefined ? {} : { cc }),
    ...(subject === undefined ? {} : { subject }),
    ...(date === undefined ? {} : { date }),
    ...(messageId === undefined ? {} : { messageId: opaque(messageId) }),
    ...(inReplyTo === undefined ? {} : { inReplyTo: opaque(inReplyTo) }),
    ...(references === undefined ? {} : { references: references.map(opaque) }),
  }
}

const opaque = (id: string): string => createHash('sha256').update(`message ${id}`).digest('hex')
