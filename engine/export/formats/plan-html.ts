import type { ExportFormat } from '../format.ts'
import { type PlanPages, planExport, planPages } from '../plan.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { type Fragment, heading, html, htmlPage } from '../writing/html.ts'
import { denseStyle } from '../writing/page-style.ts'

export const planHtml: ExportFormat = {
  ...planExport,
  ...htmlFileKind,
  async make(study) {
    const { round, ...head } = planPages(study)
    return htmlPage({
      ...head,
      name: round ? `${planExport.whatName}: ${round.title}` : planExport.whatName,
      style: denseStyle,
      body: round === null ? [] : bodyOf(round),
    })
  },
}

const bodyOf = (round: NonNullable<PlanPages['round']>): Fragment => html`${
  round.note === '' ? null : html`<p class="methods text"><bdi>${round.note}</bdi></p>\n`
}<section>
${heading(2, 'What was decided')}
<table class="dense"><tbody>
${round.facts.map(([what, words]) => html`<tr><th scope="row">${what}</th><td><bdi>${words}</bdi></td></tr>\n`)}</tbody></table>
</section>
${
  round.redraw === null
    ? null
    : html`<section>
${heading(2, 'How the sample was drawn')}
${round.strata.length === 0 ? null : strataTable(round)}<p class="under">${round.redraw}</p>
</section>
`
}<section>
${heading(2, 'Sources')}
<div class="scroll"><table class="dense">
<thead><tr><th scope="col">Source</th><th scope="col">Kind</th><th scope="col">Data set</th><th scope="col" class="n">Words</th></tr></thead>
<tbody>
${round.sources.map(
  ({ title, kind, dataSet, words }) =>
    html`<tr><th scope="row"><bdi>${title}</bdi></th><td>${kind}</td><td><bdi>${dataSet}</bdi></td><td class="n">${words}</td></tr>\n`,
)}</tbody></table></div>
</section>
`

const strataTable = ({
  stratum,
  strata,
}: NonNullable<PlanPages['round']>): Fragment => html`<table class="dense">
<thead><tr><th scope="col">${stratum}</th><th scope="col" class="n">Sources</th><th scope="col" class="n">Drawn</th></tr></thead>
<tbody>
${strata.map(
  ({ name, sources, drawn }) =>
    html`<tr><th scope="row"><bdi>${name}</bdi></th><td class="n">${sources}</td><td class="n">${drawn}</td></tr>\n`,
)}</tbody></table>
`
