import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { memosHtml } from '#engine/export/formats/memos-html.ts'
import type { Client } from '#shared/contract/client.ts'
import type { LiveCount } from '#shared/model/live-number.ts'
import { makeStudy, someText, type TestStudy } from '../helpers/study.ts'

/** Three OTs and a mentor at two sites, each with an interview that is coded once, but the third OT's. */
async function interviewed() {
  const study = await makeStudy()
  const { setUp, people } = study
  const { id: code } = await study.code('Waiting')
  const role = await setUp.cases.addAttribute({ about: 'person', name: 'Role', type: 'text' })
  const site = async (name: string) => (await setUp.cases.add({ kind: 'site', name })).id
  const [north, south] = [await site('Site 1'), await site('Site 2')]
  const cases: Record<string, string> = {}
  const sources: Record<string, string> = {}
  for (const [name, as, at] of [
    ['OT 1', 'OT', 'Site 1'],
    ['OT 2', 'OT', 'Site 1'],
    ['OT 3', 'OT', 'Site 2'],
    ['OT 4', 'OT', 'Site 2'],
    ['Mentor 1', 'mentor', 'Site 2'],
  ] as const) {
    const { id } = await setUp.cases.add({ kind: 'person', name })
    await setUp.cases.setCells({
      cells: [
        { case: id, column: role.id, value: as },
        { case: id, column: 'site', value: at },
      ],
    })
    cases[name] = id
    if (name === 'OT 4') continue
    sources[name] = await study.source(name, `${name}. ${someText(1)}`)
    await setUp.cases.link({ links: [{ source: sources[name], case: id }] })
  }
  const km = await study.as('KM')
  const codings: Record<string, string> = {}
  for (const name of ['OT 1', 'OT 2', 'Mentor 1']) {
    const made = await km.codings.add({ source: sources[name] ?? '', start: 0, end: 20, code })
    codings[name] = made.id
  }
  const count: LiveCount = {
    kind: 'person',
    where: { attribute: role.id, value: 'OT' },
    behind: { kind: 'code', id: code },
    polarity: null,
    layer: 'independent',
    among: 'study',
    form: 'of',
    noun: 'OTs',
  }
  return { study, people, km, code, cases, sources, codings, count, sites: { north, south } }
}

const saying = async (client: Client, count: LiveCount) => (await client.memos.count(count)).number.said

const bodyOf = (...children: object[]) => JSON.stringify({ root: { type: 'root', children } })
const counting = (count: LiveCount) => ({
  type: 'paragraph',
  children: [
    { type: 'text', text: 'It was so for ', format: 0 },
    { type: 'live-number', version: 1, ...count },
    { type: 'text', text: '.', format: 0 },
  ],
})

async function exported(study: TestStudy, client: Client): Promise<string> {
  const report = await client.reports.make({ what: 'memos', format: memosHtml.format })
  return Buffer.from(study.host.reports.get(report.id)?.bytes ?? []).toString('utf8')
}

describe('a live number', () => {
  it('are remembered by a step that is nobody’s to take back, nor in the way of undo and redo', async () => {
    const { study, km, code, sources, count } = await interviewed()
    const memo = await km.memos.add({ title: 'Notes', about: { kind: 'study', id: null } })
    await km.memos.save({ memo: memo.id, body: bodyOf(counting(count)) })
    const theme = (await km.themes.add({ name: 'Room' })).id
    const named = async () => (await km.themes.list({}))[0]?.name
    await km.themes.update({ theme, name: 'By mistake' })
    expect(await exported(study, km)).toContain('2 of the 4 OTs')
    await km.history.undo({})
    expect(await named()).toBe('Room')
    await km.codings.add({ source: sources['OT 3'] ?? '', start: 0, end: 20, code })
    await km.themes.update({ theme, name: 'Meant' })
    await km.history.undo({})
    expect(await exported(study, km)).toContain('“2 of the 4 OTs” is now “3 of the 4 OTs”')
    await km.history.redo({})
    expect(await named()).toBe('Meant')
  })

  it('counts distinct people of a kind, of all, of those with a source, and as sites', async () => {
    const { km, count, code, sources } = await interviewed()
    await km.codings.add({ source: sources['OT 1'] ?? '', start: 60, end: 80, code })
    expect(await saying(km, count)).toBe('2 of the 4 OTs')
    expect(await saying(km, { ...count, among: 'sources' })).toBe('2 of the 3 OTs')
    expect(await saying(km, { ...count, where: null, noun: 'people' })).toBe('3 of the 5 people')
    expect(await saying(km, { ...count, form: 'count' })).toBe('2 OTs')
    expect(await saying(km, { ...count, form: 'share', among: 'sources' })).toBe('66.7%')
    expect(await saying(km, { ...count, kind: 'site', where: null, noun: 'sites' })).toBe('2 of the 2 sites')
    expect(await saying(km, { ...count, layer: 'consensus' })).toBe('0 of the 4 OTs')
    expect(await saying(km, { ...count, polarity: 'barrier' })).toBe('0 of the 4 OTs')
  })

  it('has its list: who does, how often and where first, and who does not', async () => {
    const { km, count, sources } = await interviewed()
    const { people, number } = await km.memos.count(count)
    expect(people.map(({ name, site, passages }) => [name, site, passages])).toEqual([
      ['OT 1', 'Site 1', 1],
      ['OT 2', 'Site 1', 1],
      ['OT 3', 'Site 2', 0],
      ['OT 4', 'Site 2', 0],
    ])
    expect(people[0]?.first).toEqual({ source: sources['OT 1'], start: 0, end: 20 })
    expect(number.why).toBe(
      'people whose Role is OT with a passage coded under the code “Waiting”; of all in the study; each coder’s own codings',
    )
  })

  it('counts a speaker only for passages that touch their turns', async () => {
    const { study, km, code, count, cases } = await interviewed()
    const text = 'OT: I waited a long time.\nManager: We all did in the end.\n'
    const source = await study.source('Joint interview', text)
    const { text: kept } = await km.sources.open({ source })
    await study.setUp.cases.link({ links: [{ source, speaker: 'OT', case: cases['OT 4'] ?? '' }] })
    const at = kept.indexOf('We all')
    await km.codings.add({ source, start: at, end: at + 10, code })
    expect(await saying(km, count)).toBe('2 of the 4 OTs')
    const own = kept.indexOf('I waited')
    await km.codings.add({ source, start: own, end: own + 8, code })
    expect(await saying(km, count)).toBe('3 of the 4 OTs')
  })

  it('moves when a coding goes, in the memo and in the next export, which says what moved', async () => {
    const { study, km, count, codings } = await interviewed()
    const memo = await km.memos.add({ title: 'On <waiting>', about: { kind: 'study', id: null } })
    await km.memos.save({ memo: memo.id, body: bodyOf(counting(count)) })
    expect(await exported(study, km)).toContain('It was so for 2 of the 4 OTs.')
    expect(await exported(study, km)).toContain(
      '“2 of the 4 OTs”: people whose Role is OT with a passage coded under the code “Waiting”; of all in the study; each coder’s own codings.',
    )
    expect(await exported(study, km)).not.toContain('moved since')
    await km.codings.remove({ codings: [codings['OT 2'] ?? ''] })
    expect((await km.memos.open({ memo: memo.id })).numbers.map(({ said }) => said)).toEqual([
      '1 of the 4 OTs',
    ])
    const moved = await exported(study, km)
    expect(moved).toContain('It was so for 1 of the 4 OTs.')
    expect(moved).toMatch(/Numbers that have moved since this memo was last exported, \d+ \w+ \d{4}:/)
    expect(moved).toContain('“2 of the 4 OTs” is now “1 of the 4 OTs”')
    expect(await exported(study, km)).not.toContain('moved since')
    expect((await km.history.list({ limit: 1 })).entries[0]?.what).toBe('Took out a memo with live numbers')
  })

  it('says what moved since it went out with the report pack or on paper, and not since it was looked at', async () => {
    const allButMemos = async ({ km }: { km: Client }) =>
      (await km.reports.kinds({})).map(({ id }) => id).filter(id => id !== 'memos' && id !== 'pack')
    for (const [leave, isRemembered] of [
      [
        async all => {
          const without = await allButMemos(all)
          await all.km.reports.make({ what: 'pack', format: 'zip', pack: { without } })
        },
        true,
      ],
      [
        async ({ km }) => {
          await km.reports.make({ what: 'pack', format: 'zip', pack: { without: ['memos'] } })
        },
        false,
      ],
      [({ km }) => km.reports.preview({ what: 'memos', prints: true }), true],
      [({ km }) => km.reports.preview({ what: 'memos' }), false],
    ] satisfies [(all: { km: Client }) => Promise<unknown>, boolean][]) {
      const { study, km, count, codings } = await interviewed()
      const memo = await km.memos.add({ title: 'On waiting', about: { kind: 'study', id: null } })
      await km.memos.save({ memo: memo.id, body: bodyOf(counting(count)) })
      await leave({ km })
      await km.codings.remove({ codings: [codings['OT 2'] ?? ''] })
      const { page } = await km.reports.preview({ what: 'memos' })
      expect(JSON.stringify(page).includes('is now “1 of the 4 OTs”')).toBe(isRemembered)
      study.close()
    }
  })

  it('is remembered as the report says it, whatever is coded while the report is being made', async () => {
    const { study, km, count, codings } = await interviewed()
    const memo = await km.memos.add({ title: 'On waiting', about: { kind: 'study', id: null } })
    await km.memos.save({ memo: memo.id, body: bodyOf(counting(count)) })
    let removal: Promise<unknown> | undefined
    const { id } = await km.reports.make(
      { what: 'pack', format: 'zip', pack: { formats: { memos: 'html' } } },
      {
        onProgress: ({ done }) => {
          if (done > 0) removal ??= km.codings.remove({ codings: [codings['OT 2'] ?? ''] })
        },
      },
    )
    await removal
    const inside = unzipSync(study.host.reports.get(id)?.bytes ?? new Uint8Array())
    const [, memos] = Object.entries(inside).find(([name]) => name.endsWith('Memos.html')) ?? []
    expect(Buffer.from(memos ?? []).toString('utf8')).toContain('It was so for 2 of the 4 OTs.')
    expect(await exported(study, km)).toContain('“2 of the 4 OTs” is now “1 of the 4 OTs”')
    study.close()
  })

  it('goes with its code where that is merged or split, and says so', async () => {
    const { study, km, count, code, codings } = await interviewed()
    const lead = await study.as('LD')
    const { id: other } = await study.code('Delay')
    const numberOf = async () => (await lead.memos.count(count)).number
    await lead.codebook.mergeCodes({ codes: [code], into: other, because: '' })
    expect(await numberOf()).toMatchObject({ said: '2 of the 4 OTs', isMissing: false })
    expect((await numberOf()).why).toContain(
      'under the code “Delay”, into which “Waiting” was merged; of all',
    )
    expect((await lead.memos.count({ ...count, polarity: 'barrier' })).number.why).toContain(
      'under the code “Delay”, into which “Waiting” was merged, as barrier; of all',
    )
    await lead.history.undo({})
    expect((await numberOf()).why).toContain('under the code “Waiting”;')
    await lead.codebook.splitCode({ code, into: [{ name: 'Before' }, { name: 'After' }], because: '' })
    const part = (await lead.codebook.frameworks({}))
      .flatMap(({ codes }) => codes)
      .find(({ name }) => name === 'Before')
    await km.codebook.judgeSplit({
      code,
      judgements: [{ coding: codings['OT 1'] ?? '', parts: [part?.id ?? ''] }],
    })
    expect(await numberOf()).toMatchObject({ said: '1 of the 4 OTs' })
    expect((await numberOf()).why).toContain(
      'under the code “Waiting”, but for what was judged to be “Before” or “After” when it was split; of all',
    )
    expect(study.faults()).toBe('')
  })

  it('says so where its code is gone, and is no error', async () => {
    const { study, km, count } = await interviewed()
    const { id: code } = await study.code('Going')
    const memo = await km.memos.add({ title: 'On waiting', about: { kind: 'study', id: null } })
    await km.memos.save({
      memo: memo.id,
      body: bodyOf(counting({ ...count, behind: { kind: 'code', id: code } })),
    })
    await study.setUp.codebook.removeCode({ code })
    const [number] = (await km.memos.open({ memo: memo.id })).numbers
    expect(number).toMatchObject({
      isMissing: true,
      said: '? OTs',
      why: 'The code it counts is no longer there.',
    })
    expect(await exported(study, km)).toContain('“? OTs”: The code it counts is no longer there.</bdi>')
    expect(study.faults()).toBe('')
  })

  it('goes with a value that is written otherwise where its attribute is given another type', async () => {
    const { km, count, cases } = await interviewed()
    const { id: trained } = await km.cases.addAttribute({ about: 'person', name: 'Trained', type: 'text' })
    await km.cases.setCells({
      cells: Object.entries(cases).map(([name, id]) => ({
        case: id,
        column: trained,
        value: name === 'OT 4' ? 'No' : 'Yes',
      })),
    })
    const by = (value: string) => ({ ...count, where: { attribute: trained, value } })
    expect(await saying(km, by('Yes'))).toBe('3 of the 4 OTs')
    await km.cases.updateAttribute({ attribute: trained, type: 'yes-no' })
    expect((await km.memos.count(by('Yes'))).number).toMatchObject({
      said: '3 of the 4 OTs',
      why: expect.stringContaining('people whose Trained is yes with'),
    })
    // Those of the one kind may come to be none: that is a number too.
    await km.cases.setCells({ cells: [{ case: cases['OT 4'] ?? '', column: trained, value: 'yes' }] })
    expect((await km.memos.count(by('No'))).number).toMatchObject({
      said: '0 of the 0 OTs',
      isMissing: false,
    })
  })

  it('says so where nobody has the value it counts by any more', async () => {
    const { study, km, count, cases } = await interviewed()
    const memo = await km.memos.add({ title: 'On waiting', about: { kind: 'study', id: null } })
    await km.memos.save({ memo: memo.id, body: bodyOf(counting(count)) })
    await km.cases.setCells({
      cells: Object.entries(cases).map(([name, id]) => ({
        case: id,
        column: count.where?.attribute ?? '',
        value: name === 'Mentor 1' ? 'mentor' : 'Therapist',
      })),
    })
    expect((await km.memos.open({ memo: memo.id })).numbers[0]).toMatchObject({
      said: '? OTs',
      isMissing: true,
      why: 'No person has “OT” as “Role” now.',
    })
    expect(await exported(study, km)).toContain('“? OTs”: No person has “OT” as “Role” now.')
  })

  it('counts only what the reader may see while a blind round is open', async () => {
    const { study, people, count, sources } = await interviewed()
    await study.setUp.rounds.open({
      title: 'Blind',
      sources: Object.values(sources),
      coders: [people.KM, people.TS],
    })
    expect(await saying(await study.as('KM'), count)).toBe('2 of the 4 OTs')
    expect(await saying(await study.as('TS'), count)).toBe('0 of the 4 OTs')
    expect(await saying(await study.as('LD'), count)).toBe('0 of the 4 OTs')
  })
})

it('lists as many passages as there are, whoever coded them', async () => {
  const { study, km, code, sources, count, cases } = await interviewed()
  const source = sources['OT 1'] ?? ''
  await (await study.as('TS')).codings.add({ source, start: 0, end: 20, code })
  const passagesOf = async () =>
    (await km.memos.count(count)).people.find(({ id }) => id === cases['OT 1'])?.passages
  expect(await passagesOf()).toBe(1)
  await km.codings.add({ source, start: 22, end: 28, code })
  expect(await passagesOf()).toBe(2)
})
