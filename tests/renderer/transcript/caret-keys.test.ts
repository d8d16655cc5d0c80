import { expect, test } from 'vitest'
import { caretKey } from '#renderer/transcript/caret-keys.ts'

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => caretKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test('each key and its reach', () => {
  expect(press('ArrowRight')).toEqual({ by: 'character', forward: true, extend: false })
  expect(press('ArrowLeft', { ctrlKey: true, shiftKey: true })).toEqual({
    by: 'word',
    forward: false,
    extend: true,
  })
  expect(press('ArrowDown', { metaKey: true })?.by).toBe('sentence')
  expect(press('ArrowDown', { altKey: true })?.by).toBe('turn')
  expect(press('PageUp')).toEqual({ by: 'page', forward: false, extend: false })
  expect(press('End', { ctrlKey: true })?.by).toBe('text')
})

test('Alt with left and right is left to the chosen coding; letters are nobody’s here', () => {
  expect(press('ArrowLeft', { altKey: true })).toBeNull()
  expect(press('a')).toBeNull()
})
