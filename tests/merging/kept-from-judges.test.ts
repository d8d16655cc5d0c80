import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { copyOf, takeIn } from '../helpers/apart.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import { failureOf, type TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const outcomes = (study: TestStudy) => all(study.db(), 'SELECT outcome, reason FROM rulings')

/** A difference that was ruled on in two copies, each otherwise. */
async function ruledApart() {
  const world = await comparedRound({ KM: [0, 40], TS: [] })
  const { study, round, rv } = world
  await study.setUp.members.update({ member: study.people.RV, roles: ['reviewer', 'lead'] })
  const [item] = await rv.adjudication.disagreements({ round })
  const given = { round, disagreement: item?.id ?? '' }
  const copy = await copyOf(study)
  await rv.adjudication.rule({ ...given, outcome: 'a', reason: 'As coded' })
  await (await copy.as('RV')).adjudication.rule({ ...given, outcome: 'neither', reason: 'Too thin' })
  return { ...world, copy, given }
}

describe('rulings that met, to who is to judge them again', () => {
  it('are told without what was ruled, and neither kept nor exchanged by them', async () => {
    const { study, copy, round, ld, rv, given } = await ruledApart()
    takeIn(study, copy)
    const before = outcomes(study)
    const { judging } = await rv.adjudication.drawAgain({
      round,
      judge: study.people.LD,
      size: { number: 1 },
    })
    const [merged] = await ld.merging.returns({})
    const [decision, ...more] = merged?.decisions ?? []
    expect(more).toEqual([])
    expect(decision).toMatchObject({
      kind: 'hidden',
      what: expect.stringContaining('when you have judged all the rulings that were drawn for you'),
      stands: null,
      other: null,
      canTakeOther: false,
      round,
      settled: null,
    })
    expect(JSON.stringify(merged)).not.toMatch(/As coded|Too thin|reading|neither/)
    const meant = { package: merged?.id ?? '', operation: decision?.operation ?? '' }
    for (const choice of ['keep', 'other'] as const)
      expect(await failureOf(ld.merging.decide({ ...meant, choice }))).toMatchObject({ code: 'blind' })
    expect(outcomes(study)).toEqual(before)
    expect((await rv.merging.returns({}))[0]?.decisions).toMatchObject([
      { stands: expect.stringMatching(/As coded|Too thin/), other: expect.any(String) },
    ])
    await ld.adjudication.judgeAgain({ judging, disagreement: given.disagreement, outcome: 'both' })
    expect((await ld.merging.returns({}))[0]?.decisions).toMatchObject([
      { stands: expect.stringMatching(/As coded|Too thin/), canTakeOther: true },
    ])
    await ld.merging.decide({ ...meant, choice: 'other' })
    expect(outcomes(study)).not.toEqual(before)
  })

  it('are no more than said to be there where they merge', async () => {
    const { study, copy, round, ld, rv } = await ruledApart()
    await rv.adjudication.drawAgain({ round, judge: study.people.LD, size: { number: 1 } })
    const path = join(temporaryFolder(), 'all.tandem-return')
    await (await copy.as('LD')).handouts.makeReturn({ path })
    const { packages } = await ld.merging.rehearse({ files: [{ path }] })
    expect(packages[0]?.needDecision).toMatchObject([{ kind: 'hidden' }])
    expect(JSON.stringify(packages)).not.toMatch(/As coded|Too thin|Waiting/)
  })
})
