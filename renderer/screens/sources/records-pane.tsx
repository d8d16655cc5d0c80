import type { ColumnRole, RecordsLook, RowProblem, TablePreview } from '#shared/model/record.ts'
import { Callout } from '../../ui/callout.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Table } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { counted, dateOf, number } from '../../wording.ts'
import { SheetField } from '../sheet-field.tsx'
import styles from './import.module.css'
import { type Incoming, useImport } from './import-store.ts'
import { type RecordsChoice, rowsAsChosen, rowsInWords, withRole } from './records-choice.ts'

const roles: readonly { id: ColumnRole; label: string; description?: string }[] = [
  { id: 'text', label: 'Text to code', description: 'A part of its own, under the column’s name' },
  { id: 'id', label: 'Id', description: 'Tells the rows apart' },
  { id: 'title', label: 'Title' },
  { id: 'date', label: 'Date' },
  { id: 'site', label: 'Site' },
  { id: 'mode', label: 'Mode' },
  { id: 'hours', label: 'Hours', description: 'A length, kept in minutes' },
  { id: 'minutes', label: 'Minutes' },
  { id: 'attendance', label: 'Attendance', description: 'Names, or how many' },
  { id: 'kept', label: 'Kept beside the text' },
  { id: 'ignored', label: 'Ignored' },
]

/** No more problems and changes than this are drawn; the report names them all. */
const mostShown = 100

/** How a table of records is read: its columns, the first rows as they will come in, and what stands in the way. */
export function RecordsPane({ file, records }: { file: Incoming; records: RecordsChoice }) {
  const client = useClient()
  const mapRecords = useImport(({ mapRecords }) => mapRecords)
  const readSheet = useImport(({ readSheet }) => readSheet)
  const kept = useRead('records.mappings', {}).data ?? []
  const { preview, reading, mapping, name, lenient, look, failure } = records
  const change = (choice: Partial<RecordsChoice>) => mapRecords(client, file.key, choice)
  const use = (id: string) => {
    const found = preview.found
    if (found && id === found.mapping.id) {
      change({ mapping: id, name: found.mapping.name, reading: found.reading })
    } else change({ mapping: null, name: preview.name, reading: preview.guess })
  }
  return (
    <section className={styles.preview} aria-label={`What was recognised in ${file.name}`}>
      <p className={styles.quiet}>
        {counted(preview.rows, 'row')}, {counted(preview.columns.length, 'column')}
      </p>
      {preview.warnings.length > 0 && (
        <Callout tone="warn" title={counted(preview.warnings.length, 'thing to know', 'things to know')}>
          <ul className={styles.warnings}>
            {preview.warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Callout>
      )}
      <Found preview={preview} mapping={mapping} />
      <div className={styles.mapping}>
        <SheetField sheets={preview.sheets} onChoose={sheet => void readSheet(client, file.key, sheet)} />
        {preview.found && (
          <Select
            label="Mapping"
            options={[
              { id: preview.found.mapping.id, label: preview.found.mapping.name },
              { id: 'new', label: 'A new one' },
            ]}
            value={mapping ?? 'new'}
            onChange={use}
          />
        )}
        <TextField
          label="Keep the mapping as"
          value={name}
          onChange={name => change({ name })}
          maxLength={400}
          {...(name.trim() === '' ? { error: 'A mapping needs a name.' } : {})}
          {...(mapping === null && kept.some(other => other.name === name.trim())
            ? { description: 'Another mapping has this name as well.' }
            : {})}
        />
        {reading.columns.some(({ role }) => role === 'date') && (
          <div className={styles.dates}>
            <span>Dates</span>
            <SegmentedControl
              label="Dates"
              options={[
                { id: 'day-month', label: 'Day first' },
                { id: 'month-day', label: 'Month first' },
              ]}
              value={reading.dateOrder}
              onChange={dateOrder => change({ reading: { ...reading, dateOrder } })}
            />
          </div>
        )}
      </div>
      <div className={styles.columns}>
        <Table
          label="Columns"
          isTall
          rows={preview.columns}
          rowId={column => column.name}
          columns={[
            { id: 'name', header: 'Column', isRowHeader: true, width: '26%', cell: column => column.name },
            {
              id: 'role',
              header: 'Comes in as',
              width: '210px',
              cell: column => (
                <Select
                  label={`${column.name} comes in as`}
                  isLabelHidden
                  isQuiet
                  options={roles}
                  value={reading.columns.find(({ name }) => name === column.name)?.role ?? 'ignored'}
                  onChange={role => change({ reading: withRole(reading, column.name, role) })}
                />
              ),
            },
            {
              id: 'examples',
              header: 'Holds',
              cell: column => (
                <span className={styles.examples}>
                  {column.filled === 0 ? 'Nothing' : column.examples.join(' · ')}
                </span>
              ),
            },
          ]}
        />
      </div>
      <FailureCallout failure={failure} />
      {look === null && failure === null && (
        <p className={styles.reading}>
          <Spinner /> Reading the rows…
        </p>
      )}
      {look && <Look look={look} lenient={lenient} onLenient={lenient => change({ lenient })} />}
    </section>
  )
}

/** The kept mapping the columns answer to, with what differs. */
function Found({ preview, mapping }: { preview: TablePreview; mapping: string | null }) {
  const { found } = preview
  if (!found || found.mapping.id !== mapping) return null
  const { gone, fresh } = found
  const names = (columns: readonly string[]) => columns.map(name => `“${name}”`).join(', ')
  return (
    <Callout
      tone={gone.length > 0 ? 'warn' : 'info'}
      title={`Read by “${found.mapping.name}”, which brought ${counted(found.mapping.records, 'record')}.`}
    >
      {gone.length === 0 && fresh.length === 0 && 'It has the same columns. Only new rows come in.'}
      {gone.length > 0 && `Not there any more: ${names(gone)}. `}
      {fresh.length > 0 && `New: ${names(fresh)}.`}
    </Callout>
  )
}

interface LookProps {
  look: RecordsLook
  lenient: boolean
  onLenient(lenient: boolean): void
}

function Look({ look, lenient, onLenient }: LookProps) {
  const { changed, said } = look
  const { without, notTaken, first } = rowsAsChosen(look, lenient)
  return (
    <>
      <h3 className={styles.heading}>How the rows come in</h3>
      <p role="status">
        {rowsInWords({ look, lenient })}
        {'. '}
        {said.join(' ')}
      </p>
      {notTaken.length > 0 && (
        <Disclosure
          title={`${counted(notTaken.length, 'row')} with a problem`}
          aside="not taken"
          defaultExpanded
        >
          <Problems problems={notTaken} />
        </Disclosure>
      )}
      {without.length > 0 && (
        <Checkbox isSelected={lenient} onChange={onLenient}>
          Take {counted(without.length, 'row')} without the value that cannot be read
        </Checkbox>
      )}
      {lenient && without.length > 0 && (
        <Disclosure
          title={`${counted(without.length, 'row')} without a value`}
          aside="taken, with a warning"
          defaultExpanded
        >
          <Problems problems={without} />
        </Disclosure>
      )}
      {changed.length > 0 && (
        <Disclosure
          title={`${counted(changed.length, 'row')} changed since`}
          aside="the sources stay as they are"
          defaultExpanded
        >
          <Table
            label="Rows changed since"
            isTall
            rows={changed.slice(0, mostShown)}
            rowId={({ row }) => String(row)}
            columns={[
              { id: 'title', header: 'Source', isRowHeader: true, width: '22%', cell: ({ title }) => title },
              { id: 'was', header: 'In the study', cell: ({ was }) => <Words text={was} /> },
              { id: 'is', header: 'In the file', cell: ({ is }) => <Words text={is} /> },
            ]}
          />
        </Disclosure>
      )}
      {first.length > 0 && (
        <Table
          label="The first rows as they come in"
          isTall
          minWidth="720px"
          rows={first}
          rowId={({ row }) => String(row)}
          columns={[
            { id: 'title', header: 'Title', isRowHeader: true, width: '20%', cell: ({ title }) => title },
            { id: 'date', header: 'Date', width: '96px', cell: ({ date }) => date && dateOf(date) },
            { id: 'site', header: 'Site', width: '14%', cell: ({ site }) => site },
            { id: 'mode', header: 'Mode', width: '88px', cell: ({ mode }) => mode },
            {
              id: 'minutes',
              header: 'Min',
              width: '56px',
              align: 'end',
              cell: ({ minutes }) => minutes !== null && number(minutes),
            },
            {
              id: 'attended',
              header: 'People',
              width: '68px',
              align: 'end',
              cell: ({ attended, names }) =>
                attended !== null && <span title={names.join(', ')}>{number(attended)}</span>,
            },
            {
              id: 'text',
              header: 'Text',
              cell: ({ fields }) =>
                fields.map(({ name, text }) => (
                  <p key={name} className={styles.fieldText}>
                    <strong>{name}</strong> {text.length > 160 ? `${text.slice(0, 160)}…` : text}
                  </p>
                )),
            },
          ]}
        />
      )}
    </>
  )
}

const Problems = ({ problems }: { problems: readonly RowProblem[] }) => (
  <>
    <ul className={styles.warnings}>
      {problems.slice(0, mostShown).map(({ row, what }) => (
        <li key={row}>{what}</li>
      ))}
    </ul>
    {problems.length > mostShown && <p>And {number(problems.length - mostShown)} more.</p>}
  </>
)

const Words = ({ text }: { text: string }) => <span className={styles.fieldText}>{text}</span>
