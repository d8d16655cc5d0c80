import { absences, type ContactsTable, contactsExport, perSite, printed, underTable } from '../contacts.ts'
import { siteChart } from '../contacts-chart.ts'
import type { ExportFormat } from '../format.ts'
import { dayOf } from '../words.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'
import { denseStyle } from '../writing/page-style.ts'

export const contactsHtml: ExportFormat = {
  ...contactsExport,
  ...htmlFileKind,
  async make(study) {
    const table = study.contactTable()
    const [cutOff, ...under] = underTable(table)
    return htmlPage({
      name: contactsExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      notes: table.sites.length === 0 ? ['The study has no sites yet.'] : [`${cutOff?.join(': ')}.`],
      style: denseStyle,
      body:
        table.sites.length === 0
          ? []
          : [
              written('Support provided to each site', perSite(table)),
              html`<dl>${under.map(([name, words]) => html`<dt>${name}</dt><dd><bdi>${words}</bdi></dd>\n`)}</dl>\n`,
              siteChart(table),
              ...absences(table).map(({ of, ...rest }) => written(of, rest)),
            ],
    })
  },
}

const written = (caption: string, { columns, rows }: ContactsTable): Markup => html`<div class="scroll">
<table class="dense"><caption>${caption}</caption>
<thead><tr>${columns.map(({ head }, at) => html`<th scope="col"${at === 0 ? null : html` class="n" style="white-space: normal; overflow-wrap: normal"`}><bdi>${head}</bdi></th>`)}</tr></thead>
<tbody>
${rows.map(
  row =>
    html`<tr>${row.map((cell, at) => (at === 0 ? html`<th scope="row"><bdi>${printed(cell)}</bdi></th>` : html`<td class="n">${printed(cell)}</td>`))}</tr>\n`,
)}</tbody></table></div>
`
