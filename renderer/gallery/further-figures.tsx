import type { Figure, GroupAgreement, SpanAgreement } from '#shared/model/agreement.ts'
import type { DescribedFigure } from '#shared/model/described-figure.ts'
import { FigureGrid, type GridColumn } from '../screens/compare/figure-grid.tsx'
import { FurtherFigures } from '../screens/compare/further-figures.tsx'
import { stanceWords } from '../screens/compare/stance-words.ts'
import type { Comparison } from '../screens/compare/use-comparison.ts'
import styles from './gallery.module.css'
import { Group, Sample } from './sample.tsx'

const figure = (value: number): Figure => ({ value, ci: [value - 0.1, Math.min(1, value + 0.06)] })
const missing: Figure = { value: null, why: 'Nobody used any of these codes' }
const counts = { '11': 320, '10': 90, '01': 40, '00': 9550 }

const figures = (kappa: Figure): GroupAgreement['figures'] => ({
  percent_agreement: figure(0.987),
  cohen_kappa: kappa,
  cohen_kappa_max: figure(0.93),
  alpha_nominal: kappa,
  scott_pi: kappa,
  gwet_ac1: figure(0.98),
  brennan_prediger: figure(0.97),
  positive_agreement: figure(0.83),
  negative_agreement: figure(0.99),
  jaccard_overlap: figure(0.71),
  f1_dice: figure(0.83),
})

const group = (kind: GroupAgreement['kind'], name: string, kappa: Figure): GroupAgreement => ({
  kind,
  id: name,
  name,
  pooling:
    kind === 'dataSet'
      ? 'Per data set, the tables of all codes over its sources are summed.'
      : 'Per framework and theme, the tables of its codes are summed.',
  n: 10_000,
  notes: [],
  counts,
  characters: counts,
  passages: { both: 12, onlyA: 4, onlyB: 2 },
  figures: figures(kappa),
})

const span = (f1: number): SpanAgreement => ({
  a: 18,
  b: 16,
  matched: 12,
  precision: figure(0.75),
  recall: figure(0.67),
  f1: figure(f1),
})

const person = (id: string, name: string, initials: string, accent: number) => ({
  id,
  name,
  initials,
  accent,
  roles: ['coder' as const],
})

const comparison: Comparison = {
  round: null,
  coders: [person('a', 'Asha Mistry', 'AM', 1), person('b', 'Brendan Keane', 'BK', 2)],
  codes: new Map(),
  sources: new Map(),
  report: {
    unit: 'word',
    convention: '',
    pooling: '',
    coders: ['AM', 'BK'],
    n: 10_000,
    charactersCompared: 60_000,
    leftOut: { speakers: [], aroundMail: 0, characters: 0 },
    codingsOutsideUnits: 0,
    overall: { ...group('framework', 'All', figure(0.82)) },
    codes: [],
    sources: [],
    groups: [
      group('framework', 'Normalisation Process Theory', figure(0.74)),
      group('theme', 'Making room for the work', figure(0.69)),
      group('dataSet', 'Emails', missing),
    ],
    polarity: {
      categories: ['none', 'facilitator', 'barrier', 'both'],
      table: [
        [120, 4, 2, 0],
        [3, 80, 6, 0],
        [0, 5, 60, 1],
        [0, 0, 0, 2],
      ],
      n: 283,
      figures: {
        percent_agreement: figure(0.93),
        cohen_kappa: figure(0.88),
        alpha_nominal: figure(0.88),
        gwet_ac1: figure(0.9),
        brennan_prediger: figure(0.9),
      },
    },
    slots: [
      {
        framework: 'npt',
        name: 'Normalisation Process Theory',
        placed: { both: 400, onlyA: 60, onlyB: 31 },
        same: figure(0.81),
        set_alpha_nominal: figure(0.7),
        set_alpha_jaccard: figure(0.74),
        set_alpha_masi: figure(0.72),
      },
    ],
    sets: {
      set_alpha_nominal: figure(0.64),
      set_alpha_jaccard: figure(0.68),
      set_alpha_masi: figure(0.66),
    },
    spans: { overlap: 0.5, exact: span(0.41), overlapping: span(0.71) },
  },
}

const shares: ReadonlySet<string> = new Set(['percent_agreement', 'same', 'precision', 'recall', 'f1'])
const described = [
  'percent_agreement',
  'cohen_kappa',
  'alpha_nominal',
  'gwet_ac1',
  'brennan_prediger',
  'set_alpha_nominal',
  'set_alpha_jaccard',
  'set_alpha_masi',
  'same',
  'precision',
  'recall',
  'f1',
].map(
  (id): DescribedFigure => ({
    id,
    name: id.replaceAll('_', ' '),
    description: 'What the figure says, and where its formula is from (Cohen 1960).',
    scale: shares.has(id) ? 'share' : 'coefficient',
  }),
)

/** A heat map of 100 codes in 450 sources. */
const manyRows = Array.from({ length: 100 }, (_, row) => row)
const manyColumns = Array.from(
  { length: 450 },
  (_, column): GridColumn<number> => ({
    id: `s${column}`,
    head: `Interview ${column + 1}`,
    headLabel: `Interview ${column + 1}`,
    width: 112,
    sortValue: row => (row * column) % 17,
    cell: row => ({
      content: (row * column) % 17,
      label: `Code ${row + 1} in Interview ${column + 1}: ${(row * column) % 17}`,
      heat: ((row * column) % 17) / 17,
      onOpen: () => {},
    }),
  }),
)

/** What Compare shows of a report beyond codes and sources. */
export function Figures() {
  return (
    <Group name="Figures">
      <Sample name="Many figures" isWide>
        <div className={`${styles.framed} ${styles.tall} ${styles.column}`}>
          <FigureGrid<number>
            label="Many figures"
            rowHead={{ head: 'Code', cell: row => `Code ${row + 1}`, sortValue: row => row }}
            columns={manyColumns}
            rows={manyRows}
            rowId={String}
            empty={null}
          />
        </div>
      </Sample>
      <Sample name="Groups, polarity, frameworks, sets and passages" isWide>
        <FurtherFigures
          comparison={comparison}
          withCoefficients
          words={stanceWords.codebook}
          described={described}
        />
      </Sample>
    </Group>
  )
}
