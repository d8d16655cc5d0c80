import type { ExportFormat } from '../format.ts'
import type { GridExport } from '../grid-pages.ts'
import { gridTable } from '../grid-table.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

/** A grid as a table, the layer in every row; its passages are in the other formats. */
export const gridCsv = ({ pages, ...grid }: GridExport): ExportFormat => ({
  ...grid,
  ...csvFileKind,
  async make(study) {
    const of = pages(study)
    const { columns, rows } = gridTable(
      { ...of, lines: of.lines.map(line => ({ ...line, name: line.path })) },
      { withNumbers: false },
    )
    return csvTable(
      [{ head: 'Layer' }, ...columns],
      rows.map(row => [of.layer, ...row]),
      study.withheld,
    )
  },
})
