import { expect, it } from 'vitest'
import { comparedRound } from '../helpers/compared-round.ts'

it('the minutes keep what a meeting ruled though it was ruled otherwise or withdrawn since, and what is open waits again', async () => {
  const { study, round, rv, ld } = await comparedRound({ KM: [0, 20, 40], TS: [] })
  const ids = (await rv.adjudication.disagreements({ round })).map(({ id }) => id)
  const [one = '', two = '', three = ''] = ids
  for (const [n, disagreement] of [one, two].entries())
    await rv.adjudication.park({ round, disagreement, question: `Question ${n}` })
  const { id: meeting } = await rv.adjudication.meet({ round, heldOn: '2026-01-01', attendees: 'A and B' })
  for (const [n, disagreement] of ids.entries())
    await rv.adjudication.rule({ round, disagreement, outcome: 'a', reason: `Reason ${n}`, meeting })
  // What was undone was not decided.
  await rv.history.undo({})
  await ld.adjudication.rule({ round, disagreement: one, outcome: 'neither', reason: 'Alone' })
  await rv.adjudication.withdraw({ round, disagreement: two })

  const { agenda } = await rv.adjudication.discussion({ round })
  expect(agenda.filter(({ decidedAt }) => decidedAt === null)).toMatchObject([
    { disagreement: two, question: 'Question 1' },
  ])
  const { id } = await ld.reports.make({ what: 'minutes', format: 'html' })
  const minutes = new TextDecoder().decode(study.host.reports.get(id)?.bytes)
  for (const words of ['Question 0', 'Reason 0', 'ruled otherwise since', 'Reason 1', 'withdrawn since'])
    expect(minutes).toContain(words)
  for (const words of ['Alone', 'Reason 2', 'Nothing was decided']) expect(minutes).not.toContain(words)
  expect(three).not.toBe('')
  // Withdrawing is one step, and undone as one.
  await rv.history.undo({})
  expect((await rv.adjudication.discussion({ round })).agenda.every(entry => entry.decidedAt !== null)).toBe(
    true,
  )
})

type World = Awaited<ReturnType<typeof comparedRound>>

const minutesOf = async ({ study, ld }: Pick<World, 'study' | 'ld'>) => {
  const { id } = await ld.reports.make({ what: 'minutes', format: 'html' })
  return new TextDecoder().decode(study.host.reports.get(id)?.bytes).replace(/<[^>]*>/g, '|')
}

/** Each difference put on the agenda and ruled on in one meeting. */
async function ruledInOne(codings: Parameters<typeof comparedRound>[0]) {
  const world = await comparedRound(codings)
  const { round, rv } = world
  const { id: meeting } = await rv.adjudication.meet({ round, heldOn: '2026-03-12', attendees: 'RV, LD' })
  for (const { id, kind } of await rv.adjudication.disagreements({ round })) {
    await rv.adjudication.park({ round, disagreement: id, question: `Asked of ${kind}` })
    await rv.adjudication.rule({ round, disagreement: id, outcome: 'a', reason: `Since ${kind}`, meeting })
  }
  return { ...world, meeting }
}

it('the minutes keep a ruling whose difference changed since, with what differed then', async () => {
  const world = await ruledInOne({ KM: [20], TS: [{ other: 22 }] })
  const { round, rv, ld, code, other, meeting } = world
  const { agenda } = await rv.adjudication.park({ round, codes: [code, other] })
  const pair = agenda.find(({ codes }) => codes.length === 2)?.id ?? ''
  await rv.adjudication.decide({ entry: pair, meeting, decision: 'One and the same' })
  await ld.codebook.mergeCodes({ codes: [other], into: code })
  const again = await minutesOf(world)
  for (const words of [
    'Since code',
    'Asked of code',
    'Waiting / Walking',
    'what differs has changed',
    'Waiting and Walking',
  ])
    expect(again).toContain(words)
  const [item] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'neither', reason: 'Alone' })
  const since = await minutesOf(world)
  for (const words of ['Since code', 'Asked of code', 'ruled otherwise since']) expect(since).toContain(words)
  expect(since).not.toContain('Alone')
})

it('what a meeting ruled and differs otherwise by now waits again when its ruling is withdrawn', async () => {
  const { round, rv, ld, code, other } = await ruledInOne({ KM: [20], TS: [{ other: 22 }] })
  await ld.codebook.mergeCodes({ codes: [other], into: code })
  const [item] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.withdraw({ round, disagreement: item?.id ?? '' })
  expect((await rv.adjudication.discussion({ round })).agenda).toMatchObject([
    { question: 'Asked of code' },
    { question: 'Asked of code', disagreement: item?.id, decidedAt: null },
  ])
})

it('the minutes keep a ruling on what differs no longer', async () => {
  const world = await ruledInOne({ KM: [20], TS: [{ other: 20 }] })
  await world.ld.codebook.mergeCodes({ codes: [world.other], into: world.code })
  const minutes = await minutesOf(world)
  for (const words of ['Since code', 'Asked of code', 'nothing differs there now'])
    expect(minutes).toContain(words)
  expect(minutes).not.toContain('Nothing was decided')
})

it('the minutes print of a ruling that stands no longer the words of then, whatever was corrected since', async () => {
  const world = await comparedRound({ KM: [20], TS: [] })
  const { study, round, source, rv, ld } = world
  const { id: meeting } = await rv.adjudication.meet({ round, heldOn: '2026-03-12', attendees: 'RV, LD' })
  const [item] = await rv.adjudication.disagreements({ round })
  const disagreement = item?.id ?? ''
  await rv.adjudication.rule({ round, disagreement, outcome: 'extent', start: 16, end: 40, meeting })
  await rv.adjudication.rule({ round, disagreement, outcome: 'neither' })
  const before = await minutesOf(world)
  const [text] = await ld.revisions.list({ source })
  await ld.revisions.correct({
    source,
    revision: text?.id ?? '',
    edits: [{ start: 0, end: 0, text: 'Nothing that anybody ruled on. ' }],
  })
  const extent = (of: string) => /A new extent: [^|]*/.exec(of)?.[0]
  expect(extent(before)).toMatch(/\(ruled otherwise since\)$/)
  expect(extent(await minutesOf(world))).toBe(extent(before))
  expect(study.faults()).toBe('')
})

it('the minutes of each meeting keep a ruling that two of them gave alike, whatever was ruled since', async () => {
  const world = await comparedRound({ KM: [20], TS: [] })
  const { round, rv, ld } = world
  const [item] = await rv.adjudication.disagreements({ round })
  const given = { round, disagreement: item?.id ?? '' }
  await rv.adjudication.rule({ ...given, outcome: 'a', reason: 'Alone at first' })
  const ruleIn = async (client: typeof rv, heldOn: string, reason: string) => {
    const { id: meeting } = await client.adjudication.meet({ round, heldOn, attendees: heldOn })
    await client.adjudication.park({ ...given, question: `Asked on ${heldOn}` })
    await client.adjudication.rule({ ...given, outcome: 'a', reason, meeting })
  }
  await ruleIn(rv, '2026-03-15', 'Said first')
  await ruleIn(ld, '2026-03-16', 'Said again')
  const lines = async () =>
    (await minutesOf(world))
      .split('Meeting of ')
      .slice(1)
      .map(part => part.replaceAll('|', ' '))
  const [first, second, ...more] = await lines()
  expect(more).toEqual([])
  for (const words of ['15 March', 'Said first', 'Asked on 2026-03-15', 'Ravi Vane'])
    expect(first).toContain(words)
  expect(first).not.toMatch(/since|Nothing was decided|Said again|Alone at first/)
  for (const words of ['16 March', 'Said again', 'Asked on 2026-03-16', 'Lena Dorn'])
    expect(second).toContain(words)
  expect(second).not.toContain('Said first')
  await rv.adjudication.rule({ ...given, outcome: 'neither', reason: 'No' })
  const [before, after] = await lines()
  expect(before).toMatch(/Said first/)
  expect(after).toMatch(/Said again/)
  for (const part of [before, after]) expect(part).toContain('ruled otherwise since')
})

it('an example that is made anew has the words and the reason of the ruling of then', async () => {
  const { round, code, rv, ld } = await comparedRound({ KM: [0], TS: [] })
  const [item] = await rv.adjudication.disagreements({ round })
  const disagreement = item?.id ?? ''
  await rv.adjudication.rule({ round, disagreement, outcome: 'a', reason: 'All of it' })
  await rv.adjudication.exemplify({ round, disagreement, code, kind: 'typical' })
  await ld.adjudication.rule({
    round,
    disagreement,
    outcome: 'extent',
    start: 0,
    end: 4,
    reason: 'Only this',
  })
  const made = await ld.adjudication.exemplify({ round, disagreement, code, kind: 'typical' })
  expect(made).toMatchObject([{ kind: 'typical', start: 0, end: 4, note: 'Only this' }])
  await ld.adjudication.rule({ round, disagreement, outcome: 'neither', reason: 'No' })
  expect(await ld.adjudication.exemplify({ round, disagreement, code, kind: 'exclusion' })).toMatchObject([
    { kind: 'exclusion', start: 0, end: 8, note: 'No' },
  ])
})
