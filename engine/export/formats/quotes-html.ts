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
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'

export const quotesHtml: ExportFormat = {
  ...quotesExport,
  ...htmlFileKind,
  async make(study) {
    const quotes = bankedQuotes(study)
    return htmlPage({
      name: quotesExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      notes: quotesAbout(study)
        .slice(2)
        .map(([, words]) => words),
      body:
        quotes.length === 0
          ? html`<p>${noQuotes}</p>\n`
          : [quotesByMemo(quotes).map(ofMemo), voicesTable(quotes)],
    })
  },
}

const ofMemo = (quotes: readonly BankedQuote[]): Markup => html`<section>
<h2><bdi>${quotes[0]?.memo ?? ''}</bdi></h2>
<p class="about">About <bdi>${quotes[0]?.about ?? ''}</bdi></p>
${quotes.map(quotation)}</section>
`

const quotation = ({
  printed,
  verbatim,
  edits,
  attribution,
  layer,
  code,
  polarity,
  note,
}: BankedQuote): Markup => html`<figure>
${printed === '' ? null : html`<blockquote lang=""><bdi>${printed}</bdi></blockquote>\n`}<figcaption><p><bdi>${attribution}</bdi>${[
  layer,
  code,
  polarity,
  note,
]
  .filter(part => part !== '')
  .map(part => html` · <bdi>${part}</bdi>`)}</p>${
  edits === '' ? null : html`<p class="text">Verbatim: <bdi>${verbatim}</bdi></p>`
}</figcaption>
</figure>
`

const voicesTable = (quotes: readonly BankedQuote[]): Markup => html`<section>
<h2>How often each is quoted</h2>
<div class="scroll">
<table>
<thead><tr><th scope="col">Kind</th><th scope="col">Name</th><th scope="col" class="n">Quotes</th><th scope="col" class="n">Share</th><th scope="col" class="n">Memos</th></tr></thead>
<tbody>
${quotedVoices(quotes).map(
  ({ kind, name, quotes: count, share, memos }) =>
    html`<tr><td>${kind}</td><th scope="row"><bdi>${name}</bdi></th><td class="n">${count}</td><td class="n">${share}</td><td class="n">${memos}</td></tr>\n`,
)}</tbody>
</table>
</div>
</section>
`
