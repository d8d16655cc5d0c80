import type { ExportFormat } from '../format.ts'
import {
  type PrintedStatement,
  type ThemeTable,
  themeHeads,
  themesExport,
  themeTable,
} from '../theme-table.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'

export const themesHtml: ExportFormat = {
  ...themesExport,
  ...htmlFileKind,
  async make(study) {
    const of = themeTable(study)
    return htmlPage({
      name: themesExport.whatName,
      studyTitle: of.studyTitle,
      day: of.day,
      notes: of.notes,
      wide: true,
      style,
      body: of.bands.length === 0 ? [] : table(of),
    })
  },
}

const style = `td p { margin: 0 0 0.6rem; }
td p:last-child { margin: 0; }
td ul { margin: 0 0 0.4rem; padding-left: 1rem; }
`

const table = ({ bands }: ThemeTable): Markup => html`<div class="scroll">
<table>
<thead><tr>${themeHeads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
${bands.map(
  ({ name, rows }) => html`<tbody>
<tr class="top"><th scope="rowgroup" colspan="${themeHeads.length}"><bdi>${name}</bdi></th></tr>
${rows.map(
  row =>
    html`<tr><th scope="row"><bdi>${row.name}</bdi></th><td>${row.constructs.map(construct)}</td><td>${row.facilitators.map(statement)}</td><td>${row.barriers.map(statement)}</td></tr>\n`,
)}</tbody>
`,
)}</table>
</div>
`

const construct = ({
  name,
  components,
}: ThemeTable['bands'][number]['rows'][number]['constructs'][number]): Markup =>
  components.length === 0
    ? html`<p><bdi>${name}</bdi></p>`
    : html`<p><bdi>${name}</bdi>:</p><ul>${components.map(component => html`<li><bdi>${component.name}</bdi></li>`)}</ul>`

const statement = ({ components, text, sources }: PrintedStatement): Markup =>
  html`<p><strong><bdi>${components}</bdi>:</strong> <bdi>${text}</bdi>${sources === '' ? null : html` (<bdi>${sources}</bdi>)`}</p>`
