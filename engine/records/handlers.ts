import { randomUUID } from 'node:crypto'
import type { records } from '#shared/contract/records.ts'
import { TandemError } from '#shared/errors.ts'
import {
  type ColumnRole,
  type RecordMapping,
  type RecordReading,
  type RecordTable,
  type RowProblem,
  type ShownRecord,
  shownRows,
} from '#shared/model/record.ts'
import type { ImportResult } from '#shared/model/source.ts'
import { type Db, first } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { titleOf } from '../import/file-name.ts'
import { signedIn } from '../members/asking.ts'
import { contentText } from '../sources/contents.ts'
import { findFile } from '../sources/found-file.ts'
import { sheetsOf } from '../sources/sheets.ts'
import type { Working } from '../tools.ts'
import { cellsOf } from './cells-of.ts'
import { findMapping } from './find-mapping.ts'
import { guessReading } from './guess.ts'
import { type KnownRecord, knownRecords, listMappings, recordOf } from './queries.ts'
import { type ReadRecord, type ReadRecords, readRecords } from './read-records.ts'
import { takeRecords } from './take.ts'

export const recordHandlers: Handlers<typeof records> = {
  async read(working, { file, sheet }) {
    const { host } = working.window
    const found = await findFile(working, file, { asTable: true, ...(sheet === undefined ? {} : { sheet }) })
    const { fileName } = found
    const document = found.is === 'documents' ? found.documents[0] : undefined
    const table = document?.table
    if (!document || !isTable(table)) {
      throw new TandemError(
        'unsupported-file',
        `${fileName} is no table of records.`,
        'Choose a spreadsheet (.xlsx) or a table as text (.csv), with the names of the columns in its first row.',
      )
    }
    const handle = randomUUID()
    host.previews.put(handle, found, found.is === 'documents' ? found.bytes.byteLength * 4 : 0)
    const guess = guessReading(table)
    return {
      fileName,
      format: document.format,
      table: handle,
      columns: table.columns.map((name, index) => {
        const cells = cellsOf(table, index)
        const examples = [...new Set(cells.slice(0, 50).map(({ text }) => text.slice(0, 120).toWellFormed()))]
        return { name, examples: examples.slice(0, 3), filled: cells.length }
      }),
      rows: table.rows.filter(row => row.some(cell => cell !== '')).length,
      sheets: sheetsOf(found),
      warnings: document.warnings,
      guess,
      name: titleOf(fileName),
      found: findMapping(listMappings(working.reading.db), table.columns, guess),
    }
  },

  look(working, { table: handle, reading, mapping, name }) {
    const { table, fileName } = held(working, handle)
    check(table, reading)
    const read = readRecords(table, reading, name.trim() || titleOf(fileName), fileName)
    const { fresh, without, known, changed, problems } = besideKnown(working.reading.db, read, mapping)
    return {
      first: fresh.slice(0, shownRows).map(asShown),
      firstWithout: without.slice(0, shownRows).map(asShown),
      fresh: fresh.length,
      known,
      changed: changed.map(({ record, source, title, was }) => ({
        row: record.row,
        source,
        title,
        was,
        is: record.text,
      })),
      problems,
      said: read.said,
    }
  },

  async import(working, { table: handle, reading, mapping: given, name: called, dataSet, lenient }) {
    if (!working.reading.asking.manages) signedIn(working.reading.asking)
    const { table, fileName, bytes, format, warnings } = held(working, handle)
    check(table, reading)
    if (given !== null) mappingById(working.reading.db, given)
    // Two files of one kind in one import make one mapping: what reads the same is the same.
    const same = given === null ? sameReading(listMappings(working.reading.db), reading) : undefined
    const mapping = given ?? same?.id ?? null
    const name = same?.name ?? called
    const read = readRecords(table, reading, name, fileName)
    working.progress(0, read.records.length, fileName)
    await working.breathe()
    return working.step((tools): ImportResult[] => {
      // Looked up in the transaction: what another window took meanwhile is not taken twice.
      const { fresh, without, known, changed, problems } = besideKnown(tools.db, read, mapping)
      const taken = takeRecords(tools, {
        fileName,
        bytes,
        format,
        fresh: lenient ? [...fresh, ...without].sort(byRow) : fresh,
        reading,
        mapping,
        name,
        dataSet,
        warnings,
        notes: read.said,
      })
      const left = (status: ImportResult['status'], reason: string, more: Partial<ImportResult> = {}) => ({
        file: fileName,
        status,
        reason,
        warnings: [],
        rows: 1,
        ...more,
      })
      return [
        ...taken,
        ...(known > 0
          ? [
              left(
                'duplicate',
                known === 1
                  ? '1 row is in the study already.'
                  : `${known.toLocaleString('en-GB')} rows are in the study already.`,
                { rows: known },
              ),
            ]
          : []),
        ...changed.map(({ record, title, source }) =>
          left(
            'refused',
            [
              `Row ${record.row} has changed since it came in as “${title}”; the source stays as it is.`,
              ...record.warnings,
            ].join(' '),
            {
              hint: 'Correct the source, or remove it and import the file again.',
              title,
              sourceId: source,
            },
          ),
        ),
        ...problems.filter(({ kind }) => kind === 'row' || !lenient).map(({ what }) => left('refused', what)),
      ]
    })
  },

  mappings: ({ db }) => listMappings(db),

  ofSource: ({ db }, { source }) => recordOf(db, source),
}

function held(working: Working, handle: string) {
  const preview = working.window.host.previews.get(handle)
  const document = preview?.is === 'documents' ? preview.documents[0] : undefined
  if (preview?.is !== 'documents' || !document || !isTable(document.table)) {
    throw new TandemError('not-found', 'The table that was read is no longer held.', 'Choose the file again.')
  }
  const { fileName, bytes } = preview
  return { fileName, bytes, format: document.format, warnings: document.warnings, table: document.table }
}

/** What comes out of the disposable process is foreign too. */
function isTable(table: RecordTable | undefined): table is RecordTable {
  return (
    table !== undefined &&
    Number.isInteger(table.headRow) &&
    [table.columns, ...table.rows].every(row => row.every(cell => typeof cell === 'string'))
  )
}

const several: ReadonlySet<ColumnRole> = new Set(['text', 'kept', 'ignored'])

function check(table: RecordTable, { columns }: RecordReading): void {
  const roles = columns.filter(({ name }) => table.columns.includes(name))
  const twice = roles.find(
    ({ role, name }) => !several.has(role) && roles.some(other => other.role === role && other.name !== name),
  )
  if (twice) {
    throw new TandemError(
      'bad-input',
      `Two columns are mapped to ${twice.role}.`,
      'Choose one; keep the other as it is.',
    )
  }
  if (!roles.some(({ role }) => role === 'text')) {
    throw new TandemError(
      'bad-input',
      'No column is mapped to text.',
      'Choose the columns with what is to be coded.',
    )
  }
}

const sameReading = (mappings: readonly RecordMapping[], { columns, dateOrder }: RecordReading) =>
  mappings.find(
    mapping => mapping.dateOrder === dateOrder && JSON.stringify(mapping.columns) === JSON.stringify(columns),
  )

function mappingById(db: Db, id: string): void {
  if (first(db, 'SELECT 1 FROM record_mappings WHERE id = ?', id)) return
  throw new TandemError('not-found', 'There is no such mapping in this study.', 'Choose the file again.')
}

interface Changed {
  record: ReadRecord
  source: string
  title: string
  was: string
}

/**
 * Read rows beside the records there are: new ones, those that are new without a value, how many stand as they are,
 * those that changed, and every problem by row.
 */
function besideKnown(db: Db, read: ReadRecords, mapping: string | null) {
  const there = mapping === null ? new Map<string, KnownRecord>() : knownRecords(db, mapping)
  const fresh: ReadRecord[] = []
  const without: ReadRecord[] = []
  const changed: Changed[] = []
  let known = 0
  for (const record of read.records) {
    const found = there.get(record.key)
    if (!found) (record.warnings.length > 0 ? without : fresh).push(record)
    else if (found.content === record.content) known++
    else {
      changed.push({ record, source: found.source, title: found.title, was: contentText(db, found.text) })
    }
  }
  const problems: RowProblem[] = without.map(({ row, warnings }) => ({
    row,
    kind: 'value',
    what: `Row ${row}: ${warnings.join(' ')}`,
  }))
  return { fresh, without, known, changed, problems: [...read.problems, ...problems].sort(byRow) }
}

const byRow = (a: { row: number }, b: { row: number }): number => a.row - b.row

const asShown = ({ text, segments, key, content, warnings, ...shown }: ReadRecord): ShownRecord => shown
