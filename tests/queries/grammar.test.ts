import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesIn } from '#engine/search/evaluate.ts'
import { textNode } from '#engine/search/grammar.ts'
import { TandemError } from '#shared/errors.ts'
import { wordSpans } from '#shared/text/words.ts'
import { makeStudy } from '../helpers/study.ts'

const found = (text: string, words: string, how: 'words' | 'phrase' | 'near' = 'words', within = 10) =>
  placesIn(text, textNode({ words, how, within })).map(({ start, end }) => text.slice(start, end))

const refusal = (words: string): string => {
  try {
    textNode({ words, how: 'words', within: 10 })
    return ''
  } catch (error) {
    if (error instanceof TandemError) return error.message
    throw error
  }
}

const text = 'We waited on the waiting list. Café staff said a list of “waits” was long, and long it was.'

describe('words as typed', () => {
  it.each([
    ['list', ['list', 'list']],
    ['waiting list', ['waiting list', 'list']],
    ['"waiting list"', ['waiting list']],
    ['“waiting list”', ['waiting list']],
    ['wait*', ['waited', 'waiting', 'waits']],
    ['"waiting li*"', ['waiting list']],
    ['"waiting li"*', ['waiting list']],
    ['cafe OR waits', ['Café', 'waits']],
    ['list NOT cafe', []],
    ['list NOT bus', ['list', 'list']],
    ['list AND NOT bus', null],
    ['said NEAR/1 list', ['said a list']],
    ['waits NEAR/2 list', ['list of “waits']],
    ['waits NEAR/1 said', []],
    ['list NEAR staff', ['list. Café staff']],
    ['(waited OR waits) NOT (bus OR train)', ['waited', 'waits']],
    ['near not or', []],
    ['list & café', ['list. Café', 'list']],
  ] as const)('finds %s', (words, places) => {
    if (places === null) expect(refusal(words)).toBe('NOT at character 10 has nothing before it.')
    else expect(found(text, words)).toEqual(places)
  })

  it.each([
    ['patient', ['patient’s', "patient's", 'Patient']],
    ['patients', ['patients', 'patients']],
    ['"patient list"', ['patient’s list', "patient's list"]],
    ["patient's", ['patient’s', "patient's"]],
    ['patient’s', ['patient’s', "patient's"]],
    ['patients’', ['patients', 'patients']],
    ['pat', []],
  ])('finds possessives of %s', (words, places) => {
    const said =
      "The patient’s list, a patient's list, the patients’ list and the patients' ward, impatient’s. Patient."
    expect(found(said, words)).toEqual(places)
  })

  it('reads a phrase and near words without signs', () => {
    expect(found(text, 'waiting list', 'phrase')).toEqual(['waiting list'])
    expect(found(text, 'list (staff', 'near', 1)).toEqual(['list. Café staff'])
    expect(found(text, 'said list', 'near', 0)).toEqual(['said a list'])
    expect(found(text, 'OR', 'phrase')).toEqual([])
  })

  it.each([
    ['', 'Nothing is looked for.'],
    ['  ', 'Nothing is looked for.'],
    ['&', 'There is no word in what is looked for.'],
    ['"waiting list', 'The quotation mark at character 1 is not closed.'],
    ['(list', 'The bracket at character 1 is not closed.'],
    ['list)', 'The bracket at character 5 closes none.'],
    ['list ()', 'The bracket at character 6 has nothing in it.'],
    ['OR list', 'OR at character 1 has nothing before it.'],
    ['NOT list', 'NOT at character 1 has nothing before it.'],
    ['list NEAR', 'NEAR at character 6 has nothing after it.'],
    ['list NEAR/0 staff', 'NEAR/0 at character 6 is too far or too near.'],
    ['list NEAR (a OR b)', 'NEAR at character 6 stands beside a bracket.'],
    ['wa*ting', 'The * at character 3 does not end a word.'],
    ['a '.repeat(600), 'What is looked for has 1,200 characters; at most 1,000 can be looked for at once.'],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, 'More than 20 brackets stand within each other.'],
  ])('refuses %j in a sentence', (words, message) => {
    expect(refusal(words)).toBe(message)
  })
})

const signs = [
  'shop',
  'bus',
  "bus's",
  '"the shop bus"',
  '"shop bus é"',
  '"shop bus"*',
  '"',
  '“',
  '”',
  '*',
  'NEAR',
  'NEAR/3',
  'AND',
  'OR',
  'NOT',
  '(',
  ')',
  ' ',
  ' ',
  '-',
  'é',
  '☕',
]
const typed = fc.oneof(
  fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map(parts => parts.join(' ')),
  fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

it('answers or refuses anything typed, and the index finds what reading finds', async () => {
  const study = await makeStudy()
  const turns = [
    'A: We went to the shop by bus.',
    'B: The shop, the bus and é.',
    'A: No bus. NEAR the shop or not.',
    "B: The shop's bus, a bus’s shop, the shop’s bus’s é.",
  ]
  await study.source('One', turns.join('\n'))
  const starts = turns.map((_, n) => turns.slice(0, n).join('\n').length + (n > 0 ? 1 : 0))
  await fc.assert(
    fc.asyncProperty(typed, async words => {
      const refused = refusal(words)
      const answer = await study.setUp.queries.ask({ query: { text: { words } } }).catch(error => error)
      if (refused !== '') {
        expect(answer.message).toBe(refused)
        return
      }
      const node = textNode({ words, how: 'words', within: 10 })
      const read = turns.flatMap((turn, n) =>
        placesIn(turn, node).map(({ start, end }) => [(starts[n] ?? 0) + start, (starts[n] ?? 0) + end]),
      )
      expect(answer.places.map((place: { start: number; end: number }) => [place.start, place.end])).toEqual(
        read,
      )
    }),
    { numRuns: 2000 },
  )
  expect(study.faults()).toBe('')
}, 240_000)

it('is the set of places that its parts are, whatever the text', () => {
  const words = fc.constantFrom('a', 'b', 'c', 'd')
  const texts = fc.array(fc.oneof(words, fc.constant('.')), { maxLength: 12 }).map(parts => parts.join(' '))
  const holds = (text: string, query: string) => found(text, query).length > 0
  fc.assert(
    fc.property(texts, words, words, fc.integer({ min: 1, max: 4 }), (text, one, other, within) => {
      const spans = wordSpans(text).map(({ start, end }) => text.slice(start, end))
      const has = (word: string) => spans.includes(word)
      expect(holds(text, `${one} ${other}`)).toBe(has(one) && has(other))
      expect(holds(text, `${one} OR ${other}`)).toBe(has(one) || has(other))
      expect(holds(text, `${one} NOT ${other}`)).toBe(has(one) && !has(other))
      const near = spans.some((word, at) =>
        spans.some(
          (second, to) => word === one && second === other && at !== to && Math.abs(at - to) - 1 <= within,
        ),
      )
      expect(holds(text, `${one} NEAR/${within} ${other}`)).toBe(near)
    }),
    { numRuns: 3000 },
  )
})
