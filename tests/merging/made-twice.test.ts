import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { breachesOf, contentBut, copyOf, type Lead, mergeInto, parcelOf } from '../helpers/apart.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import { contentOf, failureOf, type TestStudy } from '../helpers/study.ts'

const takeIn = (into: TestStudy, from: TestStudy) => mergeInto({ study: into } as Lead, parcelOf(from))[0]

/** One difference, ruled in one way here and in another in a copy, and the copy merged. */
async function ruledTwice() {
  const { study, round, source, ld } = await comparedRound({ KM: [0, 40], TS: [40] })
  const copy = await copyOf(study)
  const rule = async (of: TestStudy, outcome: 'a' | 'neither', reason: string) => {
    const rv = await of.as('RV')
    const [item] = await rv.adjudication.disagreements({ round })
    await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome, reason })
    return rv
  }
  const rv = await rule(study, 'neither', 'Ruled here')
  await rule(copy, 'a', 'Ruled there')
  const merged = takeIn(study, copy)
  const decision = async () => {
    const listed = (await ld.merging.returns({})).find(({ id }) => id === merged?.package)
    const [one, ...more] = listed?.decisions ?? []
    if (!one || more.length > 0) throw new Error('Not one decision')
    return one
  }
  return { study, copy, round, source, rv, ld, merged, decision }
}

const ruling = (study: TestStudy) =>
  all<{ outcome: string; reason: string }>(study.db(), 'SELECT outcome, reason FROM rulings')
const consensus = (study: TestStudy) =>
  all(study.db(), 'SELECT start, "end" FROM codings WHERE layer = \'consensus\' AND ruling IS NOT NULL')
const said = (reason: string | undefined, who: string) =>
  reason === 'Ruled here'
    ? expect.stringMatching(
        new RegExp(`^neither stands, because “Ruled here” \\(${who}, \\d+ \\w+ \\d{4}\\)$`),
      )
    : expect.stringMatching(
        new RegExp(`^.*’s reading stands, because “Ruled there” \\(${who}, \\d+ \\w+ \\d{4}\\)$`),
      )
const notOf = (reason: string | undefined) => (reason === 'Ruled here' ? 'Ruled there' : 'Ruled here')

describe('two rulings on one difference', () => {
  it('are both told: what each says, whose it is and when', async () => {
    const { study, decision, merged } = await ruledTwice()
    const [stands] = ruling(study)
    expect(ruling(study)).toHaveLength(1)
    const [{ name } = { name: '' }] = all<{ name: string }>(
      study.db(),
      "SELECT name FROM members WHERE initials = 'RV'",
    )
    expect(await decision()).toMatchObject({
      kind: 'made twice',
      what: 'A ruling in “Round 1” was made on both sides, and there can be only one; the first stands.',
      stands: said(stands?.reason, name),
      other: said(notOf(stands?.reason), name),
      canTakeOther: true,
      settled: null,
    })
    expect(merged?.sheet.sent).toBe(
      (merged?.sheet.arrived ?? 0) +
        (merged?.sheet.alreadyHere ?? 0) +
        (merged?.sheet.needDecision.length ?? 0),
    )
  })

  it('change places in one step, which is undone and done again, and comes to the other copy', async () => {
    const { study, copy, source, rv, ld, merged, decision } = await ruledTwice()
    const [stands] = ruling(study)
    const before = contentOf(study.db())
    const { operation } = await decision()
    const given = { package: merged?.package ?? '', operation, choice: 'other' as const }
    await ld.merging.decide(given)
    expect(ruling(study)).toMatchObject([{ reason: notOf(stands?.reason) }])
    // What stands in the consensus follows from the ruling that stands.
    expect(consensus(study)).toHaveLength(ruling(study)[0]?.outcome === 'a' ? 1 : 0)
    expect(breachesOf(study)).toEqual([])
    expect(await decision()).toMatchObject({ settled: 'other', canTakeOther: false })
    const after = contentOf(study.db())
    const steps = (await rv.history.ofPassage({ source, start: 0, end: 8 })).steps.flatMap(({ changes }) =>
      changes.map(({ what }) => what),
    )
    expect(steps.filter(what => /another copy/.test(what))).not.toEqual([])
    await ld.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    expect(await decision()).toMatchObject({ settled: null, canTakeOther: true })
    await ld.history.redo({})
    expect(contentOf(study.db())).toBe(after)

    takeIn(copy, study)
    expect(ruling(copy)).toEqual(ruling(study))
    expect(consensus(copy)).toEqual(consensus(study))
    expect(contentBut(copy.db(), 'settings')).toBe(contentBut(study.db(), 'settings'))
    expect(breachesOf(copy)).toEqual([])
  })

  it('stay as they are once the round is closed', async () => {
    const { study, round, ld, merged, decision } = await ruledTwice()
    const { operation } = await decision()
    expect(await failureOf(ld.rounds.close({ round }))).toMatchObject({
      code: 'conflict',
      message: '“Round 1” has 1 decision of merging still open.',
      hint: 'Settle them under Merge, or say that they are to stay open; at the command line with --leave-open.',
    })
    await ld.rounds.close({ round, leaveOpen: true })
    expect((await ld.history.list({ limit: 1 })).entries[0]?.what).toBe(
      'Closed the round “Round 1” with 1 decision left open',
    )
    expect((await decision()).canTakeOther).toBe(false)
    const given = { package: merged?.package ?? '', operation, choice: 'other' as const }
    expect((await failureOf(ld.merging.decide(given))).code).toBe('conflict')
    expect(ruling(study)).toHaveLength(1)
  })
})

it('two corrections of one text are both named, and how to go on from the other is said', async () => {
  const { study, source, ld } = await comparedRound({ KM: [0], TS: [0] })
  const copy = await copyOf(study)
  for (const [of, text] of [
    [study, 'Here'],
    [copy, 'There'],
  ] as const) {
    const lead = await of.as('LD')
    const { revision } = await lead.sources.open({ source })
    await lead.revisions.correct({ source, revision, edits: [{ start: 20, end: 24, text }], note: '' })
  }
  const merged = takeIn(study, copy)
  const listed = (await ld.merging.returns({})).find(({ id }) => id === merged?.package)
  expect(listed?.decisions).toMatchObject([
    {
      kind: 'made twice',
      what: expect.stringMatching(/^“Interview 1” was corrected on both sides\. Both texts are kept/),
      stands: expect.stringMatching(/^text 3 \(Lena Dorn, /),
      other: expect.stringMatching(/^text 2 \(Lena Dorn, /),
      canTakeOther: false,
      source,
    },
  ])
})
