import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameFinder } from '#engine/pseudonyms/find.ts'
import { keyOf, plainKey, tokensOf } from '#engine/pseudonyms/tokens.ts'
import type { PseudonymPair } from '#shared/model/pseudonym.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'
import { pair } from './pair.ts'

/** The text with every sure match replaced, and the doubtful ones in double angle brackets. */
function replaced(text: string, pairs: readonly PseudonymPair[]): string {
  const shown = new Map(pairs.map(one => [one.id, one.shown]))
  let made = ''
  let from = 0
  for (const match of nameFinder(pairs).find(text)) {
    const words = match.doubt === null ? shown.get(match.pair) : `«${text.slice(match.start, match.end)}»`
    made += text.slice(from, match.start) + words
    from = match.end
  }
  return made + text.slice(from)
}

const sarah = pair('Sarah', 'OT 18')
const owen = pair('Sarah Owen', 'OT 18', { variants: ['Sal'] })
const leeds = pair('Leeds', 'Site 10', { kind: 'place' })

describe('whole words in any case', () => {
  it.each([
    ['Sarah and SARAH and sarah', 'OT 18 and OT 18 and OT 18'],
    ['Sarahlyn is not she, nor is Besarah', 'Sarahlyn is not she, nor is Besarah'],
    ['“Sarah,” (Sarah) sarah_notes.docx Sarah/Tom', '“OT 18,” (OT 18) OT 18_notes.docx OT 18/Tom'],
    ['Sa\u00ADrah and Sa\u200Brah', 'OT 18 and OT 18'],
    [
      'Sarah-Jane is another, pro-Sarah is not, Sarah-like neither',
      'Sarah-Jane is another, pro-OT 18 is not, OT 18-like neither',
    ],
    ["O'Sarah is another; d'Sarah and 'Sarah' are not", "O'Sarah is another; d'OT 18 and 'OT 18' are not"],
  ])('%s', (text, expected) => {
    expect(replaced(text, [sarah])).toBe(expected)
  })

  it.each([
    ['Γιώργος', 'ο ΓΙΏΡΓΟΣ ήρθε', 'ο P1 ήρθε'],
    ['Мария', 'МАРИЯ сказала', 'P1 сказала'],
    ['Søren', 'Sørens bil, SØREN', 'P1s bil, P1'],
    ['José', 'JOSÉ came', 'P1 came'],
    ['عائشة', 'قالت عائشة ذلك', 'قالت P1 ذلك'],
  ])('%s', (name, text, expected) => {
    expect(replaced(text, [pair(name, 'P1')])).toBe(expected)
  })

  it('lets a person look where a script sets no spaces', () => {
    expect(replaced('我认识王小明先生', [pair('王小明', 'P1')])).toBe('我认识«王小明»先生')
    expect(replaced('我和Sarah去了', [sarah])).toBe('我和OT 18去了')
  })

  it('puts accents aside only where the person says so', () => {
    expect(replaced('Jose and José', [pair('José', 'P1')])).toBe('Jose and P1')
    expect(
      replaced('Jose and José, Soren', [
        pair('José', 'P1', { foldsAccents: true }),
        pair('Søren', 'P2', { foldsAccents: true }),
      ]),
    ).toBe('P1 and P1, P2')
  })
})

describe('words that are names too', () => {
  const will = pair('Will', 'P3')
  it.each([
    ['I will ask Will if he will mark it', 'I will ask P3 if he will mark it'],
    ['Then she left. Will you come?', 'Then she left. «Will» you come?'],
    ['Interviewer: Will it do? I asked Will.', 'Interviewer: «Will» it do? I asked P3.'],
    ["Will's form, the wills, Mr Will", "«Will»'s form, the wills, P3"],
  ])('%s', (text, expected) => {
    expect(replaced(text, [will])).toBe(expected)
  })
  it('takes any case where asked', () => {
    expect(replaced('ask will', [{ ...will, capitalsOnly: false }])).toBe('ask P3')
  })
})

describe('inflection', () => {
  const james = pair('James', 'P4')
  const robert = pair('Robert', 'P5')
  it.each([
    ["Sarah's, Sarah’s and Sarah'll", "OT 18's, OT 18’s and OT 18'll"],
    ["James' and James's", "P4' and P4's"],
    ['Sarahs form, two Sarahs, SARAHS', 'OT 18s form, two OT 18s, OT 18S'],
    ['Roberts may be another', '«Robert»s may be another'],
    ['Leeds is a place, a Leed is not, Leedss neither', 'Site 10 is a place, a Leed is not, Leedss neither'],
  ])('%s', (text, expected) => {
    expect(replaced(text, [sarah, james, robert, leeds])).toBe(expected)
  })
})

describe('names of several words', () => {
  it.each([
    ['Sarah Owen, S. Owen, S Owen, s. owen', 'OT 18, OT 18, OT 18, s. owen'],
    ['Dr Owen, Dr. Owen, dr Owen, Prof. Dr. Sarah Owen', 'OT 18, OT 18, OT 18, OT 18'],
    ['Owen, Sarah and OWEN, S', 'OT 18 and OT 18'],
    ['Owen alone is not hers, nor Sarah alone', 'Owen alone is not hers, nor Sarah alone'],
    ['Sal said', 'OT 18 said'],
    ['Sarah\nOwen and Sarah\n\nOwen', 'OT 18 and Sarah\n\nOwen'],
  ])('%s', (text, expected) => {
    expect(replaced(text, [owen])).toBe(expected)
  })

  it('takes the longest first and leaves what is put already', () => {
    const short = pair('Sarah', 'OT 3')
    expect(replaced('Sarah Owen and Sarah', [owen, short])).toBe('OT 18 and OT 3')
    const site = pair('Partner', 'P9', { kind: 'other' })
    const placed = pair('Bob Lind', '[site partner]')
    expect(replaced('the [site partner] and a partner', [site, placed])).toBe('the [site partner] and a P9')
  })

  it('hyphenated names, initials and particles', () => {
    const long = pair('Mary-Jane van der Berg', 'P7')
    expect(
      replaced('Mary-Jane van der Berg, Mary Jane van der Berg, Ms van der Berg, MJ van der Berg', [long]),
    ).toBe('P7, P7, P7, P7')
  })

  it('lets a person decide where a form is of two people', () => {
    expect(replaced('S. Owen came', [owen, pair('Simon Owen', 'P8')])).toBe('«S. Owen» came')
  })

  it('leaves the small word before a name that is no title', () => {
    expect(replaced('I miss Sarah. Miss Sarah came.', [sarah])).toBe('I miss OT 18. OT 18 came.')
  })
})

describe('a name beside another word with a capital', () => {
  const sarahOwen = pair('Sarah Owen', 'OT 18', { variants: ['Sarah'] })
  it.each([
    ['Sarah Chen', '«Sarah» Chen'],
    ['<v Sarah Chen>So Sarah came.', '<v «Sarah» Chen>So OT 18 came.'],
    ['so Sarah van der Berg and Sarah M. Chen', 'so «Sarah» van der Berg and «Sarah» M. Chen'],
    ['Sarah_Chen.vtt, Sarah.Chen, Sarah O’Brien', '«Sarah»_Chen.vtt, «Sarah».Chen, «Sarah» O’Brien'],
    ['so Anna Sarah came, and then Dr Sarah Chen', 'so Anna «Sarah» came, and then «Dr Sarah» Chen'],
    ['Mary Sarah came. May Sarah come?', 'Mary «Sarah» came. May «Sarah» come?'],
    ['so Sarah Owen Chen and Dr Owen Chen', 'so «Sarah Owen» Chen and «Dr Owen» Chen'],
    ['Sarahs Bil', '«Sarah»s Bil'],
    ['so Sarah June came', 'so «Sarah» June came'],
    ['SARAH CHEN', '«SARAH» CHEN'],
    ['Sarah\u200D Chen', '«Sarah\u200D» Chen'],
  ])('%s', (text, expected) => {
    expect(replaced(text, [sarahOwen])).toBe(expected)
  })

  it.each([
    ['I saw Sarah. Chen came. Sarah: Yes.', 'I saw OT 18. Chen came. OT 18: Yes.'],
    ['Dear Sarah,\nDear Sarah\nThank you', 'Dear OT 18,\nDear OT 18\nThank you'],
    ['Then Sarah, Anna, Sarah (Chen) and Sarah Owen', 'Then OT 18, Anna, OT 18 (Chen) and OT 18'],
    ['And Sarah came. Hi Sarah. Kære Sarah', 'And OT 18 came. Hi OT 18. Kære OT 18'],
    ['I went with her. With Sarah I went. Did Sarah?', 'I went with her. With OT 18 I went. Did OT 18?'],
    ['so Dr Sarah, Miss Sarah and Professor Owen', 'so OT 18, OT 18 and OT 18'],
    ['Sarah Owen Interview 2, Sarah Sarah', 'OT 18 Interview 2, OT 18 OT 18'],
  ])('is surely the name in: %s', (text, expected) => {
    expect(replaced(text, [sarahOwen])).toBe(expected)
  })
})

describe('numbers and addresses', () => {
  const phone = pair('07700 900123', '[phone]', { kind: 'phone', capitalsOnly: false })
  const nhs = pair('943 476 5919', '[NHS number]', { kind: 'number', capitalsOnly: false })
  const mail = pair('sarah.owen@nhs.example', '[email]', { kind: 'email', capitalsOnly: false })
  it.each([
    [
      '07700900123, 07700-900-123, +44 7700 900123, +44 (0)7700 900123, 0044 7700 900123',
      '[phone], [phone], [phone], [phone], [phone]',
    ],
    ['107700900123 and 077009001234', '107700900123 and 077009001234'],
    ['9434765919 or 943-476-5919', '[NHS number] or [NHS number]'],
    ['Sarah.Owen@nhs.example wrote', '[email] wrote'],
  ])('%s', (text, expected) => {
    expect(replaced(text, [phone, nhs, mail, owen])).toBe(expected)
  })
})

const names = [
  'Sarah',
  'Owen',
  'Will',
  'Anne-Marie',
  "O'Brien",
  'Søren',
  '王明',
  'van Dijk',
  'Jo',
  'James',
  'مريم',
]
const fillers = [
  ' ',
  ', ',
  '. ',
  '\n',
  "'s ",
  '-',
  's ',
  '’',
  ' the ',
  ' will ',
  'ness ',
  '(',
  ') ',
  '_',
  '1',
  ' OT 18 ',
  '\u0301',
  '👩‍👧',
  '\u200D',
]

describe('laws', () => {
  const text = fc
    .array(fc.constantFrom(...names, ...names.map(n => n.toUpperCase()), ...fillers), { maxLength: 30 })
    .map(parts => parts.join('').normalize('NFC'))
  const pairs = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), {
      selector: ([a, b]) => `${a} ${b}`,
      maxLength: 6,
    })
    .map(list =>
      list.map(([a, b], n) => pair(n % 2 ? `${a} ${b}` : a, `OT ${18 + n}`, { foldsAccents: n % 3 === 0 })),
    )

  it('matches are in order, apart, whole words, and outside of what is put already', () => {
    fc.assert(
      fc.property(text, pairs, fc.boolean(), (text, pairs, loose) => {
        const finder = nameFinder(pairs, { loose })
        const matches = finder.find(text)
        let end = 0
        for (const match of matches) {
          expect(match.start).toBeGreaterThanOrEqual(end)
          expect(match.end).toBeGreaterThan(match.start)
          end = match.end
          const before = text.slice(0, match.start)
          const rest = text.slice(match.end)
          if (!/\p{sc=Han}/u.test(text.slice(Math.max(0, match.start - 1), match.end + 1))) {
            expect(before).not.toMatch(/[\p{L}\p{N}]$/u)
            expect(isGraphemeBoundary(text, match.start) && isGraphemeBoundary(text, match.end)).toBe(true)
            expect(rest).not.toMatch(/^(?![sS](?![\p{L}\p{N}\p{M}]))[\p{L}\p{M}\p{N}]/u)
          }
          for (const placed of finder.placed(text)) {
            expect(placed.end <= match.start || placed.start >= match.end).toBe(true)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('a sure match is not followed by a word with a capital in its sentence, its own and I aside', () => {
    const own = (one: PseudonymPair | undefined) =>
      [one?.real ?? '', ...(one?.variants ?? [])].flatMap(tokensOf).map(({ key }) => plainKey(key))
    fc.assert(
      fc.property(text, pairs, (text, pairs) => {
        for (const { end, pair, doubt } of nameFinder(pairs).find(text)) {
          // The s of an ending is left outside of a match; after a script without spaces it is a word.
          const following = /(?:(?<!\p{sc=Han}\p{M}*)[sS])? (\p{Lu}[\p{L}\p{M}]*)/uy
          following.lastIndex = end
          const next = following.exec(text)?.[1]
          if (doubt !== null || next === undefined) continue
          const words = own(pairs.find(({ id }) => id === pair))
          expect([...words, 'i']).toContain(plainKey(keyOf(tokensOf(next)[0]?.words ?? '')))
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('replacing leaves nothing sure to replace, and what is put stays', () => {
    fc.assert(
      fc.property(text, pairs, (text, pairs) => {
        const finder = nameFinder(pairs)
        const shown = new Map(pairs.map(one => [one.id, one.shown]))
        let made = ''
        let from = 0
        for (const { start, end, pair } of finder.find(text)) {
          made += text.slice(from, start) + shown.get(pair)
          from = end
        }
        made += text.slice(from)
        const again = finder.find(made)
        // What was part of a longer name may stand free now; nothing already put is ever met.
        for (const match of again) {
          for (const span of finder.placed(made))
            expect(span.end <= match.start || span.start >= match.end).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})

it('is linear: thousands of pairs over 15 MB', () => {
  const syllables = ['ba', 'lo', 'mi', 'ra', 'te', 'nu', 'si', 'ko', 'va', 'du']
  const word = (n: number) => [...String(n).padStart(4, '0')].map(digit => syllables[Number(digit)]).join('')
  const capital = (w: string) => w.charAt(0).toUpperCase() + w.slice(1)
  const pairs = Array.from({ length: 4000 }, (_, n) =>
    pair(`${capital(word(n))} ${capital(word(9999 - n))}`, `Participant ${n + 1}`),
  )
  const block = Array.from({ length: 500 }, (_, n) =>
    n % 25 === 0
      ? `so ${capital(word(n))} ${capital(word(9999 - n))} said`
      : `we walked to the shop and back on day ${n} then`,
  ).join(' ')
  const small = block.repeat(Math.ceil(3_750_000 / block.length))
  const large = small.repeat(4)
  const finder = nameFinder(pairs)
  finder.find(block)
  const time = (text: string) => {
    const from = process.cpuUsage()
    const found = finder.find(text).length
    return { ms: process.cpuUsage(from).user / 1000, found }
  }
  const [a, b] = [time(small), time(large)]
  expect(b.found).toBe(a.found * 4)
  console.info(
    `4000 pairs: ${(small.length / 1e6).toFixed(1)} MB ${a.ms.toFixed(0)} ms, ${(large.length / 1e6).toFixed(1)} MB ${b.ms.toFixed(0)} ms`,
  )
  expect(b.ms).toBeLessThan(a.ms * 10 + 1000)
}, 60_000)
