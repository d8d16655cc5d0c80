import { describe, expect, it } from 'vitest'
import { contentOf, failureOf, makeStudy, someText } from '../helpers/study.ts'

/** A submitted round with two differences; `ruled` is the first, ruled on. */
async function withRuling() {
  const study = await makeStudy()
  const [rv, km, ts] = [await study.as('RV'), await study.as('KM'), await study.as('TS')]
  const source = await study.source('Interview 1', someText())
  const { id: code } = await study.code('Waiting')
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  await km.codings.add({ source, start: 0, end: 20, code })
  await km.codings.add({ source, start: 60, end: 80, code })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  const [first, second] = await rv.adjudication.disagreements({ round })
  const [ruled, open] = [first?.id ?? '', second?.id ?? '']
  await rv.adjudication.rule({ round, disagreement: ruled, outcome: 'a', reason: 'They wait.' })
  return { study, rv, km, source, code, round, ruled, open }
}

describe('an example of a code', () => {
  it('comes of a ruling in one step, with its passage and reason, and is taken back as one', async () => {
    const { study, rv, km, code, round, ruled, open } = await withRuling()
    const before = contentOf(study.db())
    const of = (disagreement: string) => ({ round, disagreement, code, kind: 'typical' as const })
    expect((await failureOf(rv.adjudication.exemplify(of(open)))).message).toBe(
      'A passage becomes an example once its difference is ruled on.',
    )
    expect((await failureOf(km.adjudication.exemplify(of(ruled)))).code).toBe('not-allowed')
    expect(contentOf(study.db())).toBe(before)
    const [example] = await rv.adjudication.exemplify(of(ruled))
    expect(example).toMatchObject({
      code,
      kind: 'typical',
      sourceTitle: 'Interview 1',
      text: someText().slice(0, 20),
      note: 'They wait.',
      by: study.people.RV,
    })
    expect((await failureOf(rv.adjudication.exemplify(of(ruled)))).message).toBe(
      'The passage is a typical example of “Waiting” already.',
    )
    expect(await km.codebook.examples({ code })).toHaveLength(1)
    const [row] = (await rv.history.list({ limit: 1 })).entries
    expect(row?.what).toBe('Made a passage a typical example of the code “Waiting”')
    // It says what the ruling says, and is of one kind at a time.
    expect((await failureOf(rv.adjudication.exemplify({ ...of(ruled), kind: 'exclusion' }))).message).toBe(
      '“Waiting” stands on this passage: it is no exclusion from it.',
    )
    await rv.adjudication.exemplify({ ...of(ruled), kind: 'inclusion' })
    expect((await km.codebook.examples({ code })).map(({ kind }) => kind)).toEqual(['inclusion'])
    await rv.history.undo({})
    await rv.adjudication.rule({ round, disagreement: open, outcome: 'neither' })
    for (const [kind, words] of [
      ['inclusion', 'inclusion'],
      ['typical', 'typical example'],
    ] as const)
      expect((await failureOf(rv.adjudication.exemplify({ ...of(open), kind }))).message).toBe(
        `“Waiting” does not stand on this passage: it is no ${words} of it.`,
      )
    await rv.adjudication.exemplify({ ...of(open), kind: 'exclusion' })
    await rv.history.undo({})
    await rv.history.undo({})
    expect(await km.codebook.examples({ code })).toHaveLength(1)
    await rv.codebook.removeExample({ example: example?.id ?? '' })
    expect(await rv.codebook.examples({})).toEqual([])
    await rv.history.undo({})
    await rv.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('keeps its words when the text is corrected, and goes with the code it is of', async () => {
    const { study, rv, km, source, code, round, ruled } = await withRuling()
    await rv.adjudication.exemplify({ round, disagreement: ruled, code, kind: 'near-miss' })
    const lead = await study.as('LD')
    const { revision } = await lead.sources.open({ source })
    await lead.rounds.close({ round, leaveOpen: true })
    await lead.revisions.correct({ source, revision, edits: [{ start: 0, end: 5, text: 'Other' }] })
    expect((await km.codebook.examples({ code }))[0]?.text).toBe(someText().slice(0, 20))
    const { id: into } = await study.code('Time')
    await lead.codebook.mergeCodes({ codes: [code], into })
    expect((await km.codebook.examples({ code: into })).map(({ kind }) => kind)).toEqual(['near-miss'])
    expect((await lead.study.check({})).breaches).toEqual([])
  })
})

describe('pairs of codes', () => {
  it('are those called alike or lying together, never one under the other, till they are told apart', async () => {
    const study = await makeStudy()
    const [lead, km] = [await study.as('LD'), await study.as('KM')]
    const source = await study.source('Interview 1', someText())
    const time = await study.code('Time')
    const lack = await study.code('Lack of time')
    const under = await lead.codebook.addCode({ name: 'Time', parent: time.id })
    const walking = await study.code('Walking')
    const onFoot = await study.code('On foot')
    await lead.codebook.updateCode({ code: (await study.code('Walkings')).id, status: 'retired' })
    for (const start of [0, 60]) {
      await km.codings.add({ source, start, end: start + 20, code: walking.id })
      await km.codings.add({ source, start: start + 5, end: start + 25, code: onFoot.id })
    }
    await km.codings.add({ source, start: 120, end: 140, code: onFoot.id })
    const names = new Map([
      [time.id, 'Time'],
      [lack.id, 'Lack of time'],
      [under.id, 'Time below'],
      [walking.id, 'Walking'],
      [onFoot.id, 'On foot'],
    ])
    const pairs = async () =>
      (await lead.codebook.pairs({ framework: time.framework })).map(pair => [
        pair.codes.map(id => names.get(id)).join(' / '),
        pair.sameName,
        pair.similarName,
        pair.together,
      ])
    expect(await pairs()).toEqual([
      ['Walking / On foot', false, false, 2],
      ['Time / Lack of time', false, true, 0],
      ['Lack of time / Time below', false, true, 0],
    ])
    await lead.codebook.tellApart({ codes: [onFoot.id, walking.id] })
    expect((await pairs()).map(([name]) => name)).not.toContain('Walking / On foot')
    expect((await failureOf(lead.codebook.tellApart({ codes: [walking.id, onFoot.id] }))).message).toBe(
      '“Walking” and “On foot” were told apart already.',
    )
    await lead.history.undo({})
    expect(await pairs()).toHaveLength(3)
    await lead.codebook.mergeCodes({ codes: [lack.id], into: time.id })
    expect((await pairs()).map(([name]) => name)).toEqual(['Walking / On foot'])
    // What one code was just split into is not proposed to be one again.
    await lead.codebook.splitCode({
      code: time.id,
      into: [{ name: 'Time at home' }, { name: 'Time at work' }],
      because: 'Two things',
    })
    expect(await pairs()).toHaveLength(1)
    // Nor where one of the parts was merged on.
    const parts = (await lead.codebook.frameworks({}))
      .flatMap(({ codes }) => codes)
      .filter(({ name }) => /Time at/.test(name))
    const { id: rest } = await study.code('Time at rest')
    await lead.codebook.mergeCodes({ codes: [parts[0]?.id ?? ''], into: rest })
    expect((await pairs()).filter(([, , , together]) => together === 0)).toEqual([])
    await lead.history.undo({})
    // A number alone tells codes apart.
    for (const name of ['Day 1', 'Day 2', 'Days 1']) names.set((await study.code(name)).id, name)
    const days = (await pairs()).map(([name]) => String(name)).filter(name => /^Days? /.test(name))
    expect(days).toEqual(['Day 1 / Days 1'])
  })
})
