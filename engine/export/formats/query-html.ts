import type { ExportFormat } from '../format.ts'
import { noneSaved, type PrintedQuery, queryExport, saidOf } from '../queries.ts'
import { dayOf, withheldNote } from '../words.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { heading, html, htmlPage, type Markup } from '../writing/html.ts'

export const queryHtml: ExportFormat = {
  ...queryExport,
  ...htmlFileKind,
  async make(study) {
    const queries = await study.queries()
    return htmlPage({
      name: queryExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      notes: [
        ...(queries.length === 0 ? [noneSaved] : []),
        // Of one that has no name, the page itself says what it is.
        ...queries.filter(({ name }) => name === '').flatMap(saidOf),
        ...(study.withheld ? [withheldNote] : []),
      ],
      wide: true,
      body: queries.map(section),
    })
  },
}

const section = (query: PrintedQuery): Markup => html`<section>
${
  query.name === ''
    ? null
    : [
        heading(2, html`<bdi>${query.name}</bdi>`),
        saidOf(query).map(note => html`<p class="note"><bdi>${note}</bdi></p>\n`),
      ]
}${query.places.length === 0 ? null : table(query.places)}</section>
`

const table = (places: PrintedQuery['places']): Markup => html`<div class="scroll">
<table>
<thead><tr><th scope="col">Turn</th><th scope="col">Words</th><th scope="col">Attribution</th><th scope="col">Codes there</th></tr></thead>
<tbody>
${places.map(
  ({ line, before, match, after, attribution, codes, coderInitials, polarity }) =>
    html`<tr><td class="n">${line}</td><td><bdi>${before}<mark>${match}</mark>${after}</bdi></td><td><bdi>${[
      attribution,
      coderInitials ?? '',
      polarity ?? '',
    ]
      .filter(word => word !== '')
      .join(' · ')}</bdi></td><td><bdi>${codes.map(({ name }) => name).join('; ')}</bdi></td></tr>\n`,
)}</tbody>
</table>
</div>
`
