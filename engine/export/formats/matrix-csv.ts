import type { ExportFormat } from '../format.ts'
import { matrixExport, printedMatrix } from '../matrix.ts'
import { csvFile } from '../writing/csv.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const matrixCsv: ExportFormat = {
  ...matrixExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows, layer } = printedMatrix(study)
    return csvFile([
      ['Layer', 'Code or theme', ...columns],
      ...rows.map(({ name, figures }) => [layer, name, ...figures]),
    ])
  },
}
