import { XmlDocument } from 'libxml2-wasm'
import { expect } from 'vitest'
import { contained } from '#engine/export/writing/legible.ts'
import { attribute, type Checks, csv, guarded, markdown, page, styled, word, workbook } from './read-as.ts'
import { asRecords, partsOf, utf8 } from './read-back.ts'
import { found, hostile, type Made } from './study.ts'

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
export const codebookChecks: Checks = {
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
    expect(new Set(indents), 'codes are set in by level: 3.5 mm').toEqual(new Set([198]))
  },

  'codebook.xlsx': async (bytes, made) => {
    const sheets = await workbook(bytes)
    const rows = asRecords(found(sheets, 'Coding framework'))
    checkCodebookRows(made, rows, value => value)
    expect(found(sheets, 'About').flat().join('\n')).toContain(
      'independent (each coder’s own codings) and consensus',
    )
  },

  'codebook.csv': (bytes, made) => checkCodebookRows(made, asRecords(csv(bytes)), guarded),

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

  'codebook.json': (bytes, made) => {
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
}

function checkCodebookRows(made: Made, rows: Record<string, unknown>[], as: (value: string) => string): void {
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
