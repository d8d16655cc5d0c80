import { describe, expect, it } from 'vitest'
import { foldedTables } from '#engine/history/changes.ts'
import { meetingInWords } from '#engine/merging/meeting-in-words.ts'
import { breachesOf, contentBut, copyOf, takeIn } from '../helpers/apart.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import { failureOf, type TestStudy } from '../helpers/study.ts'

const strict = { namesHidden: true, codersMayRule: false }
const open = { namesHidden: false, codersMayRule: true }

/** How a round is judged, said in two copies. */
async function saidApart(here: typeof strict, there: typeof strict) {
  const { study, round, ld } = await comparedRound({ KM: [20], TS: [] })
  const copy = await copyOf(study)
  await ld.adjudication.setJudging({ round, ...here })
  await (await copy.as('LD')).adjudication.setJudging({ round, ...there })
  takeIn(study, copy)
  const waits = async () =>
    (await ld.merging.returns({})).flatMap(({ id, decisions }) =>
      decisions.map(decision => ({ package: id, ...decision })),
    )
  const judged = (of: TestStudy) => of.as('LD').then(client => client.adjudication.judging({ round }))
  return { study, copy, round, ld, waits, judged }
}

describe('how a round is judged, said otherwise in two copies', () => {
  it('is told in words, and the other can be taken, till the round is closed', async () => {
    const { study, copy, round, ld, waits, judged } = await saidApart(strict, open)
    const [decision, ...more] = await waits()
    expect(more).toEqual([])
    expect(decision).toMatchObject({
      what: 'How the differences of “Round 1” are judged was said on both sides; one of the two stands.',
      canTakeOther: true,
      round,
    })
    expect([decision?.stands, decision?.other].map(words => words?.replace(/ \(.*/, '')).sort()).toEqual([
      'the coders’ names are hidden, and the round’s coders do not rule',
      'the coders’ names are shown, and the round’s coders may rule',
    ])
    const stood = await judged(study)
    const { package: id, operation, part } = decision ?? { package: '', operation: '', part: 0 }
    await ld.merging.decide({ package: id, operation, part, choice: 'other' })
    expect(await judged(study)).toEqual(stood.namesHidden ? open : strict)
    takeIn(copy, study)
    expect(contentBut(copy.db(), 'settings')).toBe(contentBut(study.db(), 'settings'))
    expect([...breachesOf(study), ...breachesOf(copy)]).toEqual([])
    await ld.history.undo({})
    expect(await judged(study)).toEqual(stood)
    await ld.rounds.close({ round, leaveOpen: true })
    expect(await waits()).toMatchObject([{ canTakeOther: false }])
    expect(
      await failureOf(ld.merging.decide({ package: id, operation, part, choice: 'other' })),
    ).toMatchObject({ code: 'conflict' })
    expect(await judged(study)).toEqual(stood)
  })

  it('asks nobody where both said the same', async () => {
    const { waits } = await saidApart(strict, strict)
    expect(await waits()).toEqual([])
  })
})

it('what met has a name, whatever table it is of', async () => {
  const { study } = await comparedRound({ KM: [], TS: [] })
  for (const table of foldedTables) {
    const { what } = meetingInWords(study.db(), {
      kind: 'needed and removed',
      table,
      row: 'gone',
      operation: '',
    })
    expect(what).toMatch(/^(An? |The |W|H)\p{L}+ ?.* (?:was removed on one side|is kept: )/u)
  }
})
