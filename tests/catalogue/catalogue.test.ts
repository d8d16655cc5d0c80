import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentOf, failureOf, makeStudy, someText } from '../helpers/study.ts'

describe('tags', () => {
  it('are given to several sources in one step, which undo takes back', async () => {
    const study = await makeStudy()
    const one = await study.source('One', someText(1))
    const two = await study.source('Two', someText(2))
    const km = await study.as('KM')
    const before = contentOf(study.db())
    await km.catalogue.change({
      sources: [one, two],
      addTags: ['Pilot', 'pilot', 'Check names'],
      date: '2024-03-05',
    })
    expect((await km.catalogue.tags({})).map(({ name, sources }) => [name, sources])).toEqual([
      ['Check names', 2],
      ['Pilot', 2],
    ])
    const listed = await km.sources.list({})
    expect(listed.map(({ tags, date }) => [tags.map(({ name }) => name), date])).toEqual([
      [['Check names', 'Pilot'], '2024-03-05'],
      [['Check names', 'Pilot'], '2024-03-05'],
    ])
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('renamed to the name of another are one tag, and undo makes them two again', async () => {
    const study = await makeStudy()
    const one = await study.source('One', someText(1))
    const two = await study.source('Two', someText(2))
    const km = await study.as('KM')
    await km.catalogue.change({ sources: [one, two], addTags: ['Pilot'] })
    await km.catalogue.change({ sources: [one], addTags: ['Trial run'] })
    const before = contentOf(study.db())
    const trial = (await km.catalogue.tags({})).find(({ name }) => name === 'Trial run')
    await km.catalogue.renameTag({ tag: trial?.id ?? '', name: 'PILOT' })
    expect((await km.catalogue.tags({})).map(({ name, sources }) => [name, sources])).toEqual([['Pilot', 2]])
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('go with their tag, and with their source, and come back', async () => {
    const study = await makeStudy()
    const one = await study.source('One', someText(1))
    const km = await study.as('KM')
    await km.catalogue.change({ sources: [one], addTags: ['Pilot'] })
    const before = contentOf(study.db())
    const [tag] = await km.catalogue.tags({})
    await km.catalogue.removeTag({ tag: tag?.id ?? '' })
    expect((await km.sources.list({}))[0]?.tags).toEqual([])
    await km.history.undo({})
    await km.sources.remove({ source: one })
    expect((await km.catalogue.tags({}))[0]?.sources).toBe(0)
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('whatever is given and taken, a source has each tag once, and undo goes all the way back', async () => {
    const study = await makeStudy()
    const sources = [await study.source('One', someText(1)), await study.source('Two', someText(2))]
    const km = await study.as('KM')
    const start = contentOf(study.db())
    const step = fc.record({
      on: fc.subarray(sources, { minLength: 1 }),
      add: fc.array(fc.constantFrom('a', 'A', 'b', 'c'), { maxLength: 3 }),
      drop: fc.nat(3),
      rename: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async steps => {
        for (const { on, add, drop, rename } of steps) {
          const tags = await km.catalogue.tags({})
          const tag = tags[drop]
          await km.catalogue.change({ sources: on, addTags: add, removeTags: tag ? [tag.id] : [] })
          if (tag && rename !== null) await km.catalogue.renameTag({ tag: tag.id, name: rename })
        }
        for (const { tags } of await km.sources.list({})) {
          const names = tags.map(({ name }) => name.toLowerCase())
          expect(new Set(names).size).toBe(names.length)
        }
        while ((await km.history.state({})).undo !== null) await km.history.undo({})
        expect(contentOf(study.db())).toBe(start)
      }),
      { numRuns: 20 },
    )
  }, 60_000)
})

describe('names', () => {
  it('of data sets are one where they differ in case or spaces only', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const one = await study.source('One', someText(1))
    const mixed = await km.sources.addDataSet({ name: 'Mixed bag' })
    const records = await km.sources.addDataSet({ name: 'Records' })
    const taken = { code: 'exists', message: 'There is already a data set called “Mixed bag”.' }
    expect(await failureOf(km.sources.addDataSet({ name: 'mixed  BAG' }))).toMatchObject(taken)
    expect(
      await failureOf(km.catalogue.renameDataSet({ dataSet: records.id, name: 'MIXED bag' })),
    ).toMatchObject(taken)
    await km.catalogue.change({ sources: [one], dataSet: 'mixed BAG' })
    expect((await km.sources.list({}))[0]?.dataSet).toEqual({ id: mixed.id, name: 'Mixed bag' })
    await km.catalogue.renameDataSet({ dataSet: mixed.id, name: 'Mixed Bag' })
    expect((await km.sources.dataSets({})).map(({ name }) => name)).toEqual(['Mixed Bag', 'Records'])
  })

  it('of tags end before the comma that parts them', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const one = await study.source('One', someText(1))
    await km.catalogue.change({ sources: [one], addTags: ['Pilot, ', 'pilot'] })
    await km.catalogue.addTag({ name: 'Names, dates;' })
    const [names] = await km.catalogue.tags({})
    expect((await km.catalogue.tags({})).map(({ name }) => name)).toEqual(['Names, dates', 'Pilot'])
    await km.catalogue.renameTag({ tag: names?.id ?? '', name: 'Dates,' })
    expect((await km.catalogue.tags({})).map(({ name }) => name)).toEqual(['Dates', 'Pilot'])
    expect((await failureOf(km.catalogue.addTag({ name: ' , ' }))).code).toBe('bad-input')
  })
})

describe('the date of a source', () => {
  it('is kept as ISO however it was typed, and what is no date is refused in one sentence', async () => {
    const study = await makeStudy()
    const source = await study.source('One', someText(1))
    const km = await study.as('KM')
    const date = async () => (await km.sources.list({}))[0]?.date
    await km.catalogue.change({ sources: [source], date: '14 January 2019' })
    expect(await date()).toBe('2019-01-14')
    await km.sources.update({ source, date: '05/03/2018' })
    expect(await date()).toBe('2018-03-05')
    for (const typed of ['31/02/2019', 'last Tuesday']) {
      const refusal = {
        code: 'bad-input',
        message: `“${typed}” is not a date, such as 5 March 2018 or 2018-03-05.`,
      }
      expect(await failureOf(km.catalogue.change({ sources: [source], date: typed }))).toMatchObject(refusal)
      expect(await failureOf(km.sources.update({ source, date: typed }))).toMatchObject(refusal)
    }
    expect(await date()).toBe('2018-03-05')
    await km.catalogue.change({ sources: [source], date: ' ' })
    expect(await date()).toBeNull()
  })
})

describe('several sources', () => {
  it('go in one step with what hangs on them, and one undo brings all of it back', async () => {
    const study = await makeStudy()
    const [one, two, three] = [
      await study.source('One', someText(1)),
      await study.source('Two', someText(2)),
      await study.source('Three', someText(3)),
    ]
    const km = await study.as('KM')
    const code = await study.code('Tired')
    for (const source of [one, two]) await km.codings.add({ source, start: 0, end: 9, code: code.id })
    await km.catalogue.change({ sources: [one, three], addTags: ['Pilot'] })
    const before = contentOf(study.db())
    expect(await km.catalogue.sourcesGoWith({ sources: [one, two, one] })).toMatchObject({
      codings: 2,
      sentence: '2 codings go with these 2 sources.',
      refused: null,
    })
    await km.catalogue.removeSources({ sources: [one, two, one] })
    expect((await km.sources.list({})).map(({ title }) => title)).toEqual(['Three'])
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('stay all where one is of a round or coded by others, and those are named', async () => {
    const study = await makeStudy()
    const [one, two, three, four] = [
      await study.source('One', someText(1)),
      await study.source('Two', someText(2)),
      await study.source('Three', someText(3)),
      await study.source('Four', someText(4)),
    ]
    const km = await study.as('KM')
    const ts = await study.as('TS')
    const ld = await study.as('LD')
    const code = await study.code('Tired')
    await ts.codings.add({ source: three, start: 0, end: 9, code: code.id })
    expect(await failureOf(km.catalogue.removeSources({ sources: [three, four] }))).toMatchObject({
      message: 'Other coders have coded “Three”; only a lead can remove it.',
    })
    await ld.rounds.open({
      title: 'First',
      sources: [one, two],
      coders: [study.people.KM, study.people.TS],
    })
    const before = contentOf(study.db())
    for (const client of [km, ld]) {
      expect(
        await failureOf(client.catalogue.removeSources({ sources: [one, two, three, four] })),
      ).toMatchObject({
        code: 'conflict',
        message: '“One” and “Two” belong to a round and cannot be removed.',
      })
    }
    expect(contentOf(study.db())).toBe(before)
  })
})

describe('data sets', () => {
  it('are renamed, put in order and removed with their sources staying', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const one = await study.source('One', someText(1))
    const [mentors, records, emails] = [
      await km.sources.addDataSet({ name: 'Mentors' }),
      await km.sources.addDataSet({ name: 'Records' }),
      await km.sources.addDataSet({ name: 'Emails' }),
    ]
    await km.sources.update({ source: one, dataSet: records.id })
    const names = async () => (await km.sources.dataSets({})).map(({ name }) => name)
    await km.catalogue.moveDataSet({ dataSet: emails.id, before: mentors.id })
    expect(await names()).toEqual(['Emails', 'Mentors', 'Records'])
    await km.catalogue.moveDataSet({ dataSet: emails.id, before: null })
    expect(await names()).toEqual(['Mentors', 'Records', 'Emails'])
    await km.catalogue.renameDataSet({ dataSet: mentors.id, name: 'Mentor interviews' })
    expect(
      await failureOf(km.catalogue.renameDataSet({ dataSet: mentors.id, name: 'Records' })),
    ).toMatchObject({ code: 'exists' })
    const before = contentOf(study.db())
    expect((await km.catalogue.dataSetGoesWith({ dataSet: records.id })).sentence).toBe(
      'Its source stays, in no data set.',
    )
    await km.catalogue.removeDataSet({ dataSet: records.id })
    expect(await names()).toEqual(['Mentor interviews', 'Emails'])
    expect((await km.sources.list({}))[0]?.dataSet).toBeNull()
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })
})

describe('filters', () => {
  it('are kept by name for everybody, replaced under their name, and removed', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    const asks = { words: 'bus', facets: { kind: ['record'] }, from: '2024-01-01', to: null }
    await km.catalogue.saveFilter({ name: 'Winter records', asks })
    const ts = await study.as('TS')
    await ts.catalogue.saveFilter({ name: 'Winter records', asks: { ...asks, words: 'tram' } })
    const [filter, ...others] = await km.catalogue.filters({})
    expect(filter).toMatchObject({ name: 'Winter records', asks: { ...asks, words: 'tram' } })
    expect(others).toEqual([])
    await km.catalogue.removeFilter({ filter: filter?.id ?? '' })
    expect(await ts.catalogue.filters({})).toEqual([])
    await km.history.undo({})
    expect(await ts.catalogue.filters({})).toHaveLength(1)
  })
})
