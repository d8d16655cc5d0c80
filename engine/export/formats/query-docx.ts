import type { ExportFormat } from '../format.ts'
import { noneSaved, type PrintedPlace, type PrintedQuery, queryExport, saidOf } from '../queries.ts'
import { dayOf, withheldNote } from '../words.ts'
import { type Block, heading, paragraph, runs } from '../writing/docx-blocks.ts'
import { docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

/** What queries find as a document: each place in its words, what was found in bold, with its attribution and codes. */
export const queryDocx: ExportFormat = {
  ...queryExport,
  ...docxFileKind,
  async make(study) {
    const queries = await study.queries()
    return docxFile({
      name: queryExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      madeAt: study.madeAt,
      notes: [
        ...(queries.length === 0 ? [noneSaved] : []),
        ...queries.filter(({ name }) => name === '').flatMap(saidOf),
        ...(study.withheld ? [withheldNote] : []),
      ],
      body: queries.flatMap(blocks),
    })
  },
}

const blocks = (query: PrintedQuery): Block[] => [
  ...(query.name === ''
    ? []
    : [heading(1, query.name), ...saidOf(query).map(note => paragraph('Note', note))]),
  ...query.places.flatMap(placeBlocks),
]

function placeBlocks({ before, match, after, attribution, codes, ...place }: PrintedPlace): Block[] {
  const facts = [
    place.coderInitials ?? '',
    place.polarity ?? '',
    codes.map(({ name }) => name).join('; '),
  ].filter(fact => fact !== '')
  return [
    paragraph('Passage', [...runs(before), ...runs(match, { bold: true }), ...runs(after)]),
    paragraph('Attribution', [
      ...runs(attribution, { colour: '#1F1F1E' }),
      ...runs(facts.length === 0 ? '' : `  ${facts.join(' · ')}`),
    ]),
  ]
}
