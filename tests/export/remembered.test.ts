import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wholeJournal } from '#shared/model/journal.ts'
import type { ReportChoices } from '#shared/model/report.ts'
import { emptyStudy, type Made } from './study.ts'

const choices: ReportChoices = {
  formats: { codebook: 'md' },
  layer: 'consensus',
  summaries: { kind: 'site' },
  participants: { kind: 'site', groupBy: null, attributes: null, decimals: 2 },
  agreement: {
    round: null,
    coders: null,
    unit: 'word',
    withInterviewer: false,
    withQuoted: false,
    coefficients: false,
  },
  audit: { ...wholeJournal, thing: 'memos' },
  contacts: { cutOff: '2019-03-31' },
  leftOut: ['plan'],
}

describe('what is remembered of reports', () => {
  let made: Made
  beforeAll(async () => {
    made = await emptyStudy('Remembered')
  })
  afterAll(() => made.close())

  it('is one person’s, in every window of theirs, and no step of the history', async () => {
    const anna = await made.signIn('AM')
    const steps = (await anna.history.list({})).entries.length
    expect(await anna.reports.remembered({})).toEqual({ choices: null, made: {} })
    await anna.reports.remember({ choices })
    const report = await anna.reports.make({ what: 'memos', format: 'md' })
    const again = await made.signIn('AM')
    const remembered = await again.reports.remembered({})
    expect(remembered.choices).toEqual(choices)
    expect(Object.keys(remembered.made)).toEqual(['memos'])
    expect(remembered.made['memos']?.fileName).toBe(report.fileName)
    // Kept before summaries, and a cut-off, were chosen here.
    const { summaries: _, contacts: __, ...older } = choices
    await anna.reports.remember({ choices: older })
    expect((await anna.reports.remembered({})).choices).toMatchObject({
      summaries: { kind: 'person' },
      contacts: { cutOff: null },
    })
    const ben = await made.signIn('BK')
    expect(await ben.reports.remembered({})).toEqual({ choices: null, made: {} })
    expect((await anna.history.list({})).entries).toHaveLength(steps)
    expect((await made.client.study.check({})).breaches).toEqual([])
  })
})
