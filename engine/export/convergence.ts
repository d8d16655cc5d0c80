import { counted } from './agreement-words.ts'
import { emptyCell, type GridExport, type GridPageCell, gridHead, inGroups, laidGrid } from './grid-pages.ts'
import { mean } from './half-up.ts'
import type { StudyReader } from './study-reader.ts'

/** The most data sets that stand beside each other on a page. */
const mostColumns = 5

/** The convergence grid: findings down, data sets across, and what the contact log says of the sites that speak of each. */
export const convergenceExport: GridExport = {
  what: 'convergence',
  whatName: 'Convergence grid',
  description:
    'How far each data set bears each finding out (agrees, partly, silent, contradicts) and why, with the passages behind each cell and the contact figures of the sites that speak of it.',
  pages(study) {
    const grid = laidGrid(study, 'data-set')
    const contacts = contactFigures(study)
    const columns = [
      ...grid.abouts.map(({ name }) => ({ name, path: name, hasJudgements: true, hasPassages: true })),
      ...(contacts === null
        ? []
        : [
            {
              name: 'Contact figures',
              path: 'Contact figures',
              hasJudgements: false,
              hasPassages: false,
            },
          ]),
    ]
    const lines = grid.themes.map(({ id, name, path, depth }) => ({
      name,
      path,
      depth,
      beside: '',
      cells: [
        ...grid.abouts.map(about => grid.cellAt(id, about.id)),
        ...(contacts === null ? [] : [contacts(id)]),
      ],
    }))
    const groups = inGroups(
      columns.map((_, at) => at),
      mostColumns,
    )
    return {
      ...gridHead(study, grid),
      notes: [
        ...grid.notes,
        ...checksNote(lines.flatMap(({ cells }) => cells)),
        ...(grid.themes.length === 0 ? ['The study has no themes yet.'] : []),
        ...(grid.abouts.length === 0 ? ['The study has no data sets yet.'] : []),
        ...(contacts === null
          ? []
          : [
              'Contact figures: minutes a month by phone or Teams and by email up to the cut-off, averaged over the sites that have passages under the finding and over those that have none.',
            ]),
      ],
      lineHead: 'Finding',
      besideHead: '',
      aboutHead: 'Data set',
      columns,
      charts: groups.map((group, n) => ({
        title: groups.length === 1 ? '' : `Data sets, ${n + 1} of ${groups.length}`,
        columns: group,
      })),
      lines: grid.abouts.length === 0 ? [] : lines,
      passages: grid.passages,
    }
  },
}

/** How many judgements do not go with their passages. */
function checksNote(cells: readonly GridPageCell[]): string[] {
  const count = cells.filter(({ check }) => check !== '').length
  if (count === 0) return []
  return [
    `To check: ${counted(count, 'judgement does', 'judgements do')} not go with the passages in the cell; each says so there.`,
  ]
}

/**
 * What the contact log says of the sites that have passages under a theme, and of those that have none. Null where no site
 * has minutes a month.
 */
function contactFigures(study: StudyReader): ((theme: string) => GridPageCell) | null {
  const sites = study.contactTable().sites.filter(({ minutesPerMonth }) => minutesPerMonth !== null)
  if (sites.length === 0) return null
  const { cells } = study.grid({ kind: 'site', layer: study.layer ?? 'consensus' })
  const speaking = new Set(
    cells.filter(({ passages }) => passages > 0).map(({ theme, about }) => `${theme} ${about}`),
  )
  const average = (of: typeof sites): string =>
    mean(
      of.map(({ minutesPerMonth }) => String(minutesPerMonth)),
      0,
    )
  return theme => {
    const speakers = sites.filter(({ id }) => speaking.has(`${theme} ${id}`))
    const others = sites.filter(({ id }) => !speaking.has(`${theme} ${id}`))
    const words =
      speakers.length === 0
        ? [`None of ${counted(sites.length, 'site')}`]
        : [
            `${speakers.length} of ${counted(sites.length, 'site')}: ${average(speakers)} minutes a month`,
            ...(others.length === 0 ? [] : [`the others: ${average(others)}`]),
          ]
    return { ...emptyCell, text: words.join('; ') }
  }
}
