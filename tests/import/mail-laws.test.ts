import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attachedName, takeAttached } from '#engine/import/attached.ts'
import { findMailParts } from '#engine/import/mail-parts.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { TandemError } from '#shared/errors.ts'
import { msgOf, tag } from './build-msg.ts'

const line = fc.oneof(
  fc.constantFrom(
    '',
    '> marked',
    '>> marked twice',
    '-- ',
    '--',
    'Kind regards,',
    'Maya',
    'Sent from my iPhone',
    'On 5 Mar 2026, Ben <ben@example.org> wrote:',
    'On Wed, 4 Mar 2026 at 16:02, Ben O’Neil',
    '<ben@example.org> wrote:',
    'Fra: Ben',
    'Sendt: mandag',
    'Til: Maya',
    'Emne: x',
    '-----Original Message-----',
    '________________________________',
    'We met at the ward, and it went well.',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map(text => text.replace(/[\r\n]/g, ' ')),
)

test('every line with words in it is in exactly one part, in order', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), lines => {
      const text = lines.join('\n')
      const parts = findMailParts(text)
      let from = 0
      for (const { start, end } of parts) {
        expect(text.slice(from, start).trim()).toBe('')
        expect(start).toBeLessThan(end)
        from = end
      }
      expect(text.slice(from).trim()).toBe('')
    }),
    { numRuns: 2000 },
  )
})

test('what stands over the first mark of a quotation, history or signature is written', () => {
  const said = fc.array(
    fc.constantFrom('We met at the ward.', 'It went well, I think.', 'One more thing: the form.'),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  const rest = fc.constantFrom(
    '\n\n> marked',
    '\n\nOn 5 Mar 2026, Ben <ben@example.org> wrote:\nold words',
    '\n\nAm 05.03.2026 um 09:30 schrieb Ben <ben@example.org>:\nalte Worte',
    '\n\nDen 5. mar. 2026 kl. 09.30 skrev Ben <ben@example.org>:\ngamle ord',
    '\n\nLe 5 mars 2026 à 09:30, Ben <ben@example.org> a écrit :\nanciens mots',
    '\n\nFra: Ben\nSendt: mandag\nTil: Maya\nEmne: x\n\ngamle ord',
    '\n\n-- \nMaya',
    '\n\nMed venlig hilsen\nMaya',
    '\n\nSent from my iPhone',
  )
  fc.assert(
    fc.property(said, rest, (lines, tail) => {
      const written = lines.join('\n')
      const [first, ...others] = findMailParts(written + tail)
      expect(first).toEqual({ kind: 'body', start: 0, end: written.length })
      expect(others.map(({ kind }) => kind)).not.toContain('body')
    }),
  )
})

test('answers among what they answer stay what was written', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), marked => {
      const text = marked.map((is, n) => (is ? `> Question ${n}?` : `Answer ${n}.`)).join('\n')
      const answers = findMailParts(text)
        .filter(({ kind }) => kind === 'body')
        .flatMap(({ start, end }) => text.slice(start, end).split('\n'))
      expect(answers).toEqual(marked.flatMap((is, n) => (is ? [] : [`Answer ${n}.`])))
    }),
  )
})

test('the name of an attachment leads nowhere, hides nothing and is never empty', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      '../../../etc/passwd',
      'C:\\Windows\\con',
      '..',
      '',
      'a\0b.pdf',
      'x\u202Efdp.exe',
      'nul.txt',
      '\uD800.txt',
    ),
  )
  fc.assert(
    fc.property(hostile, name => {
      const shown = attachedName(name)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*\\/]/u)
      expect(shown).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|^\.*$/i)
      expect(shown.length).toBeLessThanOrEqual(121)
    }),
    { numRuns: 2000 },
  )
})

test('files are kept as far as they are small enough, in their order, and all of them listed', () => {
  const file = (bytes: number) => ({ name: 'a.bin', type: 'application/pdf', content: new Uint8Array(bytes) })
  const mb = 1024 * 1024
  const taken = takeAttached([file(1), file(26 * mb), file(25 * mb), file(25 * mb), file(2)])
  expect(taken.attachments.map(({ bytes }) => bytes)).toEqual([1, 26 * mb, 25 * mb, 25 * mb, 2])
  expect(taken.contents.map(content => content !== null)).toEqual([true, false, true, false, true])
  expect(taken.tooLarge).toBe(2)
  expect(takeAttached(Array.from({ length: 300 }, () => file(1))).leftOut).toBe(100)
})

test('a damaged message is read or refused in one sentence, never more', async () => {
  const whole = Buffer.from(
    'From: =?utf-8?Q?M=C3=A6ya?= <m@example.org>\r\nSubject: =?x-unknown?B?////?=\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=shift_jis\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWords=E3=81\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nx\r\n--x\r\nContent-Disposition: attachment; filename*0*=utf-8\'\'%e2%80%ae; filename*1=fdp.exe\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
      async changes => {
        const bytes = Buffer.from(whole)
        for (const [at, byte] of changes) bytes[at] = byte
        const outcome = await readFileBytes(bytes, 'x.eml', {}).catch(error => error)
        if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(TandemError)
      },
    ),
    { numRuns: 500 },
  )
})

const elements =
  'img svg math iframe object embed form input button select textarea video audio source track link base meta style script template noscript applet canvas marquee details body html table td a b p div span blockquote isindex keygen frameset frame portal dialog'.split(
    ' ',
  )
const attributes = [
  'src=https://example.org/x onerror=alert(1)',
  'onload=alert(1) autofocus onfocus=alert(1)',
  'srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;" data="data:text/html,alert(1)"',
  'href="javascript:alert(1)" action="javascript:alert(1)" formaction="javascript:alert(1)"',
  'style="background:url(javascript:alert(1));behavior:url(#x)" background="https://example.org/x"',
  'http-equiv=refresh content="0;url=javascript:alert(1)"',
]

test('of hundreds of pages that would run, fetch or send something only the words remain', async () => {
  const payloads = elements.flatMap(name => attributes.map(given => `<${name} ${given}></${name}>`))
  expect(payloads.length).toBeGreaterThan(200)
  for (const payload of payloads) {
    const page = `<p>before</p>${payload}<p>after</p>`
    for (const file of [
      Buffer.from(`From: b@example.org\r\nContent-Type: text/html\r\n\r\n${page}`),
      msgOf({ bytes: { [tag.html]: Buffer.from(page) } }),
    ]) {
      const outcome = await readFileBytes(file, 'mail.eml', {}).catch(error => error)
      // A page that swallows all its words has none left to read.
      if (!Array.isArray(outcome)) expect(outcome, payload).toBeInstanceOf(TandemError)
      else expect(outcome[0].text, payload).toMatch(/^before(?:\s+after)?$/)
    }
  }
})
