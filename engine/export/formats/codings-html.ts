import {
  type CodePassages,
  type CodingRow,
  codingsExport,
  countOf,
  fromWhom,
  passagesByCode,
} from '../codings.ts'
import type { ExportFormat } from '../format.ts'
import { dayOf, placeIn } from '../words.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { heading, html, htmlPage, inLook, type Markup } from '../writing/html.ts'

export const codingsHtml: ExportFormat = {
  ...codingsExport,
  ...htmlFileKind,
  async make(study) {
    const { frameworks, codings, notes } = passagesByCode(study)
    return htmlPage({
      name: codingsExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      notes: [...notes, codings === 0 ? 'There are no codings to show.' : `${countOf(codings)} in all.`],
      body: frameworks.map(
        ({ framework, codes }) => html`<article>
${heading(2, html`<bdi>${framework.name}</bdi>`)}
${codes.map(codeSection)}</article>
`,
      ),
    })
  },
}

const codeSection = ({ code, rows }: CodePassages): Markup => html`<section>
${heading(code.path.length + 2, html`<bdi>${code.name}</bdi>`)}
${
  rows.length === 0
    ? null
    : html`<p class="about"><bdi>${[...placeIn(code.path), countOf(rows.length)].join(' · ')}</bdi></p>\n`
}${rows.map(figure)}</section>
`

function figure(row: CodingRow): Markup {
  const { passage, attribution, settlement } = row
  const facts = [fromWhom(row), passage.polarity ?? ''].filter(fact => fact !== '')
  const reason = passage.layer === 'independent' ? '' : settlement.reason
  return html`<figure>
<blockquote lang="">${row.runs().map(inLook)}</blockquote>
<figcaption><p><bdi>${attribution}</bdi>${facts.map(fact => html` · <bdi>${fact}</bdi>`)}</p>${
    reason === '' ? null : html`<p class="text">Reason: ${reason}</p>`
  }${passage.comment === '' ? null : html`<p class="text">Comment: ${passage.comment}</p>`}</figcaption>
</figure>
`
}
