import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameFinder } from '#engine/pseudonyms/find.ts'
import type { LinkedCase } from '#engine/pseudonyms/linked-cases.ts'
import { suggesting } from '#engine/pseudonyms/suggest.ts'
import { isNhsNumber, tellingNumbers } from '#engine/pseudonyms/telling-numbers.ts'
import type { PseudonymPair } from '#shared/model/pseudonym.ts'
import { pair } from './pair.ts'

const found = (text: string) =>
  tellingNumbers(text).map(one => `${one.what}: ${text.slice(one.start, one.end)}`)

describe('numbers and addresses that tell who somebody is', () => {
  it.each([
    ['ring 07700 900123 or (0113) 496 0123', ['phone number: 07700 900123', 'phone number: (0113) 496 0123']],
    [
      'or +44 7700 900123, +45 20 12 34 56, 0045 20123456',
      ['phone number: +44 7700 900123', 'phone number: +45 20 12 34 56', 'phone number: 0045 20123456'],
    ],
    ['NHS 943 476 5919 and not 943 476 5918', ['NHS number: 943 476 5919']],
    ['write to A.Berg+x@clinic.example.', ['email address: A.Berg+x@clinic.example']],
    ['see https://clinic.example/a?b=1, please', ['web address: https://clinic.example/a?b=1']],
    ['at LS1 4AP or EC1A 1BB', ['postcode: LS1 4AP', 'postcode: EC1A 1BB']],
    ['born 3 March 1961; DOB: 03/03/1961', ['date of birth: 3 March 1961', 'date of birth: 03/03/1961']],
    ['on 2024-02-06 at 09:30, 1,204 of 3,500 in 2019 2020 2021', []],
    ['P01 00:01:23 and 12-11-2023', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('finds the addresses that a look at the whole text finds', () => {
    const email =
      /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}][\p{L}\p{N}-]{0,62}){1,5}/gu
    const piece = fc.constantFrom(
      'a',
      'é',
      '𐐀',
      '1',
      '@',
      '@',
      '.',
      '-',
      '+',
      ' ',
      'x'.repeat(70),
      '𐐀'.repeat(70),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join('')
        expect(found(text).filter(one => one.startsWith('email'))).toEqual(
          [...text.matchAll(email)].map(([words]) => `email address: ${words}`),
        )
      }),
      { numRuns: 400 },
    )
  })

  it('checks the digit of an NHS number', () => {
    expect(isNhsNumber('9434765919')).toBe(true)
    for (let digit = 0; digit < 10; digit++) expect(isNhsNumber(`943476591${digit}`)).toBe(digit === 9)
    expect(isNhsNumber('1111111111')).toBe(false)
    expect(isNhsNumber('943476591')).toBe(false)
  })
})

const unlinked: LinkedCase[] = [
  { kind: 'person', name: 'OT 18', called: [] },
  { kind: 'site', name: 'Site 3', called: [] },
]

function suggested(
  text: string,
  pairs: PseudonymPair[] = [],
  ignored: string[] = [],
  cases: readonly LinkedCase[] = unlinked,
) {
  const looking = suggesting({
    finder: nameFinder(pairs),
    pairs,
    ignored,
    cases,
  })
  looking.look({
    id: 's',
    title: 'Interview',
    revision: 'r',
    text,
    structure: { segments: [], marks: [], mail: null },
    words: [{ place: 'text', number: 0, words: text }],
  })
  return looking.suggestions()
}
const inShort = (text: string) =>
  suggested(text)
    .map(({ words, kind }) => `${words}: ${kind}`)
    .sort()

describe('likely names', () => {
  it.each([
    ['Then Anna said that Dr Lindqvist was late. Anna laughed.', ['Anna: person', 'Lindqvist: person']],
    ['Dear Bodil,\nit rained.\nKind regards\nTom Ashby', ['Bodil: person', 'Tom Ashby: person']],
    [
      'We met at Bradford Royal Infirmary Hospital, in Skipton.',
      ['Bradford Royal Infirmary Hospital: organisation', 'Skipton: place'],
    ],
    ['We went on Monday in March to an NHS clinic. The Danish one. Yes. Well, OK.', []],
    ['Better now. It is better. Maybe. I, I think so.', []],
    [
      'Anne-Marie and O’Brien came with van der Berg',
      ['Anne-Marie: person', 'Berg: person', 'O’Brien: person'],
    ],
  ])('%s', (text, expected) => {
    expect(inShort(text)).toEqual(expected)
  })

  it('come with how often and where', () => {
    const list = suggested('So Anna came. And then Anna and Bodil went to Skipton.')
    expect(list.map(({ words, count }) => [words, count])).toEqual(
      expect.arrayContaining([
        ['Anna', 2],
        ['Bodil', 1],
      ]),
    )
    expect(list.find(({ words }) => words === 'Anna')?.examples).toHaveLength(2)
  })

  it('come behind the longer name they are a part of, to be shown alike', () => {
    const list = suggested('So Jonas came. And Jonas saw Jonas Lindqvist, and Bodil, and Lindqvist.')
    expect(list.map(({ words }) => words)).toEqual(['Jonas Lindqvist', 'Jonas', 'Lindqvist', 'Bodil'])
    expect(list.map(({ proposed }) => proposed)).toEqual([
      'Participant 1',
      'Participant 1',
      'Participant 1',
      'Participant 2',
    ])
    const two = suggested('So Jonas came. And Jonas Lindqvist saw Jonas Berg, and Lindqvist.')
    expect(new Map(two.map(({ words, proposed }) => [words, proposed])).get('Jonas')).toBe('Participant 2')
  })

  it('hold the fuller name of somebody who shares a first name with the key', () => {
    const pairs = [pair('Sarah Owen', 'OT 1', { variants: ['Sarah'] })]
    const list = suggested('So Sarah came, and then Sarah Chen, and Dr Sarah Monday.', pairs)
    expect(list.map(({ words, proposed }) => [words, proposed])).toEqual([['Sarah Chen', 'Participant 2']])
  })

  it('leave out what the key has, what is put already, and what was said to be no name', () => {
    const text = 'So Anna met Bodil and Site 10 and then Carl.'
    const pairs = [pair('Anna', 'OT 1'), pair('Oakfield', 'Site 10', { kind: 'place' })]
    expect(suggested(text, pairs, ['carl']).map(({ words }) => words)).toEqual(['Bodil'])
  })
})

describe('the pseudonym proposed', () => {
  const text = 'So Anna Berg came, and Tom Baker, from Ghana in a van. We were in Ghana in May.'
  const proposals = (cases: readonly LinkedCase[], pairs: PseudonymPair[] = [], of = text) =>
    Object.fromEntries(suggested(of, pairs, [], cases).map(({ words, proposed }) => [words, proposed]))
  const person = (name: string, ...called: string[]): LinkedCase => ({ kind: 'person', name, called })
  const plain = { 'Anna Berg': 'Participant 1', 'Tom Baker': 'Participant 2', Ghana: '[place]' }

  it('is no case that the name is not linked to', () => {
    expect(
      proposals([person('P08'), person('P09', 'P09'), { kind: 'site', name: 'Site 2', called: [] }]),
    ).toEqual(plain)
  })

  it('is the case that this very name is linked to', () => {
    expect(proposals([person('P08'), person('OT 18', 'Tom Baker', 'P3', 'Tom')])).toEqual({
      ...plain,
      'Tom Baker': 'OT 18',
    })
    expect(proposals([person('OT 18', 'Tom Barker')])).toEqual(plain)
    expect(proposals([person('OT 18', 'Ghana')])).toEqual(plain)
  })

  it('is no case that somebody else is linked to, nor one of two', () => {
    expect(proposals([person('OT 18', 'Tom Baker', 'Anna Berg')])).toEqual(plain)
    expect(proposals([person('OT 18', 'Tom Baker', 'Tom Ashby')])).toEqual(plain)
    expect(proposals([person('OT 18', 'Tom Baker'), person('OT 19', 'Tom Baker')])).toEqual(plain)
    expect(proposals([person('OT 18', 'Tom Baker')], [pair('Carl Holm', 'OT 18')])['Tom Baker']).toBe(
      'Participant 2',
    )
  })

  it.each(['Tom Baker', 'Anna Berg', 'Tom', 'Baker 2', 'The mentor', 'Mentor B', '12'])(
    'is no case whose name may be a real one: %s',
    name => {
      expect(proposals([person(name, 'Tom Baker')])['Tom Baker']).toMatch(/^Participant/)
    },
  )

  it.each(['OT 18', 'P01', 'Site 10', 'Mentor 2', '[mentor]', 'ot_4'])('may be one named %s', name => {
    expect(proposals([person(name, 'Tom Baker')])['Tom Baker']).toBe(name)
  })

  it('is the next participant whose number no case and no pair has', () => {
    const cases = [person('Participant 4'), person('P05'), person('OT 8')]
    const pairs = [pair('Carl Holm', 'Participant 6')]
    expect(proposals(cases, pairs)).toMatchObject({
      'Anna Berg': 'Participant 7',
      'Tom Baker': 'Participant 9',
    })
  })
})
