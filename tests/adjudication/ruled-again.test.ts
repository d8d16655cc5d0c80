import { describe, expect, it } from 'vitest'
import { comparedRound } from '../helpers/compared-round.ts'

/** Two omissions of KM's, the first ruled in a meeting by RV. */
async function decided() {
  const { study, round, rv, ld } = await comparedRound({ KM: [0, 20], TS: [] })
  const [one, two] = (await rv.adjudication.disagreements({ round })).map(({ id }) => id)
  if (!one || !two) throw new Error('There are two differences')
  await rv.adjudication.park({ round, disagreement: one, question: 'Which?' })
  const { id: meeting } = await rv.adjudication.meet({ round, heldOn: '2026-03-02', attendees: 'RV, LD' })
  await rv.adjudication.rule({ round, disagreement: one, outcome: 'a', reason: 'Said so', meeting })
  const item = async () => (await rv.adjudication.disagreements({ round })).find(({ id }) => id === one)
  return { study, round, one, two, meeting, rv, ld, item }
}
const consensusOf = async ({ rv }: Pick<Awaited<ReturnType<typeof decided>>, 'rv'>) =>
  (await rv.codings.passages({ layer: 'consensus' })).map(({ id }) => id)

describe('a ruling given again', () => {
  it('with other notes keeps its meeting, its day and all it made, and is undone with them', async () => {
    const world = await decided()
    const { study, round, one, meeting, rv, item } = world
    const before = await item()
    const made = await consensusOf(world)
    await rv.adjudication.rule({ round, disagreement: one, outcome: 'a', reason: 'Said so twice' })
    const { ruling } = (await item()) ?? {}
    expect(ruling).toEqual({ ...before?.ruling, reason: 'Said so twice' })
    expect(ruling).toMatchObject({ meeting, discussedWith: 'RV, LD', reviewer: study.people.RV })
    expect(await consensusOf(world)).toEqual(made)
    const { entries } = await rv.history.list({ limit: 1 })
    expect(entries[0]?.what).toBe('Changed the notes of a ruling in “Round 1”')
    await rv.history.undo({})
    expect(await item()).toEqual(before)
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })

  it('by somebody else is theirs, of that day, and is no reversal', async () => {
    const world = await decided()
    const { study, round, one, ld, item } = world
    const made = await consensusOf(world)
    await ld.adjudication.rule({ round, disagreement: one, outcome: 'a', reason: 'I agree' })
    expect((await item())?.ruling).toMatchObject({ reviewer: study.people.LD, reason: 'I agree' })
    expect(await consensusOf(world)).toEqual(made)
    expect((await ld.adjudication.mirror({ round })).reversals).toEqual([])
  })

  it('with another outcome is another ruling, outside the meeting', async () => {
    const world = await decided()
    const { round, one, rv, item } = world
    await rv.adjudication.rule({ round, disagreement: one, outcome: 'neither' })
    expect((await item())?.ruling).toMatchObject({ outcome: 'neither', meeting: null, reason: '' })
    expect(await consensusOf(world)).toEqual([])
    expect((await rv.adjudication.mirror({ round })).reversals).toHaveLength(1)
  })

  it('as it stands is no step at all', async () => {
    const { study, round, one, two, rv } = await decided()
    const steps = () => study.db().prepare('SELECT count(*) AS n FROM operations').get()
    const rulings = [
      { round, disagreement: one, outcome: 'a' as const, reason: 'Said so' },
      { round, disagreement: two, outcome: 'neither' as const, reason: 'No' },
    ]
    expect(await rv.adjudication.ruleMany({ rulings })).toEqual({ ruled: 1, alike: 1 })
    const before = steps()
    expect(await rv.adjudication.ruleMany({ rulings })).toEqual({ ruled: 0, alike: 2 })
    await rv.adjudication.rule({ round, disagreement: two, outcome: 'neither', reason: 'No' })
    expect(steps()).toEqual(before)
  })

  it('keeps what became of its passage when the code was split', async () => {
    const world = await decided()
    const { study, round, one, rv, ld } = world
    const [coding] = await rv.codings.passages({ layer: 'consensus' })
    const code = coding?.code ?? ''
    const { parts } = await ld.codebook.splitCode({
      code,
      into: [{ name: 'In the queue' }, { name: 'At home' }],
      because: 'Two places',
    })
    const [part = ''] = parts
    await ld.codebook.judgeSplit({ code, judgements: [{ coding: coding?.id ?? '', parts: [part] }] })
    await rv.adjudication.rule({ round, disagreement: one, outcome: 'a', reason: 'Said so twice' })
    expect((await rv.codings.passages({ layer: 'consensus' })).map(({ code }) => code)).toEqual([part])
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })
})
