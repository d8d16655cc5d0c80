import { describe, expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { unpackRtf } from '#engine/import/rtf-body.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { type MsgParts, msgOf, packedRtf, tag } from './build-msg.ts'

async function read(parts: MsgParts): Promise<ParsedDocument> {
  const [doc] = await readFileBytes(msgOf(parts), 'mail.msg', {})
  if (!doc) throw new Error('nothing was read')
  return doc
}

const sender = {
  [tag.senderName]: 'Maya Holm',
  [tag.senderType]: 'SMTP',
  [tag.senderAddress]: 'maya@example.org',
}

describe('a message saved from Outlook', () => {
  test('has its header, with the zone and the ids of the header it came with', async () => {
    const doc = await read({
      texts: {
        ...sender,
        [tag.subject]: 'Re: The ward',
        [tag.body]:
          'Yes.\r\n\r\nFrom: Ben\r\nSent: Monday\r\nTo: Maya\r\nSubject: The ward\r\n\r\nWill you come?',
        [tag.headers]:
          'Date: Thu, 5 Mar 2026 09:30:00 +0100\r\nMessage-ID: <b@example.org>\r\nIn-Reply-To: <a@example.org>\r\nReferences: <0@example.org>\r\n <a@example.org>\r\n',
      },
      recipients: [
        { name: 'Ben', address: 'ben@example.org' },
        { name: 'Ida', address: 'ida@example.org', type: 2 },
      ],
    })
    expect(doc.mail).toEqual({
      from: 'Maya Holm <maya@example.org>',
      to: ['Ben <ben@example.org>'],
      cc: ['Ida <ida@example.org>'],
      subject: 'Re: The ward',
      date: '2026-03-05T09:30:00+01:00',
      messageId: '<b@example.org>',
      inReplyTo: '<a@example.org>',
      references: ['<0@example.org>', '<a@example.org>'],
    })
    expect(doc.segments.map(({ kind, speaker }) => [kind, speaker])).toEqual([
      ['body', 'Maya Holm'],
      ['quoted', undefined],
    ])
  })

  test('knows what it answers where only its properties say so', async () => {
    const doc = await read({
      texts: {
        [tag.body]: 'Yes.',
        [tag.inReplyTo]: '<a@example.org>',
        [tag.references]: '<0@example.org> <a@example.org>',
      },
    })
    expect([doc.mail?.inReplyTo, doc.mail?.references]).toEqual([
      '<a@example.org>',
      ['<0@example.org>', '<a@example.org>'],
    ])
  })

  test.each<[string, MsgParts]>([
    [
      'HTML alone',
      {
        bytes: {
          [tag.html]: Buffer.from(
            '<h1>Plan</h1><script>x</script><p>One <b>two</b></p><img src="http://example.org/x.png">',
          ),
        },
      },
    ],
    [
      'HTML inside rich text',
      {
        bytes: {
          [tag.rtf]: packedRtf(
            '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\*\\htmltag64 <h1>}Plan{\\*\\htmltag72 </h1>}{\\*\\htmltag64 <p>}One {\\*\\htmltag84 <b>}two{\\*\\htmltag92 </b>}{\\*\\htmltag72 </p>}}',
          ),
        },
      },
    ],
  ])('has the text of its body: %s', async (_, parts) => {
    const doc = await read(parts)
    expect(doc.text).toBe('Plan\n\nOne two')
    expect(doc.marks.map(m => [m.style, doc.text.slice(m.start, m.end)])).toEqual([
      ['heading', 'Plan'],
      ['bold', 'two'],
    ])
  })

  test('has the text of rich text of its own', async () => {
    const doc = await read({
      bytes: { [tag.rtf]: packedRtf('{\\rtf1\\ansi Only \\b rich\\b0  text.\\par Two lines.\\par}') },
    })
    expect(doc.text).toBe('Only rich text.\nTwo lines.')
  })

  test('is read in its code page where it is not Unicode', async () => {
    const doc = await read({
      texts: { [tag.subject]: Buffer.from('cff0e8e2e5f2', 'hex'), [tag.body]: Buffer.from('c4e02e', 'hex') },
      numbers: { [tag.locale]: 0x0419 },
    })
    expect([doc.title, doc.text]).toEqual(['Привет', 'Да.'])
  })

  test('keeps its attachments, a message among them, under names that lead nowhere', async () => {
    const doc = await read({
      texts: { [tag.body]: 'See.' },
      files: [
        { name: '../../../etc/passwd', content: Buffer.from('root') },
        { name: 'con.txt', content: Buffer.from('x') },
        { name: 'a/b', message: { texts: { [tag.subject]: 'Inside', [tag.body]: 'Deep.' } } },
      ],
    })
    expect(doc.mail?.attachments?.map(({ name, type }) => [name, type])).toEqual([
      ['passwd', 'application/octet-stream'],
      ['_con.txt', 'application/octet-stream'],
      ['a b.msg', 'application/vnd.ms-outlook'],
    ])
    expect(Buffer.from(doc.attached?.[0] ?? []).toString()).toBe('root')
    const [inner] = await readFileBytes(Buffer.from(doc.attached?.[2] ?? []), 'inner.msg', {})
    expect([inner?.title, inner?.text]).toEqual(['Inside', 'Deep.'])
  })

  test.each([
    ['IPM.Contact', 'mail.msg is a contact from Outlook’s address book, not a message.'],
    ['IPM.DistList', 'mail.msg is a list of addresses from Outlook’s address book, not a message.'],
    ['IPM.Appointment', 'mail.msg is an appointment from Outlook’s calendar without any text.'],
    ['IPM.Note', 'mail.msg is an email without any text.'],
  ])('is refused as a %s without text in a sentence of its own', async (itemClass, sentence) => {
    await expect(read({ class: itemClass, texts: { [tag.subject]: 'Re:' } })).rejects.toThrow(sentence)
  })

  test.each(['IPM.Appointment', 'IPM.Task', 'IPM.StickyNote', 'IPM.Activity'])(
    'is a note as an %s with text',
    async itemClass => {
      const doc = await read({ class: itemClass, texts: { [tag.subject]: 'x', [tag.body]: 'Words.' } })
      expect([doc.kind, doc.text]).toEqual(['note', 'Words.'])
    },
  )

  test('cut off anywhere is read or refused, never more', async () => {
    const whole = msgOf({
      texts: { ...sender, [tag.subject]: 'x', [tag.body]: 'Some words.' },
      files: [{ name: 'a.bin', content: Buffer.alloc(20_000, 7) }],
    })
    for (let length = 512; length < whole.length; length += 512) {
      const outcome = await readFileBytes(whole.subarray(0, length), 'mail.msg', {}).catch(error => error)
      if (Array.isArray(outcome)) expect(outcome[0].format).toBe('msg')
      else expect(outcome).toMatchObject({ name: 'TandemError' })
    }
  })
})

describe('packed rich text', () => {
  test('comes out as it went in (the example of MS-OXRTFCP 3.1)', () => {
    const packed = Buffer.from(
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      'hex',
    )
    expect(Buffer.from(unpackRtf(packed) ?? []).toString('latin1')).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    )
  })

  test.each([
    ['too short', '00'],
    ['of another kind', '2d0000002b000000585858580000000003000a00'],
    ['said to unpack to 4 GB', '2d000000ffffffff4c5a4675f1c5c7a703000a00'],
  ])('%s is no text', (_, hex) => {
    expect(unpackRtf(Buffer.from(hex, 'hex'))).toBeNull()
  })
})
