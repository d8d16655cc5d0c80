import type { ExportFormat } from '../format.ts'
import {
  behindCell,
  columnHead,
  type GridExport,
  type GridPageCell,
  type GridPages,
  gridHeadings,
  longCells,
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
      body:
        of.lines.length === 0
          ? []
          : [...of.charts.map(chart => chartTable(of, chart)), numbersApart(of), evidence(of)],
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
        ...(cell.check === '' ? [] : [html`<p class="behind">Check: ${cell.check}</p>`]),
        ...(cell.text === '' ? [] : [html`<p><bdi>${cell.text}</bdi></p>`]),
        ...(cell.passages === 0 ? [] : [html`<p class="behind">${behindCell(cell)}</p>`]),
      ]

/** A table of the cells with more passages than fit into them, line by line, with the numbers of these. */
function numbersApart(of: GridPages): Markup | null {
  const lines = longCells(of)
  return lines.length === 0
    ? null
    : html`<h2>${gridHeadings.numbers}</h2>
<p class="under">${gridHeadings.whyApart}</p>
${lines.map(
  ({ name, cells }) => html`<h3><bdi>${name}</bdi></h3>
<table>
<thead><tr><th scope="col">${columnHead(of)}</th><th scope="col">Passages</th><th scope="col">Their numbers</th></tr></thead>
<tbody>
${cells.map(
  ({ column, passages, numbers }) =>
    html`<tr><th scope="row"><bdi>${column}</bdi></th><td>${passages}</td><td>${numbers}</td></tr>\n`,
)}</tbody>
</table>
`,
)}`
}

const evidence = ({ passages }: GridPages): Markup | null =>
  passages.length === 0
    ? null
    : html`<h2>${gridHeadings.passages}</h2>
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
