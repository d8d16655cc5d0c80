import { describe, expect, it } from 'vitest'
import type { AgreedRule } from '#shared/model/agreed-rule.ts'
import { comparedRound } from '../helpers/compared-round.ts'

type World = Awaited<ReturnType<typeof comparedRound>>

const overlapping = (extent: 'union' | 'intersection'): AgreedRule => ({
  by: 'overlap',
  overlap: 0.5,
  extent,
})

/** Where the consensus has something, and as what it counts. */
const consensusOf = async ({ rv }: World) =>
  (await rv.codings.passages({ layer: 'consensus' })).map(({ start, end, code }) => ({ start, end, code }))

const onlyItem = async ({ rv, round }: World) => {
  const [item] = await rv.adjudication.disagreements({ round })
  if (!item) throw new Error('There is a difference')
  return item
}

const isWhole = async ({ study }: World) =>
  expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })

describe('a ruling that is undone after the lead said otherwise what counts as agreed', () => {
  const rules: [AgreedRule, AgreedRule, AgreedRule['by'] | null, [number, number][]][] = [
    [overlapping('union'), { by: 'exact' }, null, []],
    [overlapping('union'), overlapping('intersection'), 'overlap', [[2, 8]]],
    [{ by: 'exact' }, overlapping('union'), 'overlap', [[0, 10]]],
  ]
  it.each(rules)('leaves what the rule of now makes of it: %j, then %j', async (first, then, by, spans) => {
    const world = await comparedRound({ KM: [0], TS: [2] })
    const { round, rv, ld } = world
    if (first.by !== 'exact') await ld.rounds.setAgreed({ round, agree: first, because: 'so' })
    const { id } = await onlyItem(world)
    await rv.adjudication.rule({ round, disagreement: id, outcome: 'neither' })
    await ld.rounds.setAgreed({ round, agree: then, because: 'otherwise' })
    await rv.history.undo({})
    const undone = await onlyItem(world)
    expect(undone.ruling).toBeUndefined()
    expect(undone.byRule === undefined ? null : 'overlap').toBe(by)
    expect((await consensusOf(world)).map(({ start, end }) => [start, end])).toEqual(spans)
    // And done again it stands in its place.
    await rv.history.redo({})
    expect((await onlyItem(world)).ruling?.outcome).toBe('neither')
    expect(await consensusOf(world)).toEqual([])
    await isWhole(world)
  })
})

describe('a ruling on codes that were merged since', () => {
  it.each(['a', 'neither'] as const)('undone (%s) leaves what both agree on by now', async outcome => {
    const world = await comparedRound({ KM: [0], TS: [{ other: 0 }] })
    const { round, rv, ld, code, other } = world
    await rv.adjudication.rule({ round, disagreement: (await onlyItem(world)).id, outcome })
    await ld.codebook.mergeCodes({ codes: [other], into: code })
    await rv.history.undo({})
    expect(await rv.adjudication.disagreements({ round })).toEqual([])
    expect(await rv.adjudication.leftRulings({ round })).toEqual([])
    expect(await consensusOf(world)).toEqual([{ start: 0, end: 8, code }])
    await isWhole(world)
  })

  it('done again as neither takes what both agree on out of the consensus', async () => {
    const world = await comparedRound({ KM: [0], TS: [{ other: 0 }] })
    const { round, rv, ld, code, other } = world
    await rv.adjudication.rule({ round, disagreement: (await onlyItem(world)).id, outcome: 'neither' })
    await rv.history.undo({})
    await ld.codebook.mergeCodes({ codes: [other], into: code })
    expect(await consensusOf(world)).toHaveLength(1)
    await rv.history.redo({})
    expect(await rv.adjudication.leftRulings({ round })).toHaveLength(1)
    expect(await consensusOf(world)).toEqual([])
    await isWhole(world)
  })
})

describe('a ruling on a code that had been merged', () => {
  it.each(['taken apart', 'undone'] as const)('is asked again when the merge is %s', async how => {
    const world = await comparedRound({ KM: [{ other: 0 }], TS: [] })
    const { round, rv, ld, code, other } = world
    await ld.codebook.mergeCodes({ codes: [other], into: code })
    await rv.adjudication.rule({ round, disagreement: (await onlyItem(world)).id, outcome: 'a' })
    if (how === 'undone') await ld.history.undo({})
    else await ld.codebook.separateCode({ code: other })
    const item = await onlyItem(world)
    expect(item).toMatchObject({ code: other, overtaken: [{ outcome: 'a' }] })
    expect(item.ruling).toBeUndefined()
    await rv.adjudication.rule({ round, disagreement: item.id, outcome: 'a' })
    expect((await onlyItem(world)).ruling?.outcome).toBe('a')
    expect(await consensusOf(world)).toEqual([{ start: 0, end: 8, code: other }])
    await isWhole(world)
  })

  it('stands where it was merged after it, and is taken apart again', async () => {
    const world = await comparedRound({ KM: [{ other: 0 }], TS: [] })
    const { round, rv, ld, code, other } = world
    await rv.adjudication.rule({ round, disagreement: (await onlyItem(world)).id, outcome: 'a' })
    await ld.codebook.mergeCodes({ codes: [other], into: code })
    expect(await onlyItem(world)).toMatchObject({ code, ruling: { outcome: 'a' } })
    await ld.codebook.separateCode({ code: other })
    expect(await onlyItem(world)).toMatchObject({ code: other, ruling: { outcome: 'a' } })
    expect(await consensusOf(world)).toEqual([{ start: 0, end: 8, code: other }])
    await isWhole(world)
  })
})

describe('what somebody else has ruled on since', () => {
  const refusal = /(undone|redone): what it changed has been changed again since/
  it('a ruling is not done again over', async () => {
    const world = await comparedRound({ KM: [0], TS: [] })
    const { round, rv, ld } = world
    const { id } = await onlyItem(world)
    await rv.adjudication.rule({ round, disagreement: id, outcome: 'a' })
    await rv.history.undo({})
    await ld.adjudication.rule({ round, disagreement: id, outcome: 'neither' })
    await expect(rv.history.redo({})).rejects.toThrow(refusal)
    expect((await onlyItem(world)).ruling?.outcome).toBe('neither')
  })

  it('a withdrawal is not undone over', async () => {
    const world = await comparedRound({ KM: [0], TS: [] })
    const { round, rv, ld } = world
    const { id } = await onlyItem(world)
    await rv.adjudication.rule({ round, disagreement: id, outcome: 'a' })
    await rv.adjudication.withdraw({ round, disagreement: id })
    await ld.adjudication.rule({ round, disagreement: id, outcome: 'neither' })
    await expect(rv.history.undo({})).rejects.toThrow(refusal)
    expect((await onlyItem(world)).ruling?.outcome).toBe('neither')
  })
})

describe('what somebody else has made since', () => {
  const refusal = /cannot be redone: .* since somebody made another/
  type Step = (client: World['ld'], world: World, item: string) => Promise<unknown>
  const steps: [string, Step][] = [
    ['a code of one name', client => client.codebook.addCode({ name: 'Same' })],
    ['a framework that comes with Tandem', client => client.codebook.addFromLibrary({ library: 'npt' })],
    [
      'an entry of the agenda',
      (client, { round }, item) =>
        client.adjudication.park({ round, disagreement: item, question: 'Which of them?' }),
    ],
    [
      'two codes on the agenda',
      (client, { round, code, other }) =>
        client.adjudication.park({ round, codes: [code, other], question: 'Are they one?' }),
    ],
    [
      'an example of a code',
      (client, { round, code }, item) =>
        client.adjudication.exemplify({ round, disagreement: item, code, kind: 'inclusion' }),
    ],
  ]
  it.each(steps)('is not made twice: %s', async (_, step) => {
    const world = await comparedRound({ KM: [0], TS: [] })
    const { study, round, rv, ld } = world
    const { id } = await onlyItem(world)
    await rv.adjudication.rule({ round, disagreement: id, outcome: 'a' })
    await study.setUp.members.update({ member: study.people.RV, roles: ['reviewer', 'lead'] })
    await step(rv, world, id)
    await rv.history.undo({})
    await step(ld, world, id)
    await expect(rv.history.redo({})).rejects.toThrow(refusal)
    await isWhole(world)
  })

  it('is not made twice: a sample for a second judge', async () => {
    const world = await comparedRound({ KM: [0], TS: [] })
    const { study, round, rv, ld } = world
    await rv.adjudication.rule({ round, disagreement: (await onlyItem(world)).id, outcome: 'a' })
    const { id: judge } = await study.setUp.members.add({
      name: 'Ros Ward',
      initials: 'RW',
      roles: ['reviewer'],
    })
    await study.setUp.members.update({ member: study.people.RV, roles: ['reviewer', 'lead'] })
    const draw = (client: World['ld']) =>
      client.adjudication.drawAgain({ round, judge, size: { number: 1 }, seed: 1 })
    await draw(ld)
    await ld.history.undo({})
    await draw(rv)
    await expect(ld.history.redo({})).rejects.toThrow(refusal)
  })
})

describe('what would be refused by now', () => {
  it('a coder does not rule on their own coding by redo, nor take it back by undo, once the lead forbade it', async () => {
    const world = await comparedRound({ KM: [0], TS: [] })
    const { study, round, km, ld } = world
    await study.setUp.members.update({ member: study.people.KM, roles: ['coder', 'reviewer'] })
    const { id } = await onlyItem(world)
    await km.adjudication.rule({ round, disagreement: id, outcome: 'a' })
    await ld.adjudication.setJudging({ round, namesHidden: false, codersMayRule: false })
    await expect(km.history.undo({})).rejects.toThrow(/Nobody rules on their own codings/)
    await ld.history.undo({})
    await km.history.undo({})
    await ld.adjudication.setJudging({ round, namesHidden: false, codersMayRule: false })
    await expect(km.history.redo({})).rejects.toThrow(/Nobody rules on their own codings/)
    expect(await consensusOf(world)).toEqual([])
  })

  it('a ruling that stood under a retired code comes back when it was changed or withdrawn by a slip', async () => {
    const world = await comparedRound({ KM: [20], TS: [] })
    const { round, rv, ld, other } = world
    const { id: disagreement } = await onlyItem(world)
    await rv.adjudication.rule({
      round,
      disagreement,
      outcome: 'code',
      code: other,
      reason: 'Long thought over',
    })
    await ld.codebook.updateCode({ code: other, status: 'retired' })
    const stood = await consensusOf(world)
    for (const slip of [
      () => rv.adjudication.rule({ round, disagreement, outcome: 'neither' }),
      () => rv.adjudication.withdraw({ round, disagreement }),
    ]) {
      await slip()
      await rv.history.undo({})
      expect((await onlyItem(world)).ruling).toMatchObject({ code: other, reason: 'Long thought over' })
      expect(await consensusOf(world)).toEqual(stood)
    }
    await isWhole(world)
  })

  it('no passage comes back under a code that was retired since', async () => {
    const world = await comparedRound({ KM: [0], TS: [] })
    const { round, rv, ld, other } = world
    const { id } = await onlyItem(world)
    await rv.adjudication.rule({ round, disagreement: id, outcome: 'code', code: other })
    await rv.history.undo({})
    await ld.codebook.updateCode({ code: other, status: 'retired' })
    await expect(rv.history.redo({})).rejects.toThrow(/is retired and takes no new passages/)
  })

  it('what was said in a round stays as it is when that is closed', async () => {
    const world = await comparedRound({ KM: [0], TS: [] })
    const { round, km, rv, ld, code, other } = world
    const { id } = await onlyItem(world)
    await km.adjudication.comment({ round, disagreement: id, words: 'I am sure' })
    await rv.adjudication.park({ round, codes: [code, other], question: 'Are they one?' })
    const said = async () => rv.adjudication.discussion({ round })
    const before = await said()
    await ld.rounds.close({ round, leaveOpen: true })
    for (const client of [km, rv])
      await expect(client.history.undo({})).rejects.toThrow(/“Round 1” is closed/)
    expect(await said()).toEqual(before)
    // Closing it is undone as a whole, and then what was said is, too.
    await ld.history.undo({})
    await rv.history.undo({})
    expect((await said()).agenda).toEqual([])
  })

  it('a round that is opened again has what its coders agree on by now', async () => {
    const world = await comparedRound({ KM: [0], TS: [{ other: 0 }] })
    const { study, round, rv, ld, code, other } = world
    await study.setUp.members.update({ member: study.people.RV, roles: ['reviewer', 'lead'] })
    await ld.rounds.close({ round, leaveOpen: true })
    await rv.codebook.mergeCodes({ codes: [other], into: code })
    await ld.history.undo({})
    expect(await rv.adjudication.disagreements({ round })).toEqual([])
    expect(await consensusOf(world)).toEqual([{ start: 0, end: 8, code }])
    await isWhole(world)
  })
})
