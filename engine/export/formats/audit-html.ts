import { type AuditStep, type AuditTrail, auditExport, auditOf } from '../audit.ts'
import type { ExportFormat } from '../format.ts'
import { momentOf } from '../words.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { type Fragment, heading, html, htmlPage, type Markup } from '../writing/html.ts'
import { denseStyle } from '../writing/page-style.ts'

export const auditHtml: ExportFormat = {
  ...auditExport,
  ...htmlFileKind,
  async make(study) {
    const trail = auditOf(study)
    return htmlPage({
      name: auditExport.whatName,
      studyTitle: trail.studyTitle,
      day: trail.day,
      notes: [...trail.notes, 'Times are by the clock of the computer that made this file.'],
      style: denseStyle,
      body: [
        section('Who took part', people(trail)),
        section('Changes of the framework, with reasons', stepsTable(trail.framework, 'Why')),
        section('Rulings that stand, with reasons', rulings(trail)),
        section('Reviews of memos', stepsTable(trail.reviews, null)),
        section('Every step', stepsTable(trail.steps, 'Why')),
      ],
    })
  },
}

const section = (name: string, content: Markup | null): Markup => html`<section>
${heading(2, name)}
${content ?? html`<p class="under">None.</p>\n`}</section>
`

const people = ({ people: all }: AuditTrail): Markup | null =>
  table(
    all,
    html`<th scope="col">Person</th><th scope="col">Initials</th><th scope="col">Roles</th><th scope="col" class="n">Steps</th>`,
    ({ name, initials, roles, steps }) =>
      html`<th scope="row"><bdi>${name}</bdi></th><td><bdi>${initials}</bdi></td><td>${roles}</td><td class="n">${steps}</td>`,
  )

const stepsTable = (steps: readonly AuditStep[], why: string | null): Markup | null =>
  table(
    steps,
    html`<th scope="col" class="n">No.</th><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th>${
      why === null ? null : html`<th scope="col">${why}</th>`
    }`,
    step =>
      html`<td class="n">${step.sequence}</td><td>${momentOf(step.at)}</td><td><bdi>${step.who}</bdi></td><td><bdi>${step.what}</bdi>${
        step.undone ? html`<span class="path">taken back later</span>` : null
      }</td>${why === null ? null : html`<td><bdi>${step.why}</bdi></td>`}`,
  )

const rulings = ({ rulings: all }: AuditTrail): Markup | null =>
  table(
    all,
    html`<th scope="col">When</th><th scope="col">Who</th><th scope="col">Round and source</th><th scope="col">Difference</th><th scope="col">Outcome</th><th scope="col">Why</th><th scope="col">Talked over</th>`,
    ({ at, who, round, source, difference, outcome, why, discussed }) =>
      html`<td>${momentOf(at)}</td><td><bdi>${who}</bdi></td><td><bdi>${round}</bdi><span class="path"><bdi>${source}</bdi></span></td><td>${difference}</td><td><bdi>${outcome}</bdi></td><td><bdi>${why}</bdi></td><td><bdi>${discussed}</bdi></td>`,
  )

/** A table, or null where it would have no row. */
function table<Row>(rows: readonly Row[], head: Fragment, cells: (row: Row) => Fragment): Markup | null {
  if (rows.length === 0) return null
  return html`<div class="scroll"><table class="dense">
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map(row => html`<tr>${cells(row)}</tr>\n`)}</tbody></table></div>
`
}
