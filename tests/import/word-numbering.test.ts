import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { docxOf, paragraph } from './build-files.ts'

const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
const numbering = (id: number, levels: string) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`
const list = (id: number, numbered: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${numbered}"/>${more}</w:num>`
const item = (words: string, at: number, id = 1) =>
  paragraph(words, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`)

/** The items of a document of the given lists, each after what stands before it; `*` for a bullet. */
async function itemsOf(lists: string, ...items: string[]): Promise<string[]> {
  const xml = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${lists}</w:numbering>`
  const file = Buffer.from(docxOf(items.join(''), { 'word/numbering.xml': xml }))
  const [doc] = await readFileBytes(file, 'guide.docx', {})
  return (doc?.marks ?? [])
    .filter(({ style }) => style === 'list-item')
    .map(({ start, end, number, sign }) => {
      const before = sign ?? (number === undefined ? '*' : `${number}.`)
      return `${before} ${doc?.text.slice(start, end)}`
    })
}

const outline = numbering(
  0,
  level(0, 'decimal', '%1.') + level(1, 'lowerLetter', '%2)') + level(2, 'lowerRoman', '(%3)'),
)

test('a deeper level begins anew after a higher one, whether or not the level between was used', async () => {
  const items = [
    item('a', 0),
    item('b', 1),
    item('c', 2),
    item('d', 2),
    item('e', 1),
    item('f', 0),
    item('g', 2),
  ]
  expect(await itemsOf(outline + list(1, 0), ...items, item('h', 2))).toEqual([
    '1. a',
    'a) b',
    '(i) c',
    '(ii) d',
    'b) e',
    '2. f',
    '(i) g',
    '(ii) h',
  ])
})

test('numbers of the levels above stand in an item’s own, in digits where the list wants that', async () => {
  const levels =
    level(0, 'upperRoman', '%1.') +
    level(1, 'decimal', '%1.%2') +
    level(2, 'decimal', '%1.%2.%3', '<w:isLgl/>')
  const items = [item('a', 0), item('b', 1), item('c', 0), item('d', 1), item('e', 1), item('f', 2)]
  expect(await itemsOf(numbering(0, levels) + list(1, 0), ...items)).toEqual([
    'I. a',
    'I.1 b',
    'II. c',
    'II.1 d',
    'II.2 e',
    '2.2.1 f',
  ])
})

test('lists that share a numbering go on in each other, but one with a start of its own begins there', async () => {
  const own = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
  const items = [item('a', 0), item('b', 0, 2), item('c', 0, 3), item('d', 0, 3), item('e', 0)]
  expect(await itemsOf(outline + list(1, 0) + list(2, 0) + list(3, 0, own), ...items)).toEqual([
    '1. a',
    '2. b',
    '5. c',
    '6. d',
    '7. e',
  ])
})

test('a level that never restarts counts on; bullets have no number, and a paragraph out of its list is none', async () => {
  const levels = level(0, 'bullet', '\uF0B7') + level(1, 'upperLetter', 'Q%2:', '<w:lvlRestart w:val="0"/>')
  const items = [item('a', 0), item('b', 1), item('c', 0), item('d', 1), item('e', 0, 0), item('f', 0, 7)]
  expect(await itemsOf(numbering(0, levels) + list(1, 0), ...items)).toEqual(['* a', 'QA: b', '* c', 'QB: d'])
})

test('after z comes aa, and nothing that a file says of its numbers makes a sign without end', async () => {
  const many = Array.from({ length: 28 }, () => item('x', 0))
  const letters = await itemsOf(numbering(0, level(0, 'lowerLetter', '%1.')) + list(1, 0), ...many)
  expect(letters.slice(-3)).toEqual(['z. x', 'aa. x', 'bb. x'])
  const far = numbering(
    0,
    level(0, 'upperRoman', '%1'.repeat(5000)).replace('w:val="1"', 'w:val="2147483647"'),
  )
  const [sign = ''] = await itemsOf(far + list(1, 0), item('x', 0))
  expect(sign.length).toBeLessThan(100)
})
