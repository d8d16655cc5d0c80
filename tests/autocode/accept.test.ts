import { describe, expect, it } from 'vitest'
import { contentOf, failureOf, makeStudy, outcomeOf, someText } from '../helpers/study.ts'

describe('accepting', () => {
  it('is one step, which the history tells with how the passages were found', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const { id: code } = await study.code('Barriers')
    const km = await study.as('KM')
    const before = contentOf(study.db())
    const codings = [
      { source, start: 0, end: 9, code },
      { source, start: 20, end: 30, code },
    ]
    await km.codings.addMany({ codings, how: 'autocode: the words “time”' })
    const { undo } = await km.history.state({})
    expect(undo).toBe('Coded 2 passages as “Barriers” (autocode: the words “time”)')
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await km.codings.addMany({ codings: codings.slice(0, 1) })
    expect((await km.history.state({})).undo).toBe('Coded 1 passage as “Barriers”')
    const other = (await study.code('Time', km)).id
    await km.codings.addMany({
      codings: [60, 80].flatMap(start =>
        [code, other].map(each => ({ source, start, end: start + 9, code: each })),
      ),
    })
    expect((await km.history.state({})).undo).toBe('Coded 2 passages, 4 codings with 2 codes')
    await km.codings.addMany({
      codings: [code, other].map(each => ({ source, start: 100, end: 109, code: each })),
    })
    expect((await km.history.state({})).undo).toBe('Coded 1 passage with 2 codes')
  })

  it('says how many passages were joined with some that were there, and where a mark was lost', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const { id: code } = await study.code('Barriers')
    const km = await study.as('KM')
    const span = (start: number, end: number, polarity: 'facilitator' | 'barrier' | null = null) => ({
      source,
      start,
      end,
      code,
      polarity,
    })
    const there = [
      span(0, 9, 'facilitator'),
      span(12, 20, 'barrier'),
      span(30, 35, 'barrier'),
      span(50, 55, 'facilitator'),
    ]
    expect(await km.codings.addMany({ codings: there })).toEqual({
      added: 4,
      already: 0,
      united: 0,
      mixed: [],
    })
    const codings = [span(4, 16), span(33, 38), span(80, 90)]
    expect(await km.codings.addMany({ codings })).toEqual({
      added: 3,
      already: 0,
      united: 2,
      mixed: [{ code, polarity: 'barrier' }],
    })
    expect(await km.codings.inSource({ source })).toMatchObject([
      { start: 0, end: 20, polarity: 'barrier' },
      { start: 30, end: 38, polarity: 'barrier' },
      { start: 50, end: 55, polarity: 'facilitator' },
      { start: 80, end: 90, polarity: null },
    ])
    const ts = await study.as('TS')
    expect(await ts.codings.addMany({ codings: [span(0, 20)] })).toEqual({
      added: 1,
      already: 0,
      united: 0,
      mixed: [],
    })
  })

  it('says how many passages had the code already: they are no step, and the history counts the others', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const { id: code } = await study.code('Barriers')
    const km = await study.as('KM')
    const span = (start: number, end: number) => ({ source, start, end, code })
    await km.codings.addMany({ codings: [span(0, 20), span(30, 40)] })
    const before = contentOf(study.db())
    const there = [span(4, 16), span(30, 40)]
    const steps = await km.history.list({})
    expect(await km.codings.addMany({ codings: there })).toEqual({
      added: 2,
      already: 2,
      united: 0,
      mixed: [],
    })
    expect(contentOf(study.db())).toBe(before)
    expect(await km.history.list({})).toEqual(steps)
    expect(await km.codings.addMany({ codings: [...there, span(35, 45), span(60, 70)] })).toEqual({
      added: 4,
      already: 2,
      united: 1,
      mixed: [],
    })
    expect((await km.history.state({})).undo).toBe('Coded 2 passages as “Barriers”')
    const marked = { ...span(4, 16), comment: 'Said with a sigh.' }
    expect(await km.codings.addMany({ codings: [marked] })).toMatchObject({ already: 0, united: 1 })
  })

  it('with a code yet to be made makes it once, in the same step', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const km = await study.as('KM')
    const before = contentOf(study.db())
    const codings = [0, 40, 80].map(start => ({ source, start, end: start + 9, newCode: { name: 'Time' } }))
    await km.codings.addMany({ codings })
    const own = (await km.codebook.frameworks({})).flatMap(({ codes }) => codes)
    expect(own.map(({ name }) => name)).toEqual(['Time'])
    expect(await km.codebook.counts({})).toEqual({ codes: [own[0]?.id], mine: [3], all: [3] })
    expect((await failureOf(km.codings.addMany({ codings }))).code).toBe('exists')
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await km.history.redo({})
    expect(await km.codings.inSource({ source })).toHaveLength(3)
    const single = await km.codings.add({ source, start: 5, end: 20, newCode: { name: 'Place' } })
    expect((await km.history.state({})).undo).toBe('Coded “Place” in “Interview 1”')
    expect(single.end).toBe(20)
  })

  it('is refused whole where one passage cannot be coded', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const { id: code } = await study.code('Barriers')
    const km = await study.as('KM')
    const good = { source, start: 0, end: 9, code }
    const before = contentOf(study.db())
    const outcome = (client: typeof km, coding: object) =>
      outcomeOf(client.codings.addMany({ codings: [good, { ...good, ...coding }] }))
    expect(await outcome(km, { start: 9, end: 9 })).toBe('bad-input')
    expect(await outcome(km, { end: 10_000_000 })).toBe('bad-input')
    expect(await outcome(km, { code: undefined })).toBe('bad-input')
    expect(await outcome(km, { newCode: { name: 'Both' } })).toBe('bad-input')
    const family = someText().indexOf('👩')
    expect(await outcome(km, { start: family + 2, end: family + 12 })).toBe('bad-input')
    expect(await outcome(await study.as('RV'), {})).toBe('not-allowed')
    expect(contentOf(study.db())).toBe(before)
    await study.setUp.codebook.updateCode({ code, status: 'retired' })
    expect(await outcome(km, {})).toBe('not-allowed')
  })

  it('in a blind round stays with its coder, new code and all', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const { KM, TS } = study.people
    const ld = await study.as('LD')
    await ld.rounds.open({ title: 'Round 1', sources: [source], coders: [KM, TS] })
    const km = await study.as('KM')
    const { proposals } = await km.autocode.find({ how: { by: 'words', words: 'shop' } })
    await km.codings.addMany({
      codings: proposals.map(({ start, end }) => ({ source, start, end, newCode: { name: 'Sealed' } })),
      how: 'autocode: the words “sealed”',
    })
    for (const client of [await study.as('TS'), ld, study.setUp]) {
      const seen = JSON.stringify([
        await client.codebook.frameworks({}),
        await client.codings.inSource({ source }),
        await client.history.list({}),
        await client.autocode.find({ how: { by: 'words', words: 'shop' } }),
      ])
      expect(seen).not.toMatch(/sealed/i)
      expect(seen).not.toContain('"carries":["')
    }
  })

  it('10,000 passages across 400 sources takes seconds', async () => {
    const study = await makeStudy()
    const paragraph = 'Mentor: It takes time and time again to walk there and back.\n'
    const files = Array.from({ length: 400 }, (_, n) => {
      const fileName = `Interview ${n}.txt`
      const bytes = Buffer.from(`Mentor: Number ${n}.\n${paragraph.repeat(250)}`)
      study.host.uploads.put(fileName, { fileName, bytes }, bytes.length)
      return { upload: fileName, fileName }
    })
    await study.setUp.sources.import({ files, kind: 'interview' })
    const km = await study.as('KM')
    const found = await km.autocode.find({ how: { by: 'words', words: 'time and time' }, extent: 'match' })
    expect(found.proposals).toHaveLength(10_000)
    const { proposals } = found
    const sources = await km.sources.list({})
    const spread = sources.flatMap(({ id: source }) =>
      proposals.slice(0, 25).map(({ start, end }) => ({ source, start, end, newCode: { name: 'Again' } })),
    )
    const begun = performance.now()
    expect(await km.codings.addMany({ codings: spread })).toEqual({
      added: 10_000,
      already: 0,
      united: 0,
      mixed: [],
    })
    expect(performance.now() - begun).toBeLessThan(10_000)
    await km.history.undo({})
    expect((await km.codebook.frameworks({})).flatMap(({ codes }) => codes)).toEqual([])
  }, 120_000)
})
