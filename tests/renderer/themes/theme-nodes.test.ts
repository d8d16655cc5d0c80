import { expect, test } from 'vitest'
import {
  lineId,
  lineOf,
  themeNodes,
  themePlace,
  withSubThemes,
} from '#renderer/screens/themes/theme-nodes.ts'
import type { Theme } from '#shared/model/theme.ts'

const theme = (id: string, parent: string | null, codes: string[] = []): Theme => ({
  id,
  parent,
  name: `Theme ${id}`,
  summary: '',
  position: 0,
  codes,
})
const themes = [theme('a', null), theme('a1', 'a', ['x']), theme('a2', 'a'), theme('b', null, ['x', 'y'])]

test('one code under two themes is two lines', () => {
  const nodes = themeNodes(themes, new Map(), [])
  expect(nodes.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(nodes[0]?.children?.map(({ id }) => id)).toEqual(['a1', 'a2'])
  expect(nodes[0]?.children?.[0]?.children?.map(({ id }) => id)).toEqual(['a1/x'])
  expect(lineOf(lineId({ theme: 'b', code: 'y' }))).toEqual({ theme: 'b', code: 'y' })
  expect(lineOf('b')).toEqual({ theme: 'b', code: null })
})

test('a drop says under which theme and before which sibling', () => {
  expect(themePlace(themes, ['b'], { targetId: null, where: 'after' })).toEqual({
    parent: null,
    before: null,
  })
  expect(themePlace(themes, ['b'], { targetId: 'a', where: 'inside' })).toEqual({ parent: 'a', before: null })
  expect(themePlace(themes, ['b'], { targetId: 'a2', where: 'before' })).toEqual({
    parent: 'a',
    before: 'a2',
  })
  expect(themePlace(themes, ['b'], { targetId: 'a1', where: 'after' })).toEqual({ parent: 'a', before: 'a2' })
  expect(themePlace(themes, ['a1'], { targetId: 'a2', where: 'after' })).toEqual({
    parent: 'a',
    before: null,
  })
  expect(themePlace(themes, ['a2'], { targetId: 'b/x', where: 'before' })).toEqual({
    parent: 'b',
    before: null,
  })
})

test('a theme comes with all beneath it', () => {
  expect(withSubThemes(themes, 'a')).toEqual(['a', 'a1', 'a2'])
  expect(withSubThemes(themes, 'b')).toEqual(['b'])
})
