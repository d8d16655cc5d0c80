import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'

const table = String.raw`{\*\listtable{\list{\listlevel\levelnfc0\levelstartat3{\leveltext \'02\'00.;}{\levelnumbers\'01;}}\listid2}{\list{\listlevel\levelnfc23\levelstartat1{\leveltext \'01\u8226 ?;}{\levelnumbers;}}\listid1}}{\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}{\listoverride\listid2\listoverridecount0\ls2}}`
const item = (sign: string, words: string, list = 2, level = 0) =>
  String.raw`\pard\plain {\listtext\pard\plain ${sign}\tab}\ilvl${level}\ls${list} ${words}\par `

/** The items of a file, each with what stands before it. */
async function items(...body: string[]): Promise<unknown[]> {
  const file = String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}${table}${body.join('')}}`
  const [doc] = await readFileBytes(Buffer.from(file, 'latin1'), 'a.rtf', {})
  return (doc?.marks ?? [])
    .filter(({ style }) => style === 'list-item')
    .map(({ start, end, number, sign }) => [doc?.text.slice(start, end), number, sign])
}

test('a list in rich text begins at the number that it says', async () => {
  expect(await items(item(' 3.', 'third'), item(' 4.', 'fourth'))).toEqual([
    ['third', 3, undefined],
    ['fourth', 4, undefined],
  ])
})

test('items have the signs that the file shows, bullets none', async () => {
  expect(
    await items(
      item("{\\f3 \\u8226\\'95}", 'bullet', 1),
      item("\\'b7", 'another', 1),
      item('o', 'hollow', 1, 1),
      item('1.', 'one'),
      item('b)', 'letter', 2, 1),
      item('\\u-3913 ?', 'a bullet in a list of numbers', 2, 1),
      item('2.4.', 'deep', 2, 1),
    ),
  ).toEqual([
    ['bullet', undefined, undefined],
    ['another', undefined, undefined],
    ['hollow', undefined, undefined],
    ['one', 1, undefined],
    ['letter', 1, 'b)'],
    ['a bullet in a list of numbers', undefined, undefined],
    ['deep', 4, '2.4.'],
  ])
})
