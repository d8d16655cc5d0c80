import { describe, expect, it } from 'vitest'
import { readSample } from '#engine/sample/sample.ts'
import { makeEngine } from '../helpers/study.ts'

const sample = readSample()

/** The sample study as somebody who opens it gets it, seen by its lead. */
async function opened() {
  const { window } = makeEngine()
  const { client } = window()
  await client.library.openSample({})
  const lead = (await client.members.list({})).find(({ roles }) => roles.includes('lead'))
  await client.session.signIn({ member: lead?.id ?? '' })
  return client
}

describe('the sample study as it is opened', () => {
  it('has an interview that a coder can code at once, whatever else was submitted', async () => {
    const client = await opened()
    const coder = (await client.members.list({})).find(({ roles }) => roles.includes('coder'))
    await client.session.signIn({ member: coder?.id ?? '' })
    const fresh = (await client.sources.list({})).find(({ title }) => title === sample.fresh.title)
    const [, code] = (await client.codebook.frameworks({}))[0]?.codes ?? []
    const source = fresh?.id ?? ''
    expect(await client.codings.inSource({ source })).toEqual([])
    const { text } = await client.sources.open({ source })
    const start = text.indexOf('Nobody cancels a clinic')
    expect(start).toBeGreaterThan(0)
    await client.codings.add({ source, start, end: start + 23, code: code?.id ?? '' })
    expect(await client.codings.inSource({ source })).toHaveLength(1)
  })

  it('has people and sites behind its coded passages, and no screen of theirs is empty', async () => {
    const client = await opened()
    const { cases, attributes } = await client.cases.list({})
    expect(cases.map(({ name }) => name).sort()).toEqual(sample.cases.map(({ name }) => name).sort())
    expect(new Set(attributes.map(({ type }) => type))).toEqual(
      new Set(['choice', 'number', 'date', 'yes-no']),
    )
    expect(cases.filter(one => one.kind === 'person' && one.site === null).map(({ name }) => name)).toEqual([
      'Mentor 1',
      'Mentor 2',
    ])

    // Who attended a session works at a site it was for, or mentors.
    for (const contact of await client.contacts.list({})) {
      const sites = contact.sites.map(part => part.case)
      for (const { case: id } of contact.people) {
        const one = cases.find(found => found.id === id)
        if (one?.site) expect(sites, `${one.name} on ${contact.date}`).toContain(one.site)
      }
    }

    const themes = await client.themes.list({})
    for (const { id, name } of themes) {
      const reach = await client.themes.reach({ theme: id })
      expect(reach.people.length, name).toBeGreaterThan(2)
      expect(reach.sites.length, name).toBeGreaterThan(2)
      expect(reach.ofNobody * 10, name).toBeLessThan(reach.passages)
    }
    for (const { id, name } of attributes) {
      const matrix = await client.explore.matrix({
        rows: { kind: 'themes' },
        columns: { kind: 'attribute', attribute: id },
      })
      expect(matrix.cells.length, name).toBeGreaterThan(0)
    }
    for (const kind of ['person', 'site', 'data-set'] as const) {
      expect((await client.explore.grid({ kind })).cells.length, kind).toBeGreaterThan(0)
    }
  })

  it('judges the convergence of each sub-theme in each data set, and is silent only where little is', async () => {
    const client = await opened()
    const { themes, columns, cells } = await client.explore.grid({ kind: 'data-set' })
    for (const { id, name, depth } of themes) {
      if (depth === 0) continue
      for (const column of columns) {
        const cell = cells.find(one => one.theme === id && one.about === column.id)
        expect(cell?.judgement, `${name}, ${column.name}`).toBeTruthy()
        if (cell?.judgement === 'silent') expect(cell.passages, name).toBeLessThan(3)
        if (cell?.judgement === 'agrees') expect(cell.passages, `${name}, ${column.name}`).toBeGreaterThan(2)
      }
    }
  })

  it('keeps two queries by plain names, and each finds something', async () => {
    const client = await opened()
    const saved = await client.queries.list({})
    expect(saved.map(({ name }) => name).sort()).toEqual([
      'Barriers to protected time',
      'Employers, wherever they are spoken of',
    ])
    for (const { name, asks } of saved) {
      expect((await client.queries.ask({ query: asks })).counts.places, name).toBeGreaterThan(0)
    }
  })

  it('says what in it is invented, in a memo about the study', async () => {
    const client = await opened()
    const memo = (await client.memos.list({})).find(({ about }) => about.kind === 'study')
    expect(memo).toMatchObject({ title: 'What in this study is invented', state: 'confirmed' })
    const { body } = await client.memos.open({ memo: memo?.id ?? '' })
    for (const paragraph of sample.invented) expect(body).toContain(paragraph)
  })
})
