import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { mendRtf } from '#engine/import/rtf-mend.ts'

const rtf = (body: string): Buffer =>
  Buffer.from(`{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 ${body}}`, 'latin1')
const read = async (bytes: Uint8Array): Promise<[string | undefined, string[] | undefined]> => {
  const [doc] = await readFileBytes(bytes, 'a.rtf', {})
  return [doc?.text, doc?.warnings]
}
const tracked = 'The document has tracked changes; it was read as if all of them were accepted.'
const hidden = 'Some text is hidden in Word; it was read too.'
const cut = 'The file was cut off: it ends in the middle, and what came after is missing.'

test.each([
  ['dashes', 'Yes\\emdash no. From 2\\endash 4', 'Yes—no. From 2–4'],
  ['hyphens and spaces that never break', 'COVID\\_19 at 5\\~pm', 'COVID\u201119 at 5\u00A0pm'],
  ['a place to break before a number', 'self\\-2nd', 'self2nd'],
  ['a bullet', '\\bullet one', '•one'],
  ['quotation marks', '{\\ldblquote}fine{\\rdblquote} \\lquote so\\rquote', '“fine” ‘so’'],
  ['wide spaces', 'a\\emspace b\\enspace c', 'a\u2003b\u2002c'],
  ['a dash where nothing stands in for it', '{\\uc0 a\\emdash b}', 'a—b'],
  ['a dash where two characters would', '{\\uc2 a\\emdash b\\u233 xyz}', 'a—béz'],
  ['a dash that stands in for a Unicode character', '\\u233\\emdash b', 'éb'],
  ['a page that ends between words', 'one\\page two\\column three\\sect four', 'one\ntwo\nthree\nfour'],
  ['a page that ends between paragraphs', 'one\\par\\page two\\par', 'one\ntwo'],
  ['an entry of an index', 'one{\\xe {\\v two\\emdash }} three', 'one three'],
  ['a backslash and braces', 'a\\\\emdash \\{b\\}', 'a\\emdash {b}'],
])('%s in rich text', async (_, body, text) => {
  expect(await read(rtf(body))).toEqual([text, []])
})

test.each([
  ['deleted', '{\\deleted gone }kept', 'kept', [tracked]],
  ['deleted by a switch', '\\deleted gone\\deleted0 kept', 'kept', [tracked]],
  ['deleted in every way', "a{\\deleted\\b g\\'e9\\u233 ?\\emdash {\\i too}\\tab}b", 'ab', [tracked]],
  ['deleted until the format is plain', 'a{\\deleted gone\\plain  kept}', 'a kept', [tracked]],
  ['added', 'a{\\revised  new}', 'a new', [tracked]],
  ['hidden', '{\\v secret }kept', 'secret kept', [hidden]],
  ['not hidden', '\\v0 open', 'open', []],
  ['hidden in a style only', '{\\*\\x{\\v Name;}}open', 'open', []],
])('words that are %s', async (_, body, text, warnings) => {
  expect(await read(rtf(body))).toEqual([text, warnings])
})

test.each(['I: caf\\u233', 'I: caf\\u233 ?{\\b so', 'I: caf\\u233 ? and'])(
  'rich text that ends after %s is said to be cut off',
  async body => {
    const [text, warnings] = await read(rtf(body).subarray(0, -1))
    expect(text).toMatch(/^I: café/)
    expect(warnings).toEqual([cut])
  },
)

test('the bytes of a picture are left alone', () => {
  const bytes = rtf('a{\\pict\\bin9 \\emdash }}b\\par')
  expect(mendRtf(bytes)).toEqual({ bytes, warnings: [] })
})

test('plain words come through unharmed, whatever stands between them', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ['\\emdash ', '—'],
      ['\\_', '\u2011'],
      ['\\~', '\u00A0'],
      ["\\'e9", 'é'],
      ['\\u8805 ?', '≥'],
    ),
    fc.constantFrom(['{\\deleted x\\_}', ''], ['{\\b bold}', 'bold'], ['\\-', ''], ['\r\n', '']),
    fc.constantFrom('word', '7', '-', '?').map(text => [text, text]),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async pieces => {
      const [text] = await read(rtf(`x${pieces.map(([source]) => source).join('')}x`))
      expect(text).toBe(`x${pieces.map(([, shown]) => shown).join('')}x`)
    }),
    { numRuns: 200 },
  )
})

test('any bytes are mended without a failure, in time', () => {
  const bytes = fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '\\',
        "\\'",
        '\\u8',
        '\\uc0',
        '\\deleted',
        '\\bin3',
        '\\page',
        'a',
        ' ',
        '\n',
        '\\*',
      ),
    )
    .map(parts => Buffer.from(parts.join(''), 'latin1'))
  fc.assert(fc.property(bytes, given => mendRtf(given).bytes.length >= 0))
  for (const part of ['{', '\\', '\\deleted ', '\\emdash', 'x\\page ', '{\\*', "\\'"]) {
    const began = performance.now()
    mendRtf(Buffer.from(part.repeat(200_000), 'latin1'))
    expect(performance.now() - began, part).toBeLessThan(3000)
  }
})
