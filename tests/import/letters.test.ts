import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import type { Mark } from '#shared/model/document.ts'
import { docxOf, paragraph } from './build-files.ts'

/** The marks of a text that are neither bold nor cells, each with its words. */
async function looks(bytes: Uint8Array | string, name: string): Promise<string[]> {
  const { text, marks } = await read(bytes, name)
  const shown: Mark['style'][] = ['superscript', 'subscript', 'strikethrough']
  return marks
    .filter(({ style }) => shown.includes(style))
    .map(({ style, start, end }) => `${style} ${text.slice(start, end)}`)
}

async function read(bytes: Uint8Array | string, name: string) {
  const [doc] = await readFileBytes(Buffer.from(bytes), name, {})
  if (!doc) throw new Error('nothing was read')
  return doc
}

const run = (words: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`
const word = (...runs: string[]) => docxOf(`<w:p>${runs.join('')}</w:p>`)

function odt(styles: Record<string, string>, content: string): Uint8Array {
  const names =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
  const written = Object.entries(styles).map(
    ([name, looks]) =>
      `<style:style style:name="${name}" style:family="text"><style:text-properties ${looks}/></style:style>`,
  )
  const xml = `<?xml version="1.0"?><office:document-content ${names}><office:automatic-styles>${written.join('')}</office:automatic-styles><office:body><office:text>${content}</office:text></office:body></office:document-content>`
  return zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(xml),
  })
}
const span = (words: string, style: string) => `<text:span text:style-name="${style}">${words}</text:span>`

const all = ['superscript 3', 'subscript 2', 'strikethrough not', 'strikethrough never']

test('Word: raised, lowered and struck through', async () => {
  const file = word(
    run('10'),
    run('3', '<w:vertAlign w:val="superscript"/>'),
    run(' l of H'),
    run('2', '<w:vertAlign w:val="subscript"/>'),
    run('O, '),
    run('not', '<w:strike/>'),
    run(' '),
    run('never', '<w:dstrike/>'),
    run(' so', '<w:strike w:val="0"/><w:vertAlign w:val="baseline"/>'),
  )
  expect(await looks(file, 'a.docx')).toEqual(all)
  expect((await read(file, 'a.docx')).text).toBe('103 l of H2O, not never so')
})

test('Word: raised by some height, unless it is hardly any or said already', async () => {
  const file = word(
    run('10'),
    run('3', '<w:position w:val="8"/><w:sz w:val="19"/>'),
    run(' '),
    run('2', '<w:position w:val="-6"/>'),
    run(' '),
    run('flat', '<w:position w:val="-2"/>'),
    run(' '),
    run('n', '<w:position w:val="-4"/><w:vertAlign w:val="superscript"/>'),
  )
  expect(await looks(file, 'a.docx')).toEqual(['superscript 3', 'subscript 2', 'superscript n'])
})

test('Word and rich text: raised or lowered hardly at all, but smaller, as LibreOffice saves them', async () => {
  const file = word(
    run('H'),
    run('2', '<w:position w:val="-2"/><w:sz w:val="19"/>'),
    run('O, x'),
    run('3', '<w:position w:val="2"/><w:sz w:val="19"/>'),
    run(' large ', '<w:sz w:val="48"/>'),
    run('4', '<w:sz w:val="38"/><w:position w:val="-2"/>'),
    run(' small', '<w:sz w:val="18"/>'),
    run('flat', '<w:position w:val="-2"/><w:sz w:val="18"/>'),
  )
  expect(await looks(file, 'a.docx')).toEqual(['subscript 2', 'superscript 3', 'subscript 4'])
  const rich = String.raw`{\rtf1\ansi{H}{\loch{\*\updnprop8000}\dn2\loch
2}{O, x}{\loch{\*\updnprop8000}\up2\loch
3}{ so {\*\updnprop10000}\dn2 flat}\par}`
  expect(await looks(rich, 'a.rtf')).toEqual(['subscript 2', 'superscript 3'])
})

test('OpenDocument: raised, lowered and struck through, by name or by height', async () => {
  const styles = {
    S: 'style:text-position="super 58%"',
    R: 'style:text-position="33% 80%"',
    B: 'style:text-position="sub 58%"',
    L: 'style:text-position="-8% 80%"',
    F: 'style:text-position="0% 100%"',
    K: 'style:text-line-through-style="solid" style:text-line-through-type="double"',
  }
  const content = `<text:p>10${span('3', 'S')} ${span('4', 'R')} H${span('2', 'B')} ${span('5', 'L')} ${span('flat', 'F')} ${span('not', 'K')}</text:p>`
  expect(await looks(odt(styles, content), 'a.odt')).toEqual([
    ...['superscript 3', 'superscript 4', 'subscript 2', 'subscript 5', 'strikethrough not'],
  ])
})

test('rich text: raised, lowered and struck through, by name or by height', async () => {
  const file = String.raw`{\rtf1\ansi 10{\super 3} H\sub 2\nosupersub O, {\strike not} \striked1 never\striked0  so, 10\up6 4\up0  x\dn 5\dn0  z\up2 flat\up0 .\par}`
  expect(await looks(file, 'a.rtf')).toEqual([...all, 'superscript 4', 'subscript 5'])
})

test('web page: raised, lowered and struck through, by tag or by style', async () => {
  const file =
    '<p>10<sup>3</sup> H<sub>2</sub>O, <del>not</del> <s>never</s> <strike>ever</strike> ' +
    '<span style="text-decoration: line-through">so</span> x<span style="color:red;vertical-align:super">n</span></p>'
  expect(await looks(file, 'a.html')).toEqual([
    ...[...all, 'strikethrough ever', 'strikethrough so', 'superscript n'],
  ])
})

test('Markdown: raised, lowered and struck through', async () => {
  expect(await looks('10<sup>3</sup> H<sub>2</sub>O, ~~not~~ <del>never</del> so</sup>', 'a.md')).toEqual(all)
})

test('cells say what they head where the file does', async () => {
  const heads = async (bytes: Uint8Array | string, name: string) => {
    const { text, marks } = await read(bytes, name)
    return marks
      .filter(({ style }) => style === 'table-cell')
      .map(({ start, end, heads = 'nothing' }) => `${text.slice(start, end)} ${heads}`)
  }
  const cell = (words: string) => `<w:tc>${paragraph(words)}</w:tc>`
  const head = '<w:trPr><w:tblHeader/></w:trPr>'
  const table = `<w:tbl><w:tr>${head}${cell('Site')}${cell('When')}</w:tr><w:tr>${cell('One')}${cell('May')}</w:tr></w:tbl>`
  const inOrder = ['Site column', 'When column', 'One nothing', 'May nothing']
  expect(await heads(docxOf(table), 'a.docx')).toEqual(inOrder)

  const row = (...words: string[]) =>
    `<table:table-row>${words.map(each => `<table:table-cell><text:p>${each}</text:p></table:table-cell>`).join('')}</table:table-row>`
  const open = `<table:table><table:table-header-rows>${row('Site', 'When')}</table:table-header-rows>${row('One', 'May')}</table:table>`
  expect(await heads(odt({}, open), 'a.odt')).toEqual(inOrder)

  const page =
    '<table><tr><th>Site</th><th>When</th></tr><tr><th>One</th><td>May</td></tr><tr><th scope="col">x</th><td>y</td></tr></table>'
  expect(await heads(page, 'a.html')).toEqual([
    ...['Site column', 'When column', 'One row', 'May nothing', 'x column', 'y nothing'],
  ])
  expect(await heads('| Site | When |\n|---|---|\n| One | May |', 'a.md')).toEqual(inOrder)
})

test('a head of a web page’s table is bold, as it is shown', async () => {
  const { text, marks } = await read('<table><tr><th>Site</th><td>One</td></tr></table>', 'a.html')
  expect(marks.filter(({ style }) => style === 'bold').map(m => text.slice(m.start, m.end))).toEqual(['Site'])
})
