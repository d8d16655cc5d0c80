import { describe, expect, it } from 'vitest'
import { makeStudy } from '../helpers/study.ts'

describe('agreement of a study', () => {
  it('reports its frameworks, themes and data sets', async () => {
    const study = await makeStudy()
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    const one = await study.source('One', 'x'.repeat(60))
    const two = await study.source('Two', 'x'.repeat(40))
    const mentors = await study.setUp.sources.addDataSet({ name: 'Mentors' })
    await study.setUp.sources.addDataSet({ name: 'Nobody coded these' })
    await study.setUp.sources.update({ source: one, dataSet: mentors.id })
    const wait = await study.code('Waiting')
    const queue = await study.setUp.codebook.addCode({ name: 'Queues', parent: wait.id })
    const trust = await study.code('Trust')
    const time = await study.setUp.themes.add({ name: 'Time', parent: null, summary: '' })
    const lost = await study.setUp.themes.add({ name: 'Lost time', parent: time.id, summary: '' })
    await study.setUp.themes.add({ name: 'Empty', parent: null, summary: '' })
    await study.setUp.themes.addCodes({ theme: lost.id, codes: [wait.id] })
    await km.codings.add({ source: one, start: 0, end: 10, code: queue.id })
    await ts.codings.add({ source: one, start: 0, end: 10, code: wait.id })
    await km.codings.add({ source: two, start: 0, end: 5, code: trust.id })
    await ts.codings.add({ source: two, start: 0, end: 5, code: trust.id })
    const report = await km.agreement.between({ coders: [study.people.KM, study.people.TS] })
    expect(report.groups.map(g => [g.kind, g.name, g.counts])).toEqual([
      ['framework', expect.any(String), { '11': 5, '10': 10, '01': 10, '00': 275 }],
      // A component counts for its construct, and a sub-theme for its theme.
      ['theme', 'Time', { '11': 10, '10': 0, '01': 0, '00': 90 }],
      ['theme', 'Lost time', { '11': 10, '10': 0, '01': 0, '00': 90 }],
      ['dataSet', 'Mentors', { '11': 0, '10': 10, '01': 10, '00': 160 }],
    ])
    const narrow = await km.agreement.between({
      coders: [study.people.KM, study.people.TS],
      codes: [trust.id],
    })
    expect(narrow.groups.map(g => [g.name, g.n])).toEqual([
      [expect.any(String), 100],
      ['Mentors', 60],
    ])
    expect(study.faults()).toBe('')
  })

  it('reports polarity, places, sets and passages of a round, and draws its turns', async () => {
    const study = await makeStudy()
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    const said = 'I: How long?\nMira: We waited for a month.\n'
    const source = await study.source('One', said.repeat(6))
    const wait = await study.code('Waiting')
    const { id: round } = await study.setUp.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    const at = (k: number) => ({
      source,
      start: k * said.length + 19,
      end: k * said.length + 30,
      code: wait.id,
    })
    for (const k of [0, 1, 2]) await km.codings.add({ ...at(k), polarity: 'barrier' })
    await ts.codings.add({ ...at(0), polarity: 'barrier' })
    await ts.codings.add({ ...at(1), polarity: 'facilitator' })
    await ts.codings.add({ ...at(2), start: at(2).start + 4 })
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    const report = await km.agreement.inRound({ round, unit: 'segment' })
    expect(report.polarity?.table).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [1, 1, 1, 0],
      [0, 0, 0, 0],
    ])
    expect(report.slots.map(slot => [slot.placed, slot.same.value])).toEqual([
      [{ both: 3, onlyA: 0, onlyB: 0 }, 1],
    ])
    expect(report.sets.set_alpha_jaccard.value).toBe(1)
    expect(report.spans).toMatchObject({
      overlap: 0.5,
      exact: { a: 3, b: 3, matched: 2 },
      overlapping: { matched: 3 },
    })
    const strict = await km.agreement.inRound({ round, overlap: 0.9 })
    expect(strict.spans).toMatchObject({ overlap: 0.9, overlapping: { matched: 2 } })
    // Both gave every code to the same characters, so every draw of turns says so.
    expect(report.codes[0]?.figures.percent_agreement.method).toBe('no interval: the same in every resample')
    const answers = await km.agreement.inRound({ round, unit: 'segment', withInterviewer: false })
    expect(answers.codes[0]?.figures.percent_agreement.method).toMatch(
      /^no interval: 1 source with 6 segments/,
    )
    expect(study.faults()).toBe('')
  })
})
