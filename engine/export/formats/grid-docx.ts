import type { ExportFormat } from '../format.ts'
import {
  behindCell,
  columnHead,
  type GridExport,
  type GridPageCell,
  type GridPages,
  gridHeadings,
  longCells,
  type NumberedPassage,
} from '../grid-pages.ts'
import { type Block, type Cell, heading, mm, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

/** A grid as a document on its side: a table for each chart, then the passages by number. */
export const gridDocx = ({ pages, ...grid }: GridExport): ExportFormat => ({
  ...grid,
  ...docxFileKind,
  make(study) {
    const of = pages(study)
    return docxFile({
      name: grid.whatName,
      studyTitle: of.studyTitle,
      day: of.day,
      madeAt: study.madeAt,
      notes: of.notes,
      landscape: true,
      body:
        of.lines.length === 0
          ? []
          : [...of.charts.flatMap(chart => chartBlocks(of, chart)), ...numbersApart(of), ...evidence(of)],
    })
  },
})

function chartBlocks(of: GridPages, { title, columns }: GridPages['charts'][number]): Block[] {
  const width = contentWidth(true)
  const first = Math.floor(width * 0.17)
  const each = Math.floor((width - first) / columns.length)
  return [
    ...(title === '' ? [] : [heading(1, title)]),
    table(
      [first, ...columns.map(() => each)],
      [
        paragraph('CellHead', of.lineHead),
        ...columns.map(at => paragraph('CellHead', of.columns[at]?.name ?? '')),
      ],
      of.lines.map(({ name, depth, beside, cells }): Cell[] => [
        {
          blocks: [
            paragraph('Cell', runs(name, { bold: depth === 0 }), { indent: mm(3 * depth) }),
            ...(beside === '' ? [] : [paragraph('CellQuiet', beside)]),
          ],
        },
        ...columns.map(at => ({ blocks: cellBlocks(cells[at]) })),
      ]),
    ),
  ]
}

function cellBlocks(cell: GridPageCell | undefined) {
  if (!cell) return [paragraph('Cell', '')]
  const blocks = [
    ...(cell.judgement === '' ? [] : [paragraph('Cell', runs(cell.judgement, { bold: true }))]),
    ...(cell.check === '' ? [] : [paragraph('CellQuiet', `Check: ${cell.check}`)]),
    ...(cell.text === '' ? [] : [paragraph('Cell', cell.text)]),
    ...(cell.passages === 0 ? [] : [paragraph('CellQuiet', behindCell(cell))]),
  ]
  return blocks.length > 0 ? blocks : [paragraph('Cell', '')]
}

/** A table for each line: its cells with more passages than fit into them, and the numbers of these. */
function numbersApart(of: GridPages): Block[] {
  const lines = longCells(of)
  if (lines.length === 0) return []
  const width = contentWidth(true)
  const share = (part: number) => Math.floor(width * part)
  return [
    heading(1, gridHeadings.numbers),
    paragraph('Note', gridHeadings.whyApart),
    ...lines.flatMap(({ name, cells }) => [
      heading(2, name),
      table(
        [share(0.25), share(0.13), share(0.62)],
        [columnHead(of), 'Passages', 'Their numbers'].map(head => paragraph('CellHead', head)),
        cells.map(({ column, passages, numbers }): Cell[] => [
          { blocks: [paragraph('Cell', runs(column, { bold: true }))] },
          { blocks: [paragraph('Cell', passages)] },
          { blocks: [paragraph('Cell', numbers)] },
        ]),
      ),
    ]),
  ]
}

const evidence = ({ passages }: GridPages): Block[] =>
  passages.length === 0 ? [] : [heading(1, gridHeadings.passages), ...passages.flatMap(passageBlocks)]

const passageBlocks = ({ number, text, attribution, codes, polarity, coder }: NumberedPassage): Block[] => [
  paragraph('Passage', [...runs(`${number}  `, { bold: true }), ...runs(text)]),
  paragraph('Attribution', [
    ...runs(attribution, { colour: '#1F1F1E' }),
    ...runs(`  ${[codes, polarity, coder].filter(fact => fact !== '').join(' · ')}`),
  ]),
]
