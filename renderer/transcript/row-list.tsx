import { memo } from 'react'
import type { Mark } from '#shared/model/document.ts'
import { tablesByRow } from './row-tables.ts'
import type { Row } from './rows.ts'
import { TranscriptRow } from './transcript-row.tsx'

interface RowListProps {
  text: string
  rows: readonly Row[]
  marks: readonly Mark[]
}

const unmarked: readonly Mark[] = []

/** Every row of a text, drawn once: nothing a reader does in it draws them again. */
export const RowList = memo(function RowList({ text, rows, marks }: RowListProps) {
  const byRow = marksByRow(rows, marks)
  const tables = tablesByRow(text, rows, marks)
  return rows.map((row, at) => (
    <TranscriptRow
      key={row.index}
      text={text}
      row={row}
      speakerChanges={row.speaker === null || row.speaker !== rows[at - 1]?.speaker}
      marks={byRow.get(row.index) ?? unmarked}
      tables={tables.get(row.index)}
    />
  ))
})

/** Each row's marks in one pass over both lists. */
function marksByRow(rows: readonly Row[], marks: readonly Mark[]): Map<number, Mark[]> {
  const found = new Map<number, Mark[]>()
  const sorted = [...marks].sort((a, b) => a.start - b.start)
  let first = 0
  for (const mark of sorted) {
    while ((rows[first]?.bodyEnd ?? Number.POSITIVE_INFINITY) <= mark.start) first++
    for (let at = first; (rows[at]?.bodyStart ?? Number.POSITIVE_INFINITY) < mark.end; at++) {
      const own = found.get(at)
      if (own) own.push(mark)
      else found.set(at, [mark])
    }
  }
  return found
}
