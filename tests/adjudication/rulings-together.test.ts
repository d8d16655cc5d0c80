import { expect, it } from 'vitest'
import { comparedRound } from '../helpers/compared-round.ts'
import { failureOf } from '../helpers/study.ts'

it('of rulings given together each decides what of its own difference waits for a meeting, and leaves the rest waiting', async () => {
  const { round, rv, km } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  const [one = '', two = '', three = ''] = (await rv.adjudication.disagreements({ round })).map(
    ({ id }) => id,
  )
  for (const disagreement of [one, two, three]) {
    await rv.adjudication.park({ round, disagreement, question: `About ${disagreement}` })
    await km.adjudication.comment({ round, disagreement, words: 'As I heard it.' })
  }
  const { meetings } = await rv.adjudication
    .meet({ round, heldOn: '2025-03-12', attendees: 'KM, RV' })
    .then(() => rv.adjudication.discussion({ round }))
  const meeting = meetings[0]?.id ?? ''
  await rv.adjudication.ruleMany({
    rulings: [
      { round, disagreement: one, outcome: 'a', meeting },
      { round, disagreement: three, outcome: 'neither' },
    ],
  })
  const waits = async () =>
    (await rv.adjudication.discussion({ round })).agenda.map(entry => [
      entry.disagreement,
      entry.meeting,
      entry.decidedAt === null,
    ])
  expect(await waits()).toEqual([
    [one, meeting, false],
    [two, null, true],
    [three, null, false],
  ])
  await rv.history.undo({})
  expect(await waits()).toEqual([one, two, three].map(id => [id, null, true]))
})

it('rulings given together are refused whole where one is on a difference that is drawn to be judged again', async () => {
  const { study, round, rv, ld } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  const items = (await rv.adjudication.disagreements({ round })).map(({ id }) => id)
  const rulings = items.map(disagreement => ({ round, disagreement, outcome: 'a' as const }))
  await rv.adjudication.ruleMany({ rulings })
  await rv.adjudication.drawAgain({ round, judge: study.people.LD, size: { number: 1 } })
  const before = await rv.adjudication.disagreements({ round })
  const others = rulings.map(ruling => ({ ...ruling, outcome: 'b' as const }))
  expect((await failureOf(ld.adjudication.ruleMany({ rulings: others }))).message).toBe(
    'This ruling was drawn for you to judge again: what you say does not change what stands.',
  )
  expect(await rv.adjudication.disagreements({ round })).toEqual(before)
  await rv.adjudication.ruleMany({ rulings: others })
  for (const { ruling } of await rv.adjudication.disagreements({ round })) expect(ruling?.outcome).toBe('b')
})
