import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { chunksOf } from '#renderer/transcript/chunks.ts'
import { RowList } from '#renderer/transcript/row-list.tsx'
import { buildRows } from '#renderer/transcript/rows.ts'
import { TandemError } from '#shared/errors.ts'
import type { Mark, ParsedDocument, Segment } from '#shared/model/document.ts'
import { docxOf, paragraph } from '../../import/build-files.ts'

/*
 * Every offset of a text is counted in what its rows draw, so whatever the original looked like, a row draws its body
 * to the letter: bullets, numbers and borders are style, tabs and line breaks stay where they are.
 */

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
const isElement = (node: Node): node is Element => 'tagName' in node
const classesOf = (element: Element) => element.attrs.find(({ name }) => name === 'class')?.value ?? ''
const attribute = (element: Element, wanted: string) =>
  element.attrs.find(({ name }) => name === wanted)?.value

/** The elements in another for which something holds, in order, those within others too. */
const within = (element: Element, holds: (each: Element) => boolean): Element[] =>
  element.childNodes
    .filter(isElement)
    .flatMap(each => [...(holds(each) ? [each] : []), ...within(each, holds)])
const isLine = (element: Element) => attribute(element, 'role') === 'row'

/** The rows of a document as they are drawn, with the body of each. */
function drawn(
  { text, segments, marks }: Pick<ParsedDocument, 'text' | 'segments' | 'marks'>,
  room = Number.POSITIVE_INFINITY,
) {
  const rows = buildRows(text, segments, [])
  const chunks = chunksOf(rows, text)
  const near = { from: 0, to: chunks.length }
  const markup = renderToStaticMarkup(
    createElement(RowList, {
      list: { current: null },
      text,
      rows,
      chunks,
      marks,
      room,
      near,
      opening: false,
      wanted: null,
      whole: true,
    }),
  )
  const elements = parseFragment(markup)
    .childNodes.filter(isElement)
    .flatMap(chunk => chunk.childNodes.filter(isElement))
  return rows.map((row, index) => {
    const element = elements[index]
    const body = element?.childNodes.filter(isElement).at(-1)
    if (!element || !body) throw new Error(`Row ${index} is not drawn`)
    return { row, element, body }
  })
}

function expectToTheLetter(doc: Parameters<typeof drawn>[0]): void {
  for (const { row, body } of [...drawn(doc), ...drawn(doc, 0)]) {
    expect(textOf(body)).toBe(doc.text.slice(row.bodyStart, row.bodyEnd))
  }
}

const run = (words: string, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`
const cell = (...paragraphs: string[]) => `<w:tc>${paragraphs.join('')}</w:tc>`
const styled = (name: string) => `<w:pStyle w:val="${name}"/>`

async function formatted(): Promise<ParsedDocument> {
  const table = [
    [paragraph('Site'), paragraph('What was said of it'), paragraph('When')],
    [paragraph('One'), `${paragraph('A long answer.')}${paragraph('And more of it.')}`, paragraph('May')],
    [paragraph('Two'), paragraph(''), paragraph('June')],
  ]
  const body = [
    paragraph('The heading', styled('Heading1')),
    `<w:p>${run('Plain, ')}${run('bold and italic', '<w:b/><w:i/>')}${run(', underlined', '<w:u w:val="single"/>')}</w:p>`,
    paragraph('A smaller heading', styled('Heading2')),
    `<w:tbl>${table.map(row => `<w:tr>${row.map(each => cell(each)).join('')}</w:tr>`).join('')}</w:tbl>`,
    paragraph('After the table.'),
  ].join('')
  const [doc] = await readFileBytes(Buffer.from(docxOf(body)), 'formatted.docx', {})
  if (!doc) throw new Error('Nothing was read')
  return doc
}

describe('a formatted document', () => {
  test('is drawn to the letter', async () => {
    const doc = await formatted()
    expect(new Set(doc.marks.map(({ style }) => style))).toEqual(
      new Set(['heading', 'bold', 'italic', 'underline', 'table-cell']),
    )
    expectToTheLetter(doc)
  })

  test('bold and italic are drawn together, headings by their level', async () => {
    const rows = drawn(await formatted())
    const spans = rows.flatMap(({ body }) => body.childNodes.filter(isElement))
    const both = spans.find(span => textOf(span) === 'bold and italic')
    expect(both && classesOf(both)).toMatch(/bold.* .*italic/)
    const headings = spans.filter(span => /heading/.test(classesOf(span)))
    expect(headings.map(span => [textOf(span), attribute(span, 'data-level')])).toEqual([
      ['The heading', '1'],
      ['A smaller heading', '2'],
    ])
  })

  test('the rows of a table have the same columns; a line of a cell stands in its cell', async () => {
    const rows = drawn(await formatted()).filter(({ element }) => attribute(element, 'data-table'))
    const lines = rows.flatMap(({ body }) => within(body, isLine))
    expect(lines.map(line => line.childNodes.map(textOf))).toEqual([
      ['Site\t', 'What was said of it\t', 'When'],
      ['One\t', 'A long answer.', ''],
      ['', 'And more of it.\t', 'May'],
      ['Two\t\t', '', 'June'],
    ])
    expect(new Set(lines.map(line => attribute(line, 'style'))).size).toBe(1)
    expect(rows.map(({ element }) => attribute(element, 'data-table'))).toEqual([
      'begins',
      'goes on',
      'goes on',
      'goes on',
    ])
  })
})

/** The cells of each line of a table, with a sign before one for each column it covers beyond its own. */
const linesOf = (doc: Parameters<typeof drawn>[0]): string[][] =>
  drawn(doc)
    .flatMap(({ body }) => within(body, isLine))
    .map(line =>
      line.childNodes.filter(isElement).map(each => {
        const covered = Number(/span (\d+)/.exec(attribute(each, 'style') ?? '')?.[1] ?? 1)
        return '<'.repeat(covered - 1) + textOf(each).trimEnd()
      }),
    )

test('a table that has no room is drawn as lines, for as long as it has none', async () => {
  const doc = await formatted()
  const wide = (room: number) =>
    drawn(doc, room)
      .flatMap(({ body }) => within(body, isLine))
      .map(line => attribute(line, 'data-wide') !== undefined)
  // Seven letters, four and four, each with its border.
  expect(new Set(wide(11))).toEqual(new Set([false]))
  expect(new Set(wide(8))).toEqual(new Set([true]))
})

test('a row of a table that is too long for one of the transcript is drawn as lines, cell after cell', async () => {
  const long = 'She said that it was late. '.repeat(160).trim()
  const rows = [
    ['Site', 'What', 'When'],
    ['One', long, 'May'],
  ].map(row => `<w:tr>${row.map(words => cell(paragraph(words))).join('')}</w:tr>`)
  const [doc] = await readFileBytes(Buffer.from(docxOf(`<w:tbl>${rows.join('')}</w:tbl>`)), 'long.docx', {})
  if (!doc) throw new Error('Nothing was read')
  expectToTheLetter(doc)
  const lines = drawn(doc).flatMap(({ body }) => within(body, isLine))
  expect(lines.map(line => attribute(line, 'data-wide') !== undefined)).toEqual([false, true, true])
  expect(lines.map(line => line.childNodes.map(each => textOf(each).trim().slice(0, 8)))).toEqual([
    ['Site', 'What', 'When'],
    ['One', 'She said'],
    ['She said', 'May'],
  ])
})

describe('merged cells', () => {
  const merged = (words: string, properties: string) =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(words)}</w:tc>`
  const cells = (...words: string[]) => words.map(each => cell(paragraph(each))).join('')
  const across = (words: string, columns: number) => merged(words, `<w:gridSpan w:val="${columns}"/>`)
  const table = (...rows: string[]) => `<w:tbl>${rows.map(row => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`
  const word = async (...rows: string[]) => {
    const [doc] = await readFileBytes(Buffer.from(docxOf(table(...rows))), 'merged.docx', {})
    if (!doc) throw new Error('Nothing was read')
    expectToTheLetter(doc)
    return doc
  }

  test('what follows a cell merged sideways stands in its own column, and the text is as without', async () => {
    const doc = await word(
      cells('Site', 'What', 'When'),
      across('Both', 2) + cells('June'),
      cells('One') + across('', 2),
      across('All of it', 3),
    )
    expect(doc.text).toBe('Site\tWhat\tWhen\nBoth\tJune\nOne\t\nAll of it')
    expect(linesOf(doc)).toEqual([
      ['Site', 'What', 'When'],
      ['<Both', 'June'],
      ['One', '', ''],
      ['<<All of it'],
    ])
  })

  test('what stands beside a cell merged downwards stands in its own column', async () => {
    const doc = await word(
      cells('Site', 'What', 'When'),
      merged('One', '<w:vMerge w:val="restart"/>') + cells('late', 'June'),
      `<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>${cells('early', 'July')}`,
    )
    expect(linesOf(doc)).toEqual([
      ['Site', 'What', 'When'],
      ['One', 'late', 'June'],
      ['', 'early', 'July'],
    ])
  })

  test('a row that begins further in, or ends before the others, has its cells in their columns', async () => {
    const doc = await word(
      cells('Site', 'What', 'When'),
      `<w:trPr><w:gridBefore w:val="1"/></w:trPr>${cells('late', 'June')}`,
      `<w:trPr><w:gridAfter w:val="2"/></w:trPr>${cells('One')}`,
    )
    expect(linesOf(doc)).toEqual([
      ['Site', 'What', 'When'],
      ['', 'late', 'June'],
      ['One', '', ''],
    ])
  })

  test('a column in which no cell begins is not drawn', async () => {
    const doc = await word(across('Site', 4) + cells('When'), across('One', 4) + cells('June'))
    expect(linesOf(doc)).toEqual([
      ['Site', 'When'],
      ['One', 'June'],
    ])
  })

  test('so it is in a page', async () => {
    const page =
      '<!doctype html><table><tr><th></th><th>What</th><th>Where</th><th>When</th></tr><tr><td>One</td><td colspan="2">late</td><td>June</td></tr><tr><td colspan="4">All of it</td></tr><tr><td>Two</td><td></td><td>home</td><td>July</td></tr></table>'
    const [doc] = await readFileBytes(Buffer.from(page), 'merged.html', {})
    if (!doc) throw new Error('Nothing was read')
    expectToTheLetter(doc)
    expect(linesOf(doc)).toEqual([
      ['', 'What', 'Where', 'When'],
      ['One', '<late', 'June'],
      ['<<<All of it'],
      ['Two', '', 'home', 'July'],
    ])
  })

  test('in a page a row has an empty cell below one that covers it, however far that goes', async () => {
    const row = (...cells: string[]) => `<tr>${cells.join('')}</tr>`
    const td = (words: string, properties = '') => `<td ${properties}><p>\n${words}</p></td>`
    const page = `<!doctype html><table>${[
      row(td('Name', 'rowspan=2'), td('Hours', 'colspan=2'), td('Where')),
      row(td('May'), td('June'), td('there')),
      row(td('Ann', 'rowspan=2'), td('3'), td('5'), td('all of it', 'rowspan=1000000000')),
      row(td('away', 'colspan=2')),
      row(td('Bob'), td('7', 'rowspan=0'), td('8')),
    ].join('')}<tbody>${row(td('Cay'), td('9'))}</tbody></table>`
    const [doc] = await readFileBytes(Buffer.from(page), 'hours.html', {})
    if (!doc) throw new Error('Nothing was read')
    expectToTheLetter(doc)
    expect(linesOf(doc)).toEqual([
      ['Name', '<Hours', 'Where'],
      ['', 'May', 'June', 'there'],
      ['Ann', '3', '5', 'all of it'],
      ['', '<away', ''],
      ['Bob', '7', '8', ''],
      ['Cay', '9', '', ''],
    ])
  })
})

test('a table of speakers and what they say is the transcript, and is drawn as one', async () => {
  const rows = [
    ['Interviewer:', `${paragraph('How did it go?')}${paragraph('And then?')}`],
    ['Mentor:', paragraph('It went well.')],
    ['Interviewer:', paragraph('Good.')],
  ]
  const table = rows.map(([who = '', said = '']) => `<w:tr>${cell(paragraph(who))}${cell(said)}</w:tr>`)
  const file = Buffer.from(docxOf(`<w:tbl>${table.join('')}</w:tbl>`))
  const [doc] = await readFileBytes(file, 'speakers.docx', {})
  if (!doc) throw new Error('Nothing was read')
  expect(doc.speakers).toEqual(['Interviewer', 'Mentor'])
  expectToTheLetter(doc)
  expect(drawn(doc).filter(({ element }) => attribute(element, 'data-table'))).toEqual([])
})

test('lists and tables of a page: bullets by depth, numbers in order, cells in columns', async () => {
  const mail = [
    'From: a@example.org',
    'Subject: Lists',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>To bring:</p><ul><li>a pen<ul><li>blue</li></ul></li><li>paper</li></ul>',
    '<ol><li>first</li><li>second</li></ol><p>That is all.</p>',
    '<ol type="a" start="2"><li>third<ol type="I"><li value="4">fourth</li></ol></li><li value="1e9">fifth</li></ol>',
    '<table><tr><td>Name</td><td>Hours</td></tr><tr><td>Ann</td><td>3</td></tr></table>',
  ].join('\r\n')
  const [doc] = await readFileBytes(Buffer.from(mail), 'lists.eml', {})
  if (!doc) throw new Error('Nothing was read')
  expectToTheLetter(doc)
  const isItem = (span: Element) => attribute(span, 'data-sign') !== undefined
  const items = drawn(doc).flatMap(({ body }) => within(body, isItem))
  expect(
    items.map(item => [attribute(item, 'data-sign'), attribute(item, 'data-level'), textOf(item).trim()]),
  ).toEqual([
    ['•', '1', 'a pen'],
    ['◦', '2', 'blue'],
    ['•', '1', 'paper'],
    ['1.', '1', 'first'],
    ['2.', '1', 'second'],
    ['b.', '1', 'third'],
    ['IV.', '2', 'fourth'],
    ['a.', '1', 'fifth'],
  ])
  const lines = drawn(doc).flatMap(({ body }) => within(body, isLine))
  expect(lines.map(line => line.childNodes.map(textOf))).toEqual([
    ['Name\t', 'Hours\n'],
    ['Ann\t', '3'],
  ])
})

test('a numbered heading has its number before it, another nothing', async () => {
  const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const numbering = `<w:numbering ${namespace}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
  const styles = `<w:styles ${namespace}><w:style w:type="paragraph" w:styleId="Heading1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`
  const heading = (words: string, more = '') => paragraph(words, `<w:pStyle w:val="Heading1"/>${more}`)
  const outOfList = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
  const body = ['Visits', 'Calls'].map(words => heading(words) + paragraph('There were few.')).join('')
  const file = docxOf(body + heading('Thanks', outOfList) + paragraph('To all.'), {
    'word/numbering.xml': numbering,
    'word/styles.xml': styles,
  })
  const [doc] = await readFileBytes(Buffer.from(file), 'report.docx', {})
  if (!doc) throw new Error('Nothing was read')
  expectToTheLetter(doc)
  const headings = drawn(doc).flatMap(({ body }) =>
    body.childNodes.filter(isElement).filter(span => /heading/.test(classesOf(span))),
  )
  expect(headings.map(span => [attribute(span, 'data-sign'), textOf(span).trim()])).toEqual([
    ['1', 'Visits'],
    ['2', 'Calls'],
    [undefined, 'Thanks'],
  ])
})

test('a table that the original draws from right to left begins at the right, whatever its words', async () => {
  const table = (properties: string) =>
    `<w:tbl>${properties}<w:tr><w:tc>${paragraph('Site')}</w:tc><w:tc>${paragraph('When')}</w:tc></w:tr></w:tbl>`
  const word = docxOf(`${table('<w:tblPr><w:bidiVisual/></w:tblPr>')}${paragraph('Between.')}${table('')}`)
  const page = (dir: string) => `<table ${dir}><tr><td>Site</td><td>When</td></tr></table>`
  const pages = `<!doctype html><body dir="RTL">${page('')}<p>Between.</p>${page('dir="ltr"')}`
  for (const [name, bytes] of [
    ['table.docx', word],
    ['table.html', Buffer.from(pages)],
  ] as const) {
    const [doc] = await readFileBytes(Buffer.from(bytes), name, {})
    if (!doc) throw new Error('Nothing was read')
    const lines = drawn(doc).flatMap(({ body }) => within(body, isLine))
    expect(lines.map(line => attribute(line, 'dir'))).toEqual(['rtl', 'ltr'])
  }
})

test('numbered lists of a Word file as Word numbers them, in the cells of a table too', async () => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
  const numbering = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1)')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
  const item = (at: number, words: string) =>
    paragraph(words, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="1"/></w:numPr>`)
  const cell = (content: string) => `<w:tc>${content}</w:tc>`
  const table = `<w:tbl><w:tr>${cell(paragraph('Asked'))}${cell(item(1, 'at home') + item(1, 'at work'))}</w:tr></w:tbl>`
  const body = item(0, 'Where') + item(1, 'in town') + table + item(0, 'When') + item(1, 'last year')
  const file = Buffer.from(docxOf(body, { 'word/numbering.xml': numbering }))
  const [doc] = await readFileBytes(file, 'guide.docx', {})
  if (!doc) throw new Error('Nothing was read')
  expectToTheLetter(doc)
  const isSigned = (element: Element) => attribute(element, 'data-sign') !== undefined
  const items = drawn(doc).flatMap(({ body }) => within(body, isSigned))
  expect(items.map(item => `${attribute(item, 'data-sign')} ${textOf(item).trim()}`)).toEqual([
    '1) Where',
    'a) in town',
    'b) at home',
    'c) at work',
    '2) When',
    'a) last year',
  ])
})

/** Any text with any marks and segments. */
const place = fc.nat({ max: 60 })
const anyMark = fc.record(
  {
    start: place,
    length: fc.integer({ min: 1, max: 20 }),
    style: fc.constantFrom<Mark['style']>('bold', 'superscript', 'heading', 'list-item', 'table-cell'),
    level: fc.nat(7),
    column: fc.nat(4),
    columns: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['start', 'length', 'style'] },
)
const anyText = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\t', '\t', '\n', '\n\t'),
  minLength: 1,
  maxLength: 60,
})
const shapedText = fc
  .tuple(anyText, fc.array(anyMark, { maxLength: 14 }), fc.array(place, { maxLength: 6 }))
  .map(([text, wanted, cuts]) => {
    const marks = wanted
      .map(({ start, length, ...look }) => ({
        start,
        end: Math.min(start + length, text.length),
        ...look,
      }))
      .filter(({ start, end }) => start < end)
    const edges = [...new Set([0, ...cuts.filter(cut => cut < text.length), text.length])].sort(
      (a, b) => a - b,
    )
    const segments = edges.slice(0, -1).map((start, index): Segment => {
      const end = edges[index + 1] ?? text.length
      return { kind: 'paragraph', start, bodyStart: start, end }
    })
    return { text, segments, marks }
  })

/** What a row is to assistive technology: each role with what it says of itself, and words where it holds no other. */
function heardAs(body: Element): string[] {
  const roleOf = (each: Element) => attribute(each, 'role')
  return within(body, each => roleOf(each) !== undefined).map(each => {
    const aria = each.attrs.flatMap(({ name, value }) => {
      const [, property] = /^aria-(.+)$/.exec(name) ?? []
      return property === undefined ? [] : `${property} ${value}`
    })
    const holds = within(each, inner => roleOf(inner) !== undefined).length > 0
    return [roleOf(each), ...aria, ...(holds ? [] : [JSON.stringify(textOf(each).trim())])].join(', ')
  })
}

test('headings are headings, and each row of a table says where in it it stands', async () => {
  const heard = drawn(await formatted()).map(({ body }) => heardAs(body))
  expect(heard).toEqual([
    ['heading, level 1, "The heading"'],
    [],
    ['heading, level 2, "A smaller heading"'],
    [
      'table, rowcount 3, colcount 3',
      'row, rowindex 1',
      'cell, colindex 1, "Site"',
      'cell, colindex 2, "What was said of it"',
      'cell, colindex 3, "When"',
    ],
    [
      'table, rowcount 3, colcount 3',
      'row, rowindex 2',
      'cell, colindex 1, "One"',
      'cell, colindex 2, "A long answer."',
      'cell, colindex 3, ""',
    ],
    [
      'table, rowcount 3, colcount 3',
      'row, rowindex 2',
      'cell, colindex 1, ""',
      'cell, colindex 2, "And more of it."',
      'cell, colindex 3, "May"',
    ],
    [
      'table, rowcount 3, colcount 3',
      'row, rowindex 3',
      'cell, colindex 1, "Two"',
      'cell, colindex 2, ""',
      'cell, colindex 3, "June"',
    ],
    [],
  ])
  const asLines = drawn(await formatted(), 0).map(({ body }) => heardAs(body))
  expect(asLines).toEqual(heard)
})

test('an item that goes on over lines is one, and a list ends where other words follow', () => {
  const text = 'To bring:\na pen\nor two\nblue ones\npaper\nThat is all.\n1. Sign in'
  const item = (from: string, to: string, level = 1): Mark => ({
    style: 'list-item',
    level,
    start: text.indexOf(from),
    end: text.indexOf(to) + to.length,
  })
  const marks = [
    item('a pen', 'blue ones'),
    item('blue', 'ones', 2),
    item('paper', 'paper'),
    item('1.', 'Sign in'),
  ]
  const [row] = drawn({ text, marks, segments: [{ kind: 'body', start: 0, bodyStart: 0, end: text.length }] })
  expect(row && heardAs(row.body)).toEqual([
    'list',
    'listitem, level 1, "a pen\\nor two"',
    'listitem, level 2, "blue ones"',
    'listitem, level 1, "paper"',
    'list',
    'listitem, level 1, "1. Sign in"',
  ])
})

test('law: every row of a table is in a table, every cell in a row, every item in a list', () => {
  const parent: Record<string, string | undefined> = { row: 'table', cell: 'row', listitem: 'list' }
  const check = (element: Element) => {
    for (const each of element.childNodes.filter(isElement)) {
      const needed = parent[attribute(each, 'role') ?? '']
      if (needed) expect(attribute(element, 'role')).toBe(needed)
      check(each)
    }
  }
  fc.assert(
    fc.property(shapedText, doc => {
      for (const { body } of [...drawn(doc), ...drawn(doc, 0)]) check(body)
    }),
    { numRuns: 200 },
  )
})

test('law: whatever the marks and segments, every row is drawn to the letter', () => {
  fc.assert(fc.property(shapedText, expectToTheLetter), { numRuns: 500 })
})

const data = join(import.meta.dirname, '../../../../shared/data')
const folders = [
  'F_robustness/mammoth',
  'F_robustness/tika_docx',
  'B_transcripts/tika_odt',
  'B_transcripts/tika_rtf',
]
const own = join(import.meta.dirname, '../../../engine/sample/files')
const files = [own, ...folders.map(folder => join(data, folder))]
  .filter(existsSync)
  .flatMap(folder => readdirSync(folder).map(name => join(folder, name)))

test(`real files are drawn to the letter${existsSync(data) ? '' : ' (only the sample: no folder ../shared/data beside the checkout)'}`, async () => {
  let drawnFiles = 0
  for (const path of files) {
    const documents = await readFileBytes(readFileSync(path), basename(path), {}).catch((error: unknown) => {
      if (error instanceof TandemError) return []
      throw error
    })
    for (const doc of documents) {
      expectToTheLetter(doc)
      drawnFiles++
    }
  }
  expect(drawnFiles).toBeGreaterThan(existsSync(data) ? 50 : 10)
})
