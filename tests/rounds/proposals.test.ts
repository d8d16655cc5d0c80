import { describe, expect, it } from 'vitest'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

/** A round of KM and TS that is open, blind or not. */
async function open(blind: boolean) {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(4))
  const { id: kept } = await study.code('Waiting')
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
    blind,
  })
  const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
  const names = async (who: typeof km) =>
    (await who.codebook.frameworks({})).flatMap(({ codes }) => codes.map(({ name }) => name))
  const waits = async () =>
    (await ld.study.overview({})).waiting
      .filter(({ screen }) => screen === 'framework')
      .map(({ what }) => what)
  return { study, source, round, kept, km, ts, ld, names, waits }
}

describe('a code that a coder adds while a round is open', () => {
  it('is a proposal that they use at once, their own while the round is blind, and then waits for a lead', async () => {
    const { study, source, round, km, ts, ld, names, waits } = await open(true)
    const code = await km.codebook.addCode({ name: 'Queueing' })
    expect(code).toMatchObject({ status: 'provisional', proposedIn: round })
    await km.codings.add({ source, start: 0, end: 10, code: code.id })
    expect(await names(ts)).not.toContain('Queueing')
    expect(await names(ld)).not.toContain('Queueing')
    expect(await waits()).toEqual([])
    expect((await failureOf(km.codebook.updateCode({ code: code.id, status: 'agreed' }))).message).toContain(
      'a lead accepts it',
    )
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    expect(await waits()).toEqual(['Decide on 1 code that coders proposed'])
    expect((await ld.merging.proposals({})).codes).toMatchObject([
      { name: 'Queueing', by: 'Kim Morris', round: 'Round 1', passages: 1 },
    ])
    await ld.codebook.updateCode({
      code: code.id,
      name: 'Waiting in line',
      status: 'agreed',
      because: 'Clearer',
    })
    expect(await waits()).toEqual([])
    expect((await ts.codings.passages({ code: code.id })).map(({ codeName }) => codeName)).toEqual([
      'Waiting in line',
    ])
  })

  it('is one in an open round too, there for both; a lead adds without proposing', async () => {
    const { round, km, ts, ld, names, waits } = await open(false)
    const code = await km.codebook.addCode({ name: 'Queueing' })
    expect(code.proposedIn).toBe(round)
    expect(await names(ts)).toContain('Queueing')
    expect((await ld.codebook.addCode({ name: 'Hoping' })).proposedIn).toBeNull()
    expect(await waits()).toEqual(['Decide on 1 code that coders proposed'])
    expect((await failureOf(ts.codebook.updateCodes({ codes: [code.id], status: 'agreed' }))).code).toBe(
      'not-allowed',
    )
    await ld.codebook.updateCodes({ codes: [code.id], status: 'agreed' })
    expect(await waits()).toEqual([])
  })

  it('merged or declined, it leaves what is coded with it as it was coded', async () => {
    const { source, kept, km, ld, waits } = await open(false)
    const merged = await km.codebook.addCode({ name: 'Queueing' })
    const declined = await km.codebook.addCode({ name: 'Other' })
    for (const [n, { id }] of [merged, declined].entries())
      await km.codings.add({ source, start: 20 * n, end: 20 * n + 10, code: id })
    expect(await waits()).toEqual(['Decide on 2 codes that coders proposed'])
    await ld.codebook.mergeCodes({ codes: [merged.id], into: kept, because: 'The same' })
    await ld.codebook.updateCode({ code: declined.id, status: 'retired', because: 'Too wide' })
    expect(await waits()).toEqual([])
    expect(
      (await km.codings.passages({ layer: 'independent' })).map(({ code, codedAs }) => [code, codedAs]),
    ).toEqual([
      [kept, merged.id],
      [declined.id, undefined],
    ])
  })
})
