import type { AgreementCell, Figure, FigureName } from '#shared/model/agreement.ts'
import { type AgreementPages, agreementExport, agreementOf, unitHead } from '../agreement.ts'
import { figureNames, kindNames } from '../agreement-words.ts'
import type { ExportFormat } from '../format.ts'
import { dayOf, pathText } from '../words.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { type XlsxCell, type XlsxColumn, type XlsxSheet, xlsxFile } from '../writing/xlsx.ts'

export const agreementXlsx: ExportFormat = {
  ...agreementExport,
  ...xlsxFileKind,
  async make(study) {
    const pages = await agreementOf(study)
    return xlsxFile([
      summarySheet(pages),
      codesSheet(pages),
      sourcesSheet(pages),
      countsSheet(pages),
      methodsSheet(pages, study.study.title, dayOf(study.madeAt)),
    ])
  },
}

/** Figures with four decimals: more than any interval bears, and enough to check another program’s. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

const valueCell = (figure: Figure | undefined): XlsxCell =>
  figure === undefined ? null : figure.value === null ? `n/a: ${figure.why ?? ''}` : rounded(figure.value)

const lowCell = (figure: Figure | undefined): XlsxCell => (figure?.ci ? rounded(figure.ci[0]) : null)
const highCell = (figure: Figure | undefined): XlsxCell => (figure?.ci ? rounded(figure.ci[1]) : null)

/** What was compared, the overall figures, and what became of the differences. */
function summarySheet(pages: AgreementPages): XlsxSheet {
  return {
    name: 'Summary',
    columns: [
      { head: 'What', width: 44 },
      { head: 'Value', width: 14 },
      { head: '95 % from', width: 12 },
      { head: '95 % to', width: 12 },
      { head: 'In words', width: 90 },
    ],
    rows: [
      ...pages.facts.map(([what, words]): XlsxCell[] => [what, null, null, null, words]),
      ...pages.overall.map(({ name, figure }): XlsxCell[] => [
        name,
        figure.value === null ? 'n/a' : rounded(figure.value),
        lowCell(figure),
        highCell(figure),
        figure.value === null ? (figure.why ?? '') : (figure.method ?? ''),
      ]),
      ...furtherRows(pages),
      ...(pages.docket ? [['Codings alike', pages.docket.agreed, null, null, null] as XlsxCell[]] : []),
      ...pages.settled.map(({ kind, count, ruled, outcomes: fell }): XlsxCell[] => [
        kindNames[kind],
        count,
        null,
        null,
        [
          `ruled on: ${ruled}`,
          ...pages.outcomes.flatMap(({ id, name }) => (fell[id] ? [`${name}: ${fell[id]}`] : [])),
        ].join('; '),
      ]),
    ],
  }
}

/** Polarity, places in frameworks, sets of codes and passages as wholes, where the report has them. */
function furtherRows({
  report: { polarity, slots, sets, spans },
  withCoefficients,
}: AgreementPages): XlsxCell[][] {
  if (!withCoefficients) return []
  const row = (what: string, figure: Figure): XlsxCell[] => [
    what,
    figure.value === null ? 'n/a' : rounded(figure.value),
    lowCell(figure),
    highCell(figure),
    figure.value === null ? (figure.why ?? '') : (figure.method ?? ''),
  ]
  const setAlphas = (of: string, alphas: typeof sets) => [
    row(`${of}: α for sets, the same or not`, alphas.set_alpha_nominal),
    row(`${of}: α for sets, Jaccard`, alphas.set_alpha_jaccard),
    row(`${of}: α for sets, MASI`, alphas.set_alpha_masi),
  ]
  return [
    ...(polarity
      ? Object.entries(polarity.figures).map(([id, figure]) =>
          row(`Polarity: ${figureNames.find(known => known.id === id)?.name ?? id}`, figure),
        )
      : []),
    ...slots.flatMap(slot => [
      row(`${slot.name}: exactly the same codes`, slot.same),
      ...setAlphas(slot.name, slot),
    ]),
    ...setAlphas('All codes', sets),
    ...(['precision', 'recall', 'f1'] as const).map(name =>
      row(`Passages, same extents: ${name}`, spans.exact[name]),
    ),
    ...(['precision', 'recall', 'f1'] as const).map(name =>
      row(`Passages sharing ${Math.round(spans.overlap * 100)} %: ${name}`, spans.overlapping[name]),
    ),
  ]
}

/** Heads of the counts: both, only the first, only the second, neither in units; then passages. */
function countColumns({ report: { coders, unit } }: AgreementPages): XlsxColumn[] {
  const [a, b] = coders
  const of = unitHead(unit)
  const heads = [`${of}: both`, `${of}: only ${a}`, `${of}: only ${b}`, `${of}: neither`]
  return [
    ...heads.map(head => ({ head, width: 14 })),
    ...['both', `only ${a}`, `only ${b}`].map(head => ({ head: `Passages: ${head}`, width: 12 })),
  ]
}

const countCells = ({ counts, passages }: Pick<AgreementCell, 'counts' | 'passages'>): XlsxCell[] => [
  counts['11'],
  counts['10'],
  counts['01'],
  counts['00'],
  passages.both,
  passages.onlyA,
  passages.onlyB,
]

/** The figures that get columns for their interval; the others' are in the JSON. */
const withIntervals: ReadonlySet<FigureName> = new Set([
  'percent_agreement',
  'cohen_kappa',
  'alpha_nominal',
  'f1_dice',
])

/** The columns of figures for these lines, and what stands in them: those that at least one line has. */
function figureTable(lines: readonly AgreementCell[]): {
  columns: XlsxColumn[]
  cells(line: AgreementCell): XlsxCell[]
} {
  const parts = figureNames
    .filter(({ id }) => lines.some(({ figures }) => figures[id]))
    .map(({ id, name }) => ({
      id,
      name,
      hasInterval: withIntervals.has(id) && lines.some(({ figures }) => figures[id]?.ci),
    }))
  return {
    columns: parts.flatMap(({ name, hasInterval }) => [
      { head: name, width: 14 },
      ...(hasInterval
        ? [
            { head: `${name}: 95 % from`, width: 12 },
            { head: `${name}: to`, width: 12 },
          ]
        : []),
    ]),
    cells: ({ figures }) =>
      parts.flatMap(({ id, hasInterval }) => [
        valueCell(figures[id]),
        ...(hasInterval ? [lowCell(figures[id]), highCell(figures[id])] : []),
      ]),
  }
}

function codesSheet(pages: AgreementPages): XlsxSheet {
  const { withCoefficients } = pages
  const figures = figureTable([...pages.frameworks.flatMap(({ codes }) => codes), ...pages.groups])
  return {
    name: 'Codes',
    columns: [
      { head: 'Framework', width: 24 },
      { head: 'Code', width: 40 },
      { head: 'Counted', width: 20 },
      ...countColumns(pages),
      ...(withCoefficients ? [...figures.columns, { head: 'To mind', width: 60 }] : []),
      { head: 'Code id', width: 38, screenOnly: true },
    ],
    rows: [
      ...pages.frameworks.flatMap(({ name, codes }) =>
        codes.map((line): XlsxCell[] => [
          name,
          pathText(line.code.path),
          line.withDescendants ? 'with codes under it' : 'itself',
          ...countCells(line),
          ...(withCoefficients
            ? [...figures.cells(line), line.notes.map(({ text }) => text).join('\n')]
            : []),
          line.code.id,
        ]),
      ),
      ...pages.groups.map((group): XlsxCell[] => [
        { framework: 'All of a framework', theme: 'Theme', dataSet: 'Data set' }[group.kind],
        group.name,
        group.pooling,
        ...countCells(group),
        ...(withCoefficients
          ? [...figures.cells(group), group.notes.map(({ text }) => text).join('\n')]
          : []),
        group.id,
      ]),
    ],
  }
}

function sourcesSheet(pages: AgreementPages): XlsxSheet {
  const figures = figureTable(pages.report.sources)
  const known = new Map(pages.sources.map(source => [source.id, source]))
  return {
    name: 'Sources',
    columns: [
      { head: 'Source', width: 40 },
      { head: 'Data set', width: 24 },
      { head: unitHead(pages.report.unit), width: 12 },
      ...countColumns(pages),
      ...(pages.withCoefficients ? figures.columns : []),
      { head: 'Source id', width: 38, screenOnly: true },
      { head: 'SHA-256 of the text', width: 66, screenOnly: true },
    ],
    rows: pages.report.sources.map((source): XlsxCell[] => [
      known.get(source.source)?.title ?? '',
      known.get(source.source)?.dataSet ?? '',
      source.n,
      ...countCells(source),
      ...(pages.withCoefficients ? figures.cells(source) : []),
      source.source,
      known.get(source.source)?.sha256 ?? '',
    ]),
  }
}

const nothing = { both: 0, onlyA: 0, onlyB: 0 }

/** The table behind every figure: each code in each source, used there or not, for R or SPSS to count again. */
function countsSheet(pages: AgreementPages): XlsxSheet {
  const titles = new Map(pages.sources.map(({ id, title }) => [id, title]))
  return {
    name: 'Counts',
    columns: [
      { head: 'Code', width: 40 },
      { head: 'Source', width: 40 },
      ...countColumns(pages),
      { head: 'Code id', width: 38, screenOnly: true },
      { head: 'Source id', width: 38, screenOnly: true },
    ],
    rows: pages.frameworks
      .flatMap(({ codes }) => codes.filter(line => !line.withDescendants))
      .flatMap(({ code }) =>
        pages.report.sources.map(({ source, n, codes }): XlsxCell[] => {
          const used = codes.find(one => one.code === code.id)
          const cells = used ?? { counts: { '11': 0, '10': 0, '01': 0, '00': n }, passages: nothing }
          return [pathText(code.path), titles.get(source) ?? '', ...countCells(cells), code.id, source]
        }),
      ),
  }
}

const methodsSheet = (pages: AgreementPages, study: string, day: string): XlsxSheet => ({
  name: 'Methods',
  columns: [
    { head: 'What', width: 28 },
    { head: 'In words', width: 120 },
  ],
  rows: [
    ['Study', study],
    ['Exported', day],
    ['For the methods section', pages.paragraph],
    ...(pages.intervals === '' ? [] : [['Intervals', pages.intervals]]),
    ...pages.report.overall.notes.flatMap(({ text }) => (pages.withCoefficients ? [['To mind', text]] : [])),
    ...pages.methods.map(([what, words]) => [what, words]),
    ...pages.overall.map(({ name, about }) => [name, about]),
  ],
})
