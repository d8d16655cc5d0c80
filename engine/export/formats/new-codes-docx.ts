import type { ExportFormat } from '../format.ts'
import { firstFigure, newCodesExport, newCodesOf } from '../new-codes.ts'
import { paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

/** How wide each column is, of the width of a page. */
const widths = [0.08, 0.4, 0.16, 0.1, 0.12, 0.14]

export const newCodesDocx: ExportFormat = {
  ...newCodesExport,
  ...docxFileKind,
  make(study) {
    const { columns, rows, ...head } = newCodesOf(study)
    const width = contentWidth(false)
    const layoutOf = (at: number) => (at >= firstFigure ? { alignment: 'right' as const } : {})
    return docxFile({
      ...head,
      name: newCodesExport.whatName,
      madeAt: study.madeAt,
      body:
        rows.length === 0
          ? []
          : [
              table(
                widths.map(part => Math.floor(width * part)),
                columns.map((column, at) => paragraph('CellHead', column.head, layoutOf(at))),
                rows.map(row =>
                  row.map((cell, at) => ({
                    blocks: [paragraph('Cell', runs(String(cell), { bold: at === 1 }), layoutOf(at))],
                  })),
                ),
              ),
            ],
    })
  },
}
