import type { ExportFormat } from '../format.ts'
import { type MeetingPages, minutesExport, minutesPages } from '../minutes.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { type Fragment, heading, html, htmlPage } from '../writing/html.ts'
import { denseStyle } from '../writing/page-style.ts'

export const minutesHtml: ExportFormat = {
  ...minutesExport,
  ...htmlFileKind,
  async make(study) {
    const { meetings, waiting, ...head } = minutesPages(study)
    return htmlPage({
      ...head,
      name: minutesExport.whatName,
      style: denseStyle,
      body: html`${meetings.map(sectionOf)}${
        waiting.length === 0
          ? null
          : html`<section>
${heading(2, 'Still on the agenda')}
<ul>
${waiting.map(line => html`<li><bdi>${line}</bdi></li>\n`)}</ul>
</section>
`
      }`,
    })
  },
}

const sectionOf = ({ title, facts, differences, pairs }: MeetingPages): Fragment => html`<section>
${heading(2, title)}
<table class="dense">
<tbody>
${facts.map(([what, words]) => html`<tr><th scope="row">${what}</th><td><bdi>${words}</bdi></td></tr>\n`)}</tbody></table>
${differences.length === 0 && pairs.length === 0 ? html`<p class="under">Nothing was decided.</p>\n` : null}${
  differences.length === 0
    ? null
    : html`${heading(3, 'Differences')}
<div class="scroll"><table class="dense">
<thead><tr><th scope="col">Code</th><th scope="col">Passage</th><th scope="col">Readings</th><th scope="col">Asked</th><th scope="col">Decided</th><th scope="col">Reason</th><th scope="col">Ruled by</th></tr></thead>
<tbody>
${differences.map(
  each =>
    html`<tr><th scope="row"><bdi>${each.code}</bdi></th><td><bdi>${each.passage}</bdi> (<bdi>${each.source}</bdi>)</td><td>${each.readings.map(({ who, words }) => html`<p><bdi>${who}</bdi>: <bdi>${words}</bdi></p>`)}</td><td><bdi>${each.question}</bdi></td><td><bdi>${each.decision}</bdi></td><td><bdi>${each.reason}</bdi></td><td><bdi>${each.by}</bdi></td></tr>\n`,
)}</tbody></table></div>
`
}${
  pairs.length === 0
    ? null
    : html`${heading(3, 'Codes')}
<table class="dense">
<thead><tr><th scope="col">Codes</th><th scope="col">Asked</th><th scope="col">Decided</th></tr></thead>
<tbody>
${pairs.map(
  ({ codes, question, decision }) =>
    html`<tr><th scope="row"><bdi>${codes}</bdi></th><td><bdi>${question}</bdi></td><td><bdi>${decision}</bdi></td></tr>\n`,
)}</tbody></table>
`
}</section>
`
