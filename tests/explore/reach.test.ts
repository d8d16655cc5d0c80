import { expect, it } from 'vitest'
import { makeStudy, someText } from '../helpers/study.ts'

it('says who speaks in a theme, from where, and what new codes each source brought', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const km = await study.as('KM')
  const first = await study.source('Interview 1', someText(3))
  const second = await study.source('Interview 2', someText(4))
  const third = await study.source('Interview 3', someText(5))
  const { id: north } = await lead.cases.add({ kind: 'site', name: 'North' })
  await lead.cases.add({ kind: 'site', name: 'South' })
  const { id: person } = await lead.cases.add({ kind: 'person', name: 'OT 18', site: north })
  const { id: guest } = await lead.cases.add({ kind: 'person', name: 'OT 2' })
  await lead.cases.link({
    links: [
      { source: first, case: person },
      { source: second, case: person },
      { source: second, case: guest },
    ],
  })
  await lead.sources.update({ source: second, date: '2026-01-02' })
  await lead.sources.update({ source: first, date: '2026-01-05' })
  const { id: waiting } = await study.code('Waiting')
  const { id: paying } = await study.code('Paying')
  const { id: theme } = await lead.themes.add({ name: 'Time' })
  await lead.themes.addCodes({ theme, codes: [waiting] })
  const coding = (
    source: string,
    start: number,
    code: string,
    polarity: 'barrier' | 'facilitator' | null,
  ) => ({
    source,
    start,
    end: start + 5,
    code,
    polarity,
  })
  await km.codings.addMany({
    codings: [
      coding(first, 0, waiting, 'barrier'),
      coding(first, 20, waiting, 'barrier'),
      coding(second, 0, waiting, 'facilitator'),
      coding(third, 0, waiting, null),
      coding(third, 0, paying, null),
    ],
  })
  expect(await lead.themes.reach({ theme, layer: 'independent' })).toEqual({
    people: [
      { id: person, name: 'OT 18', site: 'North', passages: 3 },
      { id: guest, name: 'OT 2', site: null, passages: 1 },
    ],
    sites: [{ id: north, name: 'North', people: 1, passages: 3 }],
    dataSets: [{ name: 'No data set', passages: 4, sources: 3 }],
    known: { people: 2, sites: 2 },
    ofNobody: 1,
    passages: 4,
    sources: 3,
    says: { facilitator: 1, barrier: 2, neither: 1 },
  })
  const grown = async (of: string | null) =>
    (await lead.themes.saturation({ theme: of, layer: 'independent' })).points.map(
      ({ title, codes, fresh, seen }) => [title, codes, fresh, seen],
    )
  expect(await grown(null)).toEqual([
    ['Interview 2', 1, 1, 1],
    ['Interview 1', 1, 0, 1],
    ['Interview 3', 2, 1, 2],
  ])
  expect(await grown(theme)).toEqual([
    ['Interview 2', 1, 1, 1],
    ['Interview 1', 1, 0, 1],
    ['Interview 3', 1, 0, 1],
  ])
  // Nothing is in the consensus yet.
  expect(await lead.themes.reach({ theme })).toMatchObject({ people: [], passages: 0 })
})

it('gives the map the figures that the view of a theme has, and those of each code on it', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const km = await study.as('KM')
  const first = await study.source('Interview 1', someText(3))
  const second = await study.source('Interview 2', someText(4))
  const { id: interviews } = await lead.sources.addDataSet({ name: 'Interviews' })
  const { id: emails } = await lead.sources.addDataSet({ name: 'Emails' })
  await lead.sources.update({ source: first, dataSet: interviews })
  await lead.sources.update({ source: second, dataSet: emails })
  const { id: person } = await lead.cases.add({ kind: 'person', name: 'OT 18' })
  await lead.cases.link({ links: [{ source: first, case: person }] })
  const { id: waiting } = await study.code('Waiting')
  const { id: queue } = await lead.codebook.addCode({ name: 'Queue', parent: waiting })
  const { id: paying } = await study.code('Paying')
  const { id: theme } = await lead.themes.add({ name: 'Time' })
  const { id: sub } = await lead.themes.add({ name: 'Long', parent: theme })
  const { id: bare } = await lead.themes.add({ name: 'Bare' })
  await lead.themes.addCodes({ theme, codes: [paying] })
  // The code stands under the sub-theme as well: its passages count once for the theme.
  await lead.themes.addCodes({ theme: sub, codes: [waiting, paying] })
  const at = (source: string, start: number, code: string, polarity: 'barrier' | 'facilitator' | null) => ({
    source,
    start,
    end: start + 5,
    code,
    polarity,
  })
  await km.codings.addMany({
    codings: [
      at(first, 0, waiting, 'barrier'),
      at(first, 20, queue, 'barrier'),
      at(second, 0, paying, 'facilitator'),
    ],
  })
  const { marks, dataSets, known } = await lead.themes.marks({ layer: 'independent' })
  expect(known).toEqual({ people: 1, sites: 0 })
  expect(dataSets).toEqual(['Interviews', 'Emails'])
  const of = (wanted: string, code: string | null) =>
    marks.find(mark => mark.theme === wanted && mark.code === code)
  expect(of(theme, null)).toEqual({
    theme,
    code: null,
    passages: 3,
    sources: 2,
    people: 1,
    sites: 0,
    dataSets: ['Interviews', 'Emails'],
    most: { name: 'OT 18', passages: 2 },
    says: { facilitator: 1, barrier: 2, neither: 0 },
  })
  expect(of(sub, waiting)).toMatchObject({ passages: 2, sources: 1, people: 1, dataSets: ['Interviews'] })
  expect(of(theme, paying)).toMatchObject({ passages: 1, people: 0, most: null, dataSets: ['Emails'] })
  expect(of(bare, null)).toMatchObject({ passages: 0, sources: 0, dataSets: [] })
  for (const [id, code] of [
    [theme, null],
    [sub, null],
    [bare, null],
    [theme, paying],
    [sub, waiting],
  ] as const) {
    const { people, sites, passages, sources, says } = await lead.themes.reach({
      theme: id,
      code,
      layer: 'independent',
    })
    expect(of(id, code)).toMatchObject({
      passages,
      sources,
      says,
      people: people.length,
      sites: sites.length,
    })
  }
  // Nothing is in the consensus yet.
  expect((await lead.themes.marks({})).marks.every(({ passages }) => passages === 0)).toBe(true)
})

it('counts new codes in the order of the moments of emails, whatever time zone they say it in', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const km = await study.as('KM')
  const { id: code } = await study.code('Waiting')
  for (const [title, date] of [
    ['Later', '2019-01-14T23:30:00-05:00'],
    ['Earlier', '2019-01-15T00:30:00+02:00'],
    ['First', '2019-01-14T12:00:00'],
  ] as const) {
    const source = await study.source(title, `${title}. ${someText(1)}`)
    study.db().prepare('UPDATE sources SET date = ? WHERE id = ?').run(date, source)
    await km.codings.add({ source, start: 0, end: 6, code })
  }
  const { points } = await lead.themes.saturation({ layer: 'independent' })
  expect(points.map(({ title, fresh }) => [title, fresh])).toEqual([
    ['First', 1],
    ['Earlier', 0],
    ['Later', 0],
  ])
})
