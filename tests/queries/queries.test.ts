import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { LiveCount } from '#shared/model/live-number.ts'
import { failureOf, makeStudy } from '../helpers/study.ts'

type Asked = Parameters<Client['queries']['ask']>[0]['query']

/** Two OTs at two sites and a joint interview with a manager; codes with one beneath another. */
async function begun() {
  const study = await makeStudy()
  const { setUp } = study
  const [km, ts, lead] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
  const role = (await setUp.cases.addAttribute({ about: 'person', name: 'Role', type: 'text' })).id
  const years = (await setUp.cases.addAttribute({ about: 'person', name: 'Years', type: 'number' })).id
  const opened = (await setUp.cases.addAttribute({ about: 'site', name: 'Opened', type: 'date' })).id
  const site = async (name: string, day: string) => {
    const { id } = await setUp.cases.add({ kind: 'site', name })
    await setUp.cases.setCells({ cells: [{ case: id, column: opened, value: day }] })
    return id
  }
  const sites = { north: await site('North', '2018-03-01'), south: await site('South', '2019-05-01') }
  const person = async (name: string, of: string, as: string, long: string) => {
    const { id } = await setUp.cases.add({ kind: 'person', name, site: of })
    await setUp.cases.setCells({
      cells: [
        { case: id, column: role, value: as },
        { case: id, column: years, value: long },
      ],
    })
    return id
  }
  const cases = {
    ot1: await person('OT 1', sites.north, 'OT', '4'),
    ot2: await person('OT 2', sites.south, 'OT', '12'),
    boss: await person('Boss', sites.south, 'manager', '20'),
  }
  const texts = {
    one: 'OT: We waited long for a waiting list place.\nOT: The walk to the shop was fine.\n',
    two: 'OT: Nobody waited here.\nManager: I waited, and the waiting list was long.\n',
  }
  const one = await study.source('Interview 1', texts.one)
  const two = await study.source('Interview 2', texts.two)
  await setUp.cases.link({
    links: [
      { source: one, case: cases.ot1 },
      { source: two, speaker: 'OT', case: cases.ot2 },
      { source: two, speaker: 'Manager', case: cases.boss },
    ],
  })
  const { id: dataSet } = await lead.sources.addDataSet({ name: 'First year' })
  await lead.sources.update({ source: one, dataSet })
  await lead.catalogue.change({ sources: [two], addTags: ['joint'] })
  const tag = (await lead.catalogue.tags({}))[0]?.id ?? ''
  const { id: time } = await study.code('Time')
  const { id: waiting } = await lead.codebook.addCode({ name: 'Waiting', parent: time })
  const { id: place } = await study.code('Place')
  const code = async (who: Client, source: string, words: string, as: string, more: object = {}) => {
    const { text } = await who.sources.open({ source })
    const start = text.indexOf(words)
    return who.codings.add({ source, start, end: start + words.length, code: as, ...more })
  }
  const codings = {
    waited: await code(km, one, 'We waited long', waiting, { polarity: 'barrier' }),
    list: await code(km, one, 'waiting list place', place),
    long: await code(km, one, 'long for a waiting list', time),
    nobody: await code(km, two, 'Nobody waited here', waiting),
    boss: await code(km, two, 'I waited, and the waiting list', waiting),
    theirs: await code(ts, two, 'waiting list was long', place),
  }
  const words = async (query: Asked, client = km) =>
    (await client.queries.ask({ query: { layer: 'independent', ...query } })).places.map(({ match }) => match)
  return {
    study,
    km,
    ts,
    lead,
    role,
    years,
    opened,
    sites,
    cases,
    one,
    two,
    dataSet,
    tag,
    time,
    waiting,
    place,
    codings,
    words,
  }
}

const counting = (id: string): LiveCount => ({
  kind: 'person',
  where: null,
  behind: { kind: 'query', id },
  polarity: null,
  layer: 'consensus',
  among: 'study',
  form: 'of',
  noun: 'people',
})

describe('a query', () => {
  it('finds codings by code, with and without what is beneath, together and without others', async () => {
    const { words, time, waiting, place } = await begun()
    const all = [
      'We waited long',
      'long for a waiting list',
      'Nobody waited here',
      'I waited, and the waiting list',
    ]
    expect(await words({ anyCodes: [time] })).toEqual(all)
    expect(await words({ anyCodes: [time], beneath: false })).toEqual(['long for a waiting list'])
    expect(await words({ anyCodes: [waiting, place] })).toHaveLength(5)
    expect(await words({ allCodes: [waiting, time], beneath: false })).toEqual(['We waited long'])
    expect(await words({ anyCodes: [waiting], noCodes: [time], beneath: false })).toEqual(all.slice(2))
    // Another coder's code on the same text is another reading.
    expect(await words({ anyCodes: [waiting], allCodes: [place] })).toEqual([])
    expect(await words({ anyCodes: [time], polarity: 'barrier' })).toEqual(['We waited long'])
  })

  it('finds codings by who is behind them, their sources, speakers and coder', async () => {
    const of = await begun()
    const { words, time, years, role, opened, cases, sites, study } = of
    const anyCodes = [time]
    expect(await words({ anyCodes, cases: [cases.boss] })).toEqual(['I waited, and the waiting list'])
    expect(await words({ anyCodes, cases: [sites.south] })).toHaveLength(2)
    expect(await words({ anyCodes, attributes: [{ attribute: role, values: ['OT'] }] })).toHaveLength(3)
    expect(await words({ anyCodes, attributes: [{ attribute: years, from: '5', to: '12' }] })).toEqual([
      'Nobody waited here',
    ])
    expect(await words({ anyCodes, attributes: [{ attribute: opened, to: '2018-12-31' }] })).toHaveLength(2)
    // All that is asked of a case must hold of one and the same.
    const both = [
      { attribute: role, values: ['OT'] },
      { attribute: years, from: '15' },
    ]
    expect(await words({ anyCodes, attributes: both })).toEqual([])
    expect(await words({ anyCodes, speakers: ['Manager'] })).toEqual(['I waited, and the waiting list'])
    expect(await words({ anyCodes, dataSets: [of.dataSet] })).toHaveLength(2)
    expect(await words({ anyCodes, tags: [of.tag] })).toHaveLength(2)
    expect(await words({ anyCodes, kinds: ['email'] })).toEqual([])
    expect(await words({ coder: study.people.TS })).toEqual(['waiting list was long'])
    expect(await words({ layer: 'consensus', anyCodes })).toEqual([])
  })

  it('finds text, text without a code, and codings whose own words have it', async () => {
    const { km, words, cases, waiting } = await begun()
    expect(await words({ text: { words: 'wait*' } })).toEqual([
      'waited',
      'waiting',
      'waited',
      'waited',
      'waiting',
    ])
    expect(await words({ text: { words: '"waiting list"' }, noCodes: [waiting] })).toEqual(['waiting list'])
    expect(await words({ text: { words: 'waited' }, cases: [cases.boss] })).toEqual(['waited'])
    expect(await words({ text: { words: 'waiting long', how: 'near', within: 3 } })).toEqual([
      'long for a waiting',
      'waiting list was long',
    ])
    expect(await words({ text: { words: 'w\\w+ l\\w+', how: 'pattern' } })).toEqual([
      'waited long',
      'waiting list',
      'waiting list',
      'was long',
    ])
    expect(await words({ text: { words: 'long' }, anyCodes: [waiting] })).toEqual(['We waited long'])
    const { places, counts, of } = await km.queries.ask({
      query: { text: { words: 'waited' }, layer: 'independent' },
      limit: 2,
    })
    expect([of, counts]).toEqual(['text', { places: 3, sources: 2, cases: 3 }])
    expect(places[1]).toMatchObject({
      sourceTitle: 'Interview 2',
      match: 'waited',
      before: 'OT: Nobody ',
      after: ' here.',
      speaker: 'OT',
      line: 1,
      cases: ['OT 2'],
      codes: [{ id: waiting, name: 'Waiting' }],
    })
  })

  it('is said in words that name the layer', async () => {
    const { km, time, role, sites } = await begun()
    const said = async (query: Asked) => (await km.queries.ask({ query })).inWords
    expect(
      await said({
        anyCodes: [time],
        cases: [sites.south],
        attributes: [{ attribute: role, values: ['OT'] }],
      }),
    ).toBe(
      'Passages coded “Time” or what is beneath, in the consensus, said by or about “South”, of people whose “Role” is OT.',
    )
    expect(await said({ text: { words: 'a OR b' }, kinds: ['interview'] })).toBe(
      'Places that have the words a OR b, codes shown from the consensus, in interviews.',
    )
  })

  it('is refused in a sentence where it asks for nothing, or what is not understood', async () => {
    const { km } = await begun()
    const refusal = async (query: Asked) => (await failureOf(km.queries.ask({ query }))).message
    expect(await refusal({})).toBe('The query asks for nothing.')
    expect(await refusal({ text: { words: '"a' } })).toBe('The quotation mark at character 1 is not closed.')
    expect(await refusal({ text: { words: 'x'.repeat(10_000), how: 'phrase' } })).toBe(
      'What is looked for has 10,000 characters; at most 1,000 can be looked for at once.',
    )
    expect(await refusal({ text: { words: '(a', how: 'pattern' } })).toMatch(/opens a bracket/)
    expect((await km.queries.ask({ query: { text: { words: '(a+)+$', how: 'pattern' } } })).places).toEqual(
      [],
    )
  })

  it('says where its words cannot be found in the index', async () => {
    const { study, km } = await begun()
    await study.source('Chinese', 'A: 我们等了很久。')
    const asked = async (text: { words: string; how?: 'pattern' }) => km.queries.ask({ query: { text } })
    expect((await asked({ words: '等了' })).remarks[0]).toMatch(/indexed in runs/)
    expect((await asked({ words: '等了', how: 'pattern' })).places).toHaveLength(1)
  })

  it('stops at so many places, and can be given up', async () => {
    const { study, km } = await begun()
    await study.source('Long', `A: ${'the shop '.repeat(12_000)}`)
    const { counts, remarks } = await km.queries.ask({ query: { text: { words: 'shop' } } })
    expect(counts.places).toBe(10_000)
    expect(remarks[0]).toMatch(/stops at 10,000 places/)
    const control = new AbortController()
    const asked = km.queries.ask(
      { query: { text: { words: '(s|h|o|p)+x', how: 'pattern' } } },
      { signal: control.signal },
    )
    control.abort()
    expect((await failureOf(asked)).code).toBe('cancelled')
  })
})

describe('a saved query', () => {
  it('is kept, changed, renamed, removed and brought back, and says by whom', async () => {
    const { km, lead, time, waiting } = await begun()
    const { id } = await km.queries.save({ name: 'Time', asks: { anyCodes: [time] } })
    await lead.queries.save({ query: id, name: 'Time', asks: { anyCodes: [waiting] } })
    await km.queries.rename({ query: id, name: 'Waits' })
    expect((await km.queries.list({})).map(({ name, by, asks }) => [name, by, asks.anyCodes])).toEqual([
      ['Waits', 'Lena Dorn', [waiting]],
    ])
    expect((await failureOf(km.queries.save({ name: ' waits', asks: { anyCodes: [time] } }))).code).toBe(
      'exists',
    )
    await km.queries.remove({ query: id })
    expect(await km.queries.list({})).toEqual([])
    await km.history.undo({})
    expect((await km.queries.list({})).map(({ name }) => name)).toEqual(['Waits'])
    const { entries } = await km.history.list({ thing: 'queries' })
    expect(entries.map(({ what }) => what)).toContain('Renamed the query “Time” to “Waits”')
    expect((await failureOf(km.queries.save({ name: 'None', asks: {} }))).message).toMatch(/asks for nothing/)
  })

  it('is not written over where somebody else changed it meanwhile', async () => {
    const { km, lead, time, waiting } = await begun()
    const from = { anyCodes: [time] }
    const { id } = await km.queries.save({ name: 'Time', asks: from })
    await lead.queries.save({ query: id, name: 'Time', asks: { anyCodes: [waiting] }, from })
    const mine = { anyCodes: [time], beneath: false }
    expect(await failureOf(km.queries.save({ query: id, name: 'Time', asks: mine, from }))).toMatchObject({
      code: 'conflict',
      message: '“Time” was changed elsewhere while you were changing it.',
    })
    expect((await km.queries.list({}))[0]?.asks.anyCodes).toEqual([waiting])
    await km.queries.save({ query: id, name: 'Time', asks: { anyCodes: [waiting] }, from })
  })

  it('says which part no longer stands, finds nothing by it, and loses nothing', async () => {
    const { study, km, lead, codings, place, role, dataSet, words } = await begun()
    const asks = {
      anyCodes: [place],
      dataSets: [dataSet],
      attributes: [{ attribute: role, values: ['OT'] }],
      layer: 'independent' as const,
    }
    const { id } = await km.queries.save({ name: 'Places', asks })
    expect(await words(asks)).toEqual(['waiting list place'])
    await km.codings.remove({ codings: [codings.list.id] })
    await (await study.as('TS')).codings.remove({ codings: [codings.theirs.id] })
    await lead.codebook.removeCode({ code: place })
    await lead.catalogue.removeDataSet({ dataSet })
    await lead.cases.removeAttribute({ attribute: role })
    const [query] = await km.queries.list({})
    expect(query?.missing).toEqual([
      'The code “Place” it asks for is no longer there.',
      'The data set “First year” it asks for is no longer there.',
      'The attribute “Role” it asks for is no longer there.',
    ])
    expect(query?.inWords).toContain('coded “Place” or what is beneath')
    expect(await words(asks)).toEqual([])
    await km.queries.save({ query: id, name: 'Again', asks })
    expect((await km.queries.list({}))[0]?.missing).toHaveLength(3)
  })

  it('follows a merged code', async () => {
    const { lead, words, time, place } = await begun()
    await lead.codebook.mergeCodes({ codes: [place], into: time, because: 'The same' })
    expect(await words({ anyCodes: [place], beneath: false })).toEqual([
      'long for a waiting list',
      'waiting list place',
      'waiting list was long',
    ])
  })

  it('says which code a merged one counts as, in its list, its answer, a live number and an export', async () => {
    const { study, km, lead, time, place, waiting } = await begun()
    const asks = { anyCodes: [place], noCodes: [waiting], beneath: false, layer: 'independent' as const }
    const { id } = await km.queries.save({ name: 'Places', asks })
    const { id: way } = await study.code('Way')
    await lead.codebook.mergeCodes({ codes: [place], into: time, because: 'The same' })
    const words =
      'Passages coded “Time” (into which “Place” was merged), on no text coded “Waiting”, in each coder’s own codings.'
    const [query] = await km.queries.list({})
    expect([query?.inWords, query?.missing]).toEqual([words, []])
    expect((await km.queries.ask({ query: asks })).inWords).toBe(words)
    expect((await km.memos.count(counting(id))).number.why).toContain(words)
    const report = await km.reports.make({ what: 'query', format: 'html' })
    const html = Buffer.from(study.host.reports.get(report.id)?.bytes ?? []).toString('utf8')
    expect(html).toContain('(into which “Place” was merged)')
    // Codes that are one by now are said once.
    await lead.codebook.mergeCodes({ codes: [way], into: time, because: 'The same' })
    const both = { ...asks, anyCodes: [place, time, way], noCodes: [] }
    expect((await km.queries.ask({ query: both })).inWords).toBe(
      'Passages coded “Time” (into which “Place” and “Way” were merged), in each coder’s own codings.',
    )
    await lead.history.undo({})
    await lead.history.undo({})
    expect((await km.queries.list({}))[0]?.inWords).toContain('Passages coded “Place”,')
  })
})

describe('a saved query whose parts no longer stand', () => {
  const saved = async (client: Client, id: string) =>
    (await client.queries.list({})).find(query => query.id === id)

  it('says so of bounds whose attribute is text by now, and finds nobody by them till it is a number again', async () => {
    const { study, km, years, waiting, words } = await begun()
    const asks = {
      anyCodes: [waiting],
      layer: 'independent' as const,
      attributes: [{ attribute: years, values: [], from: '1', to: '3' }],
    }
    const { id } = await km.queries.save({ name: 'Juniors', asks })
    const long = { ...asks, attributes: [{ attribute: years, values: [], from: '8', to: '15' }] }
    expect([await words(asks), await words(long)]).toEqual([[], ['Nobody waited here']])
    await study.setUp.cases.updateAttribute({ attribute: years, type: 'text' })
    const gone = '“Years” is text now, and is not asked for 1 to 3.'
    expect([await words(asks), await words(long)]).toEqual([[], []])
    expect((await saved(km, id))?.missing).toEqual([gone])
    expect((await km.queries.ask({ query: asks })).missing).toEqual([gone])
    expect((await km.memos.count(counting(id))).number.why).toMatch(/is 1 to 3\. “Years” is text now, and /)
    const report = await km.reports.make({ what: 'query', format: 'html' })
    expect(Buffer.from(study.host.reports.get(report.id)?.bytes ?? []).toString('utf8')).toContain(gone)
    await study.setUp.cases.updateAttribute({ attribute: years, type: 'number' })
    expect((await saved(km, id))?.missing).toEqual([])
    expect(await words(long)).toEqual(['Nobody waited here'])
  })

  it('says so of a value that is none any more, and reads one as its attribute now spells it', async () => {
    const { study, km, cases, opened, role } = await begun()
    const of = (attribute: string, ...values: string[]) => ({
      text: { words: 'waited' },
      attributes: [{ attribute, values, from: null, to: null }],
    })
    const missing = async (query: ReturnType<typeof of>) => (await km.queries.ask({ query })).missing
    const found = async (query: ReturnType<typeof of>) => (await km.queries.ask({ query })).counts.places
    expect([await missing(of(role, 'manager')), await found(of(role, 'manager'))]).toEqual([[], 1])
    await study.setUp.cases.setCells({ cells: [{ case: cases.boss, column: role, value: 'lead' }] })
    expect(await missing(of(role, 'manager', 'OT'))).toEqual(['No person has “manager” as “Role” now.'])
    await study.setUp.cases.updateAttribute({
      attribute: role,
      type: 'choice',
      choices: ['OT', 'lead', 'nurse'],
    })
    expect(await missing(of(role, 'manager', 'nurse', 'ot'))).toEqual([
      '“manager” is none of the choices of “Role” now.',
    ])
    expect(await found(of(role, 'Lead'))).toBe(1)
    await study.setUp.cases.updateAttribute({ attribute: opened, type: 'text' })
    await study.setUp.cases.updateAttribute({ attribute: opened, type: 'date' })
    expect(await missing(of(opened, '1 March 2018'))).toEqual([])
    expect(await found(of(opened, '1 March 2018'))).toBe(1)
    expect(await missing(of(opened, '2017-01-01'))).toEqual(['No site has “2017-01-01” as “Opened” now.'])
  })

  it('says so of a speaker by whose label nobody speaks any more', async () => {
    const { km, lead, two } = await begun()
    const asks = { text: { words: 'waited' }, speakers: ['Manager'] }
    const { id } = await km.queries.save({ name: 'The manager', asks })
    expect((await saved(km, id))?.missing).toEqual([])
    await lead.speakers.choose({
      source: two,
      choice: {
        find: { by: 'automatic' },
        not: [],
        names: [{ label: 'Manager', name: 'Boss' }],
        asks: [],
      },
    })
    const gone = 'No source has the speaker “Manager” now.'
    expect((await saved(km, id))?.missing).toEqual([gone])
    const answer = await km.queries.ask({ query: asks })
    expect([answer.counts.places, answer.missing]).toEqual([0, [gone]])
    expect((await km.queries.ask({ query: { ...asks, speakers: ['Boss'] } })).missing).toEqual([])
  })
})

describe('a live number behind a query', () => {
  const body = (count: LiveCount) =>
    JSON.stringify({
      root: {
        type: 'root',
        children: [{ type: 'paragraph', children: [{ type: 'live-number', version: 1, ...count }] }],
      },
    })

  it('moves with its codings, has its list, and says so in the export and when the query goes', async () => {
    const { study, km, time, codings } = await begun()
    const { id } = await km.queries.save({ name: 'Time', asks: { anyCodes: [time], layer: 'independent' } })
    const memo = await km.memos.add({ title: 'On time', about: { kind: 'study', id: null } })
    await km.memos.save({ memo: memo.id, body: body(counting(id)) })
    const said = async () => (await km.memos.open({ memo: memo.id })).numbers[0]
    expect((await said())?.said).toBe('3 of the 3 people')
    expect((await said())?.why).toContain('behind the query “Time”')
    const { people } = await km.memos.count(counting(id))
    expect(people.map(({ name, passages }) => [name, passages])).toEqual([
      ['Boss', 1],
      ['OT 1', 2],
      ['OT 2', 1],
    ])
    await km.reports.make({ what: 'memos', format: 'html' })
    await km.codings.remove({ codings: [codings.boss.id] })
    expect((await said())?.said).toBe('2 of the 3 people')
    const report = await km.reports.make({ what: 'memos', format: 'html' })
    const html = Buffer.from(study.host.reports.get(report.id)?.bytes ?? []).toString('utf8')
    expect(html).toContain('3 of the 3 people')
    expect(html).toContain('2 of the 3 people')
    expect((await km.queries.goesWith({ query: id })).sentence).toBe(
      'Live numbers in a memo count it and would have nothing to count: “On time”.',
    )
    await km.queries.remove({ query: id })
    expect(await said()).toMatchObject({ said: '? people', isMissing: true })
    await km.history.undo({})
    expect((await said())?.said).toBe('2 of the 3 people')
  })

  it('counts places of text, and no regular expression', async () => {
    const { km } = await begun()
    const { id } = await km.queries.save({ name: 'Waited', asks: { text: { words: 'waiting' } } })
    expect((await km.memos.count(counting(id))).number.said).toBe('2 of the 3 people')
    await km.queries.save({ query: id, name: 'Waited', asks: { text: { words: 'w.+', how: 'pattern' } } })
    expect((await km.memos.count(counting(id))).number.why).toMatch(/regular expression/)
  })
})
