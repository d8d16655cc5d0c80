import { describe, expect, test } from 'vitest'
import {
  freeName,
  moveFor,
  placesFor,
  treeOfFrameworks,
} from '#renderer/screens/framework/tree-of-frameworks.ts'
import type { Code, Framework } from '#shared/model/codebook.ts'

const code = (id: string, parent: string | null, given: Partial<Code> = {}): Code => ({
  id,
  framework: 'f',
  parent,
  name: id,
  path: [id],
  kind: 'inductive',
  definition: '',
  whenToUse: '',
  whenNotToUse: '',
  example: '',
  colour: 1,
  status: 'provisional',
  position: 1,
  proposedIn: null,
  counts: { mine: 0, all: 0 },
  ...given,
})
const framework: Framework = {
  id: 'f',
  name: 'Own',
  kind: 'inductive',
  description: '',
  version: 2,
  codes: [code('a', null), code('a1', 'a'), code('a2', 'a', { definition: 'Waiting' }), code('b', null)],
}
const other: Framework = { ...framework, id: 'g', name: 'NPT', codes: [code('n', null, { framework: 'g' })] }
const all = [framework, other]

test('filtering keeps what lies above a match, in name or definition', () => {
  const [own, ...rest] = treeOfFrameworks(all, 'waiting')
  expect(rest).toEqual([])
  expect(own?.children?.map(({ id, children }) => [id, children?.map(child => child.id)])).toEqual([
    ['a', ['a2']],
  ])
})

describe('moveFor', () => {
  test('before, after and inside', () => {
    expect(moveFor(all, 'b', { targetId: 'a2', where: 'before' })).toEqual({ parent: 'a', before: 'a2' })
    expect(moveFor(all, 'b', { targetId: 'a1', where: 'after' })).toEqual({ parent: 'a', before: 'a2' })
    expect(moveFor(all, 'b', { targetId: 'a2', where: 'after' })).toEqual({ parent: 'a', before: null })
    expect(moveFor(all, 'a1', { targetId: 'b', where: 'inside' })).toEqual({ parent: 'b', before: null })
  })
  test('on the framework itself: the end of the top level', () => {
    expect(moveFor(all, 'a1', { targetId: 'f', where: 'inside' })).toEqual({ parent: null, before: null })
  })
  test('into another framework: nowhere', () => {
    expect(moveFor(all, 'a1', { targetId: 'n', where: 'inside' })).toBeNull()
    expect(moveFor(all, 'a1', { targetId: 'g', where: 'inside' })).toBeNull()
  })
})

test('a code goes anywhere but under itself', () => {
  expect(placesFor(framework, 'a').map(({ id }) => id)).toEqual(['b'])
  expect(placesFor(framework, 'a1').map(({ id }) => id)).toEqual(['a', 'a2', 'b'])
})

test('a new code gets a name no sibling has', () => {
  const codes = [code('1', null, { name: 'New code' }), code('2', 'x', { name: 'New code 2' })]
  expect(freeName(codes, null)).toBe('New code 2')
  expect(freeName(codes, 'x')).toBe('New code')
})
