import {
  type CodePassages,
  type CodingRow,
  codingsExport,
  countOf,
  fromWhom,
  passagesByCode,
} from '../codings.ts'
import type { ExportFormat } from '../format.ts'
import { dayOf, placeIn } from '../words.ts'
import { type Block, heading, paragraph, runs } from '../writing/docx-blocks.ts'
import { docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

export const codingsDocx: ExportFormat = {
  ...codingsExport,
  ...docxFileKind,
  make(study) {
    const { frameworks, codings, notes } = passagesByCode(study)
    return docxFile({
      name: codingsExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      madeAt: study.madeAt,
      notes: [...notes, codings === 0 ? 'There are no codings to show.' : `${countOf(codings)} in all.`],
      body: frameworks.flatMap(({ framework, codes }) => [
        heading(1, framework.name),
        ...codes.flatMap(codeBlocks),
      ]),
    })
  },
}

const codeBlocks = ({ code, rows }: CodePassages): Block[] => [
  heading(code.path.length + 1, code.name),
  ...(rows.length === 0
    ? []
    : [paragraph('Note', [...placeIn(code.path), countOf(rows.length)].join(' · '), { keepNext: true })]),
  ...rows.flatMap(passageBlocks),
]

function passageBlocks(row: CodingRow): Block[] {
  const { passage, attribution, settlement } = row
  const facts = [fromWhom(row), passage.polarity ?? ''].filter(fact => fact !== '')
  const said = [
    ...(settlement.reason === '' || passage.layer === 'independent' ? [] : [`Reason: ${settlement.reason}`]),
    ...(passage.comment === '' ? [] : [`Comment: ${passage.comment}`]),
  ]
  return [
    paragraph(
      'Passage',
      row.runs().flatMap(({ text, ...style }) => runs(text, style)),
    ),
    paragraph('Attribution', [
      ...runs(attribution, { colour: '#1F1F1E' }),
      ...runs(facts.length === 0 ? '' : `  ${facts.join(' · ')}`),
      ...said.flatMap(line => runs(`\n${line}`)),
    ]),
  ]
}
