import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { xlsxFile } from '#engine/export/writing/xlsx.ts'
import { createNodeParser } from '#engine/import/node-parser.ts'
import type { Client } from '#shared/contract/client.ts'
import type { CaseImportPreview, CaseMapping } from '#shared/model/case.ts'
import { contentOf, failureOf, makeStudy, type TestStudy } from '../helpers/study.ts'

let uploads = 0

function put(study: TestStudy, fileName: string, bytes: Uint8Array | string) {
  const upload = `table-${++uploads}`
  study.host.uploads.put(upload, { fileName, bytes: Buffer.from(bytes) }, bytes.length)
  return { upload, fileName }
}

const look = (study: TestStudy, client: Client, fileName: string, bytes: Uint8Array | string) =>
  client.cases.preview({ file: put(study, fileName, bytes) })

const take = (client: Client, { preview, mapping }: CaseImportPreview) =>
  client.cases.import({ preview, mapping })

const table = [
  'Case,Site,Age,Gender,Started,Trained,Notes',
  'P1,Site A,20,f,1 May 2018,yes,Came late',
  'p2,site  a,22,m,2018-05-02,no,',
  'P3,Site B,45,f,,,Left early',
  'P4,,61,f,12/06/2018,yes,In two parts',
].join('\n')

describe('the dates of a column', () => {
  const taken = async (...days: string[]) => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const rows = days.map((day, n) => `Site ${n + 1},${day}`)
    const shown = await look(study, client, 'sites.csv', ['Site,Opened', ...rows].join('\n'))
    await take(client, shown)
    const { cases, attributes } = await client.cases.list({})
    return {
      days: cases.map(({ values }) => values[attributes[0]?.id ?? ''] ?? null),
      notes: shown.notes.filter(note => note.includes('Opened')),
      unreadable: shown.rows.flatMap(({ unreadable }) => unreadable.map(({ value }) => value)),
    }
  }

  it('are read in one order, month first where one of them must be', async () => {
    expect(await taken('03/14/2018', '05/03/2018', '1 June 2018', '12/01/2018')).toEqual({
      days: ['2018-03-14', '2018-05-03', '2018-06-01', '2018-12-01'],
      notes: ['“Opened” is read month first, as row 2 (03/14/2018) must be.'],
      unreadable: [],
    })
    expect(await taken('14/03/2018', '05/03/2018')).toEqual({
      days: ['2018-03-14', '2018-03-05'],
      notes: [],
      unreadable: [],
    })
  })

  it('are left out where the column has both orders and they could be either, and said', async () => {
    expect(await taken('03/14/2018', '05/03/2018', '14/03/2018', '04/04/2018')).toEqual({
      days: ['2018-03-14', null, '2018-03-14', '2018-04-04'],
      notes: [
        '“Opened” has dates that are day first, as row 4 (14/03/2018), and month first, as row 2 (03/14/2018).',
      ],
      unreadable: ['05/03/2018'],
    })
  })

  it('are read day first where nothing tells, and that is said', async () => {
    expect(await taken('05/03/2018', '04/06/2018')).toEqual({
      days: ['2018-03-05', '2018-06-04'],
      notes: ['“Opened” is read day first; its dates could all be read month first as well.'],
      unreadable: [],
    })
  })
})

describe('a table of cases', () => {
  it('is shown before it is taken: who is named where, and what each column is', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const before = contentOf(study.db())
    const shown = await look(study, client, 'people.csv', table)
    expect(shown.mapping).toEqual({
      kind: 'person',
      name: 0,
      site: 1,
      attributes: [
        { column: 2, name: 'Age', type: 'number' },
        { column: 3, name: 'Gender', type: 'choice' },
        { column: 4, name: 'Started', type: 'date' },
        { column: 5, name: 'Trained', type: 'yes-no' },
        { column: 6, name: 'Notes', type: 'text' },
      ],
    })
    expect(shown.counts).toEqual({ new: 4, changed: 0, unchanged: 0, unreadable: 0, rows: 4 })
    expect(shown.notes).toEqual([
      '“Started” is read day first; its dates could all be read month first as well.',
      'New sites: “Site A”, “Site B”.',
    ])
    expect(contentOf(study.db())).toBe(before)

    expect(await take(client, shown)).toEqual({ new: 4, changed: 0, unchanged: 0, unreadable: 0 })
    const { cases, attributes } = await client.cases.list({})
    expect(cases.map(({ name }) => name)).toEqual(['P1', 'p2', 'P3', 'P4', 'Site A', 'Site B'])
    expect(attributes.map(({ name, choices }) => [name, choices])).toEqual([
      ['Age', []],
      ['Gender', ['f', 'm']],
      ['Started', []],
      ['Trained', []],
      ['Notes', []],
    ])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('taken twice changes nothing and makes no step', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    await take(client, await look(study, client, 'people.csv', table))
    const before = [contentOf(study.db()), all(study.db(), 'SELECT id FROM operations').length]
    const again = await look(study, client, 'people again.csv', table)
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 4 })
    expect(again.rows).toEqual([])
    await take(client, again)
    expect([contentOf(study.db()), all(study.db(), 'SELECT id FROM operations').length]).toEqual(before)
  })

  it('that names several sites for a person makes each, says so, and keeps them in the note', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const several = [
      'Name,Site,Role',
      'OT 1,Site 1,OT',
      'OT 1,Site 2,OT',
      'OT 2,Site 1; Site 2,OT',
      'OT 3,"Site 1, Site 2",OT',
      'OT 4,Site 2 and site 1,OT',
      'OT 5,"Site 1, Site 9",OT',
      'OT 6,Brighton and Hove,OT',
      'OT 7,Site 2,OT',
    ].join('\n')
    const shown = await look(study, client, 'people.csv', several)
    expect(shown.notes).toEqual([
      'New sites: “Site 1”, “Site 2”, “Brighton and Hove”.',
      'Taken as one site each: “Brighton and Hove”. Write several apart by a semicolon.',
      '1 row is left out.',
    ])
    const why = 'and a person belongs to one: the note keeps it, and one can be chosen under Cases'
    expect(
      shown.rows.map(({ number, why, unreadable: [cell] }) => [number, why, cell?.value, cell?.why]),
    ).toEqual([
      [2, undefined, 'Site 1; Site 2', `is 2 sites, ${why}`],
      [3, 'The same name stands in row 2; all its sites are kept in the note there.', undefined, undefined],
      [4, undefined, 'Site 1; Site 2', `is 2 sites, ${why}`],
      [5, undefined, 'Site 1; Site 2', `is 2 sites, ${why}`],
      [6, undefined, 'Site 2; Site 1', `is 2 sites, ${why}`],
      [7, undefined, 'Site 1, Site 9', `may be several sites, ${why}`],
      [8, undefined, undefined, undefined],
      [9, undefined, undefined, undefined],
    ])
    await take(client, shown)
    const { cases } = await client.cases.list({})
    const names = new Map(cases.map(({ id, name }) => [id, name]))
    expect(cases.map(({ name, site, note }) => [name, names.get(site ?? '') ?? null, note])).toEqual([
      ['Brighton and Hove', null, ''],
      ['OT 1', null, 'Sites: Site 1; Site 2'],
      ['OT 2', null, 'Sites: Site 1; Site 2'],
      ['OT 3', null, 'Sites: Site 1; Site 2'],
      ['OT 4', null, 'Sites: Site 2; Site 1'],
      ['OT 5', null, 'Sites: Site 1, Site 9'],
      ['OT 6', 'Brighton and Hove', ''],
      ['OT 7', 'Site 2', ''],
      ['Site 1', null, ''],
      ['Site 2', null, ''],
    ])
    // Where one was chosen since, it stays, and nothing is asked of it.
    const one = cases.find(({ name }) => name === 'OT 2')?.id ?? ''
    await client.cases.setCells({ cells: [{ case: one, column: 'site', value: 'Site 2' }] })
    const before = contentOf(study.db())
    const again = await look(study, client, 'people.csv', several)
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 7 })
    expect(again.rows.some(({ number }) => number === 4)).toBe(false)
    await take(client, again)
    expect(contentOf(study.db())).toBe(before)
  })

  it('lists what changes, what is new, and every cell that cannot be read with its place', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    await take(client, await look(study, client, 'people.csv', table))
    const grown = [
      'case,site,age,gender,started',
      ' P2 ,Site B,twenty-two,M,2018-05-02',
      '',
      'P5,Site C,33,x,31/02/2018',
      ',Site C,1,,',
      'p5,Site C,34,,',
    ].join('\n')
    const shown = await look(study, client, 'grown.csv', grown)
    expect(shown.counts).toEqual({ new: 1, changed: 1, unchanged: 0, unreadable: 2, rows: 4 })
    expect(shown.rows).toEqual([
      {
        number: 2,
        name: 'p2',
        status: 'changed',
        changes: [{ column: 'Site', before: 'Site A', after: 'Site B' }],
        unreadable: [{ column: 'Age', value: 'twenty-two', why: 'is not a number' }],
      },
      {
        number: 4,
        name: 'P5',
        status: 'new',
        changes: [
          { column: 'Site', before: '', after: 'Site C' },
          { column: 'Age', before: '', after: '33' },
          { column: 'Gender', before: '', after: 'x' },
        ],
        unreadable: [
          {
            column: 'Started',
            value: '31/02/2018',
            why: 'is not a date, such as 5 March 2018 or 2018-03-05',
          },
        ],
      },
      { number: 5, name: '', status: 'left out', changes: [], unreadable: [], why: 'It has no name.' },
      {
        number: 6,
        name: 'p5',
        status: 'left out',
        changes: [],
        unreadable: [],
        why: 'The same name stands in row 4.',
      },
    ])
    expect(shown.notes).toContain('New choices of “Gender”: x.')
    await take(client, shown)
    const { cases, attributes } = await client.cases.list({})
    const age = attributes.find(({ name }) => name === 'Age')?.id ?? ''
    expect(cases.find(({ name }) => name === 'p2')?.values[age]).toBe('22')
    expect(cases.find(({ name }) => name === 'P5')?.values[age]).toBe('33')
  })

  it('may be about sites, and each column may be put right by a person', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const shown = await look(study, client, 'sites.csv', 'Site,Beds\nSite 1,12\nSite 2,about 20')
    expect(shown.mapping).toEqual({
      kind: 'site',
      name: 0,
      site: null,
      attributes: [{ column: 1, name: 'Beds', type: 'text' }],
    })
    const mapping: CaseMapping = {
      ...shown.mapping,
      attributes: [{ column: 1, name: 'Size', type: 'number' }],
    }
    const again = await client.cases.preview({ preview: shown.preview, mapping })
    expect(again.counts).toMatchObject({ new: 2, unreadable: 1 })
    await take(client, again)
    expect((await client.cases.list({})).attributes).toMatchObject([
      { name: 'Size', type: 'number', about: 'site' },
    ])
    const twice = { ...mapping, attributes: [...mapping.attributes, ...mapping.attributes] }
    expect((await failureOf(client.cases.preview({ preview: shown.preview, mapping: twice }))).code).toBe(
      'bad-input',
    )
  })

  it('is read from a workbook as from a text', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const bytes = await xlsxFile([
      {
        name: 'People',
        columns: [
          { head: 'Participant', width: 10 },
          { head: 'Years', width: 10 },
        ],
        rows: [
          ['P1', 4],
          ['P2', 17],
        ],
      },
    ])
    const shown = await look(study, client, 'people.xlsx', bytes)
    expect(shown.mapping.attributes).toEqual([{ column: 1, name: 'Years', type: 'number' }])
    expect(shown.counts.new).toBe(2)
  })

  it('is refused where it is none', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const failure = await failureOf(look(study, client, 'letter.txt', 'Dear all,\nno table here.'))
    expect(failure.message).toBe('letter.txt is not a table.')
  })

  it('comes through the disposable process', async () => {
    const documents = await createNodeParser().parse({
      fileName: 'people.csv',
      bytes: Buffer.from(table),
      options: { asTable: true },
    })
    expect(documents[0]?.table?.rows).toHaveLength(4)
    expect(documents[0]?.table?.rows[1]?.[1]).toBe('site  a')
  })
})

test('any table taken twice is taken once, and undone is as if never taken', async () => {
  const study = await makeStudy()
  const client = await study.as('KM')
  const cell = fc.oneof(
    fc.constantFrom('', '1', '2.50', 'yes', 'No', '5 March 2018', 'Site 1', 'a, b', '“x”'),
    fc.string({ maxLength: 6 }).map(s => s.replace(/["\r\n\0]/g, '')),
  )
  const rows = fc.array(fc.tuple(fc.constantFrom('P1', 'p1 ', 'P 2', 'P3', ''), cell, cell, cell), {
    minLength: 1,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(rows, async body => {
      const before = contentOf(study.db())
      const quoted = [['Name', 'Site', 'One', 'Two'], ...body].map(row => row.map(c => `"${c}"`).join(','))
      const csv = quoted.join('\n')
      const first = await look(study, client, 'any.csv', csv).catch(() => null)
      if (!first) return
      const took = await take(client, first)
      const after = contentOf(study.db())
      const second = await look(study, client, 'any.csv', csv)
      expect(second.counts).toMatchObject({
        new: 0,
        changed: 0,
        unchanged: took.new + took.changed + took.unchanged,
      })
      await take(client, second)
      expect(contentOf(study.db())).toBe(after)
      if (after !== before) await client.history.undo({})
      expect(contentOf(study.db())).toBe(before)
    }),
    { numRuns: 60 },
  )
})

const real = join(import.meta.dirname, '../../../shared/data/B_transcripts/qualcoder_examples')

describe.skipIf(!existsSync(real))(
  'real tables of another program (where the folder of real files is)',
  () => {
    it.each(['cases123.csv', 'survey456.csv', 'cases456.xlsx', 'survey789.xlsx'])('%s', async name => {
      const study = await makeStudy()
      const client = await study.as('KM')
      const shown = await look(study, client, name, readFileSync(join(real, name)))
      expect(shown.mapping).toMatchObject({ kind: 'person', name: 0, site: null })
      const types = Object.fromEntries(shown.mapping.attributes.map(a => [a.name.toLowerCase(), a.type]))
      expect(types.age).toBe('number')
      expect(shown.counts.new).toBe(3)
      expect(shown.counts.unreadable).toBe(0)
      await take(client, shown)
      expect((await client.cases.list({})).cases).toHaveLength(3)
    })
  },
)
