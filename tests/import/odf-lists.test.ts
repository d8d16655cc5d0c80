import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'

const spaces =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
const number = (level: number, attributes: string) =>
  `<text:list-level-style-number text:level="${level}" ${attributes}/>`
const items = (...contents: string[]) =>
  contents.map(content => `<text:list-item>${content}</text:list-item>`).join('')
const p = (words: string) => `<text:p>${words}</text:p>`

/** The items of a text with one list of these levels, each after what stands before it; `*` for a bullet. */
async function itemsOf(levels: string, content: string): Promise<string[]> {
  const xml = `<?xml version="1.0"?><office:document-content ${spaces}><office:automatic-styles><text:list-style style:name="L1">${levels}</text:list-style></office:automatic-styles><office:body><office:text><text:list text:style-name="L1">${content}</text:list></office:text></office:body></office:document-content>`
  const file = zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(xml),
  })
  const [doc] = await readFileBytes(Buffer.from(file), 'guide.odt', {})
  return (doc?.marks ?? []).map(
    ({ sign, number, start, end }) =>
      `${sign ?? (number === undefined ? '*' : `${number}.`)} ${doc?.text.slice(start, end)}`,
  )
}

test('each level of a list is numbered as it says, and one of bullets is not', async () => {
  const levels =
    number(1, 'style:num-format="1" style:num-suffix="."') +
    number(2, 'style:num-format="a" style:num-prefix="(" style:num-suffix=")" text:start-value="3"') +
    '<text:list-level-style-bullet text:level="3" text:bullet-char="x"/>'
  const deepest = `<text:list>${items(p('d'))}</text:list>`
  const content = items(`${p('a')}<text:list>${items(p('b'), p('c') + deepest)}</text:list>`, p('e'))
  expect(await itemsOf(levels, content)).toEqual(['1. a', '(c) b', '(d) c', '* d', '2. e'])
})

test('numbers of the levels above stand in an item’s own, and levels without end are no more than ten', async () => {
  const levels =
    number(1, 'style:num-format="I"') + number(2, 'style:num-format="1" text:display-levels="1000000000"')
  const inner = `<text:list>${items(p('b'), p('c'))}</text:list>`
  expect(await itemsOf(levels, items(p('a') + inner))).toEqual(['I a', '1 b', '2 c'])
  const shown = levels.replace('1000000000', '2')
  expect(await itemsOf(shown, items(p('a'), p('z') + inner))).toEqual(['I a', 'II z', 'II.1 b', 'II.2 c'])
})
