import type { ExportFormat } from '../format.ts'
import { type SrqrItem, srqrExport, srqrOf } from '../srqr.ts'
import { type Cell, mm, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

const itemWidth = mm(13)
/** Shares of the width left: what a report tells, what the study holds, what is to be written. */
const shares = [0.3, 0.42, 0.28]

export const srqrDocx: ExportFormat = {
  ...srqrExport,
  ...docxFileKind,
  async make(study) {
    const { items, ...head } = await srqrOf(study)
    const left = contentWidth(true) - itemWidth
    return docxFile({
      ...head,
      name: srqrExport.whatName,
      madeAt: study.madeAt,
      landscape: true,
      body: [
        table(
          [itemWidth, ...shares.map(share => Math.floor(left * share))],
          ['Item', 'What a report tells', 'From the study', 'To write'].map(head =>
            paragraph('CellHead', head),
          ),
          items.map(row),
        ),
      ],
    })
  },
}

const row = ({ id, title, about, facts, toFill }: SrqrItem): Cell[] => [
  { blocks: [paragraph('Cell', id)] },
  { blocks: [paragraph('Cell', runs(title, { bold: true })), paragraph('CellQuiet', about)] },
  { blocks: facts.length === 0 ? [paragraph('Cell', '')] : facts.map(fact => paragraph('Cell', fact)) },
  { blocks: toFill.map(place => paragraph('Cell', runs(`[${place}]`, { italic: true }))) },
]
