import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCodes, indexCodes } from '#renderer/screens/framework/find-codes.ts'
import {
  freeName,
  moveFor,
  placesFor,
  treeOfFrameworks,
} from '#renderer/screens/framework/tree-of-frameworks.ts'
import type { TreeNode } from '#renderer/ui/tree-rows.ts'
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
  merged: [],
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
const other: Framework = {
  ...framework,
  id: 'g',
  name: 'NPT',
  kind: 'deductive',
  codes: [code('n', null, { framework: 'g', name: 'Coherence' })],
}
const all = [other, framework]

/** Names of a tree's lines with what is under each. */
const outline = (nodes: readonly TreeNode[]): unknown[] =>
  nodes.map(({ label, children }) => (children ? [label, outline(children)] : label))
const found = (typed: string, withDefinitions = false) => findCodes(indexCodes(all, withDefinitions), typed)

describe('the tree', () => {
  test('has the inductive framework first, each with its codes', () => {
    expect(outline(treeOfFrameworks(all, { found: null }))).toEqual([
      ['Own', [['a', ['a1', 'a2']], 'b']],
      ['NPT', ['Coherence']],
    ])
  })
  test('says of a retired code that it is, in words and quieter; and of any the key it is on', () => {
    const codes = [
      code('a', null, { status: 'agreed' }),
      code('b', null, { status: 'retired' }),
      code('c', null),
      code('d', null, { status: 'retired' }),
    ]
    const nodes = treeOfFrameworks([{ ...framework, codes }], { found: null, isBare: true, pinned: ['d'] })
    expect(nodes.map(({ label, note, key, isMuted }) => [label, note, key, isMuted])).toEqual([
      ['a', undefined, undefined, false],
      ['b', 'retired', undefined, true],
      ['c', undefined, undefined, false],
      ['d', 'retired', 1, true],
    ])
  })

  test('beside the text has the codes of the inductive framework at its top', () => {
    const nodes = treeOfFrameworks(all, { found: null, isBare: true, pinned: ['b'] })
    expect(outline(nodes)).toEqual([['a', ['a1', 'a2']], 'b', ['NPT', ['Coherence']]])
    expect(nodes[1]?.key).toBe(1)
  })
  test('has a code that is being named last among its siblings, until the frameworks have what came of it', () => {
    const draft = { id: 'd', framework: 'f', parent: 'a', name: 'New code', made: null, above: [] }
    const shown = (made: string | null) =>
      treeOfFrameworks([framework], { found: null, isBare: true, drafts: [{ ...draft, made }] })
    expect(outline(shown(null))).toEqual([['a', ['a1', 'a2', 'New code']], 'b'])
    expect(shown(null)[0]?.children?.map(({ isDraft = false }) => isDraft)).toEqual([false, false, true])
    expect(outline(shown('not yet here'))).toEqual([['a', ['a1', 'a2', 'New code']], 'b'])
    expect(outline(shown('a2'))).toEqual([['a', ['a1', 'a2']], 'b'])
  })
  test('names two inductive frameworks, also beside the text', () => {
    const second = { ...framework, id: 'h', name: 'Second', codes: [] }
    expect(outline(treeOfFrameworks([framework, second], { found: null, isBare: true }))).toEqual([
      ['Own', [['a', ['a1', 'a2']], 'b']],
      ['Second', []],
    ])
  })
  test('shows what lies above what was found, and mutes it', () => {
    const [own, ...rest] = treeOfFrameworks(all, { found: found('waiting', true) })
    expect(rest).toEqual([])
    expect(outline(own?.children ?? [])).toEqual([['a', ['a2']]])
    expect(own?.children?.[0]?.isMuted).toBe(true)
    expect(own?.children?.[0]?.children?.[0]?.isMuted).toBe(false)
  })
  test('has every code once, under its own parent, whatever the tree', () => {
    fc.assert(
      fc.property(someCodes, codes => {
        const tree = treeOfFrameworks([{ ...framework, codes }], { found: null, isBare: true })
        const lines: [string, string | null][] = []
        const walk = (nodes: readonly TreeNode[], parent: string | null) => {
          for (const { id, children = [] } of nodes) {
            lines.push([id, parent])
            walk(children, id)
          }
        }
        walk(tree, null)
        expect(lines).toEqual(codes.map(({ id, parent }) => [id, parent]))
      }),
    )
  })
})

/** Codes in tree order: each under the code before it or one of those above that. */
const someCodes = fc.array(fc.nat({ max: 12 }), { maxLength: 40 }).map(ups => {
  const line: string[] = []
  return ups.map((up, n) => {
    line.length = Math.max(0, line.length - up)
    const made = code(`c${n}`, line.at(-1) ?? null)
    line.push(made.id)
    return made
  })
})

describe('finding codes', () => {
  const named = (...names: [string, string | null, string][]) => [
    { ...framework, codes: names.map(([id, parent, name]) => code(id, parent, { name })) },
  ]
  const codes = named(
    ['w', null, 'Ward work'],
    ['wp', 'w', 'Paperwork'],
    ['wt', 'w', 'Naïve trust'],
    ['p', null, 'Paper'],
  )
  const ids = (typed: string) => findCodes(indexCodes(codes, false), typed)?.found
  test('puts accents and letter case aside', () => {
    expect(ids('NAIVE')).toEqual(['wt'])
    expect(ids('naïve')).toEqual(['wt'])
  })
  test('takes words in any order, over the names above too, but one in the name itself', () => {
    expect(ids('trust naive')).toEqual(['wt'])
    expect(ids('paper ward')).toEqual(['wp'])
    expect(ids('ward')).toEqual(['w'])
    expect(ids('paper')).toEqual(['wp', 'p'])
  })
  test('nothing typed looks for nothing', () => {
    expect(findCodes(indexCodes(codes, false), '  ')).toBeNull()
  })
  test('definitions are looked through where asked', () => {
    expect(found('waiting')?.found).toEqual([])
    expect(found('waiting', true)?.found).toEqual(['a2'])
  })
})

describe('moveFor', () => {
  test('before, after and inside', () => {
    expect(moveFor(all, ['b'], { targetId: 'a2', where: 'before' })).toEqual({ parent: 'a', before: 'a2' })
    expect(moveFor(all, ['b'], { targetId: 'a1', where: 'after' })).toEqual({ parent: 'a', before: 'a2' })
    expect(moveFor(all, ['b'], { targetId: 'a2', where: 'after' })).toEqual({ parent: 'a', before: null })
    expect(moveFor(all, ['a1'], { targetId: 'b', where: 'inside' })).toEqual({ parent: 'b', before: null })
  })
  test('several together go to one place, which is none of theirs', () => {
    expect(moveFor(all, ['a2', 'b'], { targetId: 'a1', where: 'after' })).toEqual({
      parent: 'a',
      before: null,
    })
    expect(moveFor(all, ['a1', 'n'], { targetId: 'b', where: 'inside' })).toBeNull()
  })
  test('on the framework itself: the end of the top level, but not beside it for what is there', () => {
    expect(moveFor(all, ['a1'], { targetId: 'f', where: 'inside' })).toEqual({ parent: null, before: null })
    expect(moveFor(all, ['b'], { targetId: 'f', where: 'inside' })).toEqual({ parent: null, before: null })
    expect(moveFor(all, ['b'], { targetId: 'f', where: 'after' })).toBeNull()
  })
  test('into another framework: nowhere', () => {
    expect(moveFor(all, ['a1'], { targetId: 'n', where: 'inside' })).toBeNull()
    expect(moveFor(all, ['a1'], { targetId: 'g', where: 'inside' })).toBeNull()
  })
})

test('codes go anywhere but under themselves', () => {
  expect(placesFor(framework, ['a']).map(({ id }) => id)).toEqual(['b'])
  expect(placesFor(framework, ['a1']).map(({ id }) => id)).toEqual(['a', 'a2', 'b'])
  expect(placesFor(framework, ['a1', 'b']).map(({ id }) => id)).toEqual(['a', 'a2'])
})

test('a new code gets a name no sibling has', () => {
  const codes = [code('1', null, { name: 'New code' }), code('2', 'x', { name: 'New code 2' })]
  expect(freeName(codes, null)).toBe('New code 2')
  expect(freeName(codes, 'x')).toBe('New code')
})
