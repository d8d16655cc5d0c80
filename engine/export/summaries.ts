import type { SummariesChoice } from '#shared/model/report.ts'
import { counted } from './agreement-words.ts'
import { type GridExport, type GridPageLine, gridHead, inGroups, laidGrid } from './grid-pages.ts'

/** What holds where nothing is chosen: a row for each person. */
export const usualSummaries: SummariesChoice = { kind: 'person' }

/** The most themes that stand beside each other on a page. */
const mostColumns = 5

/** The framework matrix: cases down, themes across, what was written of each beside its passages. */
export const summariesExport: GridExport = {
  what: 'summaries',
  whatName: 'Framework matrix',
  description:
    'What each person or site says of each theme, as summarised under Explore, beside the number of passages and the passages themselves.',
  pages(study) {
    const { kind } = study.summaries
    const grid = laidGrid(study, kind)
    const lines = grid.abouts.map(
      ({ id, name, path, beside }): GridPageLine => ({
        name,
        path,
        depth: 0,
        beside,
        cells: grid.themes.map(theme => grid.cellAt(theme.id, id)),
      }),
    )
    const shown = lines.filter(({ cells }) => cells.some(({ passages, text }) => passages > 0 || text !== ''))
    const [one, many] = kind === 'person' ? (['person', 'people'] as const) : (['site', 'sites'] as const)
    return {
      ...gridHead(study, grid),
      notes: [
        ...grid.notes,
        ...(grid.themes.length === 0
          ? ['The study has no themes yet.']
          : lines.length === 0
            ? [`The study has no ${many} yet.`]
            : shown.length === 0
              ? ['Nothing is summarised yet, and no passage stands under a theme.']
              : shown.length === lines.length
                ? []
                : [
                    `${counted(lines.length - shown.length, one, many)} with neither a summary nor a passage under a theme left out.`,
                  ]),
      ],
      lineHead: kind === 'person' ? 'Person' : 'Site',
      besideHead: kind === 'person' ? 'Site' : '',
      aboutHead: kind === 'person' ? 'Person' : 'Site',
      columns: grid.themes.map(({ name, path, depth }) => ({
        name: depth === 0 ? `${name}, as a whole` : name,
        path,
        hasJudgements: false,
        hasPassages: true,
      })),
      charts: chartsOf(grid.themes),
      lines: shown,
      passages: grid.passages,
    }
  },
}

/** A chart for each theme with its sub-themes; themes without any share one. */
function chartsOf(themes: readonly { name: string; depth: number }[]) {
  const families: { name: string; columns: number[] }[] = []
  for (const [at, { name, depth }] of themes.entries()) {
    if (depth === 0) families.push({ name, columns: [at] })
    else families.at(-1)?.columns.push(at)
  }
  if (themes.length <= mostColumns) return [{ title: '', columns: themes.map((_, at) => at) }]
  return families.flatMap(({ name, columns }) =>
    inGroups(columns, mostColumns).map((group, n) => ({
      title: n === 0 ? name : `${name} (continued)`,
      columns: group,
    })),
  )
}
