import type { ExportFormat } from '../format.ts'
import {
  type FrameworkLine,
  type FrameworkPage,
  frameworkExport,
  frameworkPages,
} from '../framework-table.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { heading, html, htmlPage, type Markup } from '../writing/html.ts'

export const frameworkHtml: ExportFormat = {
  ...frameworkExport,
  ...htmlFileKind,
  async make(study) {
    const { frameworks, ...head } = frameworkPages(study)
    return htmlPage({ ...head, name: frameworkExport.whatName, body: frameworks.map(page) })
  },
}

const page = ({ name, about, description, lines, hasComponents }: FrameworkPage): Markup => html`<section>
${heading(2, html`<bdi>${name}</bdi>`)}
<p class="about">${about}</p>
${description === '' ? null : html`<p class="text">${description}</p>\n`}<div class="scroll"><table>
<thead><tr><th scope="col">Construct</th>${hasComponents ? html`<th scope="col">Component</th>` : null}<th scope="col">Definition</th></tr></thead>
<tbody>
${lines.map(line => row(line, hasComponents))}</tbody></table></div>
</section>
`

/** A construct is named once, in a row of its own that stands out; its components follow. */
const row = ({ construct, component, definition }: FrameworkLine, hasComponents: boolean): Markup =>
  component === ''
    ? html`<tr class="top"><th scope="row"${hasComponents ? html` colspan="2"` : null}><bdi>${construct}</bdi></th><td>${definition}</td></tr>\n`
    : html`<tr><td></td><th scope="row"><bdi>${component}</bdi></th><td>${definition}</td></tr>\n`
