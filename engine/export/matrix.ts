import { TandemError } from '#shared/errors.ts'
import type { Matrix, MatrixAsked, MatrixCount } from '#shared/model/matrix.ts'
import { listed } from './agreement-words.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, layerNames, withheldNote } from './words.ts'

/** What is the same of every matrix, whatever its format. */
export const matrixExport = {
  what: 'matrix',
  whatName: 'Matrix',
  description:
    'Codes or themes against cases, data sets, attributes, coders, or codes on the same text: as chosen under Explore or by options on the command line, else the first framework against data sets.',
}

/** What a matrix report is of: as Explore asks, and what its cells count. */
export interface MatrixChoice extends MatrixAsked {
  count: MatrixCount
}

/** A matrix as every format of its export shows it; lines in which nothing stands are left out. */
export interface PrintedMatrix {
  studyTitle: string
  day: string
  notes: string[]
  /** The layer's name: in a CSV it stands in every row. */
  layer: string
  /** The columns' heads, that of all first. */
  columns: string[]
  rows: { name: string; depth: number; figures: number[] }[]
}

const countWords: Record<MatrixCount, string> = {
  passages: 'passages',
  sources: 'sources',
  people: 'people',
}

/** The matrix chosen; where nothing is, the study's first framework against its data sets. */
export function printedMatrix(study: StudyReader): PrintedMatrix {
  const choice = study.matrixChoice ?? usual(study)
  const matrix = study.matrix(choice)
  const { count } = choice
  const rows = keptLines(matrix, 'rows')
  const columns = keptLines(matrix, 'columns')
  const found = new Map(matrix.cells.map(({ row, column, counts }) => [`${row} ${column}`, counts[count]]))
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    notes: [
      `${matrix.note} The figures are ${count === 'passages' && ofPairs(choice) ? 'pairs of codings' : countWords[count]}. Empty lines are left out.`,
      ...leftOut(matrix, choice),
      ...(rows.length === 0 ? ['Nothing is coded there yet.'] : []),
      ...(study.withheld ? [withheldNote] : []),
    ],
    layer: layerNames[choice.layer],
    columns: ['All', ...columns.map(at => matrix.columns[at]?.name ?? '')],
    rows: rows.map(at => {
      const line = matrix.rows[at]
      return {
        name: line?.name ?? '',
        depth: line?.depth ?? 0,
        figures: [line?.total[count] ?? 0, ...columns.map(column => found.get(`${at} ${column}`) ?? 0)],
      }
    }),
  }
}

const ofPairs = ({ columns }: MatrixChoice): boolean => columns.kind === 'codes' || columns.kind === 'themes'

const keptLines = (matrix: Matrix, side: 'rows' | 'columns'): number[] =>
  matrix[side].flatMap(({ total }, at) => (total.passages > 0 ? [at] : []))

/** Of themes those that nothing stands behind are named: a finding without evidence is no empty line. */
function leftOut(matrix: Matrix, { rows }: MatrixChoice): string[] {
  const bare = matrix.rows.filter(({ total }) => total.passages === 0).map(({ name }) => `“${name}”`)
  return rows.kind === 'themes' && bare.length > 0
    ? [`No passage stands behind ${bare.length === 1 ? 'the theme' : 'the themes'} ${listed(bare)}.`]
    : []
}

function usual(study: StudyReader): MatrixChoice {
  const [framework] = study.frameworks()
  if (!framework) {
    throw new TandemError('not-found', 'The study has no framework to count.', 'Add one under Framework.')
  }
  return {
    rows: { kind: 'codes', framework: framework.id, topOnly: false },
    columns: { kind: 'data-set' },
    layer: study.layer ?? 'consensus',
    polarity: null,
    count: 'passages',
  }
}
