import type { ExportFormat } from '../format.ts'
import { type FrameworkPage, frameworkExport, frameworkPages } from '../framework-table.ts'
import { type Block, type Cell, heading, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

export const frameworkDocx: ExportFormat = {
  ...frameworkExport,
  ...docxFileKind,
  make(study) {
    const { frameworks, ...head } = frameworkPages(study)
    return docxFile({
      ...head,
      name: frameworkExport.whatName,
      madeAt: study.madeAt,
      body: frameworks.flatMap(page),
    })
  },
}

function page({ name, about, description, lines, hasComponents }: FrameworkPage): Block[] {
  const heads = ['Construct', ...(hasComponents ? ['Component'] : []), 'Definition']
  const shares = hasComponents ? [0.22, 0.26, 0.52] : [0.3, 0.7]
  return [
    heading(1, name),
    paragraph('Note', about, { keepNext: true }),
    ...(description === '' ? [] : [paragraph('Body', description, { keepNext: true })]),
    table(
      shares.map(share => Math.floor(contentWidth(false) * share)),
      heads.map(head => paragraph('CellHead', head)),
      lines.map(({ construct, component, definition }): Cell[] => {
        const leads = component === '' && hasComponents
        const cells = [
          // A construct is named once; its components follow.
          cell(component === '' ? construct : '', true),
          ...(hasComponents ? [cell(component, true)] : []),
          cell(definition, false),
        ]
        return leads ? cells.map(each => ({ ...each, shaded: true })) : cells
      }),
    ),
  ]
}

const cell = (words: string, bold: boolean): Cell => ({
  blocks: words.split(/\n\s*\n/).map(part => paragraph('Cell', bold ? runs(part, { bold }) : part)),
})
