import type {
  AgreementCell,
  AgreementNote,
  CategoryAgreement,
  Figure,
  SlotAgreement,
  SpanAgreement,
} from '#shared/model/agreement.ts'
import { type AgreementPages, agreementExport, agreementOf, type CodeLine, unitHead } from '../agreement.ts'
import { kindNames, number } from '../agreement-words.ts'
import { type FigureLook, figureText, inPrint, intervalText } from '../figure-text.ts'
import type { ExportFormat } from '../format.ts'
import { dayOf } from '../words.ts'
import { htmlFileKind } from '../writing/file-kinds.ts'
import { type Fragment, heading, html, htmlPage, type Markup } from '../writing/html.ts'
import { denseStyle } from '../writing/page-style.ts'

export const agreementHtml: ExportFormat = {
  ...agreementExport,
  ...htmlFileKind,
  async make(study) {
    const pages = await agreementOf(study)
    return htmlPage({
      name: pages.words.title,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      notes: [
        `${pages.coders.map(({ name, initials }) => `${name} (${initials})`).join(' and ')}${pages.round ? `, “${pages.round.title}”` : ''}. Counted in ${pages.unit.many}.`,
      ],
      wide: true,
      style: denseStyle,
      body: bodyOf(pages),
    })
  },
}

function bodyOf(pages: AgreementPages): Fragment {
  const tables = new Tables()
  return html`<section>
${heading(2, 'For the methods section')}
<p class="methods"><bdi>${pages.paragraph}</bdi></p>
</section>
<section>
${heading(2, 'What was compared')}
${tables.of(
  'What was coded twice, by whom and how',
  html`<tbody>
${pages.facts.map(([what, words]) => html`<tr><th scope="row">${what}</th><td><bdi>${words}</bdi></td></tr>\n`)}</tbody>
`,
)}${settledTable(pages, tables)}</section>
<section>
${heading(2, pages.withCoefficients ? 'Agreement' : 'Counts')}
${pages.withCoefficients ? overallTable(pages, tables) : null}${codesTable(pages, tables)}${groupsTable(pages, tables)}${sourcesTable(pages, tables)}${furtherTables(pages, tables)}</section>
<section>
${heading(2, 'How this was counted')}
<dl>
${pages.methods.map(([what, words]) => html`<dt>${what}</dt><dd>${words}</dd>\n`)}</dl>
</section>
`
}

/** Numbers tables as they come. */
class Tables {
  private count = 0

  /** A table with its number, its caption and what stands under it. */
  of(caption: string, content: Fragment, under: Fragment = null): Markup {
    this.count++
    return html`<div class="scroll">
<table class="dense">
<caption><strong>Table ${this.count}.</strong> ${caption}</caption>
${content}</table>
${under}</div>
`
  }
}

/** The footnotes of one table: causes of n/a and remarks, each said once and marked by a letter. */
class Footnotes {
  private readonly known = new Map<string, string>()

  /** The marks of sentences, new or known; nothing for none. */
  marks(sentences: readonly string[]): Fragment {
    if (sentences.length === 0) return null
    for (const words of sentences) if (!this.known.has(words)) this.known.set(words, letters(this.known.size))
    return html`<sup>${sentences.map(words => this.known.get(words) ?? '').join(',')}</sup>`
  }

  /** All of them, to stand under the table; nothing where there is none. */
  list(): Fragment {
    if (this.known.size === 0) return null
    return html`<ul class="footnotes">
${[...this.known].map(([words, mark]) => html`<li><sup>${mark}</sup> <bdi>${words}</bdi></li>\n`)}</ul>
`
  }
}

/** 0 → a, 26 → aa. */
const letters = (n: number): string =>
  (n >= 26 ? letters(Math.floor(n / 26) - 1) : '') + String.fromCharCode(97 + (n % 26))

/** A figure with its interval under it, or n/a with a mark to its cause. */
function figureCell(figure: Figure | undefined, look: FigureLook, notes: Footnotes): Markup {
  if (!figure) return html`<td class="n"></td>`
  const interval = figure.ci && figure.ci[0] < figure.ci[1] ? intervalText(figure, look) : null
  const cause = figure.value === null ? notes.marks([`n/a: ${figure.why ?? 'undefined'}.`]) : null
  return html`<td class="n">${figureText(figure, look)}${cause}${
    interval === null ? null : html`<span class="ci">${interval}</span>`
  }</td>`
}

const count = (value: number): Markup => html`<td class="n">${number(value)}</td>`

/** Remarks said of a line in its own words; that it is unused, its n/a says. */
const own: ReadonlySet<AgreementNote['kind']> = new Set(['one-sided', 'opposite', 'bias', 'paradox'])

/** That a line varies little goes for most, so it is said of all of them in one footnote. */
const littleVariation =
  'Little variation: nearly all of the text has the code or nearly none has it, so chance alone would make the two agree on most of it. κ and α are unstable here: a few units move them far. Read them beside the counts.'

/** The marks of what a reader should hear of a line. */
const remarks = (
  given: readonly AgreementNote[],
  about: string,
  notes: Footnotes,
  first: readonly string[] = [],
): Fragment =>
  notes.marks([
    ...first,
    ...(given.some(({ kind }) => kind === 'prevalence') ? [littleVariation] : []),
    ...given.filter(({ kind }) => own.has(kind)).map(({ text }) => `${about}: ${inPrint(text)}`),
  ])

function settledTable({ settled, docket, outcomes, words }: AgreementPages, tables: Tables): Fragment {
  if (!docket) return null
  const total = (of: (row: (typeof settled)[number]) => number) =>
    count(settled.reduce((sum, row) => sum + of(row), 0))
  return tables.of(
    `${capital(words.difference[1])} by kind, and what stands after adjudication. ${docket.agreed === 1 ? '1 coding of both was' : `${number(docket.agreed)} codings of both were`} alike in extent, code and polarity, not among them`,
    html`<thead>
<tr><th scope="col" rowspan="2">Kind</th><th scope="col" rowspan="2" class="n">Before</th><th scope="col" rowspan="2" class="n">Ruled on</th><th scope="col" rowspan="2" class="n">Still open</th><th scope="colgroup" colspan="${outcomes.length}" class="over">What stands</th></tr>
<tr>${outcomes.map(({ name }) => html`<th scope="col" class="n"><bdi>${capital(name)}</bdi></th>`)}</tr>
</thead>
<tbody>
${settled.map(
  row =>
    html`<tr><th scope="row">${kindNames[row.kind]}</th>${count(row.count)}${count(row.ruled)}${count(row.count - row.ruled)}${outcomes.map(({ id }) => count(row.outcomes[id] ?? 0))}</tr>\n`,
)}<tr class="top"><th scope="row">All</th>${total(row => row.count)}${total(row => row.ruled)}${total(row => row.count - row.ruled)}${outcomes.map(({ id }) => total(row => row.outcomes[id] ?? 0))}</tr>
</tbody>
`,
  )
}

function overallTable({ overall, report, unit, intervals }: AgreementPages, tables: Tables): Markup {
  const notes = new Footnotes()
  const { counts, passages } = report.overall
  const [a, b] = report.coders
  return tables.of(
    `All codes and sources together: ${report.codes.length === 1 ? '1 code' : `${number(report.codes.length)} codes`} × ${number(report.n)} ${unit.many} in one table. Both ${number(counts['11'])}, only ${a} ${number(counts['10'])}, only ${b} ${number(counts['01'])}, neither ${number(counts['00'])}; passages, counted for each code: both ${number(passages.both)}, only ${a} ${number(passages.onlyA)}, only ${b} ${number(passages.onlyB)}`,
    html`<thead><tr><th scope="col">Figure</th><th scope="col" class="n">Value</th><th scope="col" class="n">95 % interval</th><th scope="col">What it is</th></tr></thead>
<tbody>
${overall.map(
  ({ name, look, figure, about }) =>
    html`<tr><th scope="row">${name}</th><td class="n">${figureText(figure, look)}${
      figure.value === null ? notes.marks([`n/a: ${figure.why ?? 'undefined'}.`]) : null
    }</td><td class="n">${intervalText(figure, look) ?? '–'}</td><td>${about}</td></tr>\n`,
)}</tbody>
`,
    html`${intervals === '' ? null : html`<p class="under">${intervals}</p>\n`}${report.overall.notes.map(
      ({ text }) => html`<p class="under">${inPrint(text)}</p>\n`,
    )}${notes.list()}`,
  )
}

const heads = (
  { report, withCoefficients }: AgreementPages,
  first: string,
  figures = 'Figures, with 95 % intervals',
): Markup => {
  const [a, b] = report.coders
  const cells = [`Both`, `Only ${a}`, `Only ${b}`]
  return html`<thead>
<tr><th scope="col" rowspan="2">${first}</th><th scope="colgroup" colspan="4" class="over">${unitHead(report.unit)}</th><th scope="colgroup" colspan="3" class="over">Passages</th>${
    withCoefficients ? html`<th scope="colgroup" colspan="4" class="over">${figures}</th>` : null
  }</tr>
<tr>${[...cells, 'Neither', ...cells].map(head => html`<th scope="col" class="n"><bdi>${head}</bdi></th>`)}${
    withCoefficients
      ? ['Agreement', 'κ', 'α', 'F1'].map(head => html`<th scope="col" class="n">${head}</th>`)
      : null
  }</tr>
</thead>
`
}

/** The counts of a line and, where the report has them, its four leading figures. */
function cells(cell: AgreementCell, { withCoefficients }: AgreementPages, notes: Footnotes): Fragment {
  const { counts, passages, figures } = cell
  return [
    ...[counts['11'], counts['10'], counts['01'], counts['00']].map(count),
    ...[passages.both, passages.onlyA, passages.onlyB].map(count),
    ...(withCoefficients
      ? [
          figureCell(figures.percent_agreement, 'share', notes),
          figureCell(figures.cohen_kappa, 'coefficient', notes),
          figureCell(figures.alpha_nominal, 'coefficient', notes),
          figureCell(figures.f1_dice, 'coefficient', notes),
        ]
      : []),
  ]
}

const columns = ({ withCoefficients }: AgreementPages): number => (withCoefficients ? 12 : 8)

function codesTable(pages: AgreementPages, tables: Tables): Markup {
  const notes = new Footnotes()
  const line = (one: CodeLine): Markup => {
    const depth = one.code.path.length - 1 + (one.withDescendants ? 1 : 0)
    const name = one.withDescendants
      ? html`<em>with the codes under it</em>`
      : html`<bdi>${one.code.name}</bdi>`
    const about = one.withDescendants ? `${one.code.name} with the codes under it` : one.code.name
    return html`<tr><th scope="row"${depth > 0 ? html` style="padding-left: ${0.6 + depth}rem; font-weight: 400"` : null}>${name}${
      pages.withCoefficients ? remarks(one.notes, about, notes) : null
    }</th>${cells(one, pages, notes)}</tr>\n`
  }
  const body = pages.frameworks.map(
    ({ name, codes }) => html`<tbody>\n${band(name, columns(pages))}${codes.map(line)}</tbody>\n`,
  )
  return tables.of('Code by code', html`${heads(pages, 'Code')}${body}`, notes.list())
}

const band = (name: string, wide: number): Markup =>
  html`<tr class="top"><th scope="rowgroup" colspan="${wide}"><bdi>${name}</bdi></th></tr>\n`

const groupNames = { framework: 'Frameworks', theme: 'Themes', dataSet: 'Data sets' }

function groupsTable(pages: AgreementPages, tables: Tables): Fragment {
  if (pages.groups.length === 0) return null
  const notes = new Footnotes()
  const kinds = [...Map.groupBy(pages.groups, group => group.kind)]
  const body = kinds.map(
    ([kind, groups]) =>
      html`<tbody>\n${band(groupNames[kind], columns(pages))}${groups.map(
        group =>
          html`<tr><th scope="row"><bdi>${group.name}</bdi>${
            pages.withCoefficients
              ? remarks(group.notes, group.name, notes, [group.pooling])
              : notes.marks([group.pooling])
          }</th>${cells(group, pages, notes)}</tr>\n`,
      )}</tbody>\n`,
  )
  return tables.of('By framework, theme and data set', html`${heads(pages, 'Group')}${body}`, notes.list())
}

function sourcesTable(pages: AgreementPages, tables: Tables): Markup {
  const notes = new Footnotes()
  const known = new Map(pages.sources.map(source => [source.id, source]))
  const sets = [...Map.groupBy(pages.report.sources, ({ source }) => known.get(source)?.dataSet ?? '')]
  const body = sets.map(
    ([set, sources]) =>
      html`<tbody>\n${set === '' && sets.length === 1 ? null : band(set === '' ? 'No data set' : set, columns(pages))}${sources.map(
        source =>
          html`<tr><th scope="row"><bdi>${known.get(source.source)?.title ?? ''}</bdi><span class="ci">n = ${number(source.n)}</span></th>${cells(source, pages, notes)}</tr>\n`,
      )}</tbody>\n`,
  )
  return tables.of(
    `Source by source, all codes in one table; n is the number of ${pages.unit.many} of the source, each counted once for every code. A single source has no interval`,
    html`${heads(pages, 'Source', 'Figures')}${body}`,
    notes.list(),
  )
}

/** What the report has of polarity, frameworks’ places, sets of codes and passages as wholes. */
function furtherTables(pages: AgreementPages, tables: Tables): Fragment {
  const { polarity, slots, sets, spans } = pages.report
  if (!pages.withCoefficients) return null
  return [
    polarity ? polarityTable(polarity, pages, tables) : null,
    slots.length > 0 ? slotsTable(slots, pages, tables) : null,
    setsTable(sets, pages, tables),
    spansTable(spans, pages, tables),
  ]
}

function polarityTable(
  polarity: CategoryAgreement,
  { report, unit }: AgreementPages,
  tables: Tables,
): Markup {
  const notes = new Footnotes()
  const [a, b] = report.coders
  const { figures } = polarity
  const named: [string, Figure, FigureLook][] = [
    ['Percent agreement', figures.percent_agreement, 'share'],
    ['Cohen’s κ', figures.cohen_kappa, 'coefficient'],
    ['Krippendorff’s α', figures.alpha_nominal, 'coefficient'],
    ['Gwet’s AC1', figures.gwet_ac1, 'coefficient'],
    ['Brennan–Prediger', figures.brennan_prediger, 'coefficient'],
  ]
  return tables.of(
    `Polarity, on the ${unit.many} that both gave the same code (n = ${number(polarity.n)}): ${a} in lines, ${b} in columns`,
    html`<thead><tr><th scope="col"><bdi>${a}</bdi></th>${polarity.categories.map(
      category => html`<th scope="col" class="n">${category}</th>`,
    )}</tr></thead>
<tbody>
${polarity.table.map(
  (row, n) => html`<tr><th scope="row">${polarity.categories[n] ?? ''}</th>${row.map(count)}</tr>\n`,
)}</tbody>
`,
    html`<p class="under">${named.map(([name, figure, look], n) => {
      const interval = intervalText(figure, look)
      return html`${n > 0 ? '; ' : null}${name} ${figureText(figure, look)}${
        figure.value === null ? notes.marks([`n/a: ${figure.why ?? 'undefined'}.`]) : null
      }${interval === null ? null : ` (${interval})`}`
    })}.</p>
${notes.list()}`,
  )
}

function slotsTable(
  slots: readonly SlotAgreement[],
  { report, unit }: AgreementPages,
  tables: Tables,
): Markup {
  const notes = new Footnotes()
  const [a, b] = report.coders
  return tables.of(
    `Places in each framework: ${unit.many} given any code of it, and how far these were the same codes`,
    html`<thead><tr><th scope="col">Framework</th>${[
      'Both',
      `Only ${a}`,
      `Only ${b}`,
      'Same codes',
      'α, same or not',
      'α, Jaccard',
      'α, MASI',
    ].map(head => html`<th scope="col" class="n"><bdi>${head}</bdi></th>`)}</tr></thead>
<tbody>
${slots.map(
  slot =>
    html`<tr><th scope="row"><bdi>${slot.name}</bdi></th>${count(slot.placed.both)}${count(slot.placed.onlyA)}${count(slot.placed.onlyB)}${figureCell(slot.same, 'share', notes)}${figureCell(slot.set_alpha_nominal, 'coefficient', notes)}${figureCell(slot.set_alpha_jaccard, 'coefficient', notes)}${figureCell(slot.set_alpha_masi, 'coefficient', notes)}</tr>\n`,
)}</tbody>
`,
    notes.list(),
  )
}

function setsTable(sets: AgreementPages['report']['sets'], { unit }: AgreementPages, tables: Tables): Markup {
  const notes = new Footnotes()
  const named: [string, Figure][] = [
    ['The same set or not', sets.set_alpha_nominal],
    ['Jaccard', sets.set_alpha_jaccard],
    ['MASI', sets.set_alpha_masi],
  ]
  return tables.of(
    `Krippendorff’s α for the sets of codes that ${unit.many} were given, by distance between sets`,
    html`<thead><tr><th scope="col">Distance</th><th scope="col" class="n">α</th></tr></thead>
<tbody>
${named.map(([name, figure]) => html`<tr><th scope="row">${name}</th>${figureCell(figure, 'coefficient', notes)}</tr>\n`)}</tbody>
`,
    notes.list(),
  )
}

function spansTable(
  { overlap, exact, overlapping }: AgreementPages['report']['spans'],
  { report }: AgreementPages,
  tables: Tables,
): Markup {
  const notes = new Footnotes()
  const [a, b] = report.coders
  const line = (name: string, spans: SpanAgreement) =>
    html`<tr><th scope="row">${name}</th>${count(spans.a)}${count(spans.b)}${count(spans.matched)}${figureCell(spans.precision, 'coefficient', notes)}${figureCell(spans.recall, 'coefficient', notes)}${figureCell(spans.f1, 'coefficient', notes)}</tr>\n`
  return tables.of(
    `Passages as wholes; ${a}’s are the reference for precision and recall, F1 treats both alike`,
    html`<thead><tr><th scope="col">Matched where</th>${[a, b, 'Matched', 'Precision', 'Recall', 'F1'].map(
      head => html`<th scope="col" class="n"><bdi>${head}</bdi></th>`,
    )}</tr></thead>
<tbody>
${line('extents are the same', exact)}${line(`they share at least ${Math.round(overlap * 100)} % of their union`, overlapping)}</tbody>
`,
    notes.list(),
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
