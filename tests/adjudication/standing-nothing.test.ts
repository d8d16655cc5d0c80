import { expect, it } from 'vitest'
import { csvRows } from '../export/read-back.ts'
import { comparedRound } from '../helpers/compared-round.ts'

it('a ruling for the side that coded nothing counts as nothing, in print and in the register', async () => {
  const { study, round, rv, ld } = await comparedRound({ KM: [0, 20, 60, 80], TS: [40, 60, 100] })
  const items = await rv.adjudication.disagreements({ round })
  const { KM = '', TS = '' } = study.people
  expect(items.map(({ sides }) => (sides[KM]?.length ? 'KM' : sides[TS]?.length ? 'TS' : ''))).toEqual([
    'KM',
    'KM',
    'TS',
    'KM',
    'TS',
  ])
  // For what KM coded and for TS, who coded nothing there; for what TS coded and for KM; for nobody.
  const outcomes = ['a', 'b', 'a', 'neither', 'b'] as const
  await rv.adjudication.ruleMany({
    rulings: items.map(({ id }, n) => ({ round, disagreement: id, outcome: outcomes[n] ?? 'a' })),
  })
  const made = async (what: string, format: string, more: object = {}) => {
    const { id } = await ld.reports.make({ what, format, ...more })
    return new TextDecoder().decode(study.host.reports.get(id)?.bytes)
  }
  const [head = [], ...rows] = csvRows(Buffer.from(await made('adjudication', 'csv')))
  const cell = (row: string[], name: string) => row[head.indexOf(name)] ?? ''
  const told = rows.map(row => [cell(row, 'Outcome'), cell(row, 'What stands') === 'Nothing'])
  expect(told).toEqual([
    ['Kim Morris’s coding stands', false],
    ['Tove Sand’s side stands: nothing is coded', true],
    ['Kim Morris’s side stands: nothing is coded', true],
    ['Neither coding stands', true],
    ['Tove Sand’s coding stands', false],
  ])
  // Counted again by the consensus codings there are.
  const ruled = (await ld.codings.passages({ layer: 'consensus' })).filter(({ ruling }) => ruling !== null)
  expect(ruled).toHaveLength(told.filter(([, isNothing]) => !isNothing).length)
  const sentence = 'what stands is KM’s coding in 1, TS’s coding in 1 and nothing in 3.'
  for (const what of ['agreement', 'srqr'])
    expect(await made(what, 'html', { agreement: { round } })).toContain(sentence)
  const report = JSON.parse(await made('agreement', 'json', { agreement: { round } }))
  expect(report.differences.kinds[0]).toMatchObject({
    ruled: 5,
    outcomes: { a: 1, b: 1, neither: 3 },
  })
  expect(await made('audit', 'html')).toContain('Tove Sand’s side stands: nothing is coded')
})
