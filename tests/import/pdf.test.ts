import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createNodeParser } from '#engine/import/node-parser.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { linesAt, pageOf, pdfOf } from './build-pdf.ts'

type Line = readonly [x: number, y: number, text: string]

async function read(bytes: Uint8Array): Promise<ParsedDocument> {
  const [doc] = await readFileBytes(bytes, 'a.pdf', {})
  if (!doc) throw new Error('no document')
  return doc
}

/** A PDF of pages with these lines of text. */
function pagesOf(pages: readonly (readonly Line[])[]): Buffer {
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ')
  return pdfOf([
    '<</Type /Catalog /Pages 2 0 R>>',
    `<</Type /Pages /Kids [${kids}] /Count ${pages.length}>>`,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    ...pages.flatMap((lines, i) => [
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${5 + i * 2} 0 R /Resources <</Font <</F1 3 0 R>>>>>>`,
      { dictionary: '', bytes: Buffer.from(linesAt(lines), 'latin1') },
    ]),
  ])
}

/** Lines one under the other, the way a typewriter sets them. */
const down = (x: number, from: number, texts: readonly string[]): Line[] =>
  texts.map((text, i) => [x, from - i * 14, text])

const speech = [
  'Interviewer: How did the first weeks go for you, and who was there',
  'when you came home from the ward that Friday afternoon?',
  'Patient: Nobody was. I sat down in the hall and I stayed there until the',
  'neigh-',
  'bour knocked. She is a well-known knocker.',
]

describe('a PDF', () => {
  test('gives paragraphs and turns, with words broken at line ends whole again', async () => {
    const doc = await read(pagesOf([down(50, 700, speech)]))
    expect(doc.text.split('\n')).toEqual([
      'Interviewer: How did the first weeks go for you, and who was there when you came home from the ward that Friday afternoon?',
      'Patient: Nobody was. I sat down in the hall and I stayed there until the neighbour knocked. She is a well-known knocker.',
    ])
    expect(doc.speakers).toEqual(['Interviewer', 'Patient'])
    expect(doc.warnings).toContain("1 word broken at a line's end joined again.")
  })

  test('keeps the hyphen of a compound that the text writes with one', async () => {
    const doc = await read(
      pagesOf([
        down(50, 700, [
          'We have spoken about the follow-up in some of the earlier talks, and the long-',
          'term follow-',
          'up was new.',
        ]),
      ]),
    )
    expect(doc.text).toMatch(/the long-term follow-up was new\.$/)
  })

  test('joins a line that ends early because a wide word had no room in it', async () => {
    const long =
      'Interviewer: Now one and once more, seven or eight none ever saw or used or even named as one'
    const doc = await read(
      pagesOf([
        down(50, 700, [
          long,
          'Patient: Now one and once more, seven or eight none ever saw or used or even named as a',
          'mammal it is, till I tell it still.',
        ]),
      ]),
    )
    expect(doc.text.split('\n')).toHaveLength(2)
  })

  test('reads a line once that is printed at the end of a page and at the beginning of the next', async () => {
    const cut = 'the rain cloud plots would fare well with that, although the bar charts would not'
    const doc = await read(
      pagesOf([
        [
          ...down(50, 740, [
            'Patient: I guess one thing is that we do not rely on colour alone in there, so',
          ]),
          [50, 30, cut],
        ],
        down(50, 780, [cut, 'because of the layers.', 'Interviewer: Yes.']),
        down(50, 780, ['Interviewer: Yes.', 'Patient: No.']),
      ]),
    )
    expect(doc.text.match(/rain cloud/g)).toHaveLength(1)
    expect(doc.text).toContain('although the bar charts would not because of the layers.\n')
    // What is short may have been said twice.
    expect(doc.text.match(/Interviewer: Yes\./g)).toHaveLength(2)
    expect(doc.warnings).toContain('1 line that is printed on two pages taken once.')
  })

  test('keeps the raised number of a note in its line', async () => {
    const content =
      'BT /F1 12 Tf 50 700 Td (It was late) Tj ET BT /F1 7 Tf 104.5 704.6 Td (1) Tj ET BT /F1 12 Tf 112 700 Td (and we left.) Tj ET BT /F1 12 Tf 50 680 Td (Then we came back.) Tj ET'
    const doc = await read(pageOf(content))
    expect(doc.text).toBe('It was late1 and we left.\nThen we came back.')
  })

  test('leaves out heads, feet and page numbers that come back, and says which', async () => {
    const pages = [1, 2, 3].map((n): Line[] => [
      [50, 780, 'Walking study'],
      ...down(50, 740, [
        `Anna: Something said on this page and on no other, ${n} times.`,
        'Interviewer: Yes.',
      ]),
      [290, 20, `${n}`],
    ])
    const doc = await read(pagesOf(pages))
    expect(doc.text).not.toMatch(/Walking study|^\d$/m)
    // What somebody says at the same height of every page stays.
    expect(doc.text.match(/Interviewer: Yes\./g)).toHaveLength(3)
    expect(doc.warnings).toContain('Page heads and feet left out: “Walking study”, “1”.')
  })

  test('leaves out the numbers of lines in the margin, not numbers that are said', async () => {
    const lines = Array.from({ length: 12 }, (_, i): Line[] => [
      [20, 700 - i * 20, `${i + 1}`],
      [50, 700 - i * 20, i % 2 === 0 ? 'Interviewer: How many steps?' : `Anna: ${i} steps.`],
    ])
    const doc = await read(pagesOf([lines.flat()]))
    expect(doc.text.split('\n').slice(0, 2)).toEqual(['Interviewer: How many steps?', 'Anna: 1 steps.'])
    expect(doc.warnings).toEqual(['Line numbers in the margin left out.'])
    expect(doc.speakers).toEqual(['Interviewer', 'Anna'])
  })

  test('reads two columns one after the other, and speakers in a margin across', async () => {
    const left = Array.from({ length: 10 }, (_, i) => `left line number ${i} of the first column here`)
    const right = Array.from({ length: 10 }, (_, i) => `right line number ${i} of the other column so`)
    const both = await read(
      pagesOf([
        [
          [50, 740, 'A title that stands over both of the columns and tells what they are about'],
          ...down(50, 700, left),
          ...down(320, 700, right),
        ],
      ]),
    )
    expect(both.text.replaceAll('\n', ' ')).toMatch(
      /^A title .* left line number 0 .*left line number 9 .*right line number 0/,
    )
    const margin = Array.from({ length: 10 }, (_, i): Line[] => [
      [50, 700 - i * 30, i % 2 === 0 ? 'Interviewer:' : 'P01:'],
      [180, 700 - i * 30, `speech ${i} that goes on for most of the width of the page`],
    ])
    const across = await read(pagesOf([margin.flat()]))
    expect(across.text.split('\n')[1]).toBe('P01:\tspeech 1 that goes on for most of the width of the page')
    expect(across.speakers).toEqual(['Interviewer', 'P01'])
  })

  test('reads a page that lies on its side, and leaves out what stands across the rest', async () => {
    const turned = 'BT /F1 11 Tf 0 1 -1 0 100 100 Tm (Interviewer: All of it is turned.) Tj ET'
    expect((await read(pageOf(turned))).text).toBe('Interviewer: All of it is turned.')
    const stamp = `${linesAt([[50, 700, 'Interviewer: Upright.']])} BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET`
    const stamped = await read(pageOf(stamp))
    expect([stamped.text, stamped.warnings]).toEqual([
      'Interviewer: Upright.',
      ['Text that stands sideways or at a slant left out.'],
    ])
  })

  test('without words is taken for a scan, with or without page numbers', async () => {
    const scan = /holds no text that can be read: its pages are pictures \(a scan\) or empty\.$/
    await expect(read(pageOf('q Q'))).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringMatching(scan),
      hint: expect.stringMatching(/OCR/),
    })
    await expect(read(pagesOf([1, 2, 3].map(n => [[290, 20, `Page ${n} of 3`]])))).rejects.toThrow(scan)
    await expect(read(pagesOf([[[50, 700, 'Cover']], [], [], [], []]))).rejects.toThrow(scan)
  })
})

describe('a hostile PDF', () => {
  const parser = createNodeParser()
  const outcome = (bytes: Uint8Array): Promise<string> =>
    parser.parse({ bytes, fileName: 'a.pdf' }).then(
      ([doc]) => doc?.text ?? '',
      error => `${error.code}: ${error.message}`,
    )

  test.each<[string, () => Uint8Array, RegExp]>([
    [
      'that ends after its first line',
      () => Buffer.from('%PDF-1.7\n'),
      /^unreadable-file: a\.pdf is damaged/,
    ],
    [
      'cut in the middle',
      () => pageOf(linesAt([[50, 700, 'Hello']])).subarray(0, 300),
      /^unreadable-file: a\.pdf is damaged/,
    ],
    ['whose pages hold themselves', () => pageOf('x', '', '/Kids [2 0 R] /Count 3'), /^unreadable-file/],
    [
      'that claims a million pages',
      () => pageOf('x', '', '/Kids [3 0 R] /Count 1000000'),
      /^unreadable-file|^too-large/,
    ],
    [
      'that unpacks to 64 MB',
      () => pageOf(Buffer.alloc(64 * 1024 * 1024, 32)),
      /^too-large: a\.pdf needs more memory/,
    ],
    ['with brackets two million deep', () => pageOf('['.repeat(2_000_000)), /^unreadable-file/],
  ])('%s is a sentence', async (_, make, sentence) => {
    const bytes = make()
    const began = performance.now()
    expect(await outcome(bytes)).toMatch(sentence)
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('has more pages than a document may', async () => {
    const kids = Array.from({ length: 5001 }, (_, i) => `${i + 3} 0 R`).join(' ')
    const page = '<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]>>'
    const bytes = pdfOf([
      '<</Type /Catalog /Pages 2 0 R>>',
      `<</Type /Pages /Kids [${kids}] /Count 5001>>`,
      ...Array.from({ length: 5001 }, () => page),
    ])
    expect(await outcome(bytes)).toBe('too-large: a.pdf has 5,001 pages; a PDF may have 5,000.')
  })

  test('is read alike where the desktop app reads it, in a process that is not quite Node', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-pdf-'))
    const program = join(folder, 'program.mjs')
    writeFileSync(
      program,
      `Object.defineProperty(process.versions, 'electron', { value: '45.0.0' })
       process.type = 'utility'
       await import(${JSON.stringify(new URL('../../engine/import/parse-process.ts', import.meta.url).href)})`,
    )
    const bytes = pageOf(linesAt([[50, 700, 'Hello there']]))
    const [doc] = await createNodeParser({ program }).parse({ bytes, fileName: 'a.pdf' })
    rmSync(folder, { recursive: true })
    expect(doc?.text).toBe('Hello there')
  })

  test('runs none of its scripts', async () => {
    const scripts =
      '/OpenAction <</S /JavaScript /JS (while\\(1\\){})>> /Names <</JavaScript <</Names [(a) <</S /JavaScript /JS (while\\(1\\){})>>]>>>>'
    expect(await outcome(pageOf(linesAt([[50, 700, 'Hello there']]), scripts))).toBe('Hello there')
  })

  test('that never ends is given up after the time of a PDF', async () => {
    const stuck = createNodeParser({ timeMs: 1500 })
    const endless = pageOf(`${'q '.repeat(5_000_000)}${linesAt([[50, 700, 'Hello']])}`)
    await expect(stuck.parse({ bytes: endless, fileName: 'a.pdf' })).rejects.toMatchObject({
      code: 'timed-out',
    })
  })
})
