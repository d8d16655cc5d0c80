import { describe, expect, test } from 'vitest'
import { recognise } from '#engine/import/recognise.ts'
import { docxOf, paragraph, zipOf } from './build-files.ts'

const refusal = (
  bytes: Uint8Array | string,
  fileName: string,
): { code: string; message: string; hint: string } => {
  try {
    recognise(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, fileName)
  } catch (error) {
    return error as { code: string; message: string; hint: string }
  }
  throw new Error(`${fileName} was recognised`)
}

describe('what cannot be read is named, with what to do', () => {
  test.each<[string, Uint8Array | string, RegExp, RegExp]>([
    [
      'a.pages',
      zipOf({ 'Index/Document.iwa': 'x' }),
      /^a\.pages is a file of Pages, Numbers or Keynote/,
      /Export To, Word/,
    ],
    ['a.numbers', zipOf({ 'Index/Tables/DataList.iwa': 'x' }), /Pages, Numbers or Keynote/, /Export To/],
    [
      'a.epub',
      zipOf({ mimetype: 'application/epub+zip', 'META-INF/container.xml': 'x' }),
      /is an e-book/,
      /Copy its text/,
    ],
    [
      'a.ods',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': 'x' }),
      /an OpenDocument file other than a text/,
      /\.xlsx/,
    ],
    ['a.xlsb', zipOf({ 'xl/workbook.bin': 'x' }), /binary Excel workbook/, /\.xlsx/],
    ['a.pptx', zipOf({ 'ppt/presentation.xml': 'x' }), /is a PowerPoint file/, /Copy its text/],
    ['a.heic', '\0\0\0\x18ftypheic\0\0\0\0', /is a picture/, /Type out its text/],
    ['a.wpd', '\xffWPC\0\0\0\0', /is a WordPerfect document/, /\.docx/],
    ['a.webarchive', 'bplist00\xd1\x01\x02', /web archive of Safari/, /PDF/],
    ['a.gdoc', '{"url": "https://docs.example.org/d/1"}', /is a link to a Google document/, /Download, Word/],
    ['a.json', '{"turns": []}', /is a data file \(JSON\)/, /Export it/],
    ['a.xml', '<?xml version="1.0"?><turns/>', /is a data file \(XML\)/, /Export it/],
    [
      'a.xml',
      '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
      /a Word document in XML/,
      /\.docx/,
    ],
    [
      'a.fodt',
      '<?xml version="1.0"?><office:document xmlns:office="x"/>',
      /a flat OpenDocument file/,
      /\.odt/,
    ],
  ])('%s', (fileName, bytes, message, hint) => {
    const said = refusal(bytes, fileName)
    expect(said.code).toBe('unsupported-file')
    expect(said.message).toMatch(message)
    expect(said.hint).toMatch(hint)
  })

  test.each([
    ['page.xhtml', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html><p>Words</p></html>', 'html'],
    ['page.doc', '<html xmlns:w="urn:schemas-microsoft-com:office:word"><p>Words</p></html>', 'html'],
    ['snippet.html', '<p>Words without a head</p>', 'html'],
    ['notes.txt', 'I wrote <p> in my notes', 'txt'],
    ['notes.md', '# A heading', 'md'],
  ])('%s is read', (fileName, text, id) => {
    expect(recognise(Buffer.from(text), fileName).format.id).toBe(id)
  })
})

test('a zip is told by its entries, whatever its name says', () => {
  const { format, warnings } = recognise(docxOf(paragraph('I went home.')), 'a.json')
  expect([format.id, warnings]).toEqual([
    'docx',
    ['a.json is a Word document, whatever its name says, and was read as one.'],
  ])
})
