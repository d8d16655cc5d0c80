import type { RecordReading } from '#shared/model/record.ts'
import type { ImportResult } from '#shared/model/source.ts'
import { type Change, changed, made } from '../history/changes.ts'
import { dataSetNamed } from '../import/apply.ts'
import { keep } from '../sources/contents.ts'
import { newSource } from '../sources/new-source.ts'
import type { Tools } from '../tools.ts'
import type { ReadRecord } from './read-records.ts'

interface Taking {
  fileName: string
  bytes: Uint8Array
  format: string
  fresh: readonly ReadRecord[]
  reading: RecordReading
  mapping: string | null
  name: string
  dataSet: string | undefined
  /** What reading the table met with; kept with the first of its sources. */
  warnings: readonly string[]
  /** What was decided over the whole table; told with the first of its sources and not kept. */
  notes: readonly string[]
}

/** Takes the new rows of a table into the study and keeps its mapping: one journal entry. */
export function takeRecords(tools: Tools, taking: Taking): ImportResult[] {
  const { db, newId, now } = tools
  const { fileName, bytes, format, fresh, reading, name, warnings, notes } = taking
  const changes: (Change | null)[] = []
  const columns = JSON.stringify(reading.columns)
  const mapping = taking.mapping ?? newId()
  changes.push(
    taking.mapping === null
      ? made('record_mappings', mapping, { name, columns, date_order: reading.dateOrder, created_at: now })
      : changed(db, 'record_mappings', mapping, { name, columns, date_order: reading.dateOrder }),
  )
  const newSet: Change[] = []
  const set =
    taking.dataSet === undefined || fresh.length === 0 ? null : dataSetNamed(tools, taking.dataSet, newSet)
  changes.push(...newSet)
  const imported = fresh.length > 0 ? keep(db, 'imported', bytes) : null
  const results = fresh.map((record, at): ImportResult => {
    const itself = newSource(tools, {
      title: record.title,
      kind: 'record',
      set,
      format,
      file: fileName,
      imported,
      date: record.date,
      warnings: [...(at === 0 ? warnings : []), ...record.warnings],
      text: record.text,
      segments: record.segments.length,
      structure: JSON.stringify({ segments: record.segments, marks: [], mail: null }),
      speakers: [],
      keep: (kind, content) => keep(db, kind, content),
    })
    changes.push(
      ...itself.changes,
      made('records', newId(), {
        source: itself.source,
        mapping,
        key: record.key,
        content: record.content,
        site: record.site,
        mode: record.mode,
        minutes: record.minutes,
        attended: record.attended,
        names: JSON.stringify(record.names),
        others: JSON.stringify(record.others),
      }),
    )
    return at === 0 && notes.length > 0 ? { ...itself.result, notes: [...notes] } : itself.result
  })
  const count = fresh.length === 1 ? '1 record' : `${fresh.length} records`
  tools.record(
    'sources.imported',
    fresh.length === 0 ? `Changed how “${name}” is read` : `Imported ${count} from ${fileName} as “${name}”`,
    changes,
  )
  return results
}
