import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { withSpeakers } from '#engine/import/said-speakers.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { asRecognised } from '#shared/model/speakers.ts'
import { docxOf, paragraph } from './build-files.ts'

/* A line of 50 to 100 characters may be one of a paragraph broken at a width, unless the document says where it ends. */

const medium = 'In this row they said that the form was late once more.'
const rows = Array.from({ length: 20 }, (_, n) => [`Row ${n + 1}`, medium, `Note ${n + 1}`])
const wordTable = `<w:tbl>${rows.map(row => `<w:tr>${row.map(cell => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`
const speech = Array.from({ length: 20 }, (_, n) => paragraph(`${n + 1}. ${medium}`)).join('')
const pageTable = `<table>${rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`
const wrapped =
  'This is the beginning of a long paragraph that some program broke\nat a fixed width so that it looks right on a screen of eighty letters\nand so that nobody has to scroll to read it, which they would have to\nif it stood in one line.'
const markdownTable = ['| Row | Said | Note |', '|--|--|--|', ...rows.map(row => `| ${row.join(' | ')} |`)]

async function read(content: string | Uint8Array, name: string): Promise<ParsedDocument> {
  const [doc] = await readFileBytes(Buffer.from(content), name, {})
  if (!doc) throw new Error('Nothing was read')
  return doc
}

test.each([
  ['a table of a Word document', docxOf(wordTable), 'rows.docx', 20],
  [
    'such a table between a heading and a paragraph',
    docxOf(paragraph('Rows', '<w:pStyle w:val="Heading1"/>') + wordTable + paragraph('That is all.')),
    'rows.docx',
    22,
  ],
  ['paragraphs of a Word document', docxOf(speech), 'speech.docx', 20],
  ['a table of a web page', `<!doctype html><p>Rows</p>${pageTable}`, 'rows.html', 21],
  [
    'a table of a Markdown file, and a paragraph in it that is broken at a width',
    `${wrapped}\n\n${markdownTable.join('\n')}\n`,
    'rows.md',
    22,
  ],
])('%s: each row and paragraph stands by itself', async (_, content, name, expected) => {
  const doc = await read(content, name)
  expect(doc.segments).toHaveLength(expected)
  const nobody = { ...asRecognised, find: { by: 'nobody' } } as const
  expect(withSpeakers(doc, nobody).segments).toHaveLength(expected)
})
