import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formats } from '#engine/import/formats/index.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { recognise } from '#engine/import/recognise.ts'
import { faultOf } from '#engine/import/seal.ts'

const fixtures = join(import.meta.dirname, '../fixtures/import')

function fixturesOf(id: string): string[] {
  const folder = join(fixtures, id)
  return existsSync(folder) ? readdirSync(folder).filter(name => !name.endsWith('.golden.json')) : []
}

describe.each(formats)('$id', format => {
  const files = fixturesOf(format.id)

  test('has a fixture', () => expect(files).not.toHaveLength(0))

  test('has an id and endings of its own', () => {
    expect(formats.filter(other => other.id === format.id)).toHaveLength(1)
    for (const ending of format.extensions) {
      expect(formats.filter(other => other.extensions.includes(ending))).toEqual([format])
    }
  })

  test.each(files)('%s is recognised, whatever it is called', name => {
    const bytes = readFileSync(join(fixtures, format.id, name))
    expect(recognise(bytes, name)).toEqual({ format, warnings: [] })
    if (['csv', 'md', 'txt'].includes(format.id)) return
    const misnamed = recognise(bytes, 'something.doc')
    expect(misnamed.format).toBe(format)
    expect(misnamed.warnings).toEqual([
      `something.doc is ${format.name}, whatever its name says, and was read as one.`,
    ])
  })

  test.each(files)('%s is read as recorded', async name => {
    const bytes = readFileSync(join(fixtures, format.id, name))
    const documents = await readFileBytes(bytes, name, {})
    expect(documents.map(faultOf)).toEqual(documents.map(() => null))
    const seen = documents.map(doc => ({
      ...doc,
      segments: doc.segments.map(s => ({
        ...s,
        label: doc.text.slice(s.start, s.bodyStart),
        body: doc.text.slice(s.bodyStart, s.end),
      })),
      marks: doc.marks.map(m => ({ ...m, words: doc.text.slice(m.start, m.end) })),
      ...(doc.attached
        ? { attached: doc.attached.map(content => content && Buffer.from(content).toString('base64')) }
        : {}),
    }))
    const golden = join(fixtures, format.id, `${name}.golden.json`)
    await expect(`${JSON.stringify(seen, null, 2)}\n`).toMatchFileSnapshot(golden)
  })
})

describe('a table', () => {
  test.each(['csv/contacts.csv', 'xlsx/contacts.xlsx'])(
    '%s gives one document per row when asked',
    async path => {
      const bytes = readFileSync(join(fixtures, path))
      const whole = await readFileBytes(bytes, path, {})
      const rows = await readFileBytes(bytes, path, { rowAsSource: true })
      expect(rows.map(row => row.text).join('\n\n')).toBe(whole[0]?.text)
      expect(rows.map(row => [row.kind, row.date])).toEqual([
        ['record', '2026-03-05'],
        ['record', '2026-03-06'],
      ])
      expect(rows.map(row => row.title)).toEqual(
        path.startsWith('csv') ? ['R-01', 'R-02'] : ['Site 10', 'Site 11'],
      )
    },
  )

  test('with names only is refused', async () => {
    await expect(readFileBytes(Buffer.from('a,b\n'), 'x.csv', {})).rejects.toThrow(
      'x.csv has no rows below its first',
    )
  })

  test.each([
    ['a,b\n1,"never closed\n2,x\n3,y\n', 2],
    ['"a,b\n1,x\n', 1],
    ['a,b\n1,"over\ntwo lines"\n\n"2,x\n', 5],
  ])('with an open quotation mark says where: %j', async (text, line) => {
    await expect(readFileBytes(Buffer.from(text), 'x.csv', {})).rejects.toThrow(
      `x.csv is not a proper table: the quotation mark in line ${line} is never closed.`,
    )
  })

  test.each([
    ['a,b\n1,x\n2,"three\n3,"four"\n4,five\n', ['lines 3 to 4']],
    ['a,b\n1,"three\n2,x\n3,"y"\n', ['lines 2 to 4']],
    ['a,b\n1,"two\nlines"\n2,5" of pipe\n', []],
    ['a,b\n1,"""two""\nlines"\n2,x\n', []],
  ])('in which one cell swallowed lines says which: %j', async (text, lines) => {
    const [doc] = await readFileBytes(Buffer.from(text), 'x.csv', { asTable: true })
    expect(doc?.warnings).toEqual(
      lines.map(said => expect.stringMatching(`^The quotation mark in line . is not closed.*${said}`)),
    )
  })
})

describe('a file called a Word document that is none', () => {
  test.each([
    ['a zip that was cut off', 'PK\x03\x04words that go on as text'],
    [
      'NULs in its first kilobyte',
      `Some words${'\0'.repeat(3)} and more words than that to read. `.padEnd(900, 'x'),
    ],
    ['a control character', 'Some words \x01 and more'],
  ])('with %s is refused as damaged, not read as text', (_, content) => {
    expect(() => recognise(Buffer.from(content, 'latin1'), 'junk.docx')).toThrow(
      /^junk\.docx (is not a Word document that can be read: it is damaged or something else\.|is damaged or was cut off)/,
    )
  })

  test('is read as text, with a warning, where it is text', () => {
    const { format, warnings } = recognise(Buffer.from('Mentor: We walked.\n\tTwice.'), 'notes.docx')
    expect([format.id, warnings.length]).toEqual(['txt', 1])
  })
})
