import type { ExportFormat } from '../format.ts'
import { firstFigure, type NewCodes, newCodesExport, newCodesOf } from '../new-codes.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'

export const newCodesHtml: ExportFormat = {
  ...newCodesExport,
  ...htmlFileKind,
  async make(study) {
    const { studyTitle, day, notes, ...table } = newCodesOf(study)
    return htmlPage({
      name: newCodesExport.whatName,
      studyTitle,
      day,
      notes,
      body: table.rows.length === 0 ? [] : tableOf(table),
    })
  },
}

const tableOf = ({ columns, rows }: Pick<NewCodes, 'columns' | 'rows'>): Markup => html`<div class="scroll">
<table>
<thead><tr>${columns.map(({ head }, at) => html`<th scope="col"${classOf(at)}>${head}</th>`)}</tr></thead>
<tbody>
${rows.map(
  row =>
    html`<tr>${row.map((cell, at) =>
      at === 1
        ? html`<th scope="row"><bdi>${String(cell)}</bdi></th>`
        : html`<td${classOf(at)}>${String(cell)}</td>`,
    )}</tr>\n`,
)}</tbody>
</table>
</div>
`

const classOf = (at: number) => (at >= firstFigure ? html` class="n"` : null)
