import {
  type Codebook,
  codebookExport,
  codebookOf,
  exampleFrom,
  kindNames,
  placeAndStatus,
  versionText,
  whoIsWho,
} from '../codebook.ts'
import type { ExportFormat } from '../format.ts'
import { hexOf } from '../palette-hex.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { html, htmlPage, type Markup } from '../writing/html.ts'

export const codebookHtml: ExportFormat = {
  ...codebookExport,
  ...htmlFileKind,
  async make(study) {
    const book = codebookOf(study)
    return htmlPage({
      name: codebookExport.whatName,
      studyTitle: book.studyTitle,
      day: book.day,
      wide: true,
      notes: [...book.notes, ...(book.coders.length > 0 ? [`Coders: ${whoIsWho(book.coders)}`] : [])],
      body: book.frameworks.map(part => framework(book, part)),
    })
  },
}

function framework(book: Codebook, { framework, entries }: Codebook['frameworks'][number]): Markup {
  return html`<section>
<h2><bdi>${framework.name}</bdi></h2>
<p class="about">${kindNames[framework.kind]} framework, ${versionText(framework)}.</p>
${framework.description === '' ? null : html`<p class="text">${framework.description}</p>\n`}${
  entries.length === 0 ? html`<p>No codes yet.</p>\n` : table(book, entries)
}</section>
`
}

const table = (
  book: Codebook,
  entries: Codebook['frameworks'][number]['entries'],
): Markup => html`<div class="scroll">
<table>
<thead><tr><th scope="col">Code</th><th scope="col">Definition</th><th scope="col">When to use</th><th scope="col">When not to use</th><th scope="col">Example</th>${book.columns.map(
  ({ short, title }) => html`<th scope="col" class="n" title="${title}"><bdi>${short}</bdi></th>`,
)}${book.showsConsensus ? html`<th scope="col" class="n">Consensus</th>` : null}</tr></thead>
<tbody>
${entries.map(
  ({ code, level, leads, example, counts, consensus }) => html`<tr${leads ? html` class="top"` : null}>
<th scope="row" style="padding-left: ${(0.6 + 1.1 * Math.min(level, 8)).toFixed(1)}rem"><span class="dot" style="--dot: ${hexOf(code.colour)}"></span><bdi>${code.name}</bdi><span class="path">${placeAndStatus(code)}</span></th>
<td>${code.definition}</td>
<td>${code.whenToUse}</td>
<td>${code.whenNotToUse}</td>
<td>${
    example === null
      ? null
      : html`<span lang="">${example.text}</span>${
          example.from === 'code' ? null : html`<span class="path">${exampleFrom(example)}</span>`
        }`
  }</td>
${counts.map(count => html`<td class="n">${count}</td>`)}${
  book.showsConsensus ? html`<td class="n">${consensus}</td>` : null
}
</tr>
`,
)}</tbody>
</table>
</div>
`
