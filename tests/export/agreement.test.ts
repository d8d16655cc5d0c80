import { describe, expect, it } from 'vitest'
import type { ComparedPair } from '#engine/export/compared-pair.ts'
import { coefficientText, inPrint, intervalText, percentText } from '#engine/export/figure-text.ts'
import { methodsParagraph } from '#engine/export/methods-paragraph.ts'
import type { Client } from '#shared/contract/client.ts'
import type { Stance } from '#shared/model/study.ts'
import { failureOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'
import { htmlElements, workbookSheets as sheetsOf, utf8 } from './read-back.ts'

/** A report as the engine makes it for this window, by its options. */
async function reportOf(study: TestStudy, client: Client, format: string, agreement: object = {}) {
  const { id } = await client.reports.make({ what: 'agreement', format, agreement })
  return study.host.reports.get(id)?.bytes ?? new Uint8Array()
}

/** Two sources, one of them coded by KM and TS in a round; KM and TS have each submitted. */
async function comparedStudy(stance: Stance = 'codebook') {
  const study = await makeStudy()
  await study.setUp.study.update({ stance })
  const source = await study.source('Interview 1', someText(6))
  const other = await study.source('Interview 2', someText(3))
  const { id: code } = await study.code('Waiting')
  const [km, ts] = [await study.as('KM'), await study.as('TS')]
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  await km.codings.add({ source, start: 0, end: 50, code })
  await ts.codings.add({ source, start: 10, end: 60, code })
  await ts.codings.add({ source, start: 100, end: 120, code })
  const submit = async () => {
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
  }
  return { study, km, ts, source, other, code, round, submit }
}

describe('an agreement report', () => {
  it('of an open round is refused by whoever asks, with the sentence of the Compare screen', async () => {
    const { study, km, round } = await comparedStudy()
    const refusal = {
      code: 'blind',
      message: 'Round “Round 1” is still open: its coders are compared when both have submitted.',
      hint: 'Still to submit: KM, TS.',
    }
    for (const client of [km, study.setUp, await study.as('LD')]) {
      for (const agreement of [{}, { round }]) {
        for (const format of ['html', 'xlsx', 'json'])
          expect(await failureOf(reportOf(study, client, format, agreement))).toMatchObject(refusal)
      }
      expect(
        await failureOf(reportOf(study, client, 'json', { coders: [study.people.KM, study.people.TS] })),
      ).toMatchObject({ code: 'blind' })
    }
  })

  it('takes the latest round that can be compared, and passes over one that is open', async () => {
    const { study, other, submit } = await comparedStudy()
    await submit()
    await study.setUp.rounds.open({
      title: 'Round 2',
      sources: [other],
      coders: [study.people.KM, study.people.TS],
    })
    const report = JSON.parse(utf8(await reportOf(study, study.setUp, 'json')))
    expect(report.round.title).toBe('Round 1')
  })

  it('counts in the unit asked for, and of two people outside rounds as well', async () => {
    const { study, submit } = await comparedStudy()
    await submit()
    const coders = [study.people.TS, study.people.KM]
    const report = JSON.parse(utf8(await reportOf(study, study.setUp, 'json', { coders, unit: 'word' })))
    expect(report).toMatchObject({
      round: null,
      differences: null,
      options: { unit: 'word' },
      coders: [{ initials: 'TS' }, { initials: 'KM' }],
    })
    expect(report.agreement).toEqual(
      expect.objectContaining({
        unit: 'word',
        n: (await study.setUp.agreement.between({ coders, unit: 'word' })).n,
      }),
    )
    expect(report.methods).toMatch(/^Two coders \(TS, KM\) both coded 1 of 2 sources \(50\u202f%\)/)
    expect(report.methods).not.toMatch(/blind|settled|version/)
  })

  it('says the very figures that the Compare screen shows', async () => {
    const { study, round, submit } = await comparedStudy()
    await submit()
    const asked = { round, unit: 'word' as const, withInterviewer: false }
    const shown = await study.setUp.agreement.inRound(asked)
    const { agreement } = JSON.parse(utf8(await reportOf(study, study.setUp, 'json', asked)))
    expect(agreement.overall.counts).toEqual(shown.overall.counts)
    expect(agreement.overall.cohen_kappa).toEqual(shown.overall.figures.cohen_kappa)
    expect(agreement.codes[0].alpha_nominal).toEqual(shown.codes[0]?.figures.alpha_nominal)
  })

  it('where there is nothing to compare says what to do', async () => {
    const study = await makeStudy()
    expect(await failureOf(reportOf(study, study.setUp, 'html'))).toMatchObject({
      code: 'not-found',
      message: 'The study has no round to compare.',
    })
  })
})

describe('in a reflexive study', () => {
  async function reflexive(): Promise<TestStudy> {
    const { study, submit } = await comparedStudy('reflexive')
    await submit()
    return study
  }
  const coefficient = /κ|α|kappa|\bAC1\b|\bF1\b|Brennan|percent.agreement|Landis/i

  it.each(['html', 'xlsx', 'json'])('the %s has counts and readings, and no coefficient', async format => {
    const study = await reflexive()
    const bytes = await reportOf(study, study.setUp, format)
    const said =
      format === 'html'
        ? (htmlElements(bytes).find(e => e.tag === 'body')?.text ?? '')
        : format === 'json'
          ? utf8(bytes)
          : [...(await sheetsOf(bytes)).values()].flat(2).join('\n')
    expect(said).not.toMatch(coefficient)
    expect(said).toMatch(/Two people \(KM, TS\) independently coded/)
    expect(said).toMatch(/readings/)
  })

  it('they are there when asked for', async () => {
    const study = await reflexive()
    const bytes = await reportOf(study, study.setUp, 'html', { coefficients: true })
    expect(utf8(bytes)).toMatch(/Cohen’s κ was/)
    expect(utf8(bytes)).toContain('Two readings compared')
  })
})

/** A comparison with every fact there may be. */
const pair = {
  report: {
    unit: 'word',
    n: 41_203,
    codes: Array.from({ length: 34 }),
    leftOut: { speakers: ['Interviewer'], aroundMail: 0, characters: 12_004 },
    overall: {
      figures: {
        percent_agreement: { value: 0.9731, ci: [0.961, 0.98], method: 'x' },
        cohen_kappa: { value: null, why: 'Nobody used any of these codes' },
        alpha_nominal: {
          value: 0.71,
          ci: [0.63, 0.78],
          method: '95 % percentile bootstrap over 6 sources, B = 2000, seed 1',
        },
      },
    },
  },
  coders: [
    { id: 'a', initials: 'AM', submittedAt: '2025-03-09T10:00:00.000Z' },
    { id: 'b', initials: 'BK', submittedAt: '2025-03-11T10:00:00.000Z' },
  ],
  round: {
    title: 'First',
    blind: true,
    openedAt: '2025-03-03T10:00:00.000Z',
    frameworks: [{ name: 'Coding framework', version: 2 }],
  },
  sources: Array.from({ length: 6 }, (_, n) => ({
    id: `s${n}`,
    words: 7000,
    dataSet: n < 2 ? 'Mentors' : 'OTs',
  })),
  codings: Array.from({ length: 6 }, (_, n) => ({ source: `s${n}` })),
  whole: {
    sources: 28,
    words: 190_551,
    dataSets: [
      { name: 'Mentors', sources: 6 },
      { name: 'OTs', sources: 19 },
      { name: '', sources: 3 },
    ],
  },
  docket: {
    agreed: 12,
    items: [
      { kind: 'omission', sides: { a: [{}], b: [] }, ruling: { outcome: 'a', discussedWith: 'AM, BK' } },
      { kind: 'boundary', sides: { a: [{}], b: [{}] }, ruling: { outcome: 'b', discussedWith: '' } },
      { kind: 'boundary' },
    ],
    reviewers: [{ initials: 'CT', isCoder: false }],
  },
} as unknown as ComparedPair

describe('the methods paragraph', () => {
  const say = (about: object = {}, speaking: object = {}) =>
    methodsParagraph({ ...pair, ...about } as ComparedPair, {
      stance: 'codebook',
      withCoefficients: true,
      madeBy: '1.2.3',
      ...speaking,
    })

  it('says every fact with its true count', () => {
    expect(
      say()
        .replaceAll('\u202f', ' ')
        .split(/(?<=[.:;]) (?=[A-Z])/),
    ).toEqual([
      'Two coders (AM, BK) independently coded 6 of 28 sources (21 %), 42,000 of 190,551 words (22 %): 2 of 6 in “Mentors” and 4 of 19 in “OTs”.',
      'They worked blind to each other’s codings until both had submitted (3 March 2025 to 11 March 2025).',
      'They coded against version 2 of “Coding framework”.',
      'Agreement was computed on words (n = 41,203) over 34 codes, all codes pooled; text that a person left uncoded counts as not given the code; the turns of Interviewer (12,004 characters) were left out.',
      'Percent agreement was 97.3 % (95 % CI 96.1 to 98.0 %), Cohen’s κ was undefined (nobody used any of these codes) and Krippendorff’s α was .71 (95 % CI .63 to .78).',
      'Intervals are from a 95 % percentile bootstrap over 6 sources, B = 2,000, seed 1.',
      'They agreed on 12 codings in extent, code and polarity and differed 3 times: 1 of omission and 2 of boundary.',
      'Of these, 2 were settled by a third reviewer (CT), 1 of them after discussion; what stands is AM’s coding in 1 and BK’s coding in 1; 1 is not settled yet.',
      'Figures were computed with Tandem 1.2.3.',
    ])
  })

  it('leaves out what is not there', () => {
    const bare = say({ round: null, docket: null, whole: { ...pair.whole, dataSets: [] } })
    expect(bare).not.toMatch(/blind|version \d of|settled|differed|in “/)
    expect(bare).toMatch(/^Two coders \(AM, BK\) both coded 6 of 28 sources/)
    expect(say({ round: { ...pair.round, blind: false } })).toMatch(/both coded.*They could see each other’s/)
    const { docket } = pair
    expect(say({ docket: { ...docket, items: docket?.items.slice(2) } })).not.toMatch(/settled/)
    const polar = [{ kind: 'omission' }, { kind: 'polarity' }, { kind: 'polarity' }]
    expect(say({ docket: { ...docket, items: polar } })).toContain(
      'They agreed on 12 codings in extent, code and polarity and differed 3 times: 1 of omission and 2 of polarity alone.',
    )
    expect(say({ docket: { ...docket, items: [] } })).toMatch(/12 codings .* and differed on none\./)
  })

  it('does not say that a source was coded in which neither coded anything', () => {
    const coded = (count: number) => say({ codings: pair.codings.slice(0, count) }).replaceAll('\u202f', ' ')
    expect(coded(4)).toMatch(
      /^Two coders \(AM, BK\) independently worked through 6 of 28 sources \(21 %\), .* in “OTs”\. Neither coded anything in 2 of these sources\. They worked blind/,
    )
    expect(coded(0)).toContain('Neither coded anything in any of these sources.')
    expect(coded(6)).not.toMatch(/Neither coded|worked through/)
  })

  it('says where a coder ruled, and where all is settled', () => {
    const docket = {
      ...pair.docket,
      items: pair.docket?.items.slice(0, 2),
      reviewers: [{ initials: 'AM', isCoder: true }],
    }
    expect(say({ docket })).toMatch(/All differences were settled by the coder AM, 1 of them after/)
  })

  it('speaks of readings and names no coefficient in a reflexive study', () => {
    const said = say({}, { stance: 'reflexive', withCoefficients: false })
    expect(said).toMatch(/^Two people .* at 3 places their readings parted \(1 where only one coded/)
    expect(said).not.toMatch(/κ|α|agree|coder/i)
  })
})

describe('a figure in print', () => {
  it.each([
    [0.714, '.71'],
    [1, '1.00'],
    [0.9999, '> .99'],
    [0.001, '< .01'],
    [-0.001, '> −.01'],
    [-0.049, '−.05'],
    [-1, '−1.00'],
    [0, '.00'],
  ])('%s is %s', (value, words) => {
    expect(coefficientText(value).replace('\u202f', ' ')).toBe(words)
  })

  it('is never rounded to all or nothing, and has its interval in the same spelling', () => {
    expect([0, 0.0001, 0.5, 0.99999, 1].map(percentText).join(' ').replaceAll('\u202f', ' ')).toBe(
      '0 % 0.1 % 50.0 % 99.9 % 100 %',
    )
    expect(intervalText({ value: 0.1, ci: [-0.004, 0.2] }, 'coefficient')).toBe('.00 to .20')
    expect(intervalText({ value: 0.1 }, 'share')).toBeNull()
    expect(inPrint('96.1% of all, but kappa is 0.52 and less than 0.1%').replaceAll('\u202f', ' ')).toBe(
      '96.1 % of all, but kappa is .52 and less than 0.1 %',
    )
  })
})
