import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { contentOf, failureOf, makeStudy } from '../helpers/study.ts'

/** KM and TS code one interview in a round and submit; the codes of each coding are named with it. */
async function comparedRound() {
  const study = await makeStudy()
  const source = await study.source('Interview 1', 'We met and walked. '.repeat(20))
  const trust = await study.code('Trust')
  const doubt = await study.code('Doubt')
  const other = await study.setUp.codebook.addFramework({ name: 'Questions', kind: 'deductive' })
  const asked = await study.setUp.codebook.addCode({ name: 'Asked', framework: other.id })
  const [km, ts] = [await study.as('KM'), await study.as('TS')]
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  const add = (client: Client, start: number, end: number, code: string) =>
    client.codings.add({ source, start, end, code })
  await add(km, 0, 40, trust.id)
  await add(km, 100, 130, trust.id)
  await add(km, 200, 220, asked.id)
  await add(ts, 0, 40, trust.id)
  await add(ts, 100, 140, doubt.id)
  await add(ts, 200, 220, doubt.id)
  return { study, source, trust, doubt, asked, other, round, km, ts }
}

async function submitted() {
  const made = await comparedRound()
  const { study, round, km, ts } = made
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  return made
}

describe('what the Compare screen asks', () => {
  it('which codes the two use for the same text, only within a framework', async () => {
    const { study, trust, doubt, asked, other, round, ts } = await submitted()
    const confusion = await ts.agreement.confusion({ round })
    expect(confusion.coders).toEqual(['KM', 'TS'])
    expect(confusion.meetings).toEqual([
      { a: trust.id, b: trust.id, shared: 40, instead: 0, passages: 1 },
      { a: trust.id, b: doubt.id, shared: 30, instead: 30, passages: 1 },
    ])
    expect(confusion.codes.find(({ code }) => code === asked.id)?.a).toEqual({
      units: 20,
      alone: 20,
      passages: 1,
    })
    const named = await ts.agreement.confusion({ round, framework: other.id })
    expect(named.codes.map(({ code }) => code)).toEqual([asked.id])
    const outside = await ts.agreement.confusion({ coders: [study.people.TS, study.people.KM] })
    expect(outside.meetings).toContainEqual({
      a: doubt.id,
      b: trust.id,
      shared: 30,
      instead: 30,
      passages: 1,
    })
  })

  it('which pairs of codes cover the same words, from the shares asked for', async () => {
    const { trust, doubt, round, ts } = await submitted()
    const pairs = await ts.agreement.pairs({ round, jaccard: 0.31 })
    expect(pairs).toEqual([])
    const [pair, ...others] = await ts.agreement.pairs({ round })
    expect(others).toEqual([])
    expect(pair).toMatchObject({ a: trust.id, b: doubt.id, shared: 30, onlyA: 40, onlyB: 30, passages: 1 })
    expect(pair?.jaccard).toBeCloseTo(0.3, 12)
  })

  it('what each difference costs, from the same comparison as the docket and the figures', async () => {
    const { round, ts } = await submitted()
    const costs = await ts.agreement.differences({ round })
    const docket = await ts.adjudication.disagreements({ round })
    const { overall } = await ts.agreement.inRound({ round })
    expect(new Set(costs.items.map(({ difference }) => difference.id))).toEqual(
      new Set(docket.map(({ id }) => id)),
    )
    expect(costs.counts).toEqual(overall.counts)
    expect(costs.kappa).toEqual({ value: overall.figures.cohen_kappa.value })
    const sum = costs.items.reduce((total, { characters }) => total + characters, 0)
    expect(sum).toBe(overall.counts['10'] + overall.counts['01'])
  })

  it('what every figure is', async () => {
    const { round, ts } = await submitted()
    const described = await ts.agreement.described({})
    const { overall, codes } = await ts.agreement.inRound({ round })
    const known = new Set(described.map(({ id }) => id))
    const shown = [overall, ...codes].flatMap(({ figures }) => Object.keys(figures))
    expect(shown.filter(id => !known.has(id))).toEqual([])
    for (const { name, description } of described) {
      expect(name).toMatch(/^[A-Z]/)
      expect(description.length).toBeGreaterThan(60)
    }
  })

  it('changes nothing', async () => {
    const { study, round, ts } = await submitted()
    const before = contentOf(study.db())
    await ts.agreement.confusion({ round, unit: 'word' })
    await ts.agreement.pairs({ round })
    await ts.agreement.differences({ round })
    expect(contentOf(study.db())).toBe(before)
  })

  it('is refused while the round is open, with the sentence every comparison has', async () => {
    const { study, round, ts } = await comparedRound()
    const coders = [study.people.KM, study.people.TS]
    const sentence = /still open: its coders are compared when both have submitted/
    for (const call of [
      () => ts.agreement.confusion({ round }),
      () => ts.agreement.pairs({ round }),
      () => ts.agreement.differences({ round }),
    ]) {
      const failure = await failureOf(call())
      expect([failure.code, failure.message]).toEqual(['blind', expect.stringMatching(sentence)])
    }
    expect((await failureOf(ts.agreement.confusion({ coders }))).code).toBe('blind')
    expect((await failureOf(ts.agreement.pairs({ coders }))).code).toBe('blind')
  })

  it('is of a round or of two coders, never of both or neither', async () => {
    const { study, round, ts } = await submitted()
    const coders = [study.people.KM, study.people.TS]
    for (const call of [
      () => ts.agreement.confusion({}),
      () => ts.agreement.confusion({ round, coders }),
      () => ts.agreement.pairs({ round, sources: [] }),
    ]) {
      const failure = await failureOf(call())
      expect(failure.code).toBe('bad-input')
      expect(failure.message).toBe('What to compare is either a round or two coders.')
    }
  })
})
