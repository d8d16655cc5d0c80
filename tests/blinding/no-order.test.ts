import { describe, expect, it } from 'vitest'
import { comparedRound } from '../helpers/compared-round.ts'

const many = 24
/** On both sides of the emoji of the first paragraph, whose letters stand together. */
const places = Array.from({ length: many }, (_, n) => (n < many / 2 ? n : n + 2) * 10)

describe('who judges without names', () => {
  it('is told codings over the same words in an order that does not go by coder', async () => {
    const { study, source, round, rv, ld } = await comparedRound({
      KM: places.map((at, n) => (n % 3 === 0 ? at : { other: at })),
      TS: places.map((at, n) => (n % 3 === 0 ? { other: at } : at)),
    })
    const { KM } = study.people
    const whose = new Map((await ld.codings.inSource({ source })).map(({ id, coder }) => [id, coder]))
    await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
    /** Of how many passages KM's coding comes first. */
    const firstOf = (rows: readonly { id: string; start: number }[]) => {
      const first = new Map<number, string>()
      for (const { id, start } of rows) if (!first.has(start)) first.set(start, id)
      return [...first.values()].filter(id => whose.get(id) === KM).length
    }
    const open = (await rv.codings.open({ source })).columns
    const answers = [
      await rv.codings.inSource({ source }),
      await rv.codings.passages({ layer: 'independent' }),
      open.id.map((id, at) => ({ id, start: open.start[at] ?? -1 })),
    ]
    for (const rows of answers) {
      expect(rows).toHaveLength(2 * many)
      expect(rows.map(({ start }) => start)).toEqual(places.flatMap(at => [at, at]))
      // By chance all of one coder's stand first once in two thousand times.
      expect(firstOf(rows)).toBeGreaterThan(0)
      expect(firstOf(rows)).toBeLessThan(many)
    }
    expect(firstOf(await ld.codings.inSource({ source }))).toBe(many)
  })

  it('is not told how often each coder used a code that was split, nor whose a second part is', async () => {
    const { study, source, code, round, km, rv, ld } = await comparedRound({
      KM: [0, 20],
      TS: [{ other: 0 }],
    })
    await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
    const { parts } = await ld.codebook.splitCode({ code, into: [{ name: 'One' }, { name: 'Two' }] })
    const [first] = await km.codebook.splitPassages({ code, of: 'mine' })
    await km.codebook.judgeSplit({ code, judgements: [{ coding: first?.coding ?? '', parts }] })
    expect((await rv.codebook.splits({}))[0]?.queues).toEqual([])
    expect((await ld.codebook.splits({}))[0]?.queues).toHaveLength(1)
    const told = [
      await rv.codings.inSource({ source }),
      await rv.codings.passages({ layer: 'independent' }),
      (await rv.history.ofPassage({ source, start: 0, end: 8, limit: 20 })).steps,
    ]
    const { KM, TS } = study.people
    for (const answer of told)
      expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${KM}|${TS}|Kim Morris`))
    expect((await rv.codings.inSource({ source })).filter(({ start }) => start === 0)).toHaveLength(3)
    expect(JSON.stringify(await ld.codings.inSource({ source }))).toContain(KM)
  })
})

it('a second judge does not see what was ruled in an example of it, nor in a split code’s queue', async () => {
  const { study, round, code, rv, ld } = await comparedRound({ KM: [0, 20], TS: [] })
  for (const { id } of await rv.adjudication.disagreements({ round }))
    await rv.adjudication.rule({ round, disagreement: id, outcome: 'a', reason: 'Plainly so' })
  const [item] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.exemplify({ round, disagreement: item?.id ?? '', code, kind: 'typical' })
  const { id: judge } = await study.setUp.members.add({
    name: 'Ros Ward',
    initials: 'RW',
    roles: ['reviewer'],
  })
  await ld.adjudication.drawAgain({ round, judge, size: { number: 2 }, seed: 1 })
  await ld.codebook.splitCode({ code, into: [{ name: 'One' }, { name: 'Two' }] })
  const rw = await study.nobody()
  await rw.session.signIn({ member: judge })
  expect(await rw.codebook.examples({})).toEqual([])
  expect(await rw.codebook.splitPassages({ code, of: 'consensus' })).toEqual([])
  expect(await rv.codebook.examples({})).toHaveLength(1)
  expect(await rv.codebook.splitPassages({ code, of: 'consensus' })).toHaveLength(2)
  // Once the sample is judged, it is told.
  const [drawn] = (await rw.adjudication.disagreements({ round })).flatMap(({ again }) => again ?? [])
  for (const { id, again } of await rw.adjudication.disagreements({ round }))
    if (again) await rw.adjudication.judgeAgain({ judging: again.judging, disagreement: id, outcome: 'a' })
  expect(drawn).toBeDefined()
  expect(await rw.codebook.examples({})).toHaveLength(1)
})
