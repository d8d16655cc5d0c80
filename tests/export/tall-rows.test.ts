import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { paragraph, runs, table } from '#engine/export/writing/docx-blocks.ts'
import { contentWidth, docxFile } from '#engine/export/writing/docx-file.ts'

/** Whether each row under the head may break between pages, in a table of these rows, each of one cell in two. */
async function breaking(rows: readonly string[][]): Promise<boolean[]> {
  const half = Math.floor(contentWidth(true) / 2)
  const bytes = await docxFile({
    name: 'Rows',
    studyTitle: 'A study',
    day: '29 November 2026',
    madeAt: new Date(0),
    notes: [],
    landscape: true,
    body: [
      table(
        [half, half],
        [paragraph('CellHead', 'A'), paragraph('CellHead', 'B')],
        rows.map(texts => [
          { blocks: [paragraph('Cell', 'Name')] },
          {
            blocks: texts.map(text =>
              paragraph('Cell', [...runs('Enrolment: ', { bold: true }), ...runs(text)]),
            ),
          },
        ]),
      ),
    ],
  })
  const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
  const [, ...under] = xml.split('<w:tr>').slice(1)
  return under.map(row => !/<w:cantSplit(?: w:val="true")?\/>/.test(row))
}

it('a row taller than a page may break, however few its paragraphs; any other stays whole', async () => {
  const words = (length: number) => 'walked '.repeat(length / 7)
  expect(
    await breaking([
      [words(280)],
      Array.from({ length: 4 }, () => words(280)),
      [words(3990)],
      Array.from({ length: 4 }, () => words(1995)),
      ['a line\n'.repeat(60)],
    ]),
  ).toEqual([false, false, true, true, true])
})
