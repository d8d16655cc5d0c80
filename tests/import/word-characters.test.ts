import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { writeOutCharacters } from '#engine/import/word-characters.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { docxOf, escapeXml } from './build-files.ts'

const read = async (bytes: Uint8Array): Promise<ParsedDocument> => {
  const [doc] = await readFileBytes(bytes, 'a.docx', {})
  if (!doc) throw new Error('nothing was read')
  return doc
}
const word = (text: string): string => `<w:t xml:space="preserve">${escapeXml(text)}</w:t>`
const run = (...parts: string[]): string => `<w:p><w:r>${parts.join('')}</w:r></w:p>`
const sym = (font: string, code: string): string => `<w:sym w:font="${font}" w:char="${code}"/>`
const unknown = 'Some symbols are known only to the font they were set in; \uFFFD stands for each.'

test.each([
  ['a hyphen that never breaks', '<w:noBreakHyphen/>', 'COVID\u201119'],
  ['one written as two tags', '<w:noBreakHyphen></w:noBreakHyphen>', 'COVID\u201119'],
  ['a place to break', '<w:softHyphen/>', 'COVID19'],
  ['a tab to a margin', '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>', 'COVID\t19'],
  ['a new page', '<w:br w:type="page"/>', 'COVID\n19'],
  ['a new column', '<w:br w:type="column"/>', 'COVID\n19'],
  ['a new line', '<w:cr/>', 'COVID\n19'],
  ['a symbol', sym('Symbol', 'F0B3'), 'COVID≥19'],
  ['a symbol by its letter', sym('Symbol', '61'), 'COVIDα19'],
  ['a symbol that is markup', sym('Symbol', 'F03C'), 'COVID<19'],
  ['a tick', sym('Wingdings', 'F0FC'), 'COVID✓19'],
  ['a ticked box', sym('Wingdings 2', 'F052'), 'COVID☑19'],
  ['a character of a font of letters', sym('Arial', '00E9'), 'COVIDé19'],
])('%s between two words is read', async (_, between, text) => {
  const doc = await read(docxOf(run(word('COVID'), between, word('19'))))
  expect([doc.text, doc.warnings]).toEqual([text, []])
})

test('the font Symbol is read by its table', async () => {
  const codes = [
    'B3',
    'A3',
    'AE',
    'AC',
    'B1',
    'B4',
    'B8',
    'B0',
    '6D',
    '61',
    '62',
    '44',
    'B9',
    'A5',
    'DE',
    'E5',
    'F2',
  ]
  const doc = await read(docxOf(run(...codes.map(code => sym('Symbol', `F0${code}`)))))
  expect(doc.text).toBe('≥≤→←±×÷°μαβΔ≠∞⇒∑∫')
})

test('symbols known only to their font are said once', async () => {
  const doc = await read(
    docxOf(run(word('a'), sym('Webdings', 'F061'), sym('Arial', 'E000'), sym('Arial', 'D800'), sym('', 'x'))),
  )
  expect([doc.text, doc.warnings]).toEqual(['a\uFFFD\uFFFD\uFFFD\uFFFD', [unknown]])
})

test('page ends at the edge of a paragraph or of a cell make no line', async () => {
  const page = '<w:br w:type="page"/>'
  const cell = (inside: string): string => `<w:tc>${inside}</w:tc>`
  const doc = await read(
    docxOf(
      run(page, word('One'), page) +
        run(word('Two')) +
        `<w:tbl><w:tr>${cell(run(word('I'), page))}${cell(run(word('Yes')))}</w:tr></w:tbl>`,
    ),
  )
  expect(doc.text).toBe('One\nTwo\nI\tYes')
})

test('deleted characters stay deleted', async () => {
  const gone = '<w:del w:id="1" w:author="A"><w:r><w:noBreakHyphen/></w:r></w:del>'
  const doc = await read(docxOf(`<w:p><w:r>${word('a')}</w:r>${gone}<w:r>${word('b')}</w:r></w:p>`))
  expect(doc.text).toBe('ab')
})

test('characters in notes and text boxes are read', async () => {
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const note = `<w:footnotes xmlns:w="${main}"><w:footnote w:id="2">${run(word('see '), sym('Symbol', 'F0B3'))}</w:footnote></w:footnotes>`
  const box = `<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${run(word('in'), '<w:noBreakHyphen/>', word('box'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`
  const links = `<Relationship Id="n" Type="${types}/footnotes" Target="footnotes.xml"/>`
  const parts = { 'word/footnotes.xml': note, 'word/media/a.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }
  const text = '<w:p><w:r><w:t>Words</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
  const doc = await read(docxOf(text + box, parts, links))
  expect(doc.text).toMatch(/^Words\[1\]\s+in\u2011box\s+\[1\] see ≥$/)
})

describe('laws', () => {
  const part = fc.oneof(
    fc
      .string({ minLength: 1 })
      .map(text => ({ xml: word(text.replace(/[^ -~]/g, '')), text: text.replace(/[^ -~]/g, '') })),
    fc.constant({ xml: '<w:noBreakHyphen/>', text: '\u2011' }),
    fc.constant({ xml: sym('Symbol', 'F0AE'), text: '→' }),
    fc.constant({ xml: '<w:ptab w:alignment="left"/>', text: '\t' }),
  )
  test('every part of a paragraph is read, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 12 }), async parts => {
        const doc = await read(docxOf(run(word('x'), ...parts.map(({ xml }) => xml), word('x'))))
        expect(doc.text).toBe(`x${parts.map(({ text }) => text).join('')}x`)
      }),
      { numRuns: 60 },
    )
  })

  test('XML without such characters is left as it is', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(writeOutCharacters(`<w:symbol>${escapeXml(text)}</w:symbol>`).xml).toBe(
          `<w:symbol>${escapeXml(text)}</w:symbol>`,
        )
      }),
    )
  })
})
