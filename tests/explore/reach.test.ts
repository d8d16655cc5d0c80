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
    known: { people: 2, sites: 2 },
    ofNobody: 1,
    passages: 4,
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
