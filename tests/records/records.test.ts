import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { newRecords, rowsAsChosen, rowsInWords } from '#renderer/screens/sources/records-choice.ts'
import type { Client } from '#shared/contract/client.ts'
import type { RecordReading, TablePreview } from '#shared/model/record.ts'
import type { ImportResult } from '#shared/model/source.ts'
import { contentOf, failureOf, makeStudy, type TestStudy } from '../helpers/study.ts'
import { row, workbook } from './make-table.ts'

const head = ['Record', 'Date', 'Site', 'Mode', 'Minutes', 'Attended', 'Notes', 'Plan']
const some = [
  [
    'R01',
    '25/01/2024',
    'Site 2',
    'Teams',
    '1h 5',
    'P02; P04',
    'P04 came for the first time.\nShe said so.',
    'A text with one word',
  ],
  ['R02', '05/02/2024', 'Site 2', 'phone', '45 min', '3', 'The bus driver came along.', ''],
  ['', '', '', '', '', '', '', ''],
  ['R03', '2024-03-14', 'Site 5', 'Teams', '', '', 'Where does the service begin?', 'Ask the trial team'],
]

let uploads = 0
async function read(
  study: TestStudy,
  rows: readonly (readonly string[])[],
  fileName = 'log.csv',
  client: Client = study.setUp,
) {
  const upload = `records-${++uploads}`
  const bytes = fileName.endsWith('.csv') ? Buffer.from(rows.map(row).join('\n')) : workbook(rows)
  study.host.uploads.put(upload, { fileName, bytes }, bytes.length)
  return client.records.read({ file: { upload, fileName } })
}

async function take(
  study: TestStudy,
  table: TablePreview,
  more: { reading?: RecordReading; name?: string; lenient?: boolean; dataSet?: string } = {},
  client: Client = study.setUp,
): Promise<ImportResult[]> {
  return client.records.import({
    table: table.table,
    reading: more.reading ?? table.found?.reading ?? table.guess,
    mapping: table.found?.mapping.id ?? null,
    name: more.name ?? table.found?.mapping.name ?? 'Mentoring log',
    ...(more.lenient ? { lenient: true } : {}),
    ...(more.dataSet ? { dataSet: more.dataSet } : {}),
  })
}

const count = (results: readonly ImportResult[]) => ({
  imported: results.filter(({ status }) => status === 'imported').length,
  duplicate: results.filter(({ status }) => status === 'duplicate').length,
  refused: results.filter(({ status }) => status === 'refused').length,
})

describe('a table of records', () => {
  it.each(['log.csv', 'log.xlsx'])('%s: its columns are guessed and its rows shown', async fileName => {
    const study = await makeStudy()
    const table = await read(study, [head, ...some], fileName)
    expect(table.guess.columns.map(({ role }) => role)).toEqual([
      'id',
      'date',
      'site',
      'mode',
      'minutes',
      'attendance',
      'text',
      'text',
    ])
    const look = await study.setUp.records.look({
      table: table.table,
      reading: table.guess,
      mapping: null,
      name: 'Log',
    })
    expect(look.first[0]).toMatchObject({
      row: 2,
      title: 'R01',
      date: '2024-01-25',
      site: 'Site 2',
      minutes: 65,
      attended: 2,
      names: ['P02', 'P04'],
      fields: [{ name: 'Notes' }, { name: 'Plan' }],
    })
    expect(look.first[2]).toMatchObject({ row: 5, title: 'R03', minutes: null, attended: null })
    expect(look).toMatchObject({ fresh: 3, known: 0, problems: [] })
    expect(look.said).toEqual(['Dates are read day first, as row 2 (25/01/2024) must be.'])
  })

  it('becomes sources whose free text is in named fields, and whose short columns are kept beside it', async () => {
    const study = await makeStudy()
    const results = await take(study, await read(study, [head, ...some]), { dataSet: 'Records' })
    const source = results[0]?.sourceId ?? ''
    const opened = await study.setUp.sources.open({ source })
    expect(opened).toMatchObject({
      title: 'R01',
      kind: 'record',
      date: '2024-01-25',
      dataSet: { name: 'Records' },
    })
    expect(opened.text).toBe('Notes: P04 came for the first time.\nShe said so.\nPlan: A text with one word')
    expect(opened.parts.map(part => [part.kind, opened.text.slice(part.start, part.bodyStart)])).toEqual([
      ['field', 'Notes: '],
      ['field', 'Plan: '],
    ])
    expect(await study.setUp.records.ofSource({ source })).toEqual({
      mapping: 'Mentoring log',
      site: 'Site 2',
      mode: 'Teams',
      minutes: 65,
      attended: 2,
      names: ['P02', 'P04'],
      others: {},
    })
    expect(await study.setUp.study.check({})).toMatchObject({ ok: true })
  })

  it('is one journal step, which undo takes back and redo brings again', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const before = contentOf(study.db())
    await take(study, await read(study, [head, ...some], 'log.csv', km), {}, km)
    const after = contentOf(study.db())
    expect(after).not.toBe(before)
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await km.history.redo({})
    expect(contentOf(study.db())).toBe(after)
  })

  it('grown, brings only its new rows, and lists those that changed with both texts', async () => {
    const study = await makeStudy()
    await take(study, await read(study, [head, ...some]))
    const [first = [], second = [], ...rest] = some
    const grown = [
      head,
      [...first.slice(0, 6), 'P04 came, and so did P03.', 'A text'],
      second,
      ...rest,
      ['R04', '11/04/2024', 'Site 2', 'phone', '25', 'P03', 'Individual catch-up.', ''],
    ]
    const table = await read(study, grown)
    expect(table.found).toMatchObject({ mapping: { name: 'Mentoring log', records: 3 }, gone: [], fresh: [] })
    const look = await study.setUp.records.look({
      table: table.table,
      reading: table.guess,
      mapping: table.found?.mapping.id ?? null,
      name: 'Mentoring log',
    })
    expect(look).toMatchObject({ fresh: 1, known: 2 })
    expect(look.changed).toEqual([
      expect.objectContaining({
        row: 2,
        title: 'R01',
        was: expect.stringContaining('first time'),
        is: 'Notes: P04 came, and so did P03.\nPlan: A text',
      }),
    ])
    const results = await take(study, table)
    expect(count(results)).toEqual({ imported: 1, duplicate: 1, refused: 1 })
    const sources = await study.setUp.sources.list({})
    expect(sources.map(({ title }) => title).sort()).toEqual(['R01', 'R02', 'R03', 'R04'])
    const r01 = sources.find(({ title }) => title === 'R01')?.id ?? ''
    expect((await study.setUp.sources.open({ source: r01 })).text).toContain('first time')
  })

  it('with other columns says which are gone and which are new', async () => {
    const study = await makeStudy()
    await take(study, await read(study, [head, ...some]))
    const table = await read(study, [
      ['record', 'date', 'site', 'minutes', 'attended', 'notes', 'plan', 'Weather'],
      ['R09', '2024-05-05', 'Site 1', '30', 'P01', 'Rain all week.', 'None', 'rain'],
    ])
    expect(table.found).toMatchObject({ gone: ['Mode'], fresh: ['Weather'] })
    expect(table.found?.reading.columns.map(({ role }) => role)).toEqual([
      'id',
      'date',
      'site',
      'minutes',
      'attendance',
      'text',
      'text',
      'kept',
    ])
    const [result] = await take(study, table)
    expect(await study.setUp.records.ofSource({ source: result?.sourceId ?? '' })).toMatchObject({
      others: { Weather: 'rain' },
    })
  })

  it('names every row with a problem and takes none of it by half', async () => {
    const study = await makeStudy()
    const rows = [
      head,
      ['R01', '30/02/2024', 'Site 2', 'Teams', '60', '2', 'A day there is not.', 'None'],
      ['R02', '01/03/2024', 'Site 2', 'Teams', 'about an hour', '2', 'A length nobody knows.', ''],
      ['R03', '02/03/2024', 'Site 2', 'Teams', '60', '2', '', ''],
      ['R04', '13/03/2024', 'Site 2', 'Teams', '60', '2', 'As it should be.', ''],
      ['R04', '04/03/2024', 'Site 2', 'Teams', '60', '2', 'Again, and otherwise.', ''],
    ]
    const results = await take(study, await read(study, rows))
    expect(results.filter(({ status }) => status === 'refused').map(({ reason }) => reason)).toEqual([
      'Row 2: “30/02/2024” in Date is no date that can be read.',
      'Row 3: “about an hour” in Minutes is no length of time.',
      'Row 4 has no text in Notes, Plan.',
      'Row 6 has the id of row 5 and says something else.',
    ])
    expect(count(results).imported).toBe(1)
    const lenient = await take(study, await read(study, rows), { lenient: true })
    expect(count(lenient)).toEqual({ imported: 2, duplicate: 1, refused: 2 })
    const r02 = lenient.find(({ title }) => title === 'R02')
    expect(r02?.warnings).toEqual(['“about an hour” in Minutes is no length of time.'])
    expect(await study.setUp.records.ofSource({ source: r02?.sourceId ?? '' })).toMatchObject({
      minutes: null,
    })
  })

  const doubled = [
    head,
    ...Array.from({ length: 8 }, (_, at) => [
      `R${at + 1}`,
      `1${at}/03/2019`,
      'Site 2',
      'Teams',
      '60',
      '2',
      `Words of meeting ${at}.`,
      '',
    ]),
    ['R3', '14/03/2019', 'Site 2', 'Teams', 'soon', '2', 'A second R3.', ''],
    ['R11', '31/02/2019', 'Site 2', 'Teams', '60', '2', 'A day there is not.', ''],
  ]
  const looked = async (study: TestStudy, table: TablePreview) =>
    study.setUp.records.look({
      table: table.table,
      reading: table.guess,
      mapping: table.found?.mapping.id ?? null,
      name: 'Log',
    })

  it('tells a doubled id before anything is taken, and counts what would come as it comes', async () => {
    const study = await makeStudy()
    const table = await read(study, doubled)
    const look = await looked(study, table)
    expect(look.problems).toEqual([
      { row: 10, kind: 'row', what: 'Row 10 has the id of row 4 and says something else.' },
      { row: 11, kind: 'value', what: 'Row 11: “31/02/2019” in Date is no date that can be read.' },
    ])
    expect([look.fresh, look.firstWithout.map(({ title }) => title)]).toEqual([8, ['R11']])
    const promised = newRecords({ look, lenient: true })
    expect(rowsInWords({ look, lenient: true })).toBe('9 new, 1 with a problem')
    expect(rowsAsChosen(look, true).first.map(({ title }) => title)).toContain('R11')
    const results = await take(study, table, { lenient: true })
    expect(count(results)).toEqual({ imported: promised, duplicate: 0, refused: 1 })
  })

  it('again, takes a row that came in without a value for one that is here', async () => {
    const study = await makeStudy()
    await take(study, await read(study, doubled), { lenient: true })
    const table = await read(study, doubled)
    const look = await looked(study, table)
    expect(look).toMatchObject({ fresh: 0, known: 9, changed: [], first: [], firstWithout: [] })
    expect(rowsInWords({ look, lenient: false })).toBe('0 new, 9 already here, 1 with a problem')
    expect((await take(study, table)).map(({ reason, rows }) => [reason, rows])).toEqual([
      ['9 rows are in the study already.', 9],
      ['Row 10 has the id of row 4 and says something else.', 1],
    ])
  })

  it('shows only rows that come in, and tells how its dates are read without a warning', async () => {
    const study = await makeStudy()
    const results = await take(study, await read(study, [head, ...some]))
    expect(results.map(({ notes = [] }) => notes.length)).toEqual([1, 0, 0])
    expect((await study.setUp.sources.list({})).flatMap(({ warnings }) => warnings)).toEqual([])
    const [first = [], ...rest] = some
    const look = await looked(
      study,
      await read(study, [head, [...first.slice(0, 6), 'Other words.', ''], ...rest]),
    )
    expect(look.changed.map(({ title }) => title)).toEqual(['R01'])
    expect(look.first).toEqual([])
  })

  it('is refused where it is no table, where nothing is text, and where two columns are the date', async () => {
    const study = await makeStudy()
    study.host.uploads.put('prose', { fileName: 'a.txt', bytes: Buffer.from('We walked.') }, 10)
    expect(
      await failureOf(study.setUp.records.read({ file: { upload: 'prose', fileName: 'a.txt' } })),
    ).toMatchObject({ code: 'unsupported-file', message: 'a.txt is no table of records.' })
    const table = await read(study, [head, ...some])
    const as = (role: 'kept' | 'date') => ({
      ...table.guess,
      columns: table.guess.columns.map(column => ({ ...column, role })),
    })
    expect(await failureOf(take(study, table, { reading: as('kept') }))).toMatchObject({
      message: 'No column is mapped to text.',
    })
    expect(await failureOf(take(study, table, { reading: as('date') }))).toMatchObject({
      message: 'Two columns are mapped to date.',
    })
    expect(await study.setUp.sources.list({})).toEqual([])
  })

  it('says what it does with a title above the head, empty and doubled heads', async () => {
    const study = await makeStudy()
    const table = await read(study, [
      ['Log of the service', '', '', ''],
      ['Notes', '', 'Notes', 'Site'],
      ['First words.', 'x', 'Second words.', 'Site 1'],
    ])
    expect(table.columns.map(({ name }) => name)).toEqual(['Notes', 'Column 2', 'Notes (2)', 'Site'])
    expect(table.warnings).toEqual([
      'The columns are named in row 2; what stands above was left out.',
      '1 column has no name and is called by number.',
      'Names that occur twice are counted: “Notes (2)”.',
    ])
    const look = await study.setUp.records.look({
      table: table.table,
      reading: table.guess,
      mapping: null,
      name: 'L',
    })
    expect(look.first[0]?.row).toBe(3)
  })

  it('reads formulas by their stored results, numbers as days, and says that cells are merged', async () => {
    const study = await makeStudy()
    const fileName = 'log.xlsx'
    const bytes = workbook(
      [
        ['Date', 'Minutes', 'Notes'],
        ['=A3+1|45356', '=30+15|45', 'It rained on us all the way.'],
      ],
      '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>',
    )
    study.host.uploads.put('formulas', { fileName, bytes }, bytes.length)
    const table = await study.setUp.records.read({ file: { upload: 'formulas', fileName } })
    expect(table.warnings).toEqual([
      'Cells are merged: what a merged cell says counts for the first of its rows and columns.',
    ])
    const look = await study.setUp.records.look({
      table: table.table,
      reading: table.guess,
      mapping: null,
      name: 'L',
    })
    expect(look.first[0]).toMatchObject({ date: '2024-03-05', minutes: 45 })
  })

  it('in two files that are read before either is taken makes one mapping, and no record twice', async () => {
    const study = await makeStudy()
    const one = await read(study, [head, ...some])
    const two = await read(study, [head, ...some])
    expect([one.found, two.found]).toEqual([null, null])
    await take(study, one, { name: 'First' })
    expect(count(await take(study, two, { name: 'Second' }))).toEqual({
      imported: 0,
      duplicate: 1,
      refused: 0,
    })
    expect(await study.setUp.records.mappings({})).toMatchObject([{ name: 'First', records: 3 }])
  })

  it('too large in rows, columns or words is refused with one sentence', async () => {
    const study = await makeStudy()
    const wide = Array.from({ length: 16_384 }, (_, n) => `c${n}`)
    expect((await failureOf(read(study, [wide, wide]))).message).toBe(
      'log.csv has 16,384 columns; a table of records may have 1,000.',
    )
    const long = [['Notes'], ...Array.from({ length: 60_000 }, (_, n) => [`row ${n}`])]
    expect((await failureOf(read(study, long))).message).toMatch(/has 60,000 rows; one file may have 50,000/)
    const same = 'x'.repeat(2_000_000)
    expect((await failureOf(read(study, [['Notes'], ...Array(11).fill([same])], 'bomb.xlsx'))).code).toBe(
      'too-large',
    )
  }, 60_000)
})

/** A row as it could stand in a log: an id of its own or none, a date in one order, words. */
const aRow = fc.record({
  date: fc.date({ min: new Date('2018-03-01'), max: new Date('2020-04-30'), noInvalidDate: true }),
  site: fc.constantFrom('', 'Site 1', 'Site 2'),
  minutes: fc.constantFrom('', '60', '1h 20', '45 min'),
  notes: fc.constantFrom('She rang.', 'Nobody came.', '"Quoted", and so on;\nthen more.', 'é 👩‍👩‍👧'),
})
const aLog = fc.array(aRow, { minLength: 1, maxLength: 12 })
const columns = ['Record', 'Date', 'Site', 'Minutes', 'Notes']
const written = (
  log: readonly { date: Date; site: string; minutes: string; notes: string }[],
  ids: boolean,
) =>
  log.map(({ date, site, minutes, notes }, at) => {
    const [year, month, day] = date.toISOString().slice(0, 10).split('-')
    return [ids ? `R${at}` : '', `${day}/${month}/${year}`, site, minutes, notes]
  })
const reading: RecordReading = {
  columns: [
    { name: 'Record', role: 'id' },
    { name: 'Date', role: 'date' },
    { name: 'Site', role: 'site' },
    { name: 'Minutes', role: 'minutes' },
    { name: 'Notes', role: 'text' },
  ],
  dateOrder: 'day-month',
}

/** The records of a study without ids and times, in one order. */
const held = (study: TestStudy): string[] =>
  all(
    study.db(),
    `SELECT s.title, s.date, v.text, r.key, r.content, r.site, r.mode, r.minutes, r.attended, r.names, r.others
     FROM records r JOIN sources s ON s.id = r.source JOIN revisions v ON v.source = s.id`,
  )
    .map(record => JSON.stringify(record))
    .sort()

describe('whatever a log holds', () => {
  it('a second import of the same file brings nothing and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(aLog, fc.boolean(), async (log, ids) => {
        const study = await makeStudy()
        const file = [columns, ...written(log, ids)]
        const taken = await take(study, await read(study, file), { reading })
        expect(count(taken).refused).toBe(0)
        const before = contentOf(study.db())
        const again = await take(study, await read(study, file), { reading })
        expect(count(again)).toEqual({ imported: 0, duplicate: 1, refused: 0 })
        expect(contentOf(study.db())).toBe(before)
        study.close()
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  it('its rows split over two files in any order are the same sources', async () => {
    await fc.assert(
      fc.asyncProperty(aLog, fc.boolean(), fc.infiniteStream(fc.boolean()), async (log, ids, sides) => {
        const rows = written(log, ids)
        const whole = await makeStudy()
        await take(whole, await read(whole, [columns, ...rows]), { reading })
        const split = await makeStudy()
        const first = rows.filter(() => sides.next().value)
        const second = rows.filter(row => !first.includes(row)).reverse()
        for (const part of [second, first]) {
          if (part.length > 0) await take(split, await read(split, [columns, ...part]), { reading })
        }
        expect(held(split)).toEqual(held(whole))
        whole.close()
        split.close()
      }),
      { numRuns: 15 },
    )
  }, 120_000)
})
