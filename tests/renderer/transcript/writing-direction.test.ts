import { expect, test } from 'vitest'
import { isLeftwardLetter, isLeftwardLine } from '#renderer/transcript/writing-direction.ts'

const hebrew = 'שלום עולם'

test('the first letter of a line decides its direction', () => {
  for (let at = 0; at <= hebrew.length; at++) expect(isLeftwardLine(hebrew, at)).toBe(true)
  expect(isLeftwardLine('plain words', 5)).toBe(false)
  expect(isLeftwardLine(`(12) ${hebrew} and more`, 0)).toBe(true)
  expect(isLeftwardLine(`so ${hebrew} and more`, 6)).toBe(false)
})

test('each line decides for itself; one without letters is written as usual', () => {
  expect(isLeftwardLine(`${hebrew}\n- plain`, hebrew.length)).toBe(true)
  expect(isLeftwardLine(`${hebrew}\n- plain`, hebrew.length + 1)).toBe(false)
  expect(isLeftwardLine(`plain\n${hebrew}`, 0)).toBe(false)
  expect(isLeftwardLine(`${hebrew}\n12, 13`, hebrew.length + 2)).toBe(false)
  expect(isLeftwardLine('', 0)).toBe(false)
})

test('letters have a direction of their own, digits and stops have none', () => {
  expect([...'שم'].every(isLeftwardLetter)).toBe(true)
  expect([...'a1٣., '].some(isLeftwardLetter)).toBe(false)
})
