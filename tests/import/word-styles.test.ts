import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { docxOf, paragraph } from './build-files.ts'

const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const style = (id: string, basedOn: string, properties: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/>${basedOn && `<w:basedOn w:val="${basedOn}"/>`}<w:pPr>${properties}</w:pPr></w:style>`
const level = (at: number, format: string, text: string, ofStyle = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${ofStyle && `<w:pStyle w:val="${ofStyle}"/>`}<w:lvlText w:val="${text}"/></w:lvl>`
const list = (id: number, levels: string) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum><w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`
const inList = (id: number, at?: number) =>
  `<w:numPr>${at === undefined ? '' : `<w:ilvl w:val="${at}"/>`}<w:numId w:val="${id}"/></w:numPr>`
const styled = (words: string, id: string, more = '') => paragraph(words, `<w:pStyle w:val="${id}"/>${more}`)

/** The paragraphs of a document that are more than running text: how each looked, and what stood before it. */
async function linesOf(styles: string, lists: string, ...body: string[]): Promise<string[]> {
  const parts = {
    'word/styles.xml': `<w:styles ${main}>${styles}</w:styles>`,
    'word/numbering.xml': `<w:numbering ${main}>${lists}</w:numbering>`,
  }
  const [doc] = await readFileBytes(Buffer.from(docxOf(body.join(''), parts)), 'guide.docx', {})
  return (doc?.marks ?? []).map(({ style, level, number, sign, start, end }) => {
    const before = sign ?? (number === undefined ? '*' : `${number}.`)
    return `${style} ${level}: ${before} ${doc?.text.slice(start, end)}`
  })
}

test('what is numbered by its style has its number, also by the style that one is based on', async () => {
  const styles = style('Question', '', inList(1)) + style('Probe', 'Question', '') + style('Plain', '', '')
  const body = [styled('a', 'Question'), styled('b', 'Plain'), styled('c', 'Probe'), styled('d', 'Question')]
  expect(await linesOf(styles, list(1, level(0, 'decimal', 'Q%1')), ...body)).toEqual([
    'list-item 1: Q1 a',
    'list-item 1: Q2 c',
    'list-item 1: Q3 d',
  ])
})

test('a style’s level is the one its list gives it, else its own; a paragraph’s own goes before both', async () => {
  const styles =
    style('One', '', inList(1)) +
    style('Two', '', inList(1)) +
    style('Three', '', inList(1, 2)) +
    style('Derived', 'Two', '')
  const levels =
    level(0, 'decimal', '%1.', 'One') + level(1, 'lowerLetter', '%2)', 'Two') + level(2, 'lowerRoman', '%3.')
  const body = [
    styled('a', 'One'),
    styled('b', 'Two'),
    styled('c', 'Three'),
    styled('d', 'Derived'),
    styled('e', 'One', '<w:numPr><w:ilvl w:val="2"/></w:numPr>'),
    styled('f', 'Two', inList(1, 0)),
  ]
  expect(await linesOf(styles, list(1, levels), ...body)).toEqual([
    'list-item 1: 1. a',
    'list-item 2: a) b',
    'list-item 3: i. c',
    'list-item 2: b) d',
    'list-item 3: i. e',
    'list-item 1: 2. f',
  ])
})

test('a numbered heading is a heading, with its number; one taken out of its list has none', async () => {
  const styles =
    style('Heading1', '', `${inList(1)}<w:outlineLvl w:val="0"/>`) +
    style('Overskrift2', 'Heading1', `${inList(1, 1)}<w:outlineLvl w:val="1"/>`) +
    style('Aside', 'Heading1', '<w:outlineLvl w:val="9"/>')
  const levels = level(0, 'decimal', '%1', 'Heading1') + level(1, 'decimal', '%1.%2', 'Overskrift2')
  const text = paragraph('Words between that are no heading.')
  const body = [
    styled('Visits', 'Heading1') + text,
    styled('The first', 'Overskrift2') + text,
    styled('Uncounted', 'Heading1', inList(0, 0)) + text,
    styled('The second', 'Overskrift2', inList(1, 1)) + text,
    styled('No heading', 'Aside', inList(0)) + text,
  ]
  expect(await linesOf(styles, list(1, levels), ...body)).toEqual([
    'heading 1: 1 Visits',
    'heading 2: 1.1 The first',
    'heading 1: * Uncounted',
    'heading 2: 1.2 The second',
  ])
})

test('a list whose levels a list style has is numbered so; an item without words counts', async () => {
  const lists =
    `<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Mine"/></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>` +
    list(6, `<w:styleLink w:val="Mine"/>${level(0, 'upperLetter', '%1.')}`)
  const body = ['a', '', 'c'].map(words => paragraph(words, inList(5, 0)))
  expect(await linesOf('', lists, ...body)).toEqual(['list-item 1: A. a', 'list-item 1: C. c'])
})

test('styles that are based on one another in a circle, or in a row without end, are read in time', async () => {
  const circle = style('A', 'B', '') + style('B', 'A', inList(1))
  const row = Array.from({ length: 20_000 }, (_, n) => style(`S${n}`, `S${n + 1}`, '')).join('')
  const body = [styled('a', 'A'), styled('b', 'S0')]
  expect(await linesOf(circle + row, list(1, level(0, 'decimal', '%1.')), ...body)).toEqual([
    'list-item 1: 1. a',
  ])
})
