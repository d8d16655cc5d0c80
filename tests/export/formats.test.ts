import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, type XmlElement, XsdValidator } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { exportFormats } from '#engine/export/formats/index.ts'
import { contained, legible } from '#engine/export/writing/legible.ts'
import {
  asRecords,
  csvRows,
  htmlElements,
  partsOf,
  utf8,
  wellFormed,
  wordParagraphs,
  workbookSheets,
} from './read-back.ts'
import { codedStudy, found, hostile, type Made } from './study.ts'

const hostileCodes = [
  hostile.code,
  hostile.formula,
  hostile.turned,
  hostile.long,
  hostile.emoji,
  hostile.inherited,
  hostile.prototype,
  hostile.marks,
]
const inductive = ['Support', 'Mentor', 'Backing', 'Time', ...hostileCodes]
const schema = join(import.meta.dirname, '../../../shared/data/A_refi/schema/Codebook.xsd')

let made: Made
beforeAll(async () => {
  made = await codedStudy()
})
afterAll(() => made.close())

/** What each export must hold; an export without an entry fails. */
const checks: Record<string, (bytes: Uint8Array) => void | Promise<void>> = {
  'codebook.docx': bytes => {
    const paragraphs = word(bytes, 'Coding framework')
    const parts = partsOf(bytes)
    const document = parts.get('word/document.xml') ?? ''
    expect(document).toContain('w:orient="landscape"')
    expect(styled(paragraphs, 'Heading1')).toEqual(['Coding framework', 'Normalisation Process Theory'])
    expect(document.match(/<w:tbl>/g)).toHaveLength(2)
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(2)
    const cells = paragraphs.filter(p => p.inTable)
    expect(styled(cells, 'CellHead').slice(0, 8)).toEqual([
      'Code',
      'Definition',
      'When to use',
      'When not to use',
      'Example',
      'AM',
      'BK',
      'Consensus',
    ])
    const texts = styled(cells, 'Cell')
    for (const name of inductive) expect(texts).toContain(contained(name))
    expect(texts).toContain('First line.\nSecond line with a tab\there.')
    expect(styled(cells, 'CellQuiet')).toContain('in Support · provisional')
    expect(styled(cells, 'CellQuiet')).toContain('[OT 18, Site 10] (consensus)')
    const mentor = texts.indexOf('Mentor')
    expect(texts.slice(mentor, mentor + 8)).toEqual([
      'Mentor',
      'What the mentor gives.',
      '',
      '',
      'The mentor did. You could say anything to her 👩🏽‍⚕️.',
      '1',
      '1',
      '1',
    ])
    const indents = [...document.matchAll(/<w:ind w:left="(\d+)"\/>/g)].map(([, left]) => Number(left))
    expect(new Set(indents).size, 'codes are set in by level').toBeGreaterThan(0)
  },

  'codebook.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    const rows = asRecords(found(sheets, 'Coding framework'))
    checkCodebookRows(rows, value => value)
    expect(found(sheets, 'About').flat().join('\n')).toContain(
      'independent (each coder’s own codings) and consensus',
    )
  },

  'codebook.csv': bytes => checkCodebookRows(asRecords(csv(bytes)), guarded),

  'codebook.md': bytes => {
    const page = markdown(bytes)
    expect(page).toContain('## Coding framework\n\nInductive framework, version 1.')
    expect(page.indexOf('## Coding framework')).toBeLessThan(page.indexOf('## Normalisation Process Theory'))
    expect(page).toContain(
      '| Code | AM | BK | Consensus |\n| --- | ---: | ---: | ---: |\n| Support | 0 | 0 | 0 |',
    )
    expect(page).toContain('### Support')
    expect(page).toContain('#### Mentor\n\nin Support · provisional')
    expect(page).toContain('**Definition.** First line.\\\n')
    expect(page).toContain('\\- not a list\\\n1\\. nor this\\\n\\====')
    expect(page).toContain('> \\[OT 18, Site 10\\] (consensus)')
  },

  'codebook.html': bytes => {
    const elements = page(bytes)
    expect(elements.filter(e => e.tag === 'table')).toHaveLength(2)
    expect(elements.filter(e => e.tag === 'thead')).toHaveLength(2)
    const names = elements.filter(e => e.tag === 'th' && e.attributes['scope'] === 'row').map(e => e.text)
    for (const name of inductive) expect(names.some(text => text.startsWith(contained(name)))).toBe(true)
    expect(names).toContain('Mentorin Support · provisional')
  },

  'codebook.json': bytes => {
    const book = JSON.parse(utf8(bytes))
    expect(book).toMatchObject({
      format: 'tandem-codebook',
      version: 1,
      study: { title: hostile.study },
      layers: ['independent', 'consensus'],
      withheld: false,
    })
    expect(book.coders.map((c: { initials: string }) => c.initials)).toEqual(['AM', 'BK'])
    expect(book.frameworks.map((f: { kind: string }) => f.kind)).toEqual(['inductive', 'deductive'])
    const codes = book.frameworks[0].codes
    expect(codes.map((c: { name: string }) => c.name)).toEqual(inductive)
    const mentor = codes[1]
    expect(mentor).toMatchObject({
      id: found(made.codes, 'Mentor'),
      parent: found(made.codes, 'Support'),
      path: ['Support', 'Mentor'],
      example: { from: 'consensus', attribution: '[OT 18, Site 10]' },
      counts: { consensus: 1 },
    })
    expect(mentor.counts.independent).toEqual({
      [found(made.members, 'AM')]: 1,
      [found(made.members, 'BK')]: 1,
    })
    expect(mentor.colour.hex).toMatch(/^#[0-9A-F]{6}$/)
    expect(codes[2].example).toEqual({
      text: 'My manager came to one of the sessions.',
      from: 'code',
      attribution: null,
    })
    expect(codes[5].example).toMatchObject({ from: 'independent', text: 'they never ask what it took' })
  },

  'codebook.qdc': bytes => {
    using doc = XmlDocument.fromBuffer(bytes)
    const ns = { q: 'urn:QDA-XML:codebook:1.0' }
    const top = doc.find('/q:CodeBook/q:Codes/q:Code', ns).map(code => attribute(code, 'name'))
    expect(top.slice(0, 10)).toEqual(['Support', 'Time', ...hostileCodes])
    expect(doc.find('//q:Code[@name="Support"]/q:Code', ns).map(code => attribute(code, 'name'))).toEqual([
      'Mentor',
      'Backing',
    ])
    for (const code of doc.find('//q:Code', ns)) {
      expect(attribute(code, 'guid')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      expect(attribute(code, 'color')).toMatch(/^#[0-9A-F]{6}$/)
    }
    expect(doc.get('//q:Code[@name="Support"]/q:Description', ns)?.content).toBe(
      `${hostile.definition}\n\nWhen to use: When the mentor is named.\n\nWhen not to use: For managers: see Backing.`,
    )
    expect(doc.find('/q:CodeBook/q:Sets/q:Set', ns).map(set => attribute(set, 'name'))).toEqual([
      'Coding framework',
      'Normalisation Process Theory',
    ])
    expect(doc.find('//q:Set[1]/q:MemberCode', ns)).toHaveLength(inductive.length)
  },

  'codings.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    checkCodingRows(asRecords(found(sheets, 'Coded passages')), value => value)
    expect(found(sheets, 'About').flat().join('\n')).toContain('counted from 0 in UTF-16 code units')
  },

  'codings.csv': bytes => checkCodingRows(asRecords(csv(bytes)), guarded),

  'codings.docx': bytes => {
    const paragraphs = word(bytes, 'Coded passages')
    expect(styled(paragraphs, 'Note')).toContain(
      'Layer: consensus (codings agreed by both coders or ruled on).',
    )
    expect(styled(paragraphs, 'Heading1')).toEqual(['Coding framework'])
    expect(styled(paragraphs, 'Heading2')).toEqual(['Support', 'Time', hostile.code])
    expect(styled(paragraphs, 'Heading3')).toEqual(['Mentor'])
    expect(styled(paragraphs, 'Passage')).toEqual([
      'The mentor did. You could say anything to her 👩🏽‍⚕️.',
      'There is no room in the rota for it, so I write the records at home.',
      '<b>hobbies</b> stop',
    ])
    expect(styled(paragraphs, 'Attribution')).toEqual([
      '[OT 18, Site 10]  Both coders agreed · facilitator',
      `[OT 18, Site 10]  ${hostile.coder}’s coding stands, ruled by Lena Ruiz\nReason: -The sentence, not the word`,
      '[OT 18, Site 10]  Anna Møller’s coding stands, ruled by Lena Ruiz · barrier\nReason: <b>Agreed</b> by talking',
    ])
  },

  'codings.html': bytes => {
    const elements = page(bytes)
    const headings = elements.filter(e => /^h[2-6]$/.test(e.tag)).map(e => `${e.tag} ${e.text}`)
    expect(headings).toEqual([
      'h2 Coding framework',
      'h3 Support',
      'h4 Mentor',
      'h3 Time',
      `h3 ${hostile.code}`,
    ])
    const quotes = elements.filter(e => e.tag === 'blockquote')
    expect(quotes.map(e => e.text)).toContain('<b>hobbies</b> stop')
    expect(quotes.every(e => e.attributes['lang'] === '')).toBe(true)
    expect(elements.filter(e => e.tag === 'figcaption').map(e => e.text)).toContain(
      '[OT 18, Site 10] · Both coders agreed · facilitator',
    )
  },

  'memos.docx': bytes => {
    const paragraphs = word(bytes, 'Memos')
    expect(styled(paragraphs, 'Heading1')).toEqual(['A day of one’s own', 'Zeal <i>', 'Other memos'])
    expect(styled(paragraphs, 'Heading2')).toEqual(['The rota', '=Reflexive *note*'])
    expect(styled(paragraphs, 'Heading3')).toEqual(['Claim & <evidence>', 'What the rota does'])
    expect(styled(paragraphs, 'Body')).toEqual([
      'The day was borrowed from home, and underlined\n# not a heading',
      'Somebody else’s words',
      'a link',
      'no link',
      'Unknown, but said.',
      'Under a theme.',
      'About the study.',
    ])
    expect(styled(paragraphs, 'Item')).toEqual(['One', 'Inner one', 'Inner two', 'Two', 'Counted', 'Again'])
    expect(styled(paragraphs, 'Passage')).toEqual(['The mentor did.', 'he said yes at once'])
    expect(styled(paragraphs, 'Attribution')).toEqual(['[OT 18, Site 10]', '[Record, =1+1 record]'])
    expect(styled(paragraphs, 'Note')).toContainEqual(
      expect.stringMatching(/^Theme summary · draft · Lena Ruiz · last changed \d+ \w+ \d{4}$/),
    )
    const parts = partsOf(bytes)
    const document = parts.get('word/document.xml') ?? ''
    expect(document).toMatch(/<w:b\/>.{0,60}borrowed/)
    expect(document).toMatch(/<w:i\/>.{0,60}from/)
    const relations = parts.get('word/_rels/document.xml.rels') ?? ''
    expect(relations).toContain('https://example.org/a?b=1&amp;c=2')
    expect(relations).not.toContain('javascript')
    const numbers = [...document.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id)
    expect(new Set(numbers).size, 'bullets, and each counted list by itself').toBe(3)
  },

  'memos.md': bytes => {
    const text = markdown(bytes)
    expect(text).toContain('The day was **borrowed** *from* ***home***, and underlined\\\n\\# not a heading')
    expect(text).toContain('- One\n    1. Inner one\n    2. Inner two\n- Two\n')
    expect(text).toContain('1. Counted\n2. Again')
    expect(text).toContain('> The mentor did.\n>\n> \\[OT 18, Site 10\\]')
    expect(text).toContain('[a link](<https://example.org/a?b=1&c=2>)')
    expect(text).not.toContain('](<javascript')
    const order = [
      '## A day of one’s own',
      '## Zeal',
      '### The rota',
      '#### What the rota does',
      '## Other memos',
    ]
    expect(order.map(heading => text.indexOf(`\n${heading}`))).toEqual(
      order.map(heading => text.indexOf(`\n${heading}`)).toSorted((a, b) => a - b),
    )
  },

  'memos.html': bytes => {
    const elements = page(bytes)
    const headings = elements.filter(e => /^h[2-6]$/.test(e.tag)).map(e => `${e.tag} ${e.text}`)
    expect(headings).toEqual([
      'h2 A day of one’s own',
      'h4 Claim & <evidence>',
      'h2 Zeal <i>',
      'h3 The rota',
      'h4 What the rota does',
      'h2 Other memos',
      'h3 =Reflexive *note*',
    ])
    const tags = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    expect(tags('strong')).toEqual(['borrowed ', ' home'])
    expect(tags('em')).toEqual(['from', ' home'])
    expect(tags('ul')).toHaveLength(1)
    expect(tags('ol').map(text => text.trim())).toEqual(['Inner one\nInner two', 'Counted\nAgain'])
    expect(elements.filter(e => e.tag === 'a').map(e => e.attributes['href'])).toEqual([
      'https://example.org/a?b=1&c=2',
    ])
  },
}

describe.each(exportFormats)('$what as $format', ({ what, format, extension, mediaType }) => {
  const name = `${what}.${format}`

  test('is told apart from every other', () => {
    expect(exportFormats.filter(f => f.what === what && f.format === format)).toHaveLength(1)
    expect(extension).toMatch(/^[a-z]+$/)
    expect(mediaType).toMatch(/^[a-z]+\/\S+/)
  })

  test('holds what it should', async () => {
    const check = checks[name]
    if (!check) throw new Error(`${name} has no check: add one to this file`)
    await check(await made.bytesOf(what, format))
  })

  test('is the same file whenever it is made, but for its date', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1, 9, 0) })
    try {
      const first = await made.bytesOf(what, format)
      expect(await made.bytesOf(what, format)).toEqual(first)
      vi.setSystemTime(Date.UTC(2026, 5, 1, 9, 30))
      const later = await made.bytesOf(what, format)
      if (format === 'json') {
        expect(utf8(later).replace('09:30:00', '09:00:00')).toBe(utf8(first))
      } else if (format === 'docx') {
        const dateless = (bytes: Uint8Array) =>
          [...partsOf(bytes)].filter(([part]) => part !== 'docProps/core.xml')
        expect(dateless(later)).toEqual(dateless(first))
      } else {
        expect(later).toEqual(first)
      }
    } finally {
      vi.useRealTimers()
    }
  })
})

test('every kind is offered by its name with its formats', async () => {
  const kinds = await made.client.reports.kinds({})
  expect(
    kinds.map(({ id, name, formats }) => `${id} (${name}): ${formats.map(f => f.id).join(' ')}`),
  ).toEqual([
    'codebook (Coding framework): docx xlsx html md csv json qdc',
    'codings (Coded passages): xlsx csv docx html',
    'memos (Memos): docx html md',
  ])
})

test('a report is saved whole, and never over another file unless told to', async () => {
  const report = await made.client.reports.make({ what: 'codebook', format: 'csv' })
  const path = join(made.folder, 'codebook.csv')
  expect(await made.client.reports.save({ report: report.id, path })).toEqual({ path, bytes: report.bytes })
  expect(new Uint8Array(readFileSync(path))).toEqual(new Uint8Array(await made.bytesOf('codebook', 'csv')))
  await expect(made.client.reports.save({ report: report.id, path })).rejects.toMatchObject({
    code: 'exists',
  })
  await made.client.reports.save({ report: report.id, path, replace: true })
})

test.skipIf(!existsSync(schema))(
  'the REFI-QDA codebook is valid against its schema (skipped where ../shared/data is absent)',
  async () => {
    using xsd = XmlDocument.fromBuffer(readFileSync(schema))
    using validator = XsdValidator.fromDoc(xsd)
    using doc = XmlDocument.fromBuffer(await made.bytesOf('codebook', 'qdc'))
    expect(() => validator.validate(doc)).not.toThrow()
    using broken = XmlDocument.fromString(
      '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/><Sets/></CodeBook>',
    )
    expect(() => validator.validate(broken)).toThrow()
  },
)

/** What the formula guard makes of a value; line ends become `\n`, as everywhere. */
const guarded = (value: string): string => (/^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value)

function checkCodebookRows(rows: Record<string, unknown>[], as: (value: string) => string): void {
  expect(rows.map(row => row['Code']).slice(0, inductive.length)).toEqual(inductive.map(as))
  expect(rows.find(row => row['Code'] === 'Mentor')).toMatchObject({
    Framework: 'Coding framework',
    Kind: 'Inductive',
    Path: 'Support › Mentor',
    Definition: 'What the mentor gives.',
    Example: 'The mentor did. You could say anything to her 👩🏽‍⚕️.',
    'Example from': '[OT 18, Site 10] (consensus)',
    Status: 'provisional',
    'Code id': found(made.codes, 'Mentor'),
  })
  const numbers = rows.find(row => row['Code'] === 'Mentor') ?? {}
  for (const [head, n] of [
    ['Version', 1],
    ['Level', 2],
    ['Independent codings, AM', 1],
    ['Independent codings, BK', 1],
    ['Consensus codings', 1],
  ] as const) {
    expect(Number(numbers[head]), head).toBe(n)
  }
  expect(rows.find(row => row['Code'] === 'Support')?.['Definition']).toBe(hostile.definition)
}

function checkCodingRows(rows: Record<string, unknown>[], as: (value: string) => string): void {
  expect(rows.filter(row => row['Layer'] === 'Independent')).toHaveLength(9)
  expect(rows.filter(row => row['Layer'] === 'Consensus')).toHaveLength(3)
  const row = (layer: string, id: string, coder: string | null) =>
    rows.find(
      r =>
        r['Layer'] === layer && r['Code id'] === found(made.codes, id) && (r['Initials'] || null) === coder,
    )
  expect(row('Independent', hostile.code, 'AM')).toMatchObject({
    Source: 'OT 18, Site 10',
    Kind: 'interview',
    'Data set': 'OT interviews',
    Speaker: 'OT 18',
    Passage: '<b>hobbies</b> stop',
    Attribution: '[OT 18, Site 10]',
    Framework: 'Coding framework',
    'Code path': hostile.code,
    Coder: 'Anna Møller',
    Polarity: 'barrier',
    Comment: as(legible(hostile.comment)),
    Round: 'Round “one” <1>',
    Ruling: 'Anna Møller’s coding stands',
    Reason: '<b>Agreed</b> by talking',
    'Ruled by': 'Lena Ruiz',
  })
  expect(row('Consensus', 'Time', null)).toMatchObject({
    Passage: 'There is no room in the rota for it, so I write the records at home.',
    Reason: as('-The sentence, not the word'),
  })
  expect(row('Independent', hostile.formula, 'BK')).toMatchObject({
    Source: as('=1+1 record'),
    'Data set': as('@records'),
    'Code path': as(hostile.formula),
    Coder: as(hostile.coder),
    Ruling: 'Neither coding stands',
  })
  expect(row('Independent', hostile.prototype, 'BK')).toMatchObject({
    'Code path': '__proto__',
    Ruling: 'Not settled yet',
  })
  expect(row('Independent', 'Mentor', 'AM')).toMatchObject({
    Ruling: 'Both coders agreed',
    Polarity: 'facilitator',
  })
  const { text } = found(made.sources, 'OT 18, Site 10')
  const agreed = row('Consensus', 'Mentor', null) ?? {}
  expect(text.slice(Number(agreed['Start']), Number(agreed['End']))).toBe(agreed['Passage'])
  expect(String(agreed['Created (UTC)'])).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
}

function word(bytes: Uint8Array, name: string) {
  wellFormed(bytes)
  const parts = partsOf(bytes)
  const title = contained(hostile.study)
  const paragraphs = wordParagraphs(bytes)
  expect(styled(paragraphs, 'Title')).toEqual([name])
  expect(styled(paragraphs, 'Study')).toEqual([title])
  const headers = [...parts].filter(([part]) => /^word\/header\d\.xml$/.test(part)).map(([, xml]) => xml)
  expect(headers.some(xml => xml.includes('&lt;img src=x onerror=alert(1)&gt;'))).toBe(true)
  const footers = [...parts].filter(([part]) => /^word\/footer\d\.xml$/.test(part)).map(([, xml]) => xml)
  expect(footers).toHaveLength(2)
  for (const xml of footers) {
    expect(xml).toContain('PAGE')
    expect(xml).toContain('NUMPAGES')
    expect(xml).toMatch(/\d{1,2} \w+ \d{4}/)
  }
  expect(
    paragraphs.some(p => /independent|consensus/i.test(p.text)),
    'names the layer',
  ).toBe(true)
  return paragraphs
}

const styled = (paragraphs: ReturnType<typeof wordParagraphs>, style: string): string[] =>
  paragraphs.filter(p => p.style === style).map(p => p.text)

async function workbook(bytes: Uint8Array) {
  wellFormed(bytes)
  for (const [name, xml] of partsOf(bytes)) {
    if (name.startsWith('xl/worksheets/sheet')) {
      expect(xml).not.toContain('<f>')
      expect(xml).toContain('state="frozen"')
      expect(xml).toContain('<autoFilter ')
    }
  }
  expect(partsOf(bytes).get('xl/workbook.xml')).toContain('_xlnm.Print_Titles')
  return workbookSheets(bytes)
}

function csv(bytes: Uint8Array): string[][] {
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(utf8(bytes).endsWith('\r\n')).toBe(true)
  const rows = csvRows(bytes)
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
  return rows
}

function markdown(bytes: Uint8Array): string {
  const text = utf8(bytes)
  expect(text).not.toMatch(/(?<!\\)<(?!https:)/)
  expect(text).not.toMatch(/(?<!\\)\]\(javascript/)
  expect(text).toContain('independent')
  return text
}

function page(bytes: Uint8Array) {
  const elements = htmlElements(bytes)
  const tags = new Set(elements.map(e => e.tag))
  for (const tag of ['script', 'img', 'b', 'i', 'iframe', 'object', 'form', 'link', 'base']) {
    expect(tags, tag).not.toContain(tag)
  }
  expect(elements.filter(e => e.tag === 'style')).toHaveLength(1)
  expect(elements.find(e => e.tag === 'style')?.text).not.toMatch(/url\(|@import/)
  for (const { attributes } of elements) {
    expect(Object.keys(attributes).filter(name => name.startsWith('on') || name === 'src')).toEqual([])
    expect(attributes['href'] ?? 'https:').toMatch(/^(https?|mailto):/)
  }
  expect(elements.find(e => e.tag === 'html')?.attributes['lang']).toBe('en-GB')
  expect(elements.find(e => e.tag === 'title')?.text).toContain(contained(hostile.study))
  expect(elements.find(e => e.tag === 'header')?.text).toMatch(/consensus/)
  return elements
}

const attribute = (node: unknown, name: string): string => (node as XmlElement).attr(name)?.content ?? ''
