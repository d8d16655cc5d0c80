import { describe, expect, it } from 'vitest'
import { asRecords, csvRows } from '../export/read-back.ts'
import { makeStudy, someText } from '../helpers/study.ts'

/** One passage that both coders gave the code Z, and besides one X and the other Y. */
async function oneDifference() {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(4))
  const [x, y, z] = [await study.code('X'), await study.code('Y'), await study.code('Z')]
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  for (const [who, code] of [
    ['KM', x.id],
    ['TS', y.id],
  ] as const) {
    const client = await study.as(who)
    await client.codings.addMany({
      codings: [code, z.id].map(each => ({ source, start: 0, end: 30, code: each })),
    })
    await client.rounds.submit({ round, coder: study.people[who] })
  }
  const rv = await study.as('RV')
  const [item, ...more] = await rv.adjudication.disagreements({ round })
  expect(more).toEqual([])
  const table = async (what: 'codings' | 'codebook' | 'adjudication') => {
    const { id } = await rv.reports.make({ what, format: 'csv' })
    return asRecords(csvRows(study.host.reports.get(id)?.bytes ?? new Uint8Array()))
  }
  const consensus = async () => ({
    listed: (await rv.codings.passages({ layer: 'consensus' })).map(({ codeName }) => codeName),
    inSource: (await rv.codings.inSource({ source, layer: 'consensus' })).length,
    exported: (await table('codings'))
      .filter(row => row['Layer'] === 'Consensus')
      .map(row => row['Code path']),
    counted: Object.fromEntries(
      (await table('codebook'))
        .filter(row => Number(row['Consensus codings']) > 0)
        .map(row => [row['Code'], Number(row['Consensus codings'])]),
    ),
  })
  return { study, round, item: item?.id ?? '', rv, x, y, z, consensus, table }
}

describe('what is settled twice alike is one coding of the consensus', () => {
  it('by agreement and by a ruling for another code', async () => {
    const { study, round, item, rv, z, consensus } = await oneDifference()
    await rv.adjudication.rule({ round, disagreement: item, outcome: 'code', code: z.id })
    const once = { listed: ['Z'], inSource: 1, exported: ['Z'], counted: { Z: 1 } }
    expect(await consensus()).toMatchObject(once)
    // Either alone keeps it there.
    await rv.adjudication.withdraw({ round, disagreement: item })
    expect(await consensus()).toMatchObject(once)
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })

  it('by a ruling for two codes that are one by now', async () => {
    const { study, round, item, rv, x, y, consensus, table } = await oneDifference()
    await rv.adjudication.rule({ round, disagreement: item, outcome: 'both' })
    const ld = await study.as('LD')
    await ld.codebook.mergeCodes({ codes: [y.id], into: x.id, because: 'The same' })
    expect(await consensus()).toMatchObject({ inSource: 2, counted: { X: 1, Z: 1 } })
    const stands = (await table('adjudication')).map(row => String(row['What stands']).split('\n'))
    expect(stands).toEqual([[expect.stringMatching(/^X, 0–30/)]])
  })
})
