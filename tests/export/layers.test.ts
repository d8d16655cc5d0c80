import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Layer } from '#shared/model/coding.ts'
import { asRecords, csvRows, htmlElements, utf8, wordParagraphs, workbookSheets } from './read-back.ts'
import { codedStudy, emptyStudy, found, type Made, spanOf } from './study.ts'

const withheld = /A blind round is open/

/** The text a person would read in an export, whatever its format. */
async function textOf(bytes: Uint8Array, format: string): Promise<string> {
  if (format === 'docx')
    return wordParagraphs(bytes)
      .map(p => p.text)
      .join('\n')
  if (format === 'html') return htmlElements(bytes)[0]?.text ?? ''
  if (format === 'xlsx') return [...(await workbookSheets(bytes)).values()].flat(2).join('\n')
  return utf8(bytes)
}

describe('a settled study', () => {
  let made: Made
  beforeAll(async () => {
    made = await codedStudy()
  })
  afterAll(() => made.close())

  test.each<[Layer, number]>([
    ['independent', 9],
    ['consensus', 3],
  ])('the table of codings holds the %s layer alone when asked', async (layer, rows) => {
    const records = asRecords(csvRows(await made.bytesOf('codings', 'csv', layer)))
    expect(records).toHaveLength(rows)
    expect(new Set(records.map(r => r['Layer']?.toString().toLowerCase()))).toEqual(new Set([layer]))
  })

  test.each(['docx', 'html'])('passages as %s are of the layer asked for, and say so', async format => {
    const independent = await textOf(await made.bytesOf('codings', format, 'independent'), format)
    expect(independent).toContain('Layer: independent (each coder’s own codings).')
    expect(independent).toContain('they never ask what it took')
    expect(independent).toContain('Anna Møller')
    expect(independent).not.toContain('There is no consensus yet')
    const consensus = await textOf(await made.bytesOf('codings', format, 'consensus'), format)
    expect(consensus).toContain('Layer: consensus')
    expect(consensus).not.toContain('they never ask what it took')
  })

  test('the coding framework counts the layer asked for, and takes its examples there', async () => {
    const book = async (layer: Layer) => JSON.parse(utf8(await made.bytesOf('codebook', 'json', layer)))
    const independent = await book('independent')
    const mentor = independent.frameworks[0].codes[1]
    expect(Object.keys(mentor.counts)).toEqual(['independent'])
    expect(mentor.example.from).toBe('independent')
    const consensus = await book('consensus')
    expect(consensus.coders).toEqual([])
    expect(consensus.frameworks[0].codes[1].counts).toEqual({ consensus: 1 })
    const [heads] = csvRows(await made.bytesOf('codebook', 'csv', 'consensus'))
    expect(heads?.filter(head => /codings/.test(head))).toEqual(['Consensus codings'])
  })
})

describe('a study in an open blind round', () => {
  let made: Made
  beforeAll(async () => {
    made = await emptyStudy('Blind')
    const lead = await made.signIn('LR')
    const code = await lead.codebook.addCode({ name: 'Time' })
    const { id: source } = found(made.sources, 'OT 18, Site 10')
    await lead.rounds.open({
      title: 'One',
      sources: [source],
      coders: [found(made.members, 'AM'), found(made.members, 'BK')],
    })
    const anna = await made.signIn('AM')
    await anna.codings.add({ ...spanOf(made, 'OT 18, Site 10', 'Time, mostly.'), code: code.id })
    await anna.codebook.addCode({ name: 'Proposed while blind' })
    const ben = await made.signIn('BK')
    await ben.codings.add({ ...spanOf(made, '=1+1 record', 'The forms ask'), code: code.id })
  })
  afterAll(() => made.close())

  test.each([
    ['codebook', 'docx'],
    ['codebook', 'xlsx'],
    ['codebook', 'csv'],
    ['codebook', 'md'],
    ['codebook', 'html'],
    ['codings', 'xlsx'],
    ['codings', 'csv'],
    ['codings', 'docx'],
    ['codings', 'html'],
  ])('%s as %s says that codings are left out, and leaves them out', async (what, format) => {
    const text = await textOf(await made.bytesOf(what, format), format)
    expect(text).toMatch(withheld)
    expect(text).not.toContain('Time, mostly.')
    expect(text).not.toContain('Proposed while blind')
    expect(text).toContain('The forms ask')
  })

  test('the JSON coding framework says so as data', async () => {
    expect(JSON.parse(utf8(await made.bytesOf('codebook', 'json')))).toMatchObject({ withheld: true })
  })

  test('the note in a CSV is a last row of the table’s own width', async () => {
    const rows = csvRows(await made.bytesOf('codings', 'csv'))
    expect(new Set(rows.map(row => row.length)).size).toBe(1)
    expect(rows.at(-1)?.[0]).toMatch(/^Note: A blind round is open/)
    expect(rows.at(-1)?.slice(1).join('')).toBe('')
  })

  test.each(['docx', 'html'])(
    'passages as %s fall back to the independent layer, and say so',
    async format => {
      const text = await textOf(await made.bytesOf('codings', format), format)
      expect(text).toContain('Layer: independent (each coder’s own codings).')
      expect(text).toContain('There is no consensus yet: each coder’s own codings are shown instead.')
      const asked = await textOf(await made.bytesOf('codings', format, 'consensus'), format)
      expect(asked).toContain('There are no codings to show.')
    },
  )

  test('a coder’s own export holds the coder’s own codings', async () => {
    const anna = await made.signIn('AM')
    const report = await anna.reports.make({ what: 'codings', format: 'csv' })
    expect(report.bytes).toBeGreaterThan((await made.bytesOf('codings', 'csv')).byteLength)
  })
})

describe('an empty study', () => {
  let made: Made
  beforeAll(async () => {
    made = await emptyStudy('Empty')
  })
  afterAll(() => made.close())

  test.each(['docx', 'html', 'md'])('memos as %s say that there are none', async format => {
    expect(await textOf(await made.bytesOf('memos', format), format)).toContain('No memos yet.')
  })

  test('a framework without codes says so', async () => {
    expect(await textOf(await made.bytesOf('codebook', 'docx'), 'docx')).toContain('No codes yet.')
  })

  test('tables have their heads', async () => {
    const rows = csvRows(await made.bytesOf('codings', 'csv'))
    expect(rows).toHaveLength(1)
    expect(rows[0]?.[0]).toBe('Layer')
  })

  test.each([
    ['poems', 'docx', 'There is nothing called poems to export.'],
    ['memos', 'qdc', 'memos cannot be exported as qdc.'],
  ])('%s as %s is refused by name', async (what, format, message) => {
    await expect(made.bytesOf(what, format)).rejects.toMatchObject({ code: 'bad-input', message })
  })
})

test('a REFI-QDA codebook cannot be empty, and the refusal says so', async () => {
  const made = await emptyStudy('No codes')
  try {
    const lead = await made.signIn('LR')
    for (const framework of await lead.codebook.frameworks({})) {
      for (const { id } of framework.codes.filter(code => code.parent === null)) {
        await lead.codebook.removeCode({ code: id })
      }
    }
    await expect(made.bytesOf('codebook', 'qdc')).rejects.toMatchObject({
      code: 'bad-input',
      message: 'The study has no codes yet, and a REFI-QDA codebook cannot be empty.',
    })
  } finally {
    made.close()
  }
})
