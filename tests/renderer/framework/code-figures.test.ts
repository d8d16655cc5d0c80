import { expect, test } from 'vitest'
import {
  countedByCode,
  figuresInWords,
  figuresOfCodes,
  rowFigures,
} from '#renderer/screens/framework/code-figures.ts'
import type { Framework } from '#shared/model/codebook.ts'

const code = (id: string, parent: string | null) => ({ id, parent }) as Framework['codes'][number]
const frameworks = [
  { id: 'f', codes: [code('a', null), code('a1', 'a'), code('a11', 'a1'), code('a2', 'a'), code('b', null)] },
] as Framework[]
const { mine, all } = countedByCode({ codes: ['a', 'a11', 'a2'], mine: [2, 1, 0], all: [2, 4, 12_345] })
const here = new Map([['a11', 2]])
const figures = figuresOfCodes(frameworks, [mine, here, all])

test('a row has its own figures while it is open, and the sum of all under it while it is folded', () => {
  expect(rowFigures(figures, 'a', false)).toEqual({ values: [2, null, 2], isSum: false })
  expect(rowFigures(figures, 'a', true)).toEqual({ values: [3, 2, '12k'], isSum: true })
  expect(rowFigures(figures, 'a1', false)).toBeNull()
  expect(rowFigures(figures, 'a1', true)).toEqual({ values: [1, 2, 4], isSum: true })
  expect(rowFigures(figures, 'f', true)?.isSum).toBe(true)
})

test('figures that no code below adds to are the row’s own, and zero shows nothing', () => {
  expect(rowFigures(figures, 'a11', true)).toEqual({ values: [1, 2, 4], isSum: false })
  expect(rowFigures(figures, 'a2', false)).toEqual({ values: [null, null, '12k'], isSum: false })
  expect(rowFigures(figures, 'b', true)).toBeNull()
})

test('words say both, in full', () => {
  const columns = ['Mine', 'Here', 'All']
  expect(figuresInWords(figures, 'a', columns)).toBe(
    'Mine 2, Here 0, All 2\nWith the codes under it: Mine 3, Here 2, All 12351',
  )
  expect(figuresInWords(figures, 'a11', columns)).toBe('Mine 1, Here 2, All 4')
  expect(figuresInWords(figures, 'b', columns)).toBe('')
})
