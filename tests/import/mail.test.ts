import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { findMailParts } from '#engine/import/mail-parts.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import type { ParsedDocument } from '#shared/model/document.ts'

const message = (headers: string, body: string): Buffer =>
  Buffer.from(`From: Ben <ben@example.org>\nSubject: Test\n${headers}\n\n${body}`)

async function read(file: Buffer, name = 'mail.eml'): Promise<ParsedDocument> {
  const [doc] = await readFileBytes(file, name, {})
  if (!doc) throw new Error('nothing was read')
  return doc
}
const html = (body: string): Promise<ParsedDocument> =>
  read(message('Content-Type: text/html; charset=utf-8', body))

const parts = (text: string): (readonly [string, string])[] =>
  findMailParts(text).map(p => [p.kind, text.slice(p.start, p.end)] as const)

test.each([
  [
    'lines marked with >',
    'Yes.\n> Will you come?\n> Ben',
    [
      ['body', 'Yes.'],
      ['quoted', '> Will you come?\n> Ben'],
    ],
  ],
  [
    'an answer between quotations',
    '> One?\nYes.\n> Two?\nNo.',
    [
      ['quoted', '> One?'],
      ['body', 'Yes.'],
      ['quoted', '> Two?'],
      ['body', 'No.'],
    ],
  ],
  [
    'an attribution over two lines',
    'Yes.\nOn Wed, 4 Mar 2026 at 16:02, Ben O’Neil\n<ben@example.org> wrote:\nWill you come?',
    [
      ['body', 'Yes.'],
      ['quoted', 'On Wed, 4 Mar 2026 at 16:02, Ben O’Neil\n<ben@example.org> wrote:\nWill you come?'],
    ],
  ],
  [
    'Outlook’s header block',
    'Yes.\n\nFrom: Ben\nSent: Monday\nTo: Maya\nSubject: x\n\nWill you come?',
    [
      ['body', 'Yes.'],
      ['quoted', 'From: Ben\nSent: Monday\nTo: Maya\nSubject: x\n\nWill you come?'],
    ],
  ],
  [
    'Danish Outlook',
    'Ja.\n\nFra: Ben\nSendt: mandag\nTil: Maya\nEmne: x\n\nKommer du?',
    [
      ['body', 'Ja.'],
      ['quoted', 'Fra: Ben\nSendt: mandag\nTil: Maya\nEmne: x\n\nKommer du?'],
    ],
  ],
  [
    'a forwarded message',
    'See below.\n---------- Forwarded message ---------\nFrom: Ben',
    [
      ['body', 'See below.'],
      ['quoted', '---------- Forwarded message ---------\nFrom: Ben'],
    ],
  ],
  [
    'a signature',
    'Yes.\n-- \nMaya\nWard 3',
    [
      ['body', 'Yes.'],
      ['signature', '-- \nMaya\nWard 3'],
    ],
  ],
  [
    'a farewell',
    'Yes.\n\nMed venlig hilsen\nMaya',
    [
      ['body', 'Yes.'],
      ['signature', 'Med venlig hilsen\nMaya'],
    ],
  ],
  [
    'a telephone’s advertisement',
    'Yes.\n\nSent from my iPhone',
    [
      ['body', 'Yes.'],
      ['signature', 'Sent from my iPhone'],
    ],
  ],
  [
    'no signature in a sentence',
    'Thanks for the form, with regards to page two we agree.\nIt was sent from my ward.',
    [['body', 'Thanks for the form, with regards to page two we agree.\nIt was sent from my ward.']],
  ],
  [
    'no history in a sentence',
    'On the other hand, she wrote:\nnothing at all.',
    [['body', 'On the other hand, she wrote:\nnothing at all.']],
  ],
])('a message is cut: %s', (_, text, expected) => {
  expect(parts(text)).toEqual(expected)
})

test('what a page hides or runs leaves no trace', async () => {
  const doc = await html(
    `<p>Seen</p><script>alert(1)</script><style>@import url(http://x)</style><noscript>no</noscript>
     <svg onload=alert(1)><text>svg</text></svg><math><mtext>math</mtext></math><iframe srcdoc="<p>frame</p>"></iframe>
     <div style="display:none">hidden</div><p hidden>hidden</p><span style="font-size:0px">tiny</span><!-- comment -->
     <form action="http://x"><input value="typed"><textarea>typed</textarea><button>press</button></form>
     <img src=x onerror=alert(1)><template>never</template><object data=x>object</object>
     <a href="javascript:alert(1)">link</a> &lt;script&gt;shown as text&lt;/script&gt;`,
  )
  expect(doc.text.replace(/\s+/g, ' ')).toBe('Seen link <script>shown as text</script>')
  expect(doc.marks).toEqual([])
})

test('a page keeps its shape: headings, lists, tables, quotations, emphasis', async () => {
  const doc = await html(
    '<h1>Plan</h1><p>One <b>two</b> <i>three</i></p><ol><li>a</li><li>b</li></ol><table><tr><td>x</td><td>y</td></tr></table><pre>  kept\n  so</pre><blockquote>old</blockquote>',
  )
  expect(doc.text).toBe('Plan\n\nOne two three\n\na\nb\n\nx\ty\n\n  kept\n  so\n\nold')
  expect(doc.marks.map(m => [m.style, doc.text.slice(m.start, m.end)])).toEqual([
    ['heading', 'Plan'],
    ['bold', 'two'],
    ['italic', 'three'],
    ['list-item', 'a'],
    ['list-item', 'b'],
    ['table-cell', 'x'],
    ['table-cell', 'y'],
  ])
  expect(doc.marks.flatMap(m => m.number ?? [])).toEqual([1, 2])
  expect(doc.segments.map(s => [s.kind, s.end])).toEqual([
    ['body', doc.text.indexOf('\n\nold')],
    ['quoted', doc.text.length],
  ])
})

test('nothing in a message is fetched', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.end()
  }).listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await html(
    `<base href="${base}"><link rel=stylesheet href="${base}/a.css"><img src="${base}/b.png"><iframe src="${base}/c"></iframe><body background="${base}/d"><p style="background:url(${base}/e)">text</p>`,
  )
  await new Promise(done => server.close(done))
  expect(asked).toBe(0)
})

test.each([
  ['Thu, 5 Mar 2026 09:30:00 +0100', '2026-03-05T09:30:00+01:00'],
  ['Thu, 5 Mar 2026 09:30:00 -0330 (NST)', '2026-03-05T09:30:00-03:30'],
  ['5 Mar 26 9:30 GMT', '2026-03-05T09:30:00Z'],
  ['Thu, 31 Feb 2026 09:30:00 +0100', undefined],
  ['yesterday', undefined],
])('the date %s keeps its zone', async (date, expected) => {
  const doc = await read(message(`Date: ${date}`, 'text'))
  expect([doc.date, doc.mail?.date]).toEqual([expected, expected])
})

test('an unknown charset is read as well as it can be', async () => {
  const doc = await read(message('Content-Type: text/plain; charset=x-klingon', 'still readable'))
  expect(doc.text).toBe('still readable')
})

test('names of attachments and of people carry nothing dangerous', async () => {
  const doc = await read(
    Buffer.from(
      'From: "Ben \u202Etxt.exe" <b@example.org>\nSubject: a\u0007b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\ntext\n--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="..\\\\..\\\\C:evil\u202Efdp.exe"\n\nx\n--x--',
    ),
  )
  expect(doc.mail?.attachments).toEqual([{ name: 'Cevil[U+202E]fdp.exe', type: 'application/pdf', bytes: 2 }])
  expect(doc.mail?.from).toBe('Ben txt.exe <b@example.org>')
  expect(doc.mail?.subject).toBe('a b')
})

const withoutText = 'The email has no text of its own; its attachments or its subject stand in for it.'

test('a message without text is taken for its attachments', async () => {
  const part = (name: string) => `--x\nContent-Disposition: attachment; filename=${name}\n\nwords\n`
  const doc = await read(
    message(
      'Message-ID: <2@x>\nIn-Reply-To: <1@x>\nContent-Type: multipart/mixed; boundary=x',
      `${part('a.txt')}${part('b.pdf')}--x--`,
    ),
  )
  expect([doc.kind, doc.title, doc.text]).toEqual(['email', 'Test', '(no text; attachments: a.txt, b.pdf)'])
  expect(doc.mail).toMatchObject({ from: 'Ben <ben@example.org>', messageId: '<2@x>', inReplyTo: '<1@x>' })
  expect(doc.attached).toHaveLength(2)
  expect(doc.segments).toEqual([
    { kind: 'body', start: 0, bodyStart: 0, end: doc.text.length, speaker: 'Ben' },
  ])
  expect(doc.warnings).toEqual([withoutText, '2 attachments are kept, not read.'])
})

test('a message without text or attachments is taken for a subject that says something', async () => {
  const doc = await read(Buffer.from('From: b@example.org\nSubject: Re: Meeting moved to 3 pm\n\n'))
  expect([doc.kind, doc.text, doc.warnings]).toEqual(['email', 'Re: Meeting moved to 3 pm', [withoutText]])
  for (const subject of ['', 'Re:', 'Re: Fwd: ...']) {
    const none = Buffer.from(`From: b@example.org\nSubject: ${subject}\n\n`)
    await expect(read(none)).rejects.toThrow('mail.eml is an email without any text.')
  }
})

test('an encrypted message is refused', async () => {
  const sealed = message('Content-Type: application/pkcs7-mime; name=smime.p7m', 'xyz')
  await expect(read(sealed)).rejects.toThrow('mail.eml is an encrypted email.')
})

test.each([
  [
    'says that it is one',
    'Your client cannot show HTML',
    '<p>The real words of the mail</p>',
    'The real words of the mail',
  ],
  [
    'is far shorter',
    'See the web page.',
    `<p>${'The visit went well. '.repeat(9)}</p>`,
    'The visit went well. '.repeat(9).trim(),
  ],
  [
    'is the beginning of the HTML',
    'Thanks!',
    `<p>Thanks!</p><p>${'Earlier words. '.repeat(9)}</p>`,
    'Thanks!',
  ],
  [
    'is as long as the HTML',
    'The visit went well.',
    '<p>The visit <a href="x">went</a> fine.</p>',
    'The visit went well.',
  ],
  [
    'speaks of HTML in the words of the page',
    'A test of HTML code.',
    '<p>A test of <b>HTML</b> and code.</p>',
    'A test of HTML code.',
  ],
  ['stands beside a picture only', 'Hello', '<img src="cid:x">', 'Hello'],
])('of a plain text that %s and HTML, the one with the words is read', async (_, plain, page, expected) => {
  const doc = await read(
    message(
      'Content-Type: multipart/alternative; boundary=x',
      `--x\nContent-Type: text/plain\n\n${plain}\n--x\nContent-Type: text/html\n\n${page}\n--x--`,
    ),
  )
  expect(doc.text).toBe(expected)
})

test('five thousand nested parts are refused in one sentence', async () => {
  const nested = Array.from(
    { length: 5000 },
    (_, i) => `--b${i - 1}\nContent-Type: multipart/mixed; boundary=b${i}\n`,
  )
  const file = message('Content-Type: multipart/mixed; boundary=b-1', nested.join('\n'))
  await expect(read(file)).rejects.toThrow('mail.eml nests its parts deeper than any real message')
})

test('a hundred thousand parts are refused in one sentence', async () => {
  const part = '--x\nContent-Disposition: attachment; filename=a\n\nx\n'
  const many = message('Content-Type: multipart/mixed; boundary=x', `${part.repeat(100_000)}--x--`)
  await expect(read(many)).rejects.toThrow(
    'mail.eml has far more parts or header fields than any real message and was not read.',
  )
}, 60_000)

test('fifty thousand nested elements are read without end of the stack', async () => {
  const doc = await html(`${'<div>'.repeat(50_000)}deep`)
  expect(doc.text).toBe('deep')
})

test('a mailbox leaves out what has no text and says so', async () => {
  const box =
    'From a@b Thu Mar  5 09:30:00 2026\nFrom: a@b\nSubject: x\n\ntext\n\nFrom a@b Thu Mar  5 09:31:00 2026\nFrom: a@b\nSubject: Re:\n\n'
  const documents = await readFileBytes(Buffer.from(box), 'box.mbox', {})
  expect(documents.map(d => d.text)).toEqual(['text'])
  expect(documents[0]?.warnings).toEqual(['message 2 of box.mbox is an email without any text.'])
})
