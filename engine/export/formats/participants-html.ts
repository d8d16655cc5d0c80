import type { ExportFormat } from '../format.ts'
import {
  headOf,
  labelOf,
  type Participants,
  type ParticipantsRow,
  participantsExport,
  participantsOf,
} from '../participants.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'

export const participantsHtml: ExportFormat = {
  ...participantsExport,
  ...htmlFileKind,
  async make(study) {
    const of = participantsOf(study)
    return htmlPage({
      name: participantsExport.whatName,
      studyTitle: of.studyTitle,
      day: of.day,
      notes: of.notes,
      wide: of.groups.length > 5,
      body: of.sections.length === 0 ? [] : table(of),
    })
  },
}

const table = ({ groups, sections }: Participants): Markup => html`<div class="scroll">
<table>
<thead><tr><th scope="col">Attribute</th>${groups.map(
  group => html`<th scope="col" class="n"><bdi>${headOf(group)}</bdi></th>`,
)}</tr></thead>
${sections.map(rows => html`<tbody>\n${rows.map(row => line(row, groups.length))}</tbody>\n`)}</table>
</div>
`

const line = (row: ParticipantsRow, groups: number): Markup =>
  row.cells === null
    ? html`<tr class="top"><th scope="rowgroup" colspan="${groups + 1}"><bdi>${labelOf(row)}</bdi></th></tr>\n`
    : html`<tr${row.level === 0 ? html` class="top"` : null}><th scope="row"${
        row.level === 1 ? html` style="padding-left: 1.7rem; font-weight: 400"` : null
      }><bdi>${labelOf(row)}</bdi></th>${row.cells.map(cell => html`<td class="n">${cell}</td>`)}</tr>\n`
