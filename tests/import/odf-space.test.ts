import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { collapseSpace } from '#engine/import/odf-space.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { escapeXml } from './build-files.ts'

const names = 'urn:oasis:names:tc:opendocument:xmlns:'
const odtOf = (body: string): Uint8Array =>
  zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(
      `<?xml version="1.0"?>\n<office:document-content xmlns:office="${names}office:1.0" xmlns:text="${names}text:1.0">\n<office:body><office:text>\n${body}\n</office:text></office:body></office:document-content>`,
    ),
  })
const textOf = async (body: string): Promise<string | undefined> =>
  (await readFileBytes(odtOf(body), 'a.odt', {}))[0]?.text

test.each([
  [
    'line ends and indents',
    '<text:p>\n  Anna:  we\n\t walked\n</text:p>\n  <text:p>Home.</text:p>',
    'Anna: we walked\nHome.',
  ],
  [
    'a space on either side of a tag',
    '<text:p>we <text:span> walked </text:span> home</text:p>',
    'we walked home',
  ],
  ['spaces that are meant', '<text:p>a <text:s text:c="2"/>b<text:s/> c</text:p>', 'a   b  c'],
  ['a tab and a line that are meant', '<text:p>a<text:tab/>b<text:line-break/>c</text:p>', 'a\tb\nc'],
  ['a space that never breaks', '<text:p>a\u00A0\u00A0b</text:p>', 'a\u00A0\u00A0b'],
  [
    'a heading',
    '<text:h text:outline-level="1">\nThe  ward\n</text:h><text:p>Busy.</text:p>',
    'The ward\nBusy.',
  ],
])('white space in an OpenDocument text: %s', async (_, body, text) => {
  expect(await textOf(body)).toBe(text)
})

test('a note inside a paragraph has its own beginning and end', async () => {
  const note =
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>\n see\n here </text:p></text:note-body></text:note>'
  expect(await textOf(`<text:p>one ${note} two</text:p>`)).toMatch(/^one \[1\] ?two\n\[1\] see here$/)
})

test('words of a paragraph stand one space apart, and their order is kept', () => {
  const blank = fc.stringMatching(/^[ \t\r\n]{1,4}$/)
  const word = fc.stringMatching(/^[a-z&<>"]{1,5}$/)
  fc.assert(
    fc.property(fc.array(fc.tuple(blank, word, fc.boolean()), { minLength: 1 }), blank, (words, end) => {
      const inside = words.map(([space, text, inSpan]) =>
        inSpan ? `<text:span>${space}${escapeXml(text)}</text:span>` : `${space}${escapeXml(text)}`,
      )
      const xml = collapseSpace(`<text:p a="x > y">${inside.join('')}${end}</text:p>`)
      const text = xml.replace(/<(?:"[^"]*"|[^">])*>/g, '')
      expect(text).toBe(words.map(([, shown]) => escapeXml(shown)).join(' '))
    }),
  )
})

test('a file that breaks off is left as it is, in time', () => {
  for (const part of ['<', '<text:p>', '<a b="', '<!--', '<![CDATA[', '  ']) {
    const began = performance.now()
    collapseSpace(`<text:p>  a  ${part.repeat(100_000)}`)
    expect(performance.now() - began, part).toBeLessThan(3000)
  }
  expect(collapseSpace('<text:p>  a  <text:s')).toBe('<text:p>  a  <text:s')
})
