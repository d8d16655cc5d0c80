import type { Layer } from '#shared/model/coding.ts'
import { type GridKind, judgementCheck, judgementNames } from '#shared/model/grid.ts'
import { byPassage } from '#shared/model/passage.ts'
import { counted } from './agreement-words.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, layerNames, layersNote, pathText, withheldNote } from './words.ts'

/** A grid that can be exported: what it is called, and how it is laid out. */
export interface GridExport {
  what: string
  whatName: string
  description: string
  pages(study: StudyReader): GridPages
}

/** Themes against cases or data sets, as every format of its export shows it. */
export interface GridPages {
  studyTitle: string
  day: string
  notes: string[]
  /** The layer's name: in a CSV it stands in every row. */
  layer: string
  /** What the lines are: `Person`. */
  lineHead: string
  /** What stands beside a line's name: `Site`; empty where nothing does. */
  besideHead: string
  /** What its themes are set against: `Person`, `Data set`. */
  aboutHead: string
  columns: GridPageColumn[]
  /** Columns by index in tables that fit a page, each with its heading; an empty one needs none. */
  charts: { title: string; columns: number[] }[]
  lines: GridPageLine[]
  /** Every passage behind a cell once, by number. */
  passages: NumberedPassage[]
}

export interface GridPageColumn {
  /** As it stands in a table that has its theme's name over it. */
  name: string
  /** With the names above it. */
  path: string
  hasJudgements: boolean
  /** False where it holds figures of its own and no passages. */
  hasPassages: boolean
}

export interface GridPageLine {
  name: string
  path: string
  depth: number
  beside: string
  cells: GridPageCell[]
}

export interface GridPageCell {
  /** Empty where none was given. */
  judgement: string
  /** What does not go together between the judgement and the passages; empty where all does. */
  check: string
  text: string
  passages: number
  /** Which of the numbered passages: `1, 4–6`. */
  numbers: string
}

/** Words that are coded, once, however many codes they have. */
export interface NumberedPassage {
  number: number
  text: string
  attribution: string
  source: string
  codes: string
  polarity: string
  coder: string
  /** The themes, and the cases or data sets, in whose cells it stands. */
  themes: string
  abouts: string
}

export const emptyCell: GridPageCell = { judgement: '', check: '', text: '', passages: 0, numbers: '' }

/** A theme, or a case or data set, of a grid. */
interface GridLine {
  id: string
  name: string
  path: string
  depth: number
  beside: string
}

export interface LaidGrid {
  themes: GridLine[]
  abouts: GridLine[]
  cellAt(theme: string, about: string): GridPageCell
  passages: NumberedPassage[]
  layer: Layer
  notes: string[]
}

/**
 * A grid in the layer asked for, else of the consensus, with its passages numbered in the order of sources and text, and
 * the numbers behind each cell.
 */
export function laidGrid(study: StudyReader, kind: GridKind): LaidGrid {
  const asked = { kind, layer: study.layer ?? 'consensus' }
  const grid = study.grid(asked)
  const behind = study.codingsInGrid(asked)
  const themes = withPaths(grid.themes)
  const abouts = grid.columns.map(({ id, name, beside }) => ({ id, name, path: name, depth: 0, beside }))
  const standing = new Map<string, { themes: Set<string>; abouts: Set<string> }>()
  for (const theme of themes) {
    for (const about of abouts) {
      for (const coding of behind.get(`${theme.id} ${about.id}`) ?? []) {
        const places = standing.get(coding) ?? { themes: new Set(), abouts: new Set() }
        standing.set(coding, places)
        places.themes.add(theme.path)
        places.abouts.add(about.name)
      }
    }
  }
  const placed = byPassage(study.passages(asked.layer).filter(({ id }) => standing.has(id)))
  const passages = placed.flatMap((codings, at): NumberedPassage[] => {
    const [first] = codings
    if (!first) return []
    const places = codings.flatMap(({ id }) => standing.get(id) ?? [])
    return [
      {
        number: at + 1,
        text: first.text,
        attribution: study.attribution(first),
        source: first.sourceTitle,
        codes: distinct(codings.map(({ codeName }) => codeName)),
        polarity: distinct(codings.flatMap(({ polarity }) => polarity ?? [])),
        coder: distinct(codings.flatMap(({ coderName }) => coderName ?? [])),
        themes: distinct(places.flatMap(({ themes: names }) => [...names])),
        abouts: distinct(places.flatMap(({ abouts: names }) => [...names])),
      },
    ]
  })
  const numbers = new Map(placed.flatMap((codings, at) => codings.map(({ id }) => [id, at + 1] as const)))
  const cells = new Map(grid.cells.map(cell => [`${cell.theme} ${cell.about}`, cell]))
  return {
    themes,
    abouts,
    passages,
    layer: asked.layer,
    notes: [
      layersNote([asked.layer]),
      ...(passages.length === 0
        ? []
        : [
            'The numbers beside a count are those of the passages listed at the end, where words with several codes stand once.',
          ]),
      ...(study.withheld ? [withheldNote] : []),
    ],
    cellAt(theme, about) {
      const key = `${theme} ${about}`
      const cell = cells.get(key)
      return {
        judgement: cell?.judgement ? judgementNames[cell.judgement] : '',
        check: cell ? judgementCheck(cell) : '',
        text: cell?.text ?? '',
        passages: cell?.passages ?? 0,
        numbers: inRuns((behind.get(key) ?? []).flatMap(id => numbers.get(id) ?? [])),
      }
    },
  }
}

const distinct = (names: readonly string[]): string => [...new Set(names)].join('; ')

/** What the pages of every grid have in common. */
export const gridHead = (study: StudyReader, { layer }: LaidGrid) => ({
  studyTitle: study.study.title,
  day: dayOf(study.madeAt),
  layer: layerNames[layer],
})

/** How a cell's passages are told: `3 passages: 1, 4–5`; of a long list only how many. Empty where there are none. */
export function behindCell(cell: GridPageCell): string {
  const count = cell.passages === 0 ? '' : counted(cell.passages, 'passage')
  return cell.passages === 0 || cell.numbers === '' || isLong(cell) ? count : `${count}: ${cell.numbers}`
}

/** More numbers and runs than this make a cell unreadable. */
const mostInCell = 6

const isLong = ({ numbers }: GridPageCell): boolean => numbers.split(', ').length > mostInCell

/** The cells of a line whose numbers are too many to stand in them, with all of them. */
export interface LongCells {
  name: string
  cells: { column: string; passages: string; numbers: string }[]
}

/** The numbers that stand apart from the table, line by line; no line without any. */
export const longCells = ({ lines, columns }: GridPages): LongCells[] =>
  lines
    .map(({ path, cells }) => ({
      name: path,
      cells: columns.flatMap(({ path: column }, at) => {
        const cell = cells[at]
        return cell && isLong(cell)
          ? [{ column, passages: counted(cell.passages, 'passage'), numbers: cell.numbers }]
          : []
      }),
    }))
    .filter(({ cells }) => cells.length > 0)

/** What stands over them, and over the passages. */
export const gridHeadings = {
  numbers: 'Which passages, cell by cell',
  whyApart: 'Of the cells above that have more passages than their numbers fit into.',
  passages: 'Passages',
}

/** What the columns of a grid are. */
export const columnHead = ({ lineHead, aboutHead }: GridPages): string =>
  lineHead === aboutHead ? 'Theme' : aboutHead

function withPaths(themes: readonly { id: string; name: string; depth: number }[]): GridLine[] {
  const above: string[] = []
  return themes.map(({ id, name, depth }) => {
    above.length = depth
    above.push(name)
    return { id, name, path: pathText(above), depth, beside: '' }
  })
}

/** Numbers with runs drawn together: `1, 4–6`. */
function inRuns(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`))
    .join(', ')
}

/** Indexes in groups of at most so many, so that columns keep their width on a page. */
export const inGroups = (indexes: readonly number[], most: number): number[][] =>
  Array.from({ length: Math.ceil(indexes.length / most) }, (_, n) => indexes.slice(n * most, (n + 1) * most))
