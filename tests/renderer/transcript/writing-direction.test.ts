import { expect, test } from 'vitest'
import { isWrittenLeftward } from '#renderer/transcript/writing-direction.ts'

const hebrew = 'שלום עולם.'

test('letters decide, and a space or stop goes with the letters before it', () => {
  for (let at = 0; at < hebrew.length; at++) expect(isWrittenLeftward(hebrew, at)).toBe(true)
  expect(isWrittenLeftward('plain words', 5)).toBe(false)
  expect(isWrittenLeftward(`(${hebrew}`, 0)).toBe(true)
})

test('a mixed line changes direction where its words do', () => {
  const mixed = `He said ${hebrew.slice(0, 4)} twice`
  expect(isWrittenLeftward(mixed, 3)).toBe(false)
  expect(isWrittenLeftward(mixed, 8)).toBe(true)
  expect(isWrittenLeftward(mixed, 13)).toBe(false)
})

test('each line is judged by itself, and no text has no direction', () => {
  expect(isWrittenLeftward(`${hebrew}\n- plain`, hebrew.length + 1)).toBe(false)
  expect(isWrittenLeftward(`plain\n${hebrew}`, 0)).toBe(false)
  expect(isWrittenLeftward('', 0)).toBe(false)
})
