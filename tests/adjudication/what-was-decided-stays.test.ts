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
