import { expect, test } from 'vitest'
import { codesNamed, isLikely, mergedNameFor, rankCodes } from '#renderer/screens/code/rank-codes.ts'
import type { Code } from '#shared/model/codebook.ts'

const code = (name: string, path: string[] = [], status: Code['status'] = 'agreed'): Code => ({
  id: name,
  framework: 'f',
  parent: path.at(-1) ?? null,
  name,
  path: [...path, name],
  kind: 'inductive',
  definition: '',
  whenToUse: '',
  whenNotToUse: '',
  example: '',
  colour: 1,
  status,
  position: 1,
  proposedIn: null,
  merged: [],
})

const codes = [
  code('Doing the work'),
  code('Fear and confidence', ['Working with patients']),
  code('First approach', ['Working with employers']),
  code('Employer’s fear', ['Working with employers']),
  code('Differentiation', ['Coherence']),
  code('Défaillance'),
  code('Straße'),
  code('Old fear', [], 'retired'),
]
const names = (query: string, recent: string[] = []) =>
  rankCodes(codes, query, recent).map(({ name }) => name)

test('a beginning comes before a word’s beginning, that before letters in order', () => {
  expect(names('fe')).toEqual(['Fear and confidence', 'Employer’s fear', 'Differentiation'])
})
test('every word typed may begin another word of the name', () => {
  expect(names('app fir')).toEqual(['First approach'])
})
test('the path finds a code too, after its name', () => {
  expect(names('coher')).toEqual(['Differentiation'])
})
test('lately used come first among equals, and first of all where nothing is typed', () => {
  expect(names('f', ['First approach'])[0]).toBe('First approach')
  expect(names('', ['Differentiation', 'First approach']).slice(0, 3)).toEqual([
    'Differentiation',
    'First approach',
    'Doing the work',
  ])
})
test('retired codes are not offered; accents and case are put aside; signs are text', () => {
  expect(names('old')).toEqual([])
  expect(names('defail')).toEqual(['Défaillance'])
  expect(names('STRASSE')).toEqual(['Straße'])
  expect(names('.*')).toEqual([])
  expect(codesNamed(codes, '  fear and Confidence ')).toHaveLength(1)
  expect(codesNamed(codes, 'fear')).toEqual([])
})

test('what stands in the name may well be meant; letters in order and the path are no more than a guess', () => {
  const likely = (query: string) => codes.filter(each => isLikely(each, query)).map(({ name }) => name)
  expect(likely('fear')).toEqual(['Fear and confidence', 'Employer’s fear', 'Old fear'])
  expect(likely('app fir')).toEqual(['First approach'])
  expect(likely('iden')).toEqual(['Fear and confidence'])
  expect(names('frap')).toEqual(['First approach'])
  expect(likely('frap')).toEqual([])
  expect(names('coher')).toEqual(['Differentiation'])
  expect(likely('coher')).toEqual([])
})

test('words of the name and of those above it, in any order, may well be meant, and stand before a guess', () => {
  const likely = (query: string) => codes.filter(each => isLikely(each, query)).map(({ name }) => name)
  expect(names('work fear')).toEqual(['Fear and confidence', 'Employer’s fear'])
  expect(likely('work fear')).toEqual(['Fear and confidence', 'Employer’s fear'])
  expect(likely('approach working employers')).toEqual(['First approach'])
  expect(likely('work fear of dogs')).toEqual([])
  const two = [code('Coherently different'), code('Differentiation', ['Coherence'])]
  expect(rankCodes(two, 'coh differ', []).map(({ name }) => name)).toEqual([
    'Coherently different',
    'Differentiation',
  ])
  const guess = [code('Doing the paperwork'), code('Paper', ['Doing'])]
  expect(rankCodes(guess, 'doing pap', []).map(({ name }) => name)).toEqual(['Doing the paperwork', 'Paper'])
  expect(rankCodes([code('Dip along'), code('Pal', ['Di'])], 'di pal', []).map(({ name }) => name)).toEqual([
    'Pal',
    'Dip along',
  ])
})

test('a name that differs in spaces and signs alone may well be meant', () => {
  const likely = (query: string) => codes.filter(each => isLikely(each, query)).map(({ name }) => name)
  expect(likely('def aillance')).toEqual(['Défaillance'])
  expect(likely('first-approach')).toEqual(['First approach'])
  expect(likely('def aill')).toEqual([])
  expect(likely('--')).toEqual([])
})

test('a code is found by the name of one that was merged into it, and says by which', () => {
  const merged = { id: 'm', name: 'Staff shortage', definition: '', at: null, because: '' }
  const queue: Code = { ...code('Queue'), merged: [merged] }
  const all = [code('Staff meals'), queue, code('Staffing', ['Shortage'])]
  expect(rankCodes(all, 'staff short', []).map(({ name }) => name)).toEqual(['Queue', 'Staffing'])
  expect(rankCodes(all, 'staff', []).map(({ name }) => name)).toEqual(['Staff meals', 'Staffing', 'Queue'])
  expect(isLikely(queue, 'Staff shortage')).toBe(true)
  expect(mergedNameFor(queue, 'staff')).toBe('Staff shortage')
  expect(mergedNameFor(queue, 'que')).toBeUndefined()
})
