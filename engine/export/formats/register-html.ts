import type { ExportFormat } from '../format.ts'
import { registerExport, registerTable } from '../register.ts'
import { dayOf, namesHiddenNote, withheldNote } from '../words.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage } from '../writing/html.ts'
import { denseStyle } from '../writing/page-style.ts'
import type { XlsxCell } from '../writing/xlsx.ts'

export const registerHtml: ExportFormat = {
  ...registerExport,
  ...htmlFileKind,
  async make(study) {
    const { columns, rows } = registerTable(study)
    const shown = columns.flatMap(({ screenOnly }, at) => (screenOnly ? [] : [at]))
    return htmlPage({
      name: registerExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      notes: [
        ...(rows.length === 0 ? ['There are no differences to show.'] : []),
        ...(study.withheld ? [withheldNote] : []),
        ...(study.settledRounds().some(({ namesHidden }) => namesHidden) ? [namesHiddenNote] : []),
      ],
      style: denseStyle,
      body: html`<div class="scroll"><table class="dense">
<thead><tr>${shown.map(at => html`<th scope="col">${columns[at]?.head ?? ''}</th>`)}</tr></thead>
<tbody>
${rows.map(row => html`<tr>${shown.map(at => html`<td><bdi>${plain(row[at] ?? null)}</bdi></td>`)}</tr>\n`)}</tbody></table></div>
`,
    })
  },
}

const plain = (cell: XlsxCell): string =>
  cell === null ? '' : typeof cell === 'object' && 'text' in cell ? String(cell.text) : String(cell)
