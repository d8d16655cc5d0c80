import type { ExportFormat } from '../format.ts'
import type { MemoBlock, MemoRun } from '../memo-blocks.ts'
import { memoGroups, memosExport, quotationsNote, type WrittenMemo } from '../memos.ts'
import { dayOf } from '../words.ts'
import {
  type Block,
  footnoteMark,
  heading,
  link,
  listItem,
  mm,
  paragraph,
  runs,
  table,
} from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

export const memosDocx: ExportFormat = {
  ...memosExport,
  ...docxFileKind,
  make(study) {
    const groups = memoGroups(study)
    let lists = 0
    /** Lists are numbered within a memo; a document needs them told apart throughout. */
    const memoBlocks = ({ title, about, blocks, notes }: WrittenMemo, level: number): Block[] => {
      const from = lists
      return [
        ...(title === null ? [] : [heading(level, title)]),
        paragraph('Note', about, { keepNext: true }),
        ...blocks.flatMap(block => {
          if (block.kind === 'item') lists = Math.max(lists, from + block.list)
          return blockOf(block, level, from)
        }),
        ...notes.map(note => paragraph('Note', note)),
      ]
    }
    return docxFile({
      name: memosExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      madeAt: study.madeAt,
      notes: [quotationsNote],
      body:
        groups.length === 0
          ? [paragraph('Body', 'No memos yet.')]
          : groups.flatMap(({ name, level, memos }) => [
              heading(level, name),
              ...memos.flatMap(memo => memoBlocks(memo, level + 1)),
            ]),
    })
  },
}

/** A table as wide as the page, its columns alike. */
function memoTable(rows: readonly MemoRun[][][]): Block {
  const columns = Math.max(1, ...rows.map(row => row.length))
  const widths = Array.from({ length: columns }, () => Math.floor(contentWidth(false) / columns))
  const cells = (row: readonly MemoRun[][]) => widths.map((_, n) => (row[n] ?? []).flatMap(textOf))
  const [head = [], ...others] = rows
  return table(
    widths,
    cells(head).map(children => paragraph('CellHead', children)),
    others.map(row => cells(row).map(children => ({ blocks: [paragraph('Cell', children)] }))),
  )
}

function blockOf(block: MemoBlock, level: number, listsBefore: number): Block[] {
  switch (block.kind) {
    case 'heading':
      return [heading(level + block.level, block.runs.flatMap(textOf))]
    case 'paragraph':
      return [paragraph('Body', block.runs.flatMap(textOf))]
    case 'quote':
      return [paragraph('Body', block.runs.flatMap(textOf), { indent: mm(8) })]
    case 'item':
      return [
        listItem(block.runs.flatMap(textOf), {
          ordered: block.ordered,
          level: block.level,
          list: listsBefore + block.list,
        }),
      ]
    case 'table':
      return [memoTable(block.rows)]
    case 'quotation':
      return [
        ...(block.runs.length === 0 ? [] : [paragraph('Passage', block.runs.flatMap(textOf))]),
        paragraph('Attribution', [block.attribution, block.note].filter(part => part !== '').join('  ')),
      ]
  }
}

function textOf({ text, address, footnote, ...style }: MemoRun) {
  if (footnote) return [footnoteMark(footnote.words)]
  const pieces = runs(text, { ...style, underline: style.underline || address !== null })
  return address === null ? pieces : [link(address, pieces)]
}
