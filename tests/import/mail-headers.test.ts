import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import type { ParsedDocument } from '#shared/model/document.ts'

async function read(file: string | Buffer): Promise<ParsedDocument> {
  const [doc] = await readFileBytes(Buffer.from(file), 'mail.eml', {})
  if (!doc) throw new Error('nothing was read')
  return doc
}

test.each([
  ['iso-2022-jp', '1b2442242b242d1b2842', 'かき'],
  ['shift_jis', '82a982ab', 'かき'],
  ['ks_c_5601-1987', 'bdbac6bc', '스티'],
  ['euc-kr', 'bdbac6bc', '스티'],
  ['big5', 'a4a4a4e5', '中文'],
  ['windows-1251', 'cff0e8e2e5f2', 'Привет'],
  ['iso-8859-1', 'e6f8e5', 'æøå'],
  ['x-unknown', '61c3a6', 'aæ'],
])(
  'words in %s are read as they were written, in the subject and in the text',
  async (charset, hex, words) => {
    const bytes = Buffer.from(hex, 'hex')
    const doc = await read(
      Buffer.concat([
        Buffer.from(
          `From: b@example.org\r\nSubject: =?${charset}?B?${bytes.toString('base64')}?=\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`,
        ),
      ]),
    )
    expect([doc.title, doc.text]).toEqual([words, words])
  },
)

test('UTF-8 that calls itself something else is read as UTF-8, and other letters are left alone', async () => {
  const named = (bytes: string) =>
    Buffer.concat([
      Buffer.from('From: b@example.org\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n'),
      Buffer.from(bytes, 'hex'),
    ])
  const wrong = await read(named('72c3a66b6b65'))
  expect([wrong.text, wrong.warnings]).toEqual([
    'række',
    ['The message names another encoding than its text is in; it was read as UTF-8.'],
  ])
  const right = await read(named('72e66b6b6520c3a9'))
  expect([right.text, right.warnings]).toEqual(['række Ã©', []])
})

test('a header cannot bring in another', async () => {
  const doc = await read(
    'From: =?utf-8?Q?Ben=0D=0ACc=3A_evil@example.org?= <b@example.org>\r\nTo: "x\r\n y" <a@example.org>\r\nSubject: =?utf-8?Q?Hi=0D=0ABcc:_evil@example.org=0A=0Dx?=\r\n\r\ntext',
  )
  expect(doc.mail).toEqual({
    from: 'Ben Cc: evil@example.org <b@example.org>',
    to: ['x y <a@example.org>'],
    subject: 'Hi Bcc: evil@example.org x',
  })
})

const withFile = (headers: string): string =>
  `From: b@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\ntext\r\n--x\r\n${headers}\r\nContent-Transfer-Encoding: base64\r\n\r\nYnl0ZXM=\r\n--x--\r\n`

test.each([
  ['RFC 2231 in one piece', "Content-Disposition: attachment; filename*=utf-8''r%C3%A6kke.pdf", 'række.pdf'],
  [
    'RFC 2231 in pieces',
    "Content-Disposition: attachment; filename*0*=iso-8859-1''r%E6k;\r\n filename*1=ke.pdf",
    'række.pdf',
  ],
  ['RFC 2047', 'Content-Disposition: attachment; filename="=?utf-8?B?csOma2tlLnBkZg==?="', 'række.pdf'],
  ['a path', 'Content-Disposition: attachment; filename="../../../etc/passwd"', 'passwd'],
  ['a path of Windows', 'Content-Disposition: attachment; filename="C:\\\\temp\\\\con"', '_con'],
  ['no name', 'Content-Disposition: attachment', 'Untitled'],
])('the name of an attachment: %s', async (_, header, name) => {
  const doc = await read(withFile(`Content-Type: application/pdf\r\n${header}`))
  expect(doc.mail?.attachments).toEqual([{ name, type: 'application/pdf', bytes: 5 }])
  expect(doc.attached?.map(content => Buffer.from(content ?? []).toString())).toEqual(['bytes'])
})

/** With the line ends under which an attached message is kept. */
const inner = 'From: c@example.org\nSubject: An older one\n\nOlder words.\n'

test('a message in a message is one of its attachments, and keeps its own text to itself', async () => {
  const doc = await read(
    `From: b@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\ntext\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--x--\r\n`,
  )
  expect(doc.text).toBe('text')
  expect(doc.mail?.attachments).toEqual([
    { name: 'An older one.eml', type: 'message/rfc822', bytes: inner.length },
  ])
  expect(Buffer.from(doc.attached?.[0] ?? []).toString()).toBe(inner)
})

test('a message that only passes another on is read as that, quoted', async () => {
  const doc = await read(
    `From: b@example.org\r\nSubject: FW\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--x--\r\n`,
  )
  expect(doc.text).toContain('Older words.')
  expect([...new Set(doc.segments.map(({ kind }) => kind))]).toEqual(['quoted'])
  expect(doc.speakers).toEqual([])
  expect(doc.warnings).toContain(
    'The message has no text of its own; what was read is the message attached to it.',
  )
})

test('an encrypted message is refused as one', async () => {
  await expect(
    read(
      'From: b@example.org\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB\r\n',
    ),
  ).rejects.toThrow('mail.eml is an encrypted email.')
})

test('a message says which messages it answers', async () => {
  const doc = await read(
    'From: b@example.org\r\nMessage-ID: <c@x>\r\nIn-Reply-To: <b@x>\r\nReferences: <a@x>\r\n\t<b@x> junk <a@x>\r\n\r\ntext',
  )
  expect([doc.mail?.messageId, doc.mail?.inReplyTo, doc.mail?.references]).toEqual([
    '<c@x>',
    '<b@x>',
    ['<a@x>', '<b@x>'],
  ])
})
