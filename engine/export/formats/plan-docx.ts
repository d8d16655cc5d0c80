import type { ExportFormat } from '../format.ts'
import { type PlanPages, planExport, planPages } from '../plan.ts'
import { type Block, type Cell, heading, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

export const planDocx: ExportFormat = {
  ...planExport,
  ...docxFileKind,
  make(study) {
    const { round, ...head } = planPages(study)
    return docxFile({
      ...head,
      name: round ? `${planExport.whatName}: ${round.title}` : planExport.whatName,
      madeAt: study.madeAt,
      body: round === null ? [] : blocksOf(round, contentWidth(false)),
    })
  },
}

function blocksOf(round: NonNullable<PlanPages['round']>, width: number): Block[] {
  const share = (part: number) => Math.floor(width * part)
  return [
    ...(round.note === '' ? [] : [paragraph('Body', round.note)]),
    heading(1, 'What was decided'),
    table(
      [share(0.24), share(0.76)],
      [paragraph('CellHead', 'What'), paragraph('CellHead', 'How')],
      round.facts.map(([what, words]) => [named(what), cell(words)]),
    ),
    ...(round.redraw === null
      ? []
      : [
          heading(1, 'How the sample was drawn'),
          ...(round.strata.length === 0
            ? []
            : [
                table(
                  [share(0.6), share(0.2), share(0.2)],
                  [
                    paragraph('CellHead', round.stratum),
                    paragraph('CellHead', 'Sources', { alignment: 'right' }),
                    paragraph('CellHead', 'Drawn', { alignment: 'right' }),
                  ],
                  round.strata.map(({ name, sources, drawn }) => [named(name), count(sources), count(drawn)]),
                ),
              ]),
          paragraph('Note', round.redraw),
        ]),
    heading(1, 'Sources'),
    table(
      [share(0.46), share(0.16), share(0.24), share(0.14)],
      [
        paragraph('CellHead', 'Source'),
        paragraph('CellHead', 'Kind'),
        paragraph('CellHead', 'Data set'),
        paragraph('CellHead', 'Words', { alignment: 'right' }),
      ],
      round.sources.map(({ title, kind, dataSet, words }) => [
        named(title),
        cell(kind),
        cell(dataSet),
        count(words),
      ]),
    ),
  ]
}

const cell = (words: string): Cell => ({ blocks: [paragraph('Cell', words)] })
const named = (words: string): Cell => ({ blocks: [paragraph('Cell', runs(words, { bold: true }))] })
const count = (words: string): Cell => ({ blocks: [paragraph('Cell', words, { alignment: 'right' })] })
