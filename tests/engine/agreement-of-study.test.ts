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
})
