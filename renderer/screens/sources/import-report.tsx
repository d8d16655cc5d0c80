import { useMemo } from 'react'
import type { ImportResult } from '#shared/model/source.ts'
import { Badge } from '../../ui/badge.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../wording.ts'
import styles from './import.module.css'
import { reportLine } from './report-line.ts'

const outcomes: Record<ImportResult['status'], { words: string; tone: 'good' | 'plain' | 'danger' }> = {
  imported: { words: 'Taken', tone: 'good' },
  duplicate: { words: 'Already here', tone: 'plain' },
  refused: { words: 'Not taken', tone: 'danger' },
  cancelled: { words: 'Not reached', tone: 'plain' },
}

/** More lines than this are shown in one line each. */
const mostTall = 200

/** What became of every file, those not taken first, each with its reason. */
export function ImportReport({ results }: { results: readonly ImportResult[] }) {
  const rows = useMemo(() => {
    const order = ['refused', 'cancelled', 'duplicate', 'imported']
    return results
      .map((result, index) => ({ ...result, id: String(index) }))
      .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
  }, [results])
  const told = rows.filter(({ status, warnings }) => status === 'refused' || warnings.length > 0)
  const isLong = rows.length > mostTall
  return (
    <div className={styles.report}>
      <p className={styles.reportLine}>{reportLine(results)}</p>
      {isLong && told.length > 0 && (
        <ReportTable label="What to look at" rows={told.slice(0, mostTall)} isTall />
      )}
      <ReportTable label="What became of each file" rows={rows} isTall={!isLong} />
    </div>
  )
}

type Row = ImportResult & { id: string }

function ReportTable({ label, rows, isTall }: { label: string; rows: readonly Row[]; isTall: boolean }) {
  return (
    <Table
      label={label}
      isTall={isTall}
      rows={rows}
      rowId={({ id }) => id}
      columns={[
        {
          id: 'file',
          header: 'File',
          isRowHeader: true,
          width: '34%',
          cell: ({ file }) => <FileName file={file} />,
        },
        {
          id: 'status',
          header: 'Outcome',
          width: '120px',
          cell: ({ status }) => <Badge tone={outcomes[status].tone}>{outcomes[status].words}</Badge>,
        },
        {
          id: 'what',
          header: 'What and why',
          cell: result =>
            result.status === 'imported' ? (
              <Imported result={result} isTall={isTall} />
            ) : (
              [result.reason, result.hint].filter(Boolean).join(' ')
            ),
        },
      ]}
    />
  )
}

/** A file's name; of a very long one the middle is left out, so that its beginning and its ending are read. */
function FileName({ file }: { file: string }) {
  const letters = [...file]
  if (letters.length <= 80) return file
  return <span title={file}>{`${letters.slice(0, 52).join('')}…${letters.slice(-24).join('')}`}</span>
}

function Imported({ result, isTall }: { result: ImportResult; isTall: boolean }) {
  const { title, words = 0, speakers = [], warnings, notes = [] } = result
  return (
    <>
      “{title}”, {counted(words, 'word')}
      {speakers.length > 0 && `, ${counted(speakers.length, 'speaker')}`}
      {(isTall ? [...warnings, ...notes] : []).map(warning => (
        <span key={warning} className={styles.reportWarning}>
          {warning}
        </span>
      ))}
    </>
  )
}
