import type { ExportFormat } from '../format.ts'
import { bankedQuotes, quotedVoices, quotesAbout, quotesExport } from '../quotes.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { xlsxFile } from '../writing/xlsx.ts'

export const quotesXlsx: ExportFormat = {
  ...quotesExport,
  ...xlsxFileKind,
  make(study) {
    const quotes = bankedQuotes(study)
    return xlsxFile([
      {
        name: 'Quotes',
        columns: [
          { head: 'Memo', width: 22 },
          { head: 'About', width: 22 },
          { head: 'Quote', width: 52 },
          { head: 'Attribution', width: 24 },
          { head: 'Verbatim', width: 52 },
          { head: 'Edits', width: 18 },
          { head: 'Person', width: 14 },
          { head: 'Site', width: 14 },
          { head: 'Source', width: 20 },
          { head: 'Kind', width: 10 },
          { head: 'Data set', width: 14 },
          { head: 'Layer', width: 14 },
          { head: 'Code', width: 20 },
          { head: 'Polarity', width: 11 },
          { head: 'Note', width: 28 },
        ],
        rows: quotes.map(quote => [
          quote.memo,
          quote.about,
          quote.isGone ? `[${quote.note}]` : quote.printed,
          quote.attribution,
          quote.verbatim,
          quote.edits,
          quote.people,
          quote.sites,
          quote.source,
          quote.kind,
          quote.dataSet,
          quote.layer,
          quote.code,
          quote.polarity,
          quote.note,
        ]),
      },
      {
        name: 'Voices',
        columns: [
          { head: 'Kind', width: 10 },
          { head: 'Name', width: 30 },
          { head: 'Quotes', width: 10 },
          { head: 'Share of quotes', width: 16 },
          { head: 'In memos', width: 10 },
        ],
        rows: quotedVoices(quotes).map(voice => [
          voice.kind,
          voice.name,
          voice.quotes,
          voice.share,
          voice.memos,
        ]),
      },
      aboutSheet(quotesAbout(study)),
    ])
  },
}
