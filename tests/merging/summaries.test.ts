import { describe, expect, it } from 'vitest'
import { removed } from '#engine/history/changes.ts'
import { asLead, breachesOf, copyOf, type Lead, mergeInto, parcelOf } from '../helpers/apart.ts'
import { makeStudy, type TestStudy } from '../helpers/study.ts'

const takeIn = (into: TestStudy, from: TestStudy) => mergeInto({ study: into } as Lead, parcelOf(from))[0]

/** A study with a theme and one person under two names, and a copy of it elsewhere. */
async function apart({ written = false } = {}) {
  const study = await makeStudy()
  const ld = await study.as('LD')
  const { id: theme } = await ld.themes.add({ name: 'Time' })
  const { id: stays } = await ld.cases.add({ kind: 'person', name: 'OT 18' })
  const { id: goes } = await ld.cases.add({ kind: 'person', name: 'OT18' })
  if (written) await ld.explore.note({ theme, about: goes, text: 'Waits.' })
  const copy = await copyOf(study)
  const there = await copy.as('RV')
  const summaries = async (of: TestStudy) => {
    const client = await of.as('LD')
    const names = new Map((await client.cases.list({})).cases.map(({ id, name }) => [id, name]))
    const { cells } = await client.explore.grid({ kind: 'person' })
    return cells.map(({ about, text }) => `${names.get(about)}: ${text}`).sort()
  }
  return { study, ld, theme, stays, goes, copy, there, summaries }
}

describe('a summary written elsewhere of a case that went here meanwhile', () => {
  for (const [what, written] of [
    ['merged', false],
    ['merged', true],
    ['removed', false],
    ['removed', true],
  ] as const) {
    it(`is there with its case, and told, where it was ${what}${written ? ' and had one before' : ''}`, async () => {
      const { study, ld, theme, stays, goes, copy, there, summaries } = await apart({ written })
      await there.explore.note({ theme, about: goes, text: 'Waits, and says so.' })
      if (what === 'merged') await ld.cases.merge({ from: goes, into: stays })
      else await ld.cases.remove({ cases: [goes] })
      // Whichever copy had the more to do.
      for (const name of ['A', 'B', 'C']) await ld.themes.add({ name })
      const merged = takeIn(study, copy)
      const back = takeIn(copy, study)
      if (what === 'merged' && written) {
        // It had gone over: what was written of it goes along.
        expect(await summaries(study)).toEqual(['OT 18: Waits, and says so.'])
        expect(merged?.sheet.needDecision).toEqual([])
      } else {
        expect(await summaries(study)).toEqual(['OT18: Waits, and says so.'])
        const decisions = (await ld.merging.returns({})).flatMap(({ decisions }) => decisions)
        expect(decisions.map(({ what }) => what)).toEqual([
          written
            ? 'What is written of “OT18” under “Time” was removed on one side and changed on the other; it was kept.'
            : 'The case “OT18” was removed on one side, and something on the other needs it; it came back.',
        ])
      }
      expect(back?.status).toBe('merged')
      expect(await summaries(copy)).toEqual(await summaries(study))
      expect([breachesOf(study), breachesOf(copy)]).toEqual([[], []])
      // Merged once more, it is where the rest of the person is.
      if (what === 'merged' && !written) {
        await ld.cases.merge({ from: goes, into: stays })
        expect(await summaries(study)).toEqual(['OT 18: Waits, and says so.'])
        expect(breachesOf(study)).toEqual([])
      }
    })
  }

  it('is no question, and its case is not there again, where it was known when the case went', async () => {
    const { study, ld, theme, goes, copy, there, summaries } = await apart()
    await there.explore.note({ theme, about: goes, text: 'Waits.' })
    takeIn(study, copy)
    await ld.cases.remove({ cases: [goes] })
    await there.themes.add({ name: 'Another' })
    const again = takeIn(study, copy)
    expect(again?.sheet.needDecision).toEqual([])
    expect(await summaries(study)).toEqual([])
    expect(breachesOf(study)).toEqual([])
  })
})

it('a summary that an earlier version left where its case was removed takes nothing back', async () => {
  const study = await makeStudy()
  const ld = await study.as('LD')
  const { id: theme } = await ld.themes.add({ name: 'Time' })
  const { id: gone } = await ld.cases.add({ kind: 'person', name: 'OT 18' })
  await ld.explore.note({ theme, about: gone, text: 'Waits.' })
  // As it was written till then: the step took the case and not its summary.
  asLead(study.handle(), study.people, ({ db, record }) =>
    record('case.removed', 'Removed', [removed(db, 'cases', gone)]),
  )
  expect(breachesOf(study)).toEqual([])
  const copy = await copyOf(study)
  await (await copy.as('RV')).themes.add({ name: 'Another' })
  expect(takeIn(study, copy)?.sheet.needDecision).toEqual([])
  expect((await ld.cases.list({})).cases).toEqual([])
  expect(breachesOf(study)).toEqual([])
})
