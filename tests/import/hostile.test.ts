import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createNodeParser } from '#engine/import/node-parser.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { docxOf, paragraph, zipOf } from './build-files.ts'

const parser = createNodeParser()
const folder = mkdtempSync(join(tmpdir(), 'tandem-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (bytes: Uint8Array | string, fileName: string): Promise<ParsedDocument[]> =>
  parser.parse({ bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, fileName })

const good = docxOf(paragraph('Interviewer: Hello') + paragraph('Anna: Hi'))
const compound = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(64),
  ])
const bomb = docxOf(paragraph('x'), { 'word/big.xml': ' '.repeat(70 * 1024 * 1024) })
const dense = docxOf(paragraph('x'), { 'word/media/a.bin': new Uint8Array(400 * 1024 * 1024) })

test.each<[string, Uint8Array | string, string, string, RegExp]>([
  ['nothing', '', 'a.docx', 'unreadable-file', /^a\.docx is empty \(0 bytes\)\.$/],
  ['spaces only', ' \n\t ', 'a.txt', 'unreadable-file', /^a\.txt holds no text to code\.$/],
  [
    'a document of an empty paragraph',
    docxOf(paragraph('')),
    'a.docx',
    'unreadable-file',
    /holds no text to code/,
  ],
  ['captions without a cue', 'WEBVTT\n\nNOTE none\n', 'a.vtt', 'unreadable-file', /holds no text to code/],
  [
    'a cue without words',
    'WEBVTT\n\n00:00.000 --> 00:01.000\n\n',
    'a.vtt',
    'unreadable-file',
    /holds no text/,
  ],
  [
    'an email with only a header',
    'From: A <a@example.org>\r\nSubject: Re:\r\n\r\n',
    'a.eml',
    'unreadable-file',
    /is an email without any text/,
  ],
  [
    'a truncated document',
    good.subarray(0, good.length - 200),
    'a.docx',
    'unreadable-file',
    /damaged or was cut off/,
  ],
  [
    'a document cut in the middle',
    Buffer.concat([good.subarray(0, 400), good.subarray(500)]),
    'a.docx',
    'unreadable-file',
    /damaged or was cut off/,
  ],
  [
    'a protected document',
    compound('EncryptedPackage'),
    'a.docx',
    'unreadable-file',
    /protected by a password/,
  ],
  [
    'an old Word document',
    compound('WordDocument'),
    'a.docx',
    'unsupported-file',
    /an old Word document \(\.doc\)/,
  ],
  [
    'an Outlook message with nothing in it',
    compound('__properties_version1.0'),
    'a.msg',
    'unreadable-file',
    /^a\.msg is an Outlook file that is damaged or was cut off on its way here\.$/,
  ],
  ['a PDF cut off', '%PDF-1.7\n', 'a.txt', 'unreadable-file', /damaged or was cut off/],
  ['a picture', '\x89PNG\r\n\x1a\n\0\0', 'a.docx', 'unsupported-file', /is a picture/],
  ['a recording', 'ID3\x04\0\0\0\0', 'interview.txt', 'unsupported-file', /is a recording/],
  ['an archive', zipOf({ 'a.txt': 'text' }), 'a.zip', 'unsupported-file', /is an archive/],
  [
    'a web page without words',
    '<!DOCTYPE html><script>x</script>',
    'a.html',
    'unreadable-file',
    /holds no text to code/,
  ],
  [
    'machine code',
    Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)),
    'a.txt',
    'unsupported-file',
    /holds no text that can be read/,
  ],
  [
    'a broken document.xml',
    docxOf('<w:p><w:r>'),
    'a.docx',
    'unreadable-file',
    /could not be read|holds no text/,
  ],
  ['a document that unpacks to 70 MB of XML', bomb, 'a.docx', 'too-large', /unpacks to far more/],
  [
    'a document a thousand times smaller than its content',
    dense,
    'a.docx',
    'too-large',
    /unpacks to far more/,
  ],
  [
    'an entry outside the document',
    docxOf(paragraph('x'), { '../../evil.xml': '<x/>' }),
    'a.docx',
    'unreadable-file',
    /^a\.docx holds names that lead outside of it and was not read\.$/,
  ],
  [
    'more entries than a document has',
    zipOf({
      'word/document.xml': '<x/>',
      ...Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`e${i}`, ''])),
    }),
    'a.docx',
    'too-large',
    /unpacks to far more/,
  ],
])('%s is refused in one sentence', async (_, bytes, name, code, sentence) => {
  const outcome = await read(bytes, name).then(
    documents => ({ code: '', message: documents[0]?.text ?? '', hint: 'none needed' }),
    error => error,
  )
  expect([outcome.code, outcome.message]).toEqual([code, expect.stringMatching(sentence)])
  expect(outcome.hint).toMatch(/\S/)
})

test('a file of 200 MB is refused by its size, unread', async () => {
  const path = join(folder, 'huge.txt')
  writeFileSync(path, '')
  truncateSync(path, 200 * 1024 * 1024)
  const started = performance.now()
  await expect(parser.parse({ path, fileName: 'huge.txt' })).rejects.toMatchObject({
    code: 'too-large',
    message: 'huge.txt is 200 MB; a file may be smaller than 200 MB.',
  })
  expect(performance.now() - started).toBeLessThan(1000)
})

test('a vanished file and a folder are told apart', async () => {
  await expect(parser.parse({ path: join(folder, 'gone.txt'), fileName: 'gone.txt' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(parser.parse({ path: folder, fileName: 'folder' })).rejects.toMatchObject({
    code: 'bad-input',
  })
})

test('a mis-named file is read as what it is, with a warning', async () => {
  const [doc] = await read(good, 'interview.txt')
  expect(doc?.speakers).toEqual(['Interviewer'])
  expect(doc?.warnings).toContain(
    'interview.txt is a Word document, whatever its name says, and was read as one.',
  )
})

test('names from outside are shown without anything that misleads', async () => {
  await expect(read('', '../../etc/\u202Efdp.exe\0.txt')).rejects.toThrow(/^fdp\.exe\.txt is empty/)
})

test('NULs, lone surrogates and accents in pieces are mended and said', async () => {
  const text = Buffer.from('\uFEFFI: a\0b\uD800\r\nP: e\u0301\r\nI: c\r\nP: d', 'utf16le')
  const [doc] = await read(text, 'a.txt')
  expect(doc?.text).toBe('I: ab\uFFFD\nP: é\nI: c\nP: d')
  expect(doc?.warnings).toEqual([
    'a.txt is UTF-16LE with broken characters, now shown as \uFFFD.',
    'Byte-order mark removed',
    '1 NUL character removed',
    '3 line ends made uniform',
    'Accented letters stored in their composed form (NFC)',
  ])
})

/** A text with its mark, four bytes a character. */
function utf32(text: string, isLittle: boolean): Buffer {
  const points = Array.from(`\uFEFF${text}`, character => character.codePointAt(0) ?? 0)
  const bytes = Buffer.alloc(points.length * 4)
  points.forEach((point, n) => {
    if (isLittle) bytes.writeUInt32LE(point, n * 4)
    else bytes.writeUInt32BE(point, n * 4)
  })
  return bytes
}

test.each([
  [
    'windows-1252',
    Buffer.from('I: What\x92s that \x93thing\x94?\nP: Caf\xe9.\nI: So?\nP: Yes.', 'latin1'),
    'I: What’s that “thing”?\nP: Café.\nI: So?\nP: Yes.',
  ],
  [
    'utf-16le without a mark',
    Buffer.from('I: Hello there\nP: Hi\nI: So?\nP: Yes.', 'utf16le'),
    'I: Hello there\nP: Hi\nI: So?\nP: Yes.',
  ],
  [
    'utf-16be',
    Buffer.from('\uFEFFI: Hello\nP: Hi\nI: So?\nP: Yes.', 'utf16le').swap16(),
    'I: Hello\nP: Hi\nI: So?\nP: Yes.',
  ],
  ['utf-32le', utf32('I: Hello 🙂\nP: Hi\nI: So?\nP: Yes.', true), 'I: Hello 🙂\nP: Hi\nI: So?\nP: Yes.'],
  ['utf-32be', utf32('I: Hello 🙂\nP: Hi\nI: So?\nP: Yes.', false), 'I: Hello 🙂\nP: Hi\nI: So?\nP: Yes.'],
])('text in %s is read', async (_, bytes, text) => {
  const [doc] = await read(bytes, 'a.txt')
  expect([doc?.text, doc?.speakers]).toEqual([text, ['I', 'P']])
})

test('an encoding that is told beats every guess', async () => {
  const bytes = Buffer.from('8f e0 a8 a2 a5 e2'.replaceAll(' ', ''), 'hex')
  const [doc] = await parser.parse({ bytes, fileName: 'a.txt', options: { encoding: 'ibm866' } })
  expect(doc?.text).toBe('Привет')
  await expect(
    parser.parse({ bytes, fileName: 'a.txt', options: { encoding: 'nonsense' } }),
  ).rejects.toMatchObject({
    code: 'bad-input',
  })
})

test('nothing a document refers to is fetched', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.end('<w:p/>')
  }).listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const links = ['image', 'attachedTemplate', 'hyperlink', 'aFChunk', 'oleObject', 'subDocument', 'frame']
    .map(
      (type, i) =>
        `<Relationship Id="x${i}" Type="${types}/${type}" Target="${base}/${type}" TargetMode="External"/>`,
    )
    .join('')
  const body = `${paragraph('Still text')}<w:altChunk r:id="x3"/><w:subDoc r:id="x5"/><w:p><w:hyperlink r:id="x2"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>`
  const [doc] = await read(docxOf(body, {}, links), 'a.docx')
  await new Promise(done => server.close(done))
  expect(doc?.text).toBe('Still text\na link')
  expect(asked).toBe(0)
})

describe('the reading process', () => {
  const slow = { bytes: Buffer.from('I: x'), fileName: 'a.txt' }
  const program = (source: string): string => {
    const path = join(folder, `program-${Math.abs(source.length)}.mjs`)
    writeFileSync(path, source)
    return path
  }

  test('is killed when it takes too long', async () => {
    const stuck = createNodeParser({ timeMs: 500, program: program('setInterval(() => {}, 1000)') })
    await expect(stuck.parse(slow)).rejects.toMatchObject({
      code: 'timed-out',
      message: 'a.txt could not be read within 1 seconds.',
    })
  })

  test('is killed when the caller gives up', async () => {
    const stuck = createNodeParser({ program: program('setInterval(() => {}, 10000)') })
    const control = new AbortController()
    const reading = stuck.parse(slow, { signal: control.signal })
    setImmediate(() => control.abort())
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    await expect(stuck.parse(slow, { signal: control.signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('may run out of memory without taking anyone along', async () => {
    const greedy = createNodeParser({
      memoryMb: 32,
      program: program('const a = []; for (;;) a.push({ a: [a.length] })'),
    })
    await expect(greedy.parse(slow)).rejects.toMatchObject({
      code: 'too-large',
      message: 'a.txt needs more memory to read than a document may.',
    })
  })

  test.each([
    ['ends without a word', 'process.exit(0)'],
    ['crashes', 'throw new Error("secret words of the transcript")'],
    ['talks nonsense', "import { writeSync } from 'node:fs'; writeSync(3, 'nonsense')"],
    [
      'answers with a document that does not hold',
      `import { writeSync } from 'node:fs'; writeSync(3, JSON.stringify({ documents: [{ text: 'ab', segments: [{ kind: 'turn', start: 0, end: 9, bodyStart: 0 }], marks: [] }] }))`,
    ],
  ])('that %s is a sentence', async (_, source) => {
    const broken = createNodeParser({ program: program(source) })
    await expect(broken.parse(slow)).rejects.toMatchObject({
      code: 'unreadable-file',
      message: 'a.txt could not be read: reading it broke off.',
    })
  })

  test('sees no environment, and may neither write nor start anything', async () => {
    process.env.TANDEM_TEST_SECRET = 'x'
    const nosy = createNodeParser({
      program: program(`
        import { writeSync, writeFileSync } from 'node:fs'
        import { execFileSync } from 'node:child_process'
        const tried = f => { try { f(); return 'could' } catch (error) { return error.code } }
        const text = JSON.stringify([Object.keys(process.env), tried(() => writeFileSync(${JSON.stringify(join(folder, 'written'))}, 'x')), tried(() => execFileSync('true'))])
        writeSync(3, JSON.stringify({ documents: [{ text, segments: [], marks: [] }] }) + '\\n')
      `),
    })
    const [doc] = await nosy.parse(slow)
    delete process.env.TANDEM_TEST_SECRET
    const [environment, write, start] = JSON.parse(doc?.text ?? '[]')
    expect(environment).not.toContain('TANDEM_TEST_SECRET')
    expect(environment).not.toContain('HOME')
    expect([write, start]).toEqual(['ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED'])
  })

  test('reads several files at once, each by itself', async () => {
    const texts = ['one', 'two', 'three', 'four'].map(word => `Interviewer: ${word}`)
    const read = await Promise.all(
      texts.map(text => parser.parse({ bytes: Buffer.from(text), fileName: 'a.txt' })),
    )
    expect(read.map(([doc]) => doc?.text)).toEqual(texts)
  })
})
