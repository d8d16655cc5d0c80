import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { contentOf, failureOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'

/** Two sites, three people and an attribute of each kind, made by a coder. */
async function peopled() {
  const study = await makeStudy()
  const client = await study.as('KM')
  const add = async (kind: 'person' | 'site', name: string, site: string | null = null) =>
    (await client.cases.add({ kind, name, site })).id
  const north = await add('site', 'Site 1')
  const south = await add('site', 'Site 2')
  const a = await add('person', 'OT 1', north)
  const b = await add('person', 'OT 2', north)
  const c = await add('person', 'OT 10', south)
  const attribute = async (
    name: string,
    type: 'text' | 'number' | 'date' | 'choice' | 'yes-no',
    choices = [] as string[],
  ) => (await client.cases.addAttribute({ about: 'person', name, type, choices })).id
  const years = await attribute('Years qualified', 'number')
  const band = await attribute('Band', 'choice', ['6', '7'])
  const trained = await attribute('Trained', 'yes-no')
  const beds = (await client.cases.addAttribute({ about: 'site', name: 'Beds', type: 'number' })).id
  return { study, client, north, south, a, b, c, years, band, trained, beds }
}

const entries = (study: TestStudy) => all(study.db(), 'SELECT id FROM operations').length

describe('cases', () => {
  it('are listed by name as people count, with sites and values', async () => {
    const { client, a, years, north } = await peopled()
    await client.cases.setCells({ cells: [{ case: a, column: years, value: '007' }] })
    const { cases, attributes } = await client.cases.list({})
    expect(cases.map(({ name }) => name)).toEqual(['OT 1', 'OT 2', 'OT 10', 'Site 1', 'Site 2'])
    expect(cases[0]).toMatchObject({ site: north, values: { [years]: '7' }, links: [] })
    expect(attributes.map(({ name }) => name)).toEqual(['Years qualified', 'Band', 'Trained', 'Beds'])
  })

  it('have one name each, letter case and spaces put aside, but a site may be called like a person', async () => {
    const { client } = await peopled()
    const failure = await failureOf(client.cases.add({ kind: 'person', name: ' ot  1' }))
    expect(failure.message).toBe('There is already a person called “OT 1”.')
    await client.cases.add({ kind: 'site', name: 'OT 1' })
  })

  it('belong to a site only where they are people', async () => {
    const { client, north, a } = await peopled()
    expect((await failureOf(client.cases.add({ kind: 'site', name: 'S', site: north }))).code).toBe(
      'bad-input',
    )
    expect((await failureOf(client.cases.add({ kind: 'person', name: 'P', site: a }))).code).toBe('bad-input')
  })

  it('are added and changed by whoever is signed in, and by nobody else', async () => {
    const { study, a } = await peopled()
    const nobody = await study.nobody()
    const cells = [{ case: a, column: 'name', value: 'X' }]
    for (const call of [
      nobody.cases.add({ kind: 'person', name: 'P' }),
      nobody.cases.setCells({ cells }),
      nobody.cases.remove({ cases: [a] }),
      nobody.cases.addAttribute({ about: 'person', name: 'Age', type: 'number' }),
    ]) {
      expect((await failureOf(call)).code).toBe('not-allowed')
    }
  })

  it('go with their values and links, leave their people, and come back whole', async () => {
    const { study, client, north, a, years, beds } = await peopled()
    const source = await study.source('Interview 1', someText(2))
    await client.cases.setCells({
      cells: [
        { case: north, column: beds, value: '12' },
        { case: a, column: years, value: '3' },
      ],
    })
    await client.cases.link({
      links: [
        { source, case: north },
        { source, speaker: 'Mentor 0', case: a },
      ],
    })
    const before = contentOf(study.db())
    expect((await client.cases.goesWith({ cases: [north] })).sentence).toBe(
      'With “Site 1” go 1 value and 1 link to a source. 2 people stay and lose their site. No source and no coding goes. This can be undone.',
    )
    await client.cases.remove({ cases: [north, a] })
    const { cases } = await client.cases.list({})
    expect(cases.map(({ name, site }) => [name, site === null])).toEqual([
      ['OT 2', true],
      ['OT 10', false],
      ['Site 2', true],
    ])
    expect(all(study.db(), 'SELECT * FROM source_speakers')).toEqual([])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })
})

describe('cells', () => {
  it('are written as one step and taken back as one', async () => {
    const { study, client, a, b, c, years, band, trained } = await peopled()
    const before = contentOf(study.db())
    const steps = entries(study)
    await client.cases.setCells({
      cells: [
        { case: a, column: years, value: '1.50' },
        { case: a, column: band, value: '7' },
        { case: b, column: trained, value: 'TRUE' },
        { case: b, column: 'site', value: 'site 2' },
        { case: c, column: 'name', value: 'OT 11' },
        { case: c, column: 'note', value: 'Left in May' },
      ],
    })
    expect(entries(study)).toBe(steps + 1)
    const { cases } = await client.cases.list({})
    expect(cases.find(({ id }) => id === a)?.values).toEqual({ [years]: '1.5', [band]: '7' })
    expect(cases.find(({ id }) => id === c)).toMatchObject({ name: 'OT 11', note: 'Left in May' })
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('are refused together, naming the first that cannot be read and how many more', async () => {
    const { study, client, a, b, years, band } = await peopled()
    const before = contentOf(study.db())
    const failure = await failureOf(
      client.cases.setCells({
        cells: [
          { case: b, column: years, value: '4' },
          { case: a, column: years, value: 'about five' },
          { case: a, column: band, value: '8' },
          { case: a, column: 'site', value: 'Site 9' },
        ],
      }),
    )
    expect(failure.message).toBe('Years qualified of OT 1: “about five” is not a number.')
    expect(failure.hint).toBe('2 more cells cannot be taken either; nothing was changed.')
    expect(contentOf(study.db())).toBe(before)
  })

  it('may exchange names in one step, but not give two cases one', async () => {
    const { client, a, b } = await peopled()
    await client.cases.setCells({
      cells: [
        { case: a, column: 'name', value: 'OT 2' },
        { case: b, column: 'name', value: 'OT 1' },
      ],
    })
    const failure = await failureOf(
      client.cases.setCells({ cells: [{ case: a, column: 'name', value: 'ot 1' }] }),
    )
    expect(failure.message).toBe('Name of OT 2: “ot 1” is the name of another person.')
  })

  it('that say what is there already make no step', async () => {
    const { study, client, a, years } = await peopled()
    await client.cases.setCells({ cells: [{ case: a, column: years, value: '5' }] })
    const steps = entries(study)
    await client.cases.setCells({
      cells: [
        { case: a, column: years, value: '5.0' },
        { case: a, column: 'name', value: 'OT 1' },
      ],
    })
    expect(entries(study)).toBe(steps)
  })
})

describe('attributes', () => {
  it('change type only where every value can be read so, naming the one that cannot', async () => {
    const { client, a, b, years } = await peopled()
    const notes = (await client.cases.addAttribute({ about: 'person', name: 'Age', type: 'text' })).id
    await client.cases.setCells({
      cells: [
        { case: a, column: notes, value: '04' },
        { case: b, column: notes, value: 'five' },
      ],
    })
    const failure = await failureOf(client.cases.updateAttribute({ attribute: notes, type: 'number' }))
    expect(failure.message).toBe('Age of OT 2: “five” is not a number.')
    await client.cases.setCells({ cells: [{ case: b, column: notes, value: '' }] })
    await client.cases.updateAttribute({ attribute: notes, type: 'number' })
    const { cases } = await client.cases.list({})
    expect(cases[0]?.values).toEqual({ [notes]: '4' })
    expect(years).not.toBe(notes)
  })

  it('keep a choice that is used', async () => {
    const { client, a, band } = await peopled()
    await client.cases.setCells({ cells: [{ case: a, column: band, value: '7' }] })
    const failure = await failureOf(client.cases.updateAttribute({ attribute: band, choices: ['6', '8'] }))
    expect(failure.message).toBe('Band of OT 1: “7” is none of the choices: 6, 8.')
    await client.cases.updateAttribute({ attribute: band, choices: ['8', '7', ' 7'] })
    expect((await client.cases.list({})).attributes[1]?.choices).toEqual(['8', '7'])
  })

  it('are put in order, and go with their values', async () => {
    const { study, client, a, years, band, trained } = await peopled()
    await client.cases.moveAttribute({ attribute: trained, before: years })
    await client.cases.moveAttribute({ attribute: years, before: null })
    const names = async () =>
      (await client.cases.list({})).attributes
        .filter(({ about }) => about === 'person')
        .map(({ name }) => name)
    expect(await names()).toEqual(['Trained', 'Band', 'Years qualified'])
    await client.cases.setCells({ cells: [{ case: a, column: band, value: '7' }] })
    expect((await client.cases.goesWithAttribute({ attribute: band })).sentence).toBe(
      'With “Band” goes 1 value. This can be undone.',
    )
    const before = contentOf(study.db())
    await client.cases.removeAttribute({ attribute: band })
    expect(await names()).toEqual(['Trained', 'Years qualified'])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('are not called like what every case has', async () => {
    const { client } = await peopled()
    const failure = await failureOf(
      client.cases.addAttribute({ about: 'person', name: 'Site', type: 'text' }),
    )
    expect(failure.message).toBe('Every case has a “Site” already.')
  })
})

describe('merging', () => {
  it('puts all of one to the other, which keeps its own where they differ', async () => {
    const { study, client, a, b, years, band, north } = await peopled()
    const one = await study.source('Interview 1', someText(2))
    const two = await study.source('Interview 2', someText(3))
    await client.cases.setCells({
      cells: [
        { case: a, column: years, value: '3' },
        { case: a, column: band, value: '6' },
        { case: b, column: years, value: '5' },
        { case: a, column: 'note', value: 'Twice in the list' },
      ],
    })
    await client.cases.link({
      links: [
        { source: one, case: a },
        { source: two, case: a },
        { source: two, case: b },
        { source: one, speaker: 'Mentor 1', case: a },
      ],
    })
    const before = contentOf(study.db())
    expect((await client.cases.mergeOf({ from: a, into: b })).differing).toEqual([
      { attribute: 'Years qualified', stands: '5', goes: '3' },
    ])
    const merged = await client.cases.merge({ from: a, into: b })
    expect(merged).toMatchObject({
      name: 'OT 2',
      site: north,
      note: 'Twice in the list',
      values: { [years]: '5', [band]: '6' },
    })
    expect(merged.links).toHaveLength(3)
    expect((await client.cases.list({})).cases).toHaveLength(4)
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('is of two cases of one kind', async () => {
    const { client, a, north } = await peopled()
    const failure = await failureOf(client.cases.merge({ from: a, into: north }))
    expect(failure.message).toBe('“OT 1” is a person and “Site 1” is a site; they cannot be merged.')
    expect((await client.cases.mergeOf({ from: a, into: a })).refused).not.toBeNull()
  })
})
