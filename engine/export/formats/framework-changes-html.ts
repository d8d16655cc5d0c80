import type { ExportFormat } from '../format.ts'
import { frameworkChanges, frameworkChangesExport, type Part } from '../framework-changes.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { type Fragment, heading, html, htmlPage } from '../writing/html.ts'
import { denseStyle } from '../writing/page-style.ts'

export const frameworkChangesHtml: ExportFormat = {
  ...frameworkChangesExport,
  ...htmlFileKind,
  async make(study) {
    const { frameworks, ...head } = frameworkChanges(study)
    return htmlPage({
      ...head,
      name: frameworkChangesExport.whatName,
      style: denseStyle,
      body: html`${frameworks.map(
        ({ name, about, parts }) => html`<section>
${heading(2, name)}
<p class="under">${about}</p>
${parts.map(partOf)}</section>
`,
      )}`,
    })
  },
}

const partOf = ({ name, heads, rows, none }: Part): Fragment => html`${heading(3, name)}
${
  rows.length === 0
    ? html`<p>${none}</p>\n`
    : html`<div class="scroll"><table class="dense">
<thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(
  row =>
    html`<tr>${row.map((words, at) =>
      at === 0 ? html`<th scope="row"><bdi>${words}</bdi></th>` : html`<td><bdi>${words}</bdi></td>`,
    )}</tr>\n`,
)}</tbody></table></div>
`
}`
