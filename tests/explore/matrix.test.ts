import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Matrix, MatrixCount } from '#shared/model/matrix.ts'
import { failureOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'

interface Begun {
  study: TestStudy
  me: Client
  framework: string
  sources: [string, string]
  codes: { top: string; under: string; other: string }
}

/** Two sources, of OT 18 at North and of nobody; codes with one beneath another; nothing coded. */
async function begun(): Promise<Begun> {
  const study = await makeStudy()
  const me = await study.as('KM')
  const lead = await study.as('LD')
  const first = await study.source('Interview 1', someText(3))
  const second = await study.source('Interview 2', someText(4))
  const { id: site } = await lead.cases.add({ kind: 'site', name: 'North' })
  const { id: person } = await lead.cases.add({ kind: 'person', name: 'OT 18', site })
  await lead.cases.link({ links: [{ source: first, case: person }] })
  const { id: dataSet } = await lead.sources.addDataSet({ name: 'OT interviews' })
  await lead.sources.update({ source: first, dataSet })
  const { id: top, framework } = await study.code('Time')
  const { id: under } = await lead.codebook.addCode({ name: 'Waiting', parent: top })
  const { id: other } = await study.code('Money')
  return { study, me, framework, sources: [first, second], codes: { top, under, other } }
}

const table = ({ rows, columns, cells }: Matrix, count: MatrixCount): Record<string, number> =>
  Object.fromEntries(
    cells.map(({ row, column, counts }) => [`${rows[row]?.name} | ${columns[column]?.name}`, counts[count]]),
  )

describe('a matrix', () => {
  it('counts codes with those beneath them against cases, data sets and attributes', async () => {
    const { me, study, framework, sources, codes } = await begun()
    const lead = await study.as('LD')
    const [a, b] = sources
    await me.codings.addMany({
      codings: [
        { source: a, start: 0, end: 9, code: codes.top, polarity: 'barrier' },
        { source: a, start: 12, end: 20, code: codes.under, polarity: null },
        { source: b, start: 0, end: 9, code: codes.other, polarity: null },
      ],
    })
    const rows = { kind: 'codes' as const, framework }
    const of = (columns: Parameters<Client['explore']['matrix']>[0]['columns'], more: object = {}) =>
      me.explore.matrix({ rows, columns, layer: 'independent', ...more })
    expect(table(await of({ kind: 'person' }), 'passages')).toEqual({
      'Time | OT 18': 2,
      'Waiting | OT 18': 1,
      'Money | No person': 1,
    })
    expect(table(await of({ kind: 'site' }), 'sources')).toMatchObject({
      'Time | North': 1,
      'Money | No site': 1,
    })
    expect(table(await of({ kind: 'data-set' }), 'people')).toMatchObject({
      'Time | OT interviews': 1,
      'Money | No data set': 0,
    })
    expect(table(await of({ kind: 'person' }, { polarity: 'barrier' }), 'passages')).toEqual({
      'Time | OT 18': 1,
    })
    const { id: attribute } = await lead.cases.addAttribute({ about: 'site', name: 'Beds', type: 'number' })
    const [north] = (await lead.cases.list({})).cases.filter(({ kind }) => kind === 'site')
    await lead.cases.setCells({ cells: [{ case: north?.id ?? '', column: attribute, value: '400' }] })
    expect(table(await of({ kind: 'attribute', attribute }), 'passages')).toMatchObject({
      'Time | 400': 2,
      'Money | Beds not known': 1,
    })
    const topOnly = await of({ kind: 'coder' }, { rows: { ...rows, topOnly: true } })
    expect(topOnly.rows.map(({ name, total }) => [name, total.passages])).toEqual([
      ['Time', 2],
      ['Money', 1],
    ])
    const passages = await me.explore.passages({
      rows,
      columns: { kind: 'data-set' },
      layer: 'independent',
      row: codes.top,
      column: '',
    })
    expect(passages).toEqual([])
  })

  it('of themes counts what lies under them, and says when it may not be told', async () => {
    const { me, study, framework, sources, codes } = await begun()
    const lead = await study.as('LD')
    await me.codings.add({ source: sources[0], start: 0, end: 9, code: codes.under })
    const { id: top } = await lead.themes.add({ name: 'A day' })
    const { id: theme } = await lead.themes.add({ name: 'Half a day', parent: top })
    await lead.themes.addCodes({ theme, codes: [codes.top] })
    const asked = { rows: { kind: 'themes' as const }, columns: { kind: 'source-kind' as const } }
    const matrix = await me.explore.matrix({ ...asked, layer: 'independent' })
    expect(table(matrix, 'passages')).toEqual({ 'A day | Interview': 1, 'Half a day | Interview': 1 })
    const absent = '00000000-0000-7000-8000-000000000000'
    expect(
      (await failureOf(me.explore.matrix({ ...asked, columns: { kind: 'attribute', attribute: absent } })))
        .message,
    ).toBe('There is no such attribute in this study.')
    await lead.rounds.open({ title: 'R', sources, coders: [study.people.KM, study.people.TS] })
    const other = await (await study.as('TS')).explore.matrix({ ...asked, layer: 'independent' })
    expect(other).toMatchObject({ withheld: true, cells: [] })
    expect(framework).not.toBe('')
  })

  it('of codes against codes is what a look at every pair finds', async () => {
    const { me, framework, sources, codes } = await begun()
    const [source] = sources
    const names = [codes.top, codes.under, codes.other]
    const under = new Map([
      [codes.top, [codes.top, codes.under]],
      [codes.under, [codes.under]],
      [codes.other, [codes.other]],
    ])
    const span = fc.tuple(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 15 }),
      fc.integer({ min: 0, max: 2 }),
    )
    const side = { kind: 'codes' as const, framework }
    await fc.assert(
      fc.asyncProperty(fc.array(span, { minLength: 1, maxLength: 12 }), async made => {
        await me.codings.addMany({
          codings: made.map(([start, size, code]) => ({
            source,
            start,
            end: start + size,
            code: names[code] ?? '',
            polarity: null,
          })),
        })
        const all = await me.codings.passages({ layer: 'independent' })
        const matrix = await me.explore.matrix({ rows: side, columns: side, layer: 'independent' })
        const cells = new Map(
          matrix.cells.map(({ row, column, counts }) => [
            `${matrix.rows[row]?.id} ${matrix.columns[column]?.id}`,
            counts.passages,
          ]),
        )
        for (const row of names) {
          for (const column of names) {
            const pairs = all
              .filter(({ code }) => under.get(row)?.includes(code))
              .flatMap(x =>
                all
                  .filter(
                    y =>
                      under.get(column)?.includes(y.code) &&
                      x.id !== y.id &&
                      x.start < y.end &&
                      y.start < x.end,
                  )
                  .map(y => [x.id, y.id].sort().join()),
              )
            expect(cells.get(`${row} ${column}`) ?? 0).toBe(new Set(pairs).size)
          }
        }
        await me.history.undo({})
      }),
      { numRuns: 25 },
    )
  })

  it('counts two codings of which each is of the row’s and of the column’s as one pair, of all who are behind it', async () => {
    const { study, me, framework, codes } = await begun()
    const lead = await study.as('LD')
    const source = await study.source('Two talk', 'P1: we began.\nP2: we did.\nP1: so.\nP2: yes.\n')
    for (const speaker of ['P1', 'P2']) {
      const { id: person } = await lead.cases.add({ kind: 'person', name: speaker })
      await lead.cases.link({ links: [{ source, speaker, case: person }] })
    }
    const { text } = await me.sources.open({ source })
    const [start, end] = [text.indexOf('we did'), text.indexOf('we did') + 6]
    await me.codings.addMany({
      codings: [
        { source, start: 4, end, code: codes.under, polarity: null },
        { source, start, end, code: codes.top, polarity: null },
      ],
    })
    const side = { kind: 'codes' as const, framework }
    const asked = { rows: side, columns: side, layer: 'independent' as const }
    const matrix = await me.explore.matrix(asked)
    expect(table(matrix, 'passages')).toEqual({ 'Time | Time': 1, 'Time | Waiting': 1, 'Waiting | Time': 1 })
    expect(table(matrix, 'people')).toEqual({ 'Time | Time': 2, 'Time | Waiting': 1, 'Waiting | Time': 2 })
    expect(await me.explore.passages({ ...asked, row: codes.top, column: codes.top })).toHaveLength(1)
  })
})
