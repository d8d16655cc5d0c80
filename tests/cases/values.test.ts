import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { guessType } from '#engine/cases/guess-columns.ts'
import { readValue, type ValueShape } from '#engine/cases/values.ts'

const number: ValueShape = { type: 'number', choices: [] }
const date: ValueShape = { type: 'date', choices: [] }
const yesNo: ValueShape = { type: 'yes-no', choices: [] }
const choice: ValueShape = { type: 'choice', choices: ['Band 6', 'Band 7'] }

describe('a value', () => {
  it.each([
    [number, ' 007 ', '7'],
    [number, '2,5', '2.5'],
    [number, '-0.50', '-0.5'],
    [number, '-0', '0'],
    [number, '12 345', '12345'],
    [number, '+3', '3'],
    [date, '5 March 2018', '2018-03-05'],
    [date, '05/03/2018', '2018-03-05'],
    [yesNo, 'Y', 'yes'],
    [yesNo, 'FALSE', 'no'],
    [choice, 'band  7', 'Band 7'],
    [{ type: 'text', choices: [] }, '  as it is ', 'as it is'],
  ])('%o reads %s as %s', (shape, typed, value) => {
    expect(readValue(shape as ValueShape, typed)).toEqual({ value })
  })

  it.each([
    [number, 'about 5', 'is not a number'],
    [number, '1e5', 'is not a number'],
    [number, '1,234', 'can be read in two ways'],
    [number, '1234567890123456', 'has more than 15 digits'],
    [date, '31/02/2018', 'is not a date'],
    [yesNo, 'maybe', 'is neither yes nor no'],
    [choice, 'Band 8', 'is none of the choices: Band 6, Band 7'],
    [{ type: 'text', choices: [] }, 'x'.repeat(2001), 'is longer than 2000 characters'],
  ])('%o refuses %s', (shape, typed, why) => {
    const read = readValue(shape as ValueShape, typed)
    expect('why' in read && read.why).toContain(why)
  })

  test('once read is read the same again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(number, date, yesNo, choice),
        fc.oneof(
          fc.string(),
          fc.double().map(String),
          fc.date({ noInvalidDate: true }).map(d => d.toISOString()),
        ),
        (shape, typed) => {
          const read = readValue(shape, typed)
          if ('value' in read) expect(readValue(shape, read.value)).toEqual(read)
        },
      ),
    )
  })
})

describe('the type of a column', () => {
  it.each([
    [['20', '22', '45'], 'number'],
    [['1 May 2018', '2018-05-02'], 'date'],
    [['yes', 'No', 'y'], 'yes-no'],
    [['f', 'm', 'f', 'f'], 'choice'],
    [['science', 'arts', 'politics'], 'text'],
    [['20', 'unknown'], 'text'],
    [[], 'text'],
  ])('%j is %s', (values, type) => {
    expect(guessType(values)).toBe(type)
  })
})
