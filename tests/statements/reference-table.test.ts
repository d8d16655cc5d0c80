import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StatementTable } from '#shared/model/statement.ts'
import { makeStudy } from '../helpers/study.ts'
import { type PrintedStatement, printedRows, printedUnused } from './reference-table.ts'

const paper = join(import.meta.dirname, '../../../shared/seed/craven-2021-retake-mentoring.txt')
const dataSets = ['Mentor interviews', 'OT interviews', 'Mentoring records/emails'] as const

/** Enters the paper's table as a team would: passages coded by both, agreed, and a statement from those behind it. */
async function entered(): Promise<StatementTable> {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const framework = (await lead.codebook.addFromLibrary({ library: 'npt' })).id
  const npt = (await lead.codebook.frameworks({})).find(({ id }) => id === framework)
  const component = (name: string) => npt?.codes.find(code => code.name === name)?.id ?? name
  const all = printedRows.flatMap(row => [...row.facilitators, ...row.barriers])
  const sources = new Map<string, string>()
  for (const name of dataSets) {
    const lines = all.map((_, n) => `OT: Passage ${n} of the ${name}, told once and coded by both.`)
    const source = await study.source(name, lines.join('\n'))
    const set = await lead.sources.addDataSet({ name })
    await lead.sources.update({ source, dataSet: set.id })
    sources.set(name, source)
  }
  const { id: round } = await lead.rounds.open({
    title: 'All of it',
    sources: [...sources.values()],
    coders: [study.people.KM, study.people.TS],
  })
  const codes = new Map<string, string>()
  for (const { subTheme } of printedRows) codes.set(subTheme, (await study.code(subTheme)).id)
  const texts = new Map<string, string>()
  for (const source of sources.values()) texts.set(source, (await lead.sources.open({ source })).text)
  const placeOf = (statement: PrintedStatement, set: string) => {
    const source = sources.get(set) ?? ''
    const words = `Passage ${all.indexOf(statement)} of the ${set}`
    const start = texts.get(source)?.indexOf(words) ?? -1
    return { source, start, end: start + words.length }
  }
  const codings = printedRows.flatMap(row =>
    (['facilitator', 'barrier'] as const).flatMap(polarity =>
      row[`${polarity}s`].flatMap(statement =>
        statement.sources.flatMap(set => [
          { ...placeOf(statement, set), code: codes.get(row.subTheme) ?? '', polarity: null },
          ...statement.components.map(name => ({
            ...placeOf(statement, set),
            code: component(name),
            polarity,
          })),
        ]),
      ),
    ),
  )
  for (const who of ['KM', 'TS'] as const) {
    const client = await study.as(who)
    await client.codings.addMany({ codings })
    await client.rounds.submit({ round, coder: study.people[who] })
  }
  const themes = new Map<string, string>()
  for (const row of printedRows) {
    const top = themes.get(row.theme) ?? (await lead.themes.add({ name: row.theme })).id
    themes.set(row.theme, top)
    const { id: theme } = await lead.themes.add({ name: row.subTheme, parent: top })
    await lead.themes.addCodes({ theme, codes: [codes.get(row.subTheme) ?? ''] })
    for (const polarity of ['facilitator', 'barrier'] as const) {
      for (const statement of row[`${polarity}s`]) {
        const about = statement.components.map(component)
        const places = statement.sources.map(set => placeOf(statement, set))
        const candidates = await lead.statements.candidates({ theme, codes: about })
        const passages = candidates
          .filter(({ source, start }) =>
            places.some(place => place.source === source && place.start === start),
          )
          .map(({ id }) => id)
        await lead.statements.add({ theme, polarity, codes: about, text: statement.text, passages })
      }
    }
  }
  return lead.statements.table({})
}

describe('the reference paper’s Table 4', () => {
  it('can be entered and comes out as it was printed, with what it does not say', async () => {
    const table = await entered()
    const rows = table.bands.flatMap(band => band.rows)
    expect(table.bands.map(({ name }) => name)).toEqual([...new Set(printedRows.map(({ theme }) => theme))])
    expect(rows.map(({ name }) => name)).toEqual(printedRows.map(({ subTheme }) => subTheme))
    expect(rows.flatMap(({ facilitators }) => facilitators)).toHaveLength(19)
    expect(rows.flatMap(({ barriers }) => barriers)).toHaveLength(4)
    const names = new Map(table.coverage.map(({ code, name }) => [code, name]))
    const inOrder = (statement: PrintedStatement): PrintedStatement => ({
      components: statement.components.toSorted(),
      text: statement.text,
      sources: statement.sources.toSorted(),
    })
    for (const [n, printed] of printedRows.entries()) {
      const row = rows[n]
      expect(
        row?.constructs.flatMap(({ components }) => components.map(({ name }) => name)).toSorted(),
      ).toEqual(printed.components.toSorted())
      for (const polarity of ['facilitators', 'barriers'] as const) {
        expect(
          row?.[polarity].map(({ codes, text, sources }) => ({
            components: codes.map(code => names.get(code)).toSorted(),
            text,
            sources: sources.toSorted(),
          })),
        ).toEqual(printed[polarity].map(inOrder))
      }
    }
    expect(table.checks).toEqual([
      {
        kind: 'framework',
        theme: null,
        statement: null,
        what: `11 of 16 components are used. Not used: ${printedUnused.join(', ')}.`,
      },
    ])
  })

  it.skipIf(!existsSync(paper))('is typed here as it stands in the publication', () => {
    const plain = (text: string) => text.replace(/[‘’']/g, '’').replace(/\s+/g, ' ')
    const published = plain(readFileSync(paper, 'utf8'))
    const statements = printedRows.flatMap(row => [...row.facilitators, ...row.barriers])
    const missing = statements.filter(({ text }) => !published.includes(plain(text)))
    expect(missing.map(({ text }) => text)).toEqual([])
  })
})
