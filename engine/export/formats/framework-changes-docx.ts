import type { ExportFormat } from '../format.ts'
import { frameworkChanges, frameworkChangesExport } from '../framework-changes.ts'
import { type Cell, heading, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

export const frameworkChangesDocx: ExportFormat = {
  ...frameworkChangesExport,
  ...docxFileKind,
  make(study) {
    const { frameworks, ...head } = frameworkChanges(study)
    const width = contentWidth(true)
    return docxFile({
      ...head,
      name: frameworkChangesExport.whatName,
      madeAt: study.madeAt,
      landscape: true,
      body: frameworks.flatMap(({ name, about, parts }) => [
        heading(1, name),
        paragraph('Note', about),
        ...parts.flatMap(part => [
          heading(2, part.name),
          part.rows.length === 0
            ? paragraph('Body', part.none)
            : table(
                part.shares.map(share => Math.floor(width * share)),
                part.heads.map(head => paragraph('CellHead', head)),
                part.rows.map(row => row.map((words, at) => cell(words, at === 0))),
              ),
        ]),
      ]),
    })
  },
}

const cell = (words: string, isFirst: boolean): Cell => ({
  blocks: words.split('\n').map(line => paragraph('Cell', isFirst ? runs(line, { bold: true }) : line)),
})
