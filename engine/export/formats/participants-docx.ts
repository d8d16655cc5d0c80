import type { ExportFormat } from '../format.ts'
import {
  headOf,
  labelOf,
  type Participants,
  type ParticipantsRow,
  participantsExport,
  participantsOf,
} from '../participants.ts'
import { type Block, type Cell, mm, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

/** So many groups stand upright; more need the page on its side. */
const upright = 4
/** So many groups in one table; more have tables that follow. */
const inOneTable = 8

export const participantsDocx: ExportFormat = {
  ...participantsExport,
  ...docxFileKind,
  make(study) {
    const of = participantsOf(study)
    const landscape = of.groups.length > upright
    return docxFile({
      name: participantsExport.whatName,
      studyTitle: of.studyTitle,
      day: of.day,
      madeAt: study.madeAt,
      notes: of.notes,
      landscape,
      body: of.sections.length === 0 ? [] : tablesOf(of, contentWidth(landscape)),
    })
  },
}

function tablesOf({ groups, sections }: Participants, width: number): Block[] {
  const starts = Array.from({ length: Math.ceil(groups.length / inOneTable) }, (_, n) => n * inOneTable)
  return starts.flatMap((from): Block[] => {
    const shown = groups.slice(from, from + inOneTable)
    const labels = Math.floor(width * (shown.length > upright ? 0.24 : 0.4))
    const each = Math.floor((width - labels) / shown.length)
    return [
      table(
        [labels, ...shown.map(() => each)],
        [
          paragraph('CellHead', 'Attribute'),
          ...shown.map(group => paragraph('CellHead', headOf(group), { alignment: 'right' })),
        ],
        sections.flatMap(rows => rows.map(row => line(row, from, shown.length))),
      ),
      ...(starts.length > 1 ? [paragraph('Note', '')] : []),
    ]
  })
}

function line(row: ParticipantsRow, from: number, groups: number): Cell[] {
  const cells = row.cells?.slice(from, from + groups) ?? Array.from({ length: groups }, () => '')
  const name =
    row.level === 0
      ? paragraph('Cell', runs(labelOf(row), { bold: true }), { keepNext: row.cells === null })
      : paragraph('Cell', labelOf(row), { indent: mm(4) })
  return [
    { blocks: [name] },
    ...cells.map(cell => ({ blocks: [paragraph('Cell', cell, { alignment: 'right' })] })),
  ].map(cell => (row.level === 0 ? { ...cell, shaded: true } : cell))
}
