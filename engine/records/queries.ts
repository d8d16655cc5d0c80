import type { RecordColumn, RecordData, RecordMapping, RecordReading } from '#shared/model/record.ts'
import { all, type Db, first } from '../db/sql.ts'

interface StoredMapping {
  id: string
  name: string
  columns: string
  date_order: RecordReading['dateOrder']
  records: number
}

/** The kept mappings by name. */
export const listMappings = (db: Db): RecordMapping[] =>
  all<StoredMapping>(
    db,
    `SELECT m.id, m.name, m.columns, m.date_order, count(r.id) AS records
     FROM record_mappings m LEFT JOIN records r ON r.mapping = m.id
     GROUP BY m.id ORDER BY m.name COLLATE NOCASE, m.id`,
  ).map(({ id, name, columns, date_order, records }) => ({
    id,
    name,
    records,
    columns: JSON.parse(columns) as RecordColumn[],
    dateOrder: date_order,
  }))

/** What a source that was a row said besides its text; null for any other. */
export function recordOf(db: Db, source: string): RecordData | null {
  const row = first<{
    mapping: string
    site: string | null
    mode: string | null
    minutes: number | null
    attended: number | null
    names: string
    others: string
  }>(
    db,
    `SELECT m.name AS mapping, r.site, r.mode, r.minutes, r.attended, r.names, r.others
     FROM records r JOIN record_mappings m ON m.id = r.mapping WHERE r.source = ?`,
    source,
  )
  if (!row) return null
  return {
    ...row,
    names: JSON.parse(row.names) as string[],
    others: JSON.parse(row.others) as Record<string, string>,
  }
}

/** A record there is already, as it came in. */
export interface KnownRecord {
  key: string
  content: string
  source: string
  title: string
  /** SHA-256 of the text it came in with. */
  text: string
}

/** The records of a mapping by what tells them apart. */
export const knownRecords = (db: Db, mapping: string): Map<string, KnownRecord> =>
  new Map(
    all<KnownRecord>(
      db,
      `SELECT r.key, r.content, r.source, s.title, v.text FROM records r
       JOIN sources s ON s.id = r.source
       JOIN revisions v ON v.source = r.source AND v.number = 1
       WHERE r.mapping = ?`,
      mapping,
    ).map(record => [record.key, record]),
  )
