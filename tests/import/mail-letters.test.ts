import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unflow } from '#engine/import/mail-text.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import type { ParsedDocument } from '#shared/model/document.ts'

/** A message as its bytes: `latin1` is one letter a byte, as code page 1252 has it for these letters. */
async function read(headers: string, body: string | Buffer, subject = 'Test'): Promise<ParsedDocument> {
  const head = Buffer.from(
    `From: Ben <ben@example.org>\r\nSubject: ${subject}\r\n${headers}\r\n\r\n`,
    'latin1',
  )
  const [doc] = await readFileBytes(
    Buffer.concat([head, Buffer.from(body as string, 'latin1')]),
    'mail.eml',
    {},
  )
  if (!doc) throw new Error('nothing was read')
  return doc
}

const danish = 'Jeg synes det går godt på arbejdet i øjeblikket'
const guessed = [expect.stringMatching(/^Read as windows-1252, a (?:weak )?guess from the bytes;/)]

test.each([
  ['a wrong name', 'Content-Type: text/plain; charset=utf-8', danish],
  ['no name', 'MIME-Version: 1.0', danish],
  ['a wrong name, in HTML', 'Content-Type: text/html; charset=utf-8', `<p>${danish}</p>`],
  [
    'a wrong name, in quoted-printable',
    'Content-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: quoted-printable',
    danish.replace(/[^\0-\x7F]/g, letter => `=${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  ],
])('letters of a code page under %s are read, with a warning', async (_, headers, body) => {
  const doc = await read(headers, body)
  expect([doc.text, doc.warnings]).toEqual([danish, guessed])
})

test('letters of a code page in the subject and the sender’s name are read, with a warning', async () => {
  const doc = await read('To: Bjørn <b@example.org>', 'words', 'Møde på tirsdag')
  expect([doc.title, doc.mail?.to, doc.warnings]).toEqual([
    'Møde på tirsdag',
    ['Bjørn <b@example.org>'],
    guessed,
  ])
})

test('UTF-8 under the name of another code page is read, with a warning, and is not cut off', async () => {
  const doc = await read(
    'Content-Type: text/plain; charset=big5',
    Buffer.from('It’s “here” – it’s there').toString('latin1'),
  )
  expect([doc.text, doc.warnings]).toEqual([
    'It’s “here” – it’s there',
    ['The message names another encoding than its text is in; it was read as UTF-8.'],
  ])
})

test('a part that is whole as its header says has no warning', async () => {
  for (const charset of ['utf-8', 'iso-8859-1', 'windows-1252']) {
    const body = charset === 'utf-8' ? Buffer.from(danish) : Buffer.from(danish, 'latin1')
    const doc = await read(`Content-Type: text/plain; charset=${charset}`, body.toString('latin1'))
    expect([doc.text, doc.warnings]).toEqual([danish, []])
  }
})

test('no letter is lost without a warning', async () => {
  const part = fc.record({
    charset: fc.constantFrom(
      '; charset=utf-8',
      '; charset=shift_jis',
      '; charset=gb2312',
      '; charset=us-ascii',
      '',
    ),
    type: fc.constantFrom('plain', 'html'),
    bytes: fc.array(fc.integer({ min: 32, max: 255 }), { minLength: 1, maxLength: 60 }),
  })
  await fc.assert(
    fc.asyncProperty(part, async ({ charset, type, bytes }) => {
      const body = `words ${Buffer.from(bytes).toString('latin1').replace(/[<&]/g, ' ')} words`
      const doc = await read(`Content-Type: text/${type}${charset}`, body)
      if (doc.text.includes('\uFFFD')) expect(doc.warnings).not.toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('lines of a flowed text are put together within one depth of quotation, never across', async () => {
  const doc = await read(
    'Content-Type: text/plain; charset=utf-8; format=flowed',
    [
      'Yes, that is ',
      'fine.',
      '',
      'On 1 Apr 2019, at 09:00, Ann wrote:',
      '> We walked to the shop and ',
      '> it was raining all the way home. ',
      '>> Earlier words that were ',
      '>> quoted twice. ',
      'I agree.',
      '-- ',
      'Ben',
    ].join('\r\n'),
  )
  expect(doc.text).toBe(
    'Yes, that is fine.\n\nOn 1 Apr 2019, at 09:00, Ann wrote:\n> We walked to the shop and it was raining all the way home. \n>> Earlier words that were quoted twice. \nI agree.\n-- \nBen',
  )
  expect(
    doc.segments.map(({ kind, start, end }) => [kind, doc.text.slice(start, end).split('\n')[0]]),
  ).toEqual([
    ['body', 'Yes, that is fine.'],
    ['quoted', 'On 1 Apr 2019, at 09:00, Ann wrote:'],
    ['body', 'I agree.'],
    ['signature', '-- '],
  ])
})

test('whatever was wrapped as flowed text comes back as its paragraphs at their depths', () => {
  const word = fc.constantFrom('we', 'walked', 'home', '>', 'From', 'a-b')
  const paragraph = fc.record({
    depth: fc.integer({ min: 0, max: 3 }),
    lines: fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  })
  fc.assert(
    fc.property(fc.array(paragraph, { minLength: 1, maxLength: 8 }), fc.boolean(), (paragraphs, deletes) => {
      const wrapped = paragraphs.flatMap(({ depth, lines }) =>
        lines.map((words, n) => {
          const goesOn = n < lines.length - 1
          return `${'>'.repeat(depth)} ${words.join(' ')}${goesOn ? (deletes ? '  ' : ' ') : ''}`
        }),
      )
      const whole = paragraphs.map(
        ({ depth, lines }) => `${'>'.repeat(depth)}${depth > 0 ? ' ' : ''}${lines.flat().join(' ')}`,
      )
      expect(unflow(wrapped.join('\r\n'), deletes)).toBe(whole.join('\n'))
    }),
  )
})

const cutOff = 'The message is cut off: its end is missing, and perhaps attachments too.'
const inBase64 = Buffer.from(`${danish}, og det er jeg glad for å sige.`).toString('base64')

test.each([
  ['base64', 'Content-Transfer-Encoding: base64', inBase64, inBase64.slice(0, 50)],
  [
    'parts',
    'Content-Type: multipart/mixed; boundary=q',
    '--q\r\n\r\nwords\r\n--q--\r\n',
    '--q\r\n\r\nwords\r\n--q\r\nContent-Type: application/pdf\r\n\r\n%PDF',
  ],
])('a message cut off within %s says so, a whole one does not', async (_, type, whole, cut) => {
  const headers = `Content-Type: text/plain; charset=utf-8\r\n${type}`.replace(/^.*\r\n(?=Content-Type)/, '')
  expect((await read(headers, whole)).warnings).not.toContain(cutOff)
  const doc = await read(headers, cut)
  expect(doc.warnings).toContain(cutOff)
  expect(doc.text).not.toContain('\uFFFD')
})

test('a date that cannot be read is named, once', async () => {
  const doc = await read('Date: the day before yesterday', 'words')
  expect(doc.warnings).toEqual(['The date of the message (“the day before yesterday”) could not be read.'])
  expect((await read('Date: Mon, 1 Apr 2019 10:00:00 +0100', 'words')).warnings).toEqual([])
  expect((await read('X-Other: y', 'words')).warnings).toEqual([])
})
