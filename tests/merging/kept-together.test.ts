import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { breachesOf, copyOf, type Lead, mergeInto, parcelOf } from '../helpers/apart.ts'
import { makeStudy, type TestStudy } from '../helpers/study.ts'

const takeIn = (into: TestStudy, from: TestStudy) => mergeInto({ study: into } as Lead, parcelOf(from))[0]

/** A statement about components, here and in a copy, and what becomes of it where the one and the other do something. */
async function stated(components: ('K1' | 'K2')[]) {
  const study = await makeStudy()
  const ld = await study.as('LD')
  const { id: framework } = await ld.codebook.addFramework({ name: 'F', kind: 'deductive' })
  const ids = {
    K1: (await ld.codebook.addCode({ name: 'K1', framework })).id,
    K2: (await ld.codebook.addCode({ name: 'K2', framework })).id,
  }
  const { id: theme } = await ld.themes.add({ name: 'Time' })
  const codes = components.map(name => ids[name])
  const { id: statement } = await ld.statements.add({
    theme,
    polarity: 'barrier',
    codes,
    text: 'Nobody has any.',
  })
  const copy = await copyOf(study)
  const there = await copy.as('LD')
  const shown = async (client: Client) => {
    const { bands, coverage } = await client.statements.table({ framework })
    const names = new Map(coverage.map(({ code, name }) => [code, name]))
    return bands
      .flatMap(({ rows }) => rows)
      .flatMap(({ barriers }) => barriers)
      .map(({ text, codes }) => `${codes.map(code => names.get(code)).join(' and ')}: ${text}`)
  }
  /** Merges both ways, and answers what the table says in both. */
  const met = async () => {
    takeIn(study, copy)
    takeIn(copy, study)
    expect([breachesOf(study), breachesOf(copy)]).toEqual([[], []])
    expect(await shown(there)).toEqual(await shown(ld))
    const decisions = (await ld.merging.returns({})).flatMap(({ decisions }) => decisions)
    return { shown: await shown(ld), told: decisions.map(({ what }) => what) }
  }
  return { study, ld, there, ids, theme, statement, met }
}

describe('a statement that two copies leave without a component between them', () => {
  it('is about both where each was left one', async () => {
    const { ld, there, ids, statement, met } = await stated(['K1', 'K2'])
    await ld.statements.update({ statement, codes: [ids.K1] })
    await there.statements.update({ statement, codes: [ids.K2] })
    const { shown, told } = await met()
    expect(shown).toEqual(['K1 and K2: Nobody has any.'])
    expect(told).toEqual([
      expect.stringContaining(
        'in the statement “Nobody has any.” under “Time” is kept: nothing else would be left',
      ),
    ])
  })

  it('keeps a component where each removed one from the framework', async () => {
    const { ld, there, ids, met } = await stated(['K1', 'K2'])
    await ld.codebook.removeCode({ code: ids.K1 })
    await there.codebook.removeCode({ code: ids.K2 })
    const { shown, told } = await met()
    expect(shown).toEqual([expect.stringMatching(/^K[12]: Nobody has any\.$/)])
    expect(told).toHaveLength(1)
  })

  it('keeps what it was changed to where that component was removed', async () => {
    const { ld, there, ids, statement, met } = await stated(['K1', 'K2'])
    await ld.codebook.removeCode({ code: ids.K1 })
    await there.statements.update({ statement, codes: [ids.K1] })
    const { shown, told } = await met()
    expect(shown).toEqual([expect.stringMatching(/: Nobody has any\.$/)])
    expect(shown[0]).toMatch(/K/)
    expect(told).toHaveLength(1)
  })

  it('is there as it was kept where it went with its only component, its chosen passages or its theme', async () => {
    for (const remove of ['component', 'theme', 'statement'] as const) {
      const { ld, there, ids, theme, statement, met } = await stated(['K1'])
      if (remove === 'component') await ld.codebook.removeCode({ code: ids.K1 })
      else if (remove === 'theme') await ld.themes.remove({ theme })
      else await ld.statements.remove({ statement })
      await there.statements.update({ statement, text: 'Nobody has any time.' })
      const { shown, told } = await met()
      expect(shown, remove).toEqual(['K1: Nobody has any time.'])
      expect(told, remove).toEqual([
        'The statement “Nobody has any time.” under “Time” was removed on one side and changed on the other; it was kept.',
      ])
    }
  })
})

it('a comment made elsewhere on a memo that was removed here brings it back, and it is told', async () => {
  const study = await makeStudy()
  const ld = await study.as('LD')
  const { id: theme } = await ld.themes.add({ name: 'Time' })
  const { id: memo } = await ld.memos.add({ title: 'On time', about: { kind: 'theme', id: theme } })
  const copy = await copyOf(study)
  const there = await copy.as('RV')
  await there.memos.comment({ memo, words: 'This contradicts Site 3.' })
  await ld.themes.remove({ theme })
  takeIn(study, copy)
  expect((await ld.memos.comments({ memo })).map(({ words }) => words)).toEqual(['This contradicts Site 3.'])
  const told = async () =>
    (await ld.merging.returns({})).flatMap(({ decisions }) => decisions).map(({ what }) => what)
  expect(await told()).toEqual([
    'The memo “On time” was removed on one side, and something on the other needs it; it came back.',
  ])
  // What is known of a memo goes with it, and comes back with it.
  await ld.themes.remove({ theme })
  await there.themes.add({ name: 'Another' })
  takeIn(study, copy)
  expect(await ld.memos.list({})).toEqual([])
  // The merge, and then the removal.
  await ld.history.undo({})
  await ld.history.undo({})
  expect(await ld.memos.comments({ memo })).toHaveLength(1)
  expect(breachesOf(study)).toEqual([])
})

it('a judgement made elsewhere of a data set that was removed here brings it back, and it is told', async () => {
  const study = await makeStudy()
  const ld = await study.as('LD')
  const { id: theme } = await ld.themes.add({ name: 'Time' })
  const source = await study.source('Talk', 'OT 1: I waited long.\n')
  await ld.catalogue.change({ sources: [source], dataSet: 'Records' })
  await ld.catalogue.change({ sources: [source], dataSet: null })
  const about = (await ld.sources.dataSets({}))[0]?.id ?? ''
  const copy = await copyOf(study)
  const there = await copy.as('LD')
  await there.explore.note({ theme, about, judgement: 'agrees', text: 'It does.' })
  await ld.catalogue.removeDataSet({ dataSet: about })
  takeIn(study, copy)
  const notes = async () => (await ld.explore.grid({ kind: 'data-set' })).cells.map(({ text }) => text)
  expect(await notes()).toEqual(['It does.'])
  const decisions = (await ld.merging.returns({})).flatMap(({ decisions }) => decisions)
  expect(decisions.map(({ what }) => what)).toEqual([
    'The data set “Records” was removed on one side, and something on the other needs it; it came back.',
  ])
  // What is known of a data set goes with it, and comes back with it.
  expect((await ld.catalogue.dataSetGoesWith({ dataSet: about })).sentence).toContain(
    '1 cell written of it under Explore goes.',
  )
  await ld.catalogue.removeDataSet({ dataSet: about })
  await there.themes.add({ name: 'Another' })
  takeIn(study, copy)
  expect((await ld.sources.dataSets({})).map(({ name }) => name)).toEqual([])
  // The merge, and then the removal.
  await ld.history.undo({})
  await ld.history.undo({})
  expect(await notes()).toEqual(['It does.'])
  expect(breachesOf(study)).toEqual([])
})
