import type { ExportFormat } from '../format.ts'
import {
  behindCell,
  type GridExport,
  type GridPageCell,
  type GridPages,
  type NumberedPassage,
} from '../grid-pages.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'

/** A grid as a page: a table for each chart, then the passages by number. */
export const gridHtml = ({ pages, ...grid }: GridExport): ExportFormat => ({
  ...grid,
  ...htmlFileKind,
  async make(study) {
    const of = pages(study)
    return htmlPage({
      name: grid.whatName,
      studyTitle: of.studyTitle,
      day: of.day,
      notes: of.notes,
      wide: true,
      style,
      body: of.lines.length === 0 ? [] : [...of.charts.map(chart => chartTable(of, chart)), evidence(of)],
    })
  },
})

const style = `td p { margin: 0 0 0.3rem; }
td p:last-child { margin: 0; }
.behind { color: var(--quiet); font-size: 0.92em; }
figure { max-width: 48rem; }
`

const chartTable = (
  of: GridPages,
  { title, columns }: GridPages['charts'][number],
): Markup => html`${title === '' ? null : html`<h2><bdi>${title}</bdi></h2>\n`}<div class="scroll">
<table>
<thead><tr><th scope="col">${of.lineHead}</th>${columns.map(
  at => html`<th scope="col"><bdi>${of.columns[at]?.name ?? ''}</bdi></th>`,
)}</tr></thead>
<tbody>
${of.lines.map(
  ({ name, depth, beside, cells }) =>
    html`<tr><th scope="row" style="padding-left: ${0.6 + depth * 1.1}rem"><bdi>${name}</bdi>${
      beside === '' ? null : html`<span class="path"><bdi>${beside}</bdi></span>`
    }</th>${columns.map(at => html`<td>${cellParts(cells[at])}</td>`)}</tr>\n`,
)}</tbody>
</table>
</div>
`

const cellParts = (cell: GridPageCell | undefined): Markup[] =>
  cell === undefined
    ? []
    : [
        ...(cell.judgement === '' ? [] : [html`<p><strong>${cell.judgement}</strong></p>`]),
        ...(cell.text === '' ? [] : [html`<p><bdi>${cell.text}</bdi></p>`]),
        ...(cell.passages === 0 ? [] : [html`<p class="behind">${behindCell(cell)}</p>`]),
      ]

const evidence = ({ passages }: GridPages): Markup | null =>
  passages.length === 0
    ? null
    : html`<h2>Passages</h2>
${passages.map(figure)}`

const figure = ({
  number,
  text,
  attribution,
  codes,
  polarity,
  coder,
}: NumberedPassage): Markup => html`<figure>
<blockquote lang=""><strong>${number}</strong>  <bdi>${text}</bdi></blockquote>
<figcaption><p><bdi>${attribution}</bdi>${[codes, polarity, coder]
  .filter(fact => fact !== '')
  .map(fact => html` · <bdi>${fact}</bdi>`)}</p></figcaption>
</figure>
`
