import { describe, expect, it } from 'vitest'
import { xlsxFile } from '#engine/export/writing/xlsx.ts'
import { failureOf, makeStudy } from '../helpers/study.ts'

const sheet = (name: string, heads: readonly string[], ...rows: string[][]) => ({
  name,
  columns: heads.map(head => ({ head, width: 10 })),
  rows,
})

/** A study, and a workbook of a cover, a log, an older log and a table of people, as a browser sends it. */
async function withWorkbook() {
  const study = await makeStudy()
  const bytes = await xlsxFile([
    sheet('Cover', ['Trial of mentoring']),
    sheet(
      '2019',
      ['Date', 'Site', 'Mode', 'Minutes', 'Notes'],
      ['2019-03-05', 'Site 1', 'Phone', '45', 'A call'],
    ),
    sheet(
      '2018',
      ['Date', 'Site', 'Mode', 'Minutes', 'Notes'],
      ['2018-03-05', 'Site 1', 'Phone', '30', 'An older call'],
      ['2018-03-06', 'Site 2', 'Email', '', 'An email'],
    ),
    sheet('People', ['Person', 'Site'], ['OT 1', 'Site 1'], ['OT 2', 'Site 2']),
    sheet('Empty', []),
  ])
  study.host.uploads.put('book', { fileName: 'book.xlsx', bytes: Buffer.from(bytes) }, bytes.length)
  return { study, client: await study.as('LD'), file: { upload: 'book', fileName: 'book.xlsx' } }
}

const all = ['Cover', '2019', '2018', 'People']

describe('a workbook of several sheets', () => {
  it('is read as a contact log by the first sheet with rows, or by the one that is chosen', async () => {
    const { client, file } = await withWorkbook()
    const first = await client.contacts.read({ file })
    expect(first).toMatchObject({ rows: 1, sheets: { read: '2019', all } })
    expect(first.warnings).toEqual([
      'Only the sheet “2019” was read; also in the workbook: “Cover”, “2018”, “People”.',
    ])
    const other = await client.contacts.read({ file, sheet: '2018' })
    expect(other).toMatchObject({ rows: 2, sheets: { read: '2018', all } })
    const { table, reading } = other
    expect(await client.contacts.import({ table, reading })).toMatchObject({ added: 2, sites: 2 })
    expect((await client.contacts.list({})).map(({ date }) => date)).toEqual(['2018-03-05', '2018-03-06'])
  })

  it('is read so as records and as a table of people', async () => {
    const { client, file } = await withWorkbook()
    expect(await client.records.read({ file })).toMatchObject({ rows: 1, sheets: { read: '2019', all } })
    expect(await client.records.read({ file, sheet: '2018' })).toMatchObject({
      rows: 2,
      sheets: { read: '2018', all },
    })
    const people = await client.cases.preview({ file, sheet: 'People' })
    expect(people).toMatchObject({ sheets: { read: 'People', all }, counts: { new: 2 } })
    await client.cases.import({ preview: people.preview, mapping: people.mapping })
    expect((await client.cases.list({})).cases.map(({ name }) => name)).toContain('OT 2')
  })

  it('is refused where it has no such sheet, with those it has', async () => {
    const { client, file } = await withWorkbook()
    for (const name of ['2017', 'Empty', '__proto__'])
      expect(await failureOf(client.contacts.read({ file, sheet: name }))).toMatchObject({
        code: 'not-found',
        message: `book.xlsx has no sheet “${name}” with anything in it.`,
        hint: 'Sheets: “Cover”, “2019”, “2018”, “People”.',
      })
  })

  it('has no choice where one sheet is filled, or the file is no workbook', async () => {
    const { study, client } = await withWorkbook()
    const bytes = Buffer.from(
      await xlsxFile([sheet('Log', ['Date', 'Site'], ['2019-03-05', 'Site 1']), sheet('Empty', [])]),
    )
    study.host.uploads.put('one', { fileName: 'one.xlsx', bytes }, bytes.length)
    expect((await client.contacts.read({ file: { upload: 'one', fileName: 'one.xlsx' } })).sheets).toBeNull()
    const csv = Buffer.from('Date,Site\n2019-03-05,Site 1\n')
    study.host.uploads.put('csv', { fileName: 'log.csv', bytes: csv }, csv.length)
    expect((await client.contacts.read({ file: { upload: 'csv', fileName: 'log.csv' } })).sheets).toBeNull()
  })
})
