import { headOf, type Participants, participantsOf } from './participants.ts'
import type { StudyReader } from './study-reader.ts'
import type { XlsxCell, XlsxColumn } from './writing/xlsx.ts'

/** The participants as one table whose every line stands for itself, for workbooks and CSV files. */
export function participantsTable(study: StudyReader): {
  columns: XlsxColumn[]
  rows: XlsxCell[][]
  of: Participants
} {
  const of = participantsOf(study)
  return {
    of,
    columns: [
      { head: 'Attribute', width: 28 },
      { head: 'Value', width: 28 },
      { head: 'Gives', width: 14 },
      ...of.groups.map(group => ({ head: headOf(group), width: 20 })),
    ],
    rows: of.sections.flatMap(rows => {
      const [head] = rows
      return rows.flatMap(({ label, level, measure, cells }): XlsxCell[][] =>
        cells === null
          ? []
          : [[head?.label ?? '', level === 0 ? '' : label, level === 0 ? measure : 'n (%)', ...cells]],
      )
    }),
  }
}
