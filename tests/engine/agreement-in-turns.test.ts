import { describe, expect, it } from 'vitest'
import { atOnce, inTurns, type Steps } from '#engine/agreement/steps.ts'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

/** A study whose comparison in words takes many turns: long texts, each cut into its words. */
async function longStudy() {
  const study = await makeStudy()
  const { id: code } = await study.code('Waiting')
  const sources: string[] = []
  for (let n = 0; n < 8; n++) sources.push(await study.source(`Interview ${n}`, someText(250 + n)))
  const [km, ts] = [await study.as('KM'), await study.as('TS')]
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources,
    coders: [study.people.KM, study.people.TS],
  })
  await km.codings.add({ source: sources[0] ?? '', start: 0, end: 50, code })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  return { study, km, ts, round }
}

describe('a comparison that takes a while', () => {
  it('lets others have their answers meanwhile, and says how far it is', async () => {
    const { km, ts, round } = await longStudy()
    const answered: string[] = []
    const done: number[] = []
    const comparing = km.agreement
      .inRound({ round, unit: 'word' }, { onProgress: progress => done.push(progress.done) })
      .then(() => answered.push('comparison'))
    await ts.members.list({}).then(() => answered.push('members'))
    await comparing
    expect(answered).toEqual(['members', 'comparison'])
    expect(done.length).toBeGreaterThan(0)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(done.every(at => at >= 0 && at <= 100)).toBe(true)
  })

  it('can be given up, and answers afresh when asked again', async () => {
    const { km, round } = await longStudy()
    const stop = new AbortController()
    const asked = km.agreement.inRound(
      { round, unit: 'word' },
      { signal: stop.signal, onProgress: () => stop.abort() },
    )
    expect(await failureOf(asked)).toMatchObject({ code: 'cancelled' })
    expect((await km.agreement.inRound({ round, unit: 'word' })).n).toBeGreaterThan(0)
  })
})

describe('steps', () => {
  function* five(): Steps<string> {
    for (let n = 1; n <= 5; n++) yield n / 5
    return 'done'
  }

  it('come to the same at once and in turns', async () => {
    const going = { breathe: async () => {}, progress: () => {} }
    expect([atOnce(five()), await inTurns(five(), going)]).toEqual(['done', 'done'])
  })
})
