import type { ExportFormat } from '../format.ts'
import {
  type BankedQuote,
  bankedQuotes,
  noQuotes,
  quotedVoices,
  quotesAbout,
  quotesByMemo,
  quotesExport,
} from '../quotes.ts'
import { dayOf } from '../words.ts'
import { type Block, heading, mm, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

export const quotesDocx: ExportFormat = {
  ...quotesExport,
  ...docxFileKind,
  make(study) {
    const quotes = bankedQuotes(study)
    const notes = quotesAbout(study)
      .slice(2)
      .map(([, words]) => words)
    return docxFile({
      name: quotesExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      madeAt: study.madeAt,
      notes,
      body:
        quotes.length === 0
          ? [paragraph('Body', noQuotes)]
          : [
              ...quotesByMemo(quotes).flatMap(ofMemo),
              heading(1, 'How often each is quoted'),
              voicesTable(quotes),
            ],
    })
  },
}

const ofMemo = (quotes: readonly BankedQuote[]): Block[] => [
  heading(1, quotes[0]?.memo ?? ''),
  paragraph('Note', `About ${quotes[0]?.about ?? ''}`, { keepNext: true }),
  ...quotes.flatMap(quote => [
    ...(quote.printed === '' ? [] : [paragraph('Passage', quote.printed)]),
    paragraph('Attribution', [
      ...runs(quote.attribution, { colour: '#1F1F1E' }),
      ...runs(
        [quote.layer, quote.code, quote.polarity, quote.note]
          .filter(part => part !== '')
          .map(part => `  ${part}`)
          .join(' ·'),
      ),
      ...(quote.edits === '' ? [] : runs(`\nVerbatim: ${quote.verbatim}`)),
    ]),
  ]),
]

function voicesTable(quotes: readonly BankedQuote[]): Block {
  const width = contentWidth(false)
  const figures = mm(24)
  const widths = [mm(22), width - mm(22) - 3 * figures, figures, figures, figures]
  return table(
    widths,
    ['Kind', 'Name', 'Quotes', 'Share', 'Memos'].map((head, n) =>
      paragraph('CellHead', head, n > 1 ? { alignment: 'right' } : {}),
    ),
    quotedVoices(quotes).map(voice => [
      { blocks: [paragraph('CellQuiet', voice.kind)] },
      { blocks: [paragraph('Cell', voice.name)] },
      ...[String(voice.quotes), voice.share, String(voice.memos)].map(figure => ({
        blocks: [paragraph('Cell', figure, { alignment: 'right' })],
      })),
    ]),
  )
}
