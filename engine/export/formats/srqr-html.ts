import type { ExportFormat } from '../format.ts'
import { type SrqrItem, srqrExport, srqrOf } from '../srqr.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'

export const srqrHtml: ExportFormat = {
  ...srqrExport,
  ...htmlFileKind,
  async make(study) {
    const { items, ...head } = await srqrOf(study)
    return htmlPage({
      ...head,
      name: srqrExport.whatName,
      wide: true,
      body: html`<div class="scroll"><table>
<thead><tr><th scope="col" class="n">Item</th><th scope="col">What a report tells</th><th scope="col">From the study</th><th scope="col">To write</th></tr></thead>
<tbody>
${items.map(row)}</tbody></table></div>
`,
    })
  },
}

const row = ({ id, title, about, facts, toFill }: SrqrItem): Markup => html`<tr>
<td class="n">${id}</td>
<th scope="row">${title}<span class="path">${about}</span></th>
<td>${facts.map(fact => html`<p><bdi>${fact}</bdi></p>`)}</td>
<td>${toFill.map(place => html`<p>[${place}]</p>`)}</td>
</tr>
`
