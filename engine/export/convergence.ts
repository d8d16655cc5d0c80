import { contactFiguresNote } from '#shared/model/grid.ts'
import { contactFigures } from '../explore/contact-figures.ts'
import { counted } from './agreement-words.ts'
import { emptyCell, type GridExport, type GridPageCell, gridHead, inGroups, laidGrid } from './grid-pages.ts'

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
    const contacts = contactFigures(
      study.contactTable(),
      () => study.grid({ kind: 'site', layer: grid.layer }).cells,
    )
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
        ...(contacts === null ? [] : [{ ...emptyCell, text: contacts(id) }]),
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
        ...(contacts === null ? [] : [contactFiguresNote]),
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
