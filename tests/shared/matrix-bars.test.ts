import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barStep, layOutMatrixBars, matrixBarsInWords } from '#shared/charts/matrix-bars.ts'
import type { Matrix, MatrixLine } from '#shared/model/matrix.ts'

const counts = (passages: number, people = 0) => ({ passages, sources: 1, people })
const line = (name: string, passages: number, people = 0): MatrixLine => ({
  id: name,
  name,
  depth: 0,
  colour: null,
  total: counts(passages, people),
})

/** One person says things in both columns: two bars of 1, and one person in all. */
const matrix: Matrix = {
  rows: [line('Time', 9, 1), line('Money', 2)],
  columns: [line('Interviews', 7, 1), line('Emails', 4, 1)],
  cells: [
    { row: 0, column: 1, counts: counts(2, 1) },
    { row: 0, column: 0, counts: counts(7, 1) },
    { row: 1, column: 1, counts: counts(2) },
  ],
  note: '',
  withheld: false,
}

describe('a matrix as bars', () => {
  it('keeps the order of rows and columns, and draws nothing where nothing is', () => {
    const { rows } = layOutMatrixBars(matrix, 'passages')
    expect(rows.map(({ name, n, bars }) => [name, n, bars.map(({ column, n }) => [column, n])])).toEqual([
      [
        'Time',
        9,
        [
          [0, 7],
          [1, 2],
        ],
      ],
      ['Money', 2, [[1, 2]]],
    ])
    expect(rows.map(({ height }) => height)).toEqual([2 * barStep, barStep])
  })

  it('sets one person in two columns beside themself, never on top', () => {
    const [time, money] = layOutMatrixBars(matrix, 'people').rows
    expect(time?.n).toBe(1)
    expect(time?.bars.map(({ width }) => width)).toEqual([1, 1])
    expect(money).toMatchObject({ n: 0, bars: [], height: barStep })
  })

  it('draws every bar in proportion, within an axis that begins at nothing and has whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 }), figures => {
        const { ticks, rows } = layOutMatrixBars(
          {
            ...matrix,
            rows: [line('Time', 1)],
            columns: figures.map((_, at) => line(String(at), 1)),
            cells: figures.map((n, column) => ({ row: 0, column, counts: counts(n) })),
          },
          'passages',
        )
        const bars = rows[0]?.bars ?? []
        expect(bars.map(({ n }) => n)).toEqual(figures)
        for (const { n, width } of bars) {
          expect(width).toBeLessThanOrEqual(1)
          expect(width / (bars[0]?.width ?? 0)).toBeCloseTo(n / (figures[0] ?? 0), 9)
        }
        expect(ticks[0]).toEqual({ value: 0, x: 0 })
        expect(ticks.length).toBeGreaterThan(1)
        expect(ticks.every(({ value }) => Number.isInteger(value))).toBe(true)
      }),
    )
  })

  it('says itself in words', () => {
    expect(matrixBarsInWords(matrix, 'passages', 'passages')).toBe(
      '2 rows by 2 columns, counted in passages. The longest bar is 7: Time, Interviews. The table has every figure.',
    )
    expect(matrixBarsInWords({ ...matrix, cells: [] }, 'people', 'people')).toBe(
      '2 rows by 2 columns, counted in people: there are none.',
    )
  })
})
