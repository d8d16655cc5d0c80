import type { ExportFormat } from '../format.ts'
import { registerExport, registerTable } from '../register.ts'
import { dayOf, namesHiddenNote, withheldNote } from '../words.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage } from '../writing/html.ts'
import { denseStyle } from '../writing/page-style.ts'
import type { XlsxCell } from '../writing/xlsx.ts'

/** A word before what it is of; nothing where there is nothing. */
const named = (what: string, of: string): string => (of === '' ? '' : `${what}: ${of}`)

/** What goes together in the table of the register stands in one cell of a page, which is not as wide. */
const pageColumns: { head: string; parts: (cell: (head: string) => string) => string[] }[] = [
  {
    head: 'Where',
    parts: cell => [
      cell('Source'),
      cell('Round'),
      cell('Start') === '' ? '' : `${cell('Start')}–${cell('End')}`,
    ],
  },
  { head: 'Passage', parts: cell => [cell('Passage')] },
  { head: 'Kind', parts: cell => [cell('Kind'), named('Characters', cell('Characters in dispute'))] },
  { head: 'Reading A', parts: cell => [cell('Coder A'), cell('Reading A')] },
  { head: 'Reading B', parts: cell => [cell('Coder B'), cell('Reading B')] },
  {
    head: 'Outcome',
    parts: cell => [
      cell('Outcome'),
      named('Stands', cell('What stands')),
      named('New code', cell('New code')),
    ],
  },
  { head: 'Reason', parts: cell => [cell('Reason')] },
  {
    head: 'Ruled',
    parts: cell => [cell('Ruled by'), named('With', cell('Discussed with')), cell('Date')],
  },
  {
    head: 'Further',
    parts: cell => [named('Framework', cell('Framework change')), cell('Comments')],
  },
]

export const registerHtml: ExportFormat = {
  ...registerExport,
  ...htmlFileKind,
  async make(study) {
    const { columns, rows } = registerTable(study)
    const at = new Map(columns.map(({ head }, index) => [head, index]))
    const cell = (row: readonly XlsxCell[], head: string): string => plain(row[at.get(head) ?? -1] ?? null)
    return htmlPage({
      name: registerExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      notes: [
        ...(rows.length === 0 ? ['There are no differences to show.'] : []),
        ...(study.withheld ? [withheldNote] : []),
        ...(study.settledRounds().some(({ namesHidden }) => namesHidden) ? [namesHiddenNote] : []),
      ],
      style: `${denseStyle}\n.register { overflow-wrap: break-word; }\n.register td { vertical-align: top; min-width: 5rem; }\n.register bdi { white-space: pre-line; }`,
      wide: true,
      body: html`<div class="scroll"><table class="dense register">
<thead><tr>${pageColumns.map(({ head }) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(row => html`<tr>${pageColumns.map(({ parts }) => html`<td>${parts(head => cell(row, head)).flatMap(part => (part === '' ? [] : html`<div><bdi>${part}</bdi></div>`))}</td>`)}</tr>\n`)}</tbody></table></div>
`,
    })
  },
}

const plain = (cell: XlsxCell): string =>
  cell === null ? '' : typeof cell === 'object' && 'text' in cell ? String(cell.text) : String(cell)
