import type { ExportFormat } from '../format.ts'
import { type MeetingPages, minutesExport, minutesPages } from '../minutes.ts'
import { type Block, type Cell, heading, listItem, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

export const minutesDocx: ExportFormat = {
  ...minutesExport,
  ...docxFileKind,
  make(study) {
    const { meetings, waiting, ...head } = minutesPages(study)
    const width = contentWidth(false)
    return docxFile({
      ...head,
      name: minutesExport.whatName,
      madeAt: study.madeAt,
      body: [
        ...meetings.flatMap(meeting => blocksOf(meeting, width)),
        ...(waiting.length === 0
          ? []
          : [
              heading(1, 'Still on the agenda'),
              ...waiting.map(line => listItem(runs(line), { ordered: false, level: 0, list: 1 })),
            ]),
      ],
    })
  },
}

function blocksOf({ title, facts, differences, pairs }: MeetingPages, width: number): Block[] {
  const share = (part: number) => Math.floor(width * part)
  return [
    heading(1, title),
    table(
      [share(0.2), share(0.8)],
      [paragraph('CellHead', 'What'), paragraph('CellHead', 'How')],
      facts.map(([what, words]) => [named(what), cell(words)]),
    ),
    ...(differences.length === 0 && pairs.length === 0 ? [paragraph('Note', 'Nothing was decided.')] : []),
    ...(differences.length === 0
      ? []
      : [
          heading(2, 'Differences'),
          table(
            [share(0.42), share(0.2), share(0.38)],
            [
              paragraph('CellHead', 'Passage and readings'),
              paragraph('CellHead', 'Asked'),
              paragraph('CellHead', 'Decided, and why'),
            ],
            differences.map(({ passage, source, code, readings, question, decision, reason, by }) => [
              {
                blocks: [
                  paragraph('Cell', runs(code, { bold: true })),
                  paragraph('Cell', `“${passage}”`),
                  paragraph('CellQuiet', source),
                  ...readings.map(({ who, words }) => paragraph('CellQuiet', `${who}: ${words}`)),
                ],
              },
              cell(question),
              {
                blocks: [
                  paragraph('Cell', runs(decision, { bold: true })),
                  ...(reason === '' ? [] : [paragraph('Cell', reason)]),
                  paragraph('CellQuiet', `Ruled by ${by}`),
                ],
              },
            ]),
          ),
        ]),
    ...(pairs.length === 0
      ? []
      : [
          heading(2, 'Codes'),
          table(
            [share(0.34), share(0.28), share(0.38)],
            [
              paragraph('CellHead', 'Codes'),
              paragraph('CellHead', 'Asked'),
              paragraph('CellHead', 'Decided'),
            ],
            pairs.map(({ codes, question, decision }) => [named(codes), cell(question), cell(decision)]),
          ),
        ]),
  ]
}

const cell = (words: string): Cell => ({ blocks: [paragraph('Cell', words)] })
const named = (words: string): Cell => ({ blocks: [paragraph('Cell', runs(words, { bold: true }))] })
