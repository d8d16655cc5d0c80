import type { ExportFormat } from '../format.ts'
import { matrixExport, type PrintedMatrix, printedMatrix } from '../matrix.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'

export const matrixHtml: ExportFormat = {
  ...matrixExport,
  ...htmlFileKind,
  async make(study) {
    const of = printedMatrix(study)
    return htmlPage({
      name: matrixExport.whatName,
      studyTitle: of.studyTitle,
      day: of.day,
      notes: of.notes,
      wide: of.columns.length > 6,
      body: of.rows.length === 0 ? [] : table(of),
    })
  },
}

const table = ({ columns, rows }: PrintedMatrix): Markup => html`<div class="scroll">
<table>
<thead><tr><th scope="col">Code or theme</th>${columns.map(
  head => html`<th scope="col" class="n"><bdi>${head}</bdi></th>`,
)}</tr></thead>
<tbody>
${rows.map(
  ({ name, depth, figures }) =>
    html`<tr><th scope="row" style="padding-left: ${0.6 + depth * 1.1}rem"><bdi>${name}</bdi></th>${figures.map(
      figure => html`<td class="n">${figure}</td>`,
    )}</tr>\n`,
)}</tbody>
</table>
</div>
`
