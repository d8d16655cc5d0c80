import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { breachesOf, contentBut, copyOf, takeIn } from '../helpers/apart.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import { contentOf, type TestStudy } from '../helpers/study.ts'

const rulings = (study: TestStudy) => all(study.db(), 'SELECT outcome, reason FROM rulings ORDER BY reason')
const consensus = (study: TestStudy) =>
  all(study.db(), "SELECT start FROM codings WHERE layer = 'consensus' AND ruling IS NOT NULL")

/** A difference that was ruled on before the study was copied. */
async function ruledAndCopied() {
  const { study, round } = await comparedRound({ KM: [0], TS: [] })
  const [item] = await (await study.as('RV')).adjudication.disagreements({ round })
  const given = { round, disagreement: item?.id ?? '' }
  await (await study.as('RV')).adjudication.rule({ ...given, outcome: 'neither', reason: 'At first' })
  const copy = await copyOf(study)
  const again = async (of: TestStudy) =>
    (await of.as('RV')).adjudication.rule({ ...given, outcome: 'a', reason: 'Ruled anew' })
  const withdraw = async (of: TestStudy) => (await of.as('RV')).adjudication.withdraw(given)
  const decisionsIn = async (of: TestStudy) =>
    (await (await of.as('LD')).merging.returns({})).flatMap(({ id, decisions }) =>
      decisions.map(decision => ({ ...decision, package: id })),
    )
  return { study, copy, given, again, withdraw, decisionsIn }
}

describe('a ruling that is withdrawn in one copy and made anew in the other', () => {
  for (const where of ['here', 'there'] as const) {
    it(`is told and waits, withdrawn ${where}; taking the other withdraws it`, async () => {
      const { study, copy, again, withdraw, decisionsIn } = await ruledAndCopied()
      await again(where === 'here' ? copy : study)
      await withdraw(where === 'here' ? study : copy)
      const merged = takeIn(study, copy)
      expect(merged?.sheet.needDecision).toHaveLength(1)
      expect(rulings(study)).toEqual([{ outcome: 'a', reason: 'Ruled anew' }])
      const [decision, ...more] = await decisionsIn(study)
      expect(more).toEqual([])
      expect(decision).toMatchObject({
        kind: 'removed here',
        what: expect.stringMatching(
          /^The ruling on “Waiting” at “.+” in “Interview 1” \(round “Round 1”\) was withdrawn on one side and made anew on the other; the new one stands\.$/,
        ),
        stands: expect.stringMatching(/^Kim Morris’s reading stands, because “Ruled anew” \(.+\)$/),
        other: 'no ruling',
        canTakeOther: true,
        settled: null,
      })
      const ld = await study.as('LD')
      const before = contentOf(study.db())
      const { package: id, operation } = decision ?? { package: '', operation: '' }
      await ld.merging.decide({ package: id, operation, choice: 'other' })
      expect(rulings(study)).toEqual([])
      expect(consensus(study)).toEqual([])
      expect(breachesOf(study)).toEqual([])
      await ld.history.undo({})
      expect(contentOf(study.db())).toBe(before)
      await ld.merging.decide({ package: id, operation, choice: 'keep' })
      expect(consensus(study)).toHaveLength(1)
      takeIn(copy, study)
      expect(contentBut(copy.db(), 'settings')).toBe(contentBut(study.db(), 'settings'))
      expect(breachesOf(copy)).toEqual([])
    })
  }

  it('is told also where it was ruled on anew before it was withdrawn', async () => {
    const { study, copy, given, again, withdraw, decisionsIn } = await ruledAndCopied()
    await again(study)
    await (await copy.as('RV')).adjudication.rule({ ...given, outcome: 'both', reason: 'On the way' })
    await withdraw(copy)
    takeIn(study, copy)
    expect(rulings(study)).toEqual([{ outcome: 'a', reason: 'Ruled anew' }])
    expect(await decisionsIn(study)).toMatchObject([{ kind: 'removed here', settled: null }])
  })

  it('is one question where who withdrew it ruled again', async () => {
    const { study, copy, given, again, withdraw, decisionsIn } = await ruledAndCopied()
    await again(study)
    await withdraw(copy)
    await (await copy.as('RV')).adjudication.rule({ ...given, outcome: 'both', reason: 'After all' })
    takeIn(study, copy)
    expect(await decisionsIn(study)).toMatchObject([{ kind: 'made twice', settled: null }])
  })

  it('is no question where both withdrew it', async () => {
    const { study, copy, withdraw, decisionsIn } = await ruledAndCopied()
    await withdraw(study)
    await withdraw(copy)
    takeIn(study, copy)
    expect(rulings(study)).toEqual([])
    expect(await decisionsIn(study)).toEqual([])
  })
})

describe('what waits on the agenda here', () => {
  it('is decided by a ruling that was made away in a meeting, and waits again once that is withdrawn', async () => {
    const { study, round } = await comparedRound({ KM: [0], TS: [] })
    const copy = await copyOf(study)
    const rv = await study.as('RV')
    const there = await copy.as('RV')
    const [item] = await rv.adjudication.disagreements({ round })
    const given = { round, disagreement: item?.id ?? '' }
    await rv.adjudication.park({ ...given, question: 'Parked here' })
    await there.adjudication.park({ ...given, question: 'Parked there' })
    const meeting = await there.adjudication.meet({ round, heldOn: '2025-03-12', attendees: 'Ravi Vane' })
    await there.adjudication.rule({ ...given, outcome: 'a', meeting: meeting.id })
    takeIn(study, copy)
    const agenda = async () =>
      (await rv.adjudication.discussion({ round })).agenda.toSorted((a, b) =>
        a.question.localeCompare(b.question),
      )
    expect(await agenda()).toMatchObject([
      { question: 'Parked here', meeting: meeting.id, decidedAt: expect.any(String) },
      { question: 'Parked there', meeting: meeting.id, decidedAt: expect.any(String) },
    ])
    // What is put on the agenda after it was ruled on is to be talked over again.
    await rv.adjudication.park({ ...given, question: 'Parked since' })
    expect(await agenda()).toMatchObject([{}, { question: 'Parked since', decidedAt: null }, {}])
    await rv.adjudication.withdraw(given)
    expect((await agenda())[0]).toMatchObject({ question: 'Parked here', meeting: null, decidedAt: null })
  })
})
