import { describe, expect, it } from 'vitest'
import { aYearBefore, farBefore } from '#shared/text/far-before.ts'

const year = (n: number, of = 2019): string[] =>
  Array.from({ length: n }, (_, at) => `${of}-${String((at % 12) + 1).padStart(2, '0')}-10`).sort()

describe('days far before all others', () => {
  it.each<[string, string[], number, number]>([
    ['none', [], 12, 0],
    ['one alone', ['1919-04-15'], 12, 0],
    ['one of two', ['1919-04-15', '2019-04-15'], 12, 1],
    ['a century', ['1919-04-15', ...year(40)], 12, 1],
    ['two years', ['2017-04-15', ...year(40)], 12, 1],
    ['a year', ['2018-01-15', ...year(40)], 12, 0],
    ['less than asked for', ['2017-04-15', ...year(40)], 60, 0],
    ['two far from each other', ['1909-01-01', '1919-04-15', ...year(40)], 12, 2],
    ['more than a few', [...year(4, 1919), ...year(40)], 12, 0],
    ['a few of many', [...year(4, 1919), ...year(96)], 12, 4],
    ['half of all', [...year(2, 1919), ...year(2)], 12, 0],
    ['one of two early ones that are a few', [...year(1, 1909), ...year(20, 2012), ...year(20)], 12, 1],
  ])('%s', (_, days, months, found) => expect(farBefore(days, months)).toBe(found))

  it('are compared with the day a year before', () => {
    expect(aYearBefore('2019-03-01')).toBe('2018-03-01')
    expect('2019-02-28' < aYearBefore('2020-02-29')).toBe(true)
  })
})
