import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { createNodeParser } from '#engine/import/node-parser.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { docxOf, paragraph, zipOf } from './build-files.ts'
import { msgOf, tag } from './build-msg.ts'
import { linesAt, pageOf } from './build-pdf.ts'

const parser = createNodeParser()

/** The text, or the failure's code and sentence; whatever it is, it comes soon enough. */
async function outcome(bytes: Uint8Array, fileName: string, within = 15_000): Promise<string> {
  const began = performance.now()
  const said = await parser.parse({ bytes, fileName }).then(
    ([doc]) => doc?.text ?? '',
    error => `${error.code}: ${error.message}`,
  )
  expect(performance.now() - began, fileName).toBeLessThan(within)
  return said
}

const document = (xml: string): Uint8Array =>
  zipOf({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': xml,
  })
const body = (declaration: string, text: string): string =>
  `<?xml version="1.0"?>${declaration}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`

/** A zip whose entries are called what no entry of ours would be: the name is written over one of equal length. */
function renamed(name: string): Uint8Array {
  const stand = 'x'.repeat(Buffer.byteLength(name))
  const zip = Buffer.from(docxOf(paragraph('x'), { [stand]: 'y' }))
  for (let at = zip.indexOf(stand); at !== -1; at = zip.indexOf(stand, at + 1)) zip.write(name, at, 'latin1')
  return zip
}

test.each(['../../evil.xml', '/etc/evil.xml', 'C:\\evil.xml', '..\\..\\evil.xml', 'word/../../e'])(
  'a document with an entry called %s is refused',
  async name => {
    expect(await outcome(renamed(name), 'a.docx')).toMatch(
      /^unreadable-file: a\.docx holds names that lead outside of it and was not read\.$/,
    )
  },
)

test('a document with the same entry twice is refused', async () => {
  const zip = Buffer.from(docxOf(paragraph('x'), { 'word/documenu.xml': 'y' }))
  for (let at = zip.indexOf('documenu'); at !== -1; at = zip.indexOf('documenu', at + 1))
    zip.write('document', at)
  expect(await outcome(zip, 'a.docx')).toMatch(/^unreadable-file/)
})

test('a document whose entry is larger than it claims is refused', async () => {
  const zip = Buffer.from(docxOf(paragraph('x'), { 'word/big.xml': 'y'.repeat(100_000) }))
  for (let at = zip.indexOf('word/big.xml'); at !== -1; at = zip.indexOf('word/big.xml', at + 1)) {
    const isDirectory = zip.readUInt32LE(Math.max(0, at - 46)) === 0x02014b50
    zip.writeUInt32LE(10, isDirectory ? at - 46 + 24 : at - 30 + 22)
  }
  expect(await outcome(zip, 'a.docx')).toMatch(/^unreadable-file: a\.docx is damaged/)
})

const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => {
  const [before, name] = [String.fromCharCode(97 + (i % 26)), `b${i}`]
  return `<!ENTITY ${name} "&${i === 0 ? before : `b${i - 1}`};&${i === 0 ? before : `b${i - 1}`};">`
}).join('')}]>`

test.each<[string, string]>([
  ['entities that multiply', body(laughs, 'x&b29;')],
  [
    'one long entity many times',
    body(`<!DOCTYPE l [<!ENTITY a "${'A'.repeat(100_000)}">]>`, '&a;'.repeat(20_000)),
  ],
  [
    'a file of this machine as an entity',
    body('<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>', 'x&a;'),
  ],
  ['a definition from elsewhere', body('<!DOCTYPE l SYSTEM "http://127.0.0.1:9/l.dtd">', 'x')],
  ['elements 20,000 deep', `${'<w:a xmlns:w="x">'.repeat(20_000)}`],
  ['an attribute of 10 MB', body('', `</w:t><w:t w:a="${'a'.repeat(10_000_000)}">x`)],
  ['UTF-7', `+ADw-?xml version="1.0" encoding="UTF-7"?+AD4-${body('', 'x')}`],
])('a Word document with %s neither reads nor asks for anything, and answers', async (_, xml) => {
  const said = await outcome(document(xml), 'a.docx')
  expect(said).not.toMatch(/root:|haha|AAAA/)
  expect(said).toMatch(/^(?:unreadable-file|too-large|timed-out): a\.docx |^x|^&a;/)
})

test.each<[string, string]>([
  ['elements 20,000 deep that never end', '<w:a xmlns:w="x">'.repeat(20_000)],
  ['elements 20,000 deep', `${'<w:a xmlns:w="x">'.repeat(20_000)}x${'</w:a>'.repeat(20_000)}`],
  [
    'a paragraph 20,000 deep',
    body('', `</w:t></w:r>${'<w:smartTag>'.repeat(20_000)}${'</w:smartTag>'.repeat(20_000)}<w:r><w:t>x`),
  ],
])('a Word document with %s is refused as nested too deeply', async (_, xml) => {
  expect(await outcome(document(xml), 'a.docx')).toMatch(/^too-large: a\.docx is nested too deeply: /)
})

test.each<[string, string]>([
  ['entities of its own', body('<!DOCTYPE l [<!ENTITY a "left out">]>', 'x&a;')],
  ['a definition from elsewhere', body('<!DOCTYPE l SYSTEM "http://127.0.0.1:9/l.dtd">', 'x')],
])('a Word document with %s is refused, not read without them', async (_, xml) => {
  expect(await outcome(document(xml), 'a.docx')).toMatch(
    /^unreadable-file: a\.docx defines names of its own for parts of its text/,
  )
})

test('a name that nothing defines stands as written and is said; one that is only text is not', async () => {
  const named =
    'The document refers to characters by names it does not define (such as &name;); they stand as written.'
  const [doc] = await readFileBytes(document(body('', 'x &nbsp; y')), 'a.docx', {})
  expect([doc?.text, doc?.warnings]).toEqual(['x &nbsp; y', [named]])
  const [sound] = await readFileBytes(document(body('', 'x &amp;nbsp; y')), 'a.docx', {})
  expect([sound?.text, sound?.warnings]).toEqual(['x &nbsp; y', []])
})

test.each([0.1, 0.2, 0.5, 0.8, 0.97])('%d of an Outlook file is refused as cut off', async share => {
  const whole = msgOf({ texts: { [tag.subject]: 'Rota', [tag.body]: 'The rota is out. '.repeat(2000) } })
  expect(await outcome(whole, 'a.msg')).toContain('The rota is out.')
  expect(await outcome(whole.subarray(0, whole.length * share), 'a.msg')).toMatch(
    /^unreadable-file: a\.msg is (?:an Outlook file that is )?damaged or was cut off on its way here\.$/,
  )
})

test('tables in tables, 2,000 deep, keep the text around them or are refused', async () => {
  const open = '<w:tbl><w:tr><w:tc>'
  const close = '<w:p/></w:tc></w:tr></w:tbl>'
  const deep = docxOf(paragraph('Above') + open.repeat(2000) + close.repeat(2000) + paragraph('Below'))
  expect(await outcome(deep, 'a.docx')).toMatch(/^Above\s+Below$|^(?:too-large|unreadable-file): /)
})

test('a page, a Markdown file and a PDF fetch nothing', async () => {
  let asked = 0
  const server = createServer(socket => {
    asked++
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  const at = `http://127.0.0.1:${port}/x`
  const page = `<html><head><base href="${at}"><meta http-equiv="refresh" content="0;url=${at}"><link rel="stylesheet" href="${at}"><style>@import "${at}"; p { background: url(${at}) }</style></head><body background="${at}"><p style="background:url(${at})" onclick="fetch('${at}')">Words</p><script src="${at}"></script><img src="${at}" srcset="${at} 2x"><iframe src="${at}"></iframe><object data="${at}"></object><form action="${at}"><input value="no"></form><svg><use href="${at}"/></svg><math><mi xlink:href="${at}">m</mi></math></body></html>`
  expect(await outcome(Buffer.from(page), 'a.html')).toBe('Words')
  expect(await outcome(Buffer.from(`![p](${at}) [Words](${at})\n\n<img src="${at}">`), 'a.md')).toBe('Words')
  const link = `/OpenAction <</S /URI /URI (${at})>> /AA <</WC <</S /SubmitForm /F (${at})>>>>`
  expect(await outcome(pageOf(linesAt([[50, 700, 'Words']]), link), 'a.pdf')).toBe('Words')
  expect(asked).toBe(0)
  // The listener does hear those who ask.
  await new Promise(done =>
    connect(port, '127.0.0.1')
      .once('close', done)
      .on('error', () => {}),
  )
  expect(asked).toBe(1)
  await new Promise(done => server.close(done))
})

const payloads = [
  '<script>steal()</script>',
  '<img src=x onerror=steal()>',
  '<svg onload=steal()><style>steal()</style></svg>',
  '<math><mtext><script>steal()</script></mtext></math>',
  '<iframe srcdoc="<p>steal()</p>"></iframe>',
  '<template><p>steal()</p></template>',
  '<noscript><p title="</noscript><script>steal()</script>"></noscript>',
  '<a href="javascript:steal()">a link</a>',
  '<body onload=steal()>',
  '<input autofocus onfocus=steal() value="steal()">',
  '<textarea>steal()</textarea>',
  '<object data="data:text/html,steal()">steal()</object>',
  '<p style="display:none">steal()</p>',
  '<p hidden>steal()</p>',
]
test.each(payloads)('nothing of %s is text, of a page or of Markdown', async payload => {
  const [page] = await readFileBytes(Buffer.from(`<html><p>Before</p>${payload}<p>After</p>`), 'a.html', {})
  expect(page?.text).toMatch(/^Before[\s\S]*After$/)
  expect(page?.text).not.toMatch(/steal|<|javascript/)
  const [md] = await readFileBytes(Buffer.from(`Before\n\n${payload}\n\nAfter`), 'a.md', {})
  expect(md?.text).toMatch(/^Before[\s\S]*After$/)
  expect(md?.text).not.toMatch(/steal|javascript/)
})

test.each<[string, () => string, string]>([
  ['a page nested 100,000 deep', () => `<html>${'<div>'.repeat(100_000)}x`, 'a.html'],
  ['a page of unclosed emphasis', () => `<html>${'<b><i><p>'.repeat(3000)}x`, 'a.html'],
  ['Markdown of 20,000 quotation signs', () => `${'>'.repeat(20_000)} x`, 'a.md'],
  ['Markdown of open brackets', () => '['.repeat(50_000), 'a.md'],
  ['a line of 5 MB', () => 'word '.repeat(1_000_000), 'a.md'],
  ['a word of 2 million characters', () => `Interviewer: ${'x'.repeat(2_000_000)}`, 'a.txt'],
  ['a million lines', () => 'Interviewer: yes\nAnna: no\n'.repeat(200_000), 'a.txt'],
])('%s is read or refused in time', async (_, make, name) => {
  expect(await outcome(Buffer.from(make()), name, 45_000)).toMatch(/\S/)
})

test('a cell at the far edge of a sheet is refused by its name before it is read; one far below is read', async () => {
  const schemas = 'http://schemas.openxmlformats.org'
  const relations = (type: string, target: string) =>
    `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="r1" Type="${schemas}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`
  const main = `xmlns="${schemas}/spreadsheetml/2006/main"`
  const bookWith = (cell: string) => {
    const cellOf = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const row = /\d+/.exec(cell)?.[0] ?? ''
    return zipOf({
      '[Content_Types].xml': `<Types xmlns="${schemas}/package/2006/content-types"/>`,
      '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
      'xl/workbook.xml': `<workbook ${main} xmlns:r="${schemas}/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml'),
      'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row r="1">${cellOf('A1', 'Id')}${cellOf('B1', 'Said')}</row><row r="${row}">${cellOf(cell, 'far')}<c r="XFD${row}" s="1"/></row></sheetData></worksheet>`,
    })
  }
  await expect(readFileBytes(bookWith('XFD1048576'), 'a.xlsx', {})).rejects.toThrow(
    'a.xlsx reaches as far as the cell XFD1048576, much farther than a table, and was not read.',
  )
  const [doc] = await readFileBytes(bookWith('A90000'), 'a.xlsx', {})
  expect(doc?.text).toBe('Id: far')
})

test.each(['a.txt', 'a.md', 'a.html'])('odd characters in %s are kept, mended or said', async name => {
  const odd =
    'I: a\u202Eb\u2066c\u2069 \u{1F469}\u200D\u{1F469}\u200D\u{1F467} e\u0301 \uE000 x\u2028y\u000Bz\r\nP: o'
  const text = name.endsWith('html') ? `<html><p>${odd}</p><p>${'z\u0335'.repeat(1000)}</p></html>` : odd
  const [doc] = await readFileBytes(Buffer.from(text), name, {})
  expect(doc?.text).toContain('\u202Eb\u2066c\u2069 \u{1F469}\u200D\u{1F469}\u200D\u{1F467} é \uE000')
  expect(doc?.text).toBe(doc?.text.normalize('NFC').toWellFormed())
})
