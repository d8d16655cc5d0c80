import { describe, expect, it } from 'vitest'
import { failureOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'

/** Twelve sources: six of Mentors, four of Records, two in no data set; sites by linked cases. */
async function manySources(): Promise<{ study: TestStudy; sources: string[] }> {
  const study = await makeStudy()
  const sources: string[] = []
  for (let n = 1; n <= 12; n++) sources.push(await study.source(`Source ${n}`, `${n}. ${someText(1)}`))
  await study.setUp.catalogue.change({ sources: sources.slice(0, 6), dataSet: 'Mentors' })
  await study.setUp.catalogue.change({ sources: sources.slice(6, 10), dataSet: 'Records', kind: 'record' })
  const north = await study.setUp.cases.add({ kind: 'site', name: 'North' })
  const mentor = await study.setUp.cases.add({ kind: 'person', name: 'Mentor 1', site: north.id })
  const south = await study.setUp.cases.add({ kind: 'site', name: 'South' })
  await study.setUp.cases.link({
    links: [
      { source: sources[0] ?? '', case: north.id },
      { source: sources[1] ?? '', case: mentor.id },
      { source: sources[2] ?? '', case: south.id },
      { source: sources[3] ?? '', case: south.id },
      { source: sources[3] ?? '', case: mentor.id },
    ],
  })
  return { study, sources }
}

const coders = ({ people }: TestStudy) => [people.KM, people.TS]

describe('a sample', () => {
  it('is previewed as it will be drawn, in whatever order the sources are named', async () => {
    const { study, sources } = await manySources()
    const asked = { size: { share: 0.5 }, by: 'data-set', seed: 11 } as const
    const preview = await study.setUp.rounds.draw({ among: sources, ...asked })
    expect(preview.strata).toEqual([
      { name: 'Mentors', sources: 6, drawn: 3 },
      { name: 'No data set', sources: 2, drawn: 1 },
      { name: 'Records', sources: 4, drawn: 2 },
    ])
    expect(await study.setUp.rounds.draw({ among: sources.toReversed(), ...asked })).toEqual(preview)
    const round = await study.setUp.rounds.open({
      title: 'R',
      sample: { among: sources.toReversed(), ...asked, described: 'all' },
      coders: coders(study),
    })
    expect(round.sources).toEqual(preview.sources)
    expect(round.plan).toMatchObject({ drawnFrom: 12, unit: 'character', mayAddCodes: true, due: null })
    const plan = await study.setUp.rounds.plan({ round: round.id })
    expect(plan?.chosen).toEqual({
      how: 'drawn',
      ...asked,
      among: [...sources].sort(),
      described: 'all',
      strata: preview.strata,
    })
  })

  it('is drawn within sites, those of linked people among them, and within kinds', async () => {
    const { study, sources } = await manySources()
    const drawn = async (by: 'site' | 'kind') =>
      (await study.setUp.rounds.draw({ among: sources, size: { number: 12 }, by, seed: 0 })).strata.map(
        ({ name, sources: of }) => `${name} ${of}`,
      )
    expect(await drawn('site')).toEqual(['No site 8', 'North 2', 'North and South 1', 'South 1'])
    expect(await drawn('kind')).toEqual(['Interview 8', 'Record 4'])
  })

  it('of more than there are, or of a source there is not, is refused and opens nothing', async () => {
    const { study, sources } = await manySources()
    const open = (sample: object) =>
      failureOf(
        study.setUp.rounds.open({
          title: 'R',
          sample: { among: sources, size: { number: 3 }, seed: 1, ...sample },
          coders: coders(study),
        }),
      )
    expect((await open({ size: { number: 13 } })).message).toBe('13 sources cannot be drawn from 12.')
    expect((await open({ among: ['01890000-0000-7000-8000-000000000000'] })).code).toBe('not-found')
    expect((await open({ size: { share: 1.2 } })).code).toBe('bad-input')
    const both = study.setUp.rounds.open({
      title: 'R',
      sources,
      sample: { among: sources, size: { number: 3 }, seed: 1 },
      coders: coders(study),
    })
    expect((await failureOf(both)).message).toContain('by hand, or a sample')
    expect((await failureOf(study.setUp.rounds.open({ title: 'R', coders: coders(study) }))).code).toBe(
      'bad-input',
    )
    expect(await study.setUp.rounds.list({})).toEqual([])
  })
})

describe('a plan', () => {
  it('is kept with the round in one entry and goes with it when that is undone', async () => {
    const { study, sources } = await manySources()
    const lead = await study.as('LD')
    const round = await lead.rounds.open({
      title: 'Pilot',
      sources: [sources[0] ?? '', sources[0] ?? ''],
      coders: coders(study),
      blind: false,
      unit: 'segment',
      due: '2026-12-24',
      note: 'To see whether the definitions hold.',
    })
    expect(round.sources).toHaveLength(1)
    expect(round.plan).toEqual({
      unit: 'segment',
      due: '2026-12-24',
      mayAddCodes: true,
      note: 'To see whether the definitions hold.',
      drawnFrom: null,
    })
    await lead.history.undo({})
    expect(await lead.rounds.list({})).toEqual([])
    await lead.history.redo({})
    expect((await lead.rounds.list({}))[0]?.plan?.unit).toBe('segment')
    expect((await study.setUp.study.check({})).breaches).toEqual([])
    const km = await study.as('KM')
    const ts = await study.as('TS')
    await km.rounds.submit({ round: round.id, coder: study.people.KM })
    await ts.rounds.submit({ round: round.id, coder: study.people.TS })
    // Compared, and kept, in the unit that was planned.
    expect((await lead.agreement.inRound({ round: round.id })).unit).toBe('segment')
    expect((await lead.agreement.inRound({ round: round.id, unit: 'word' })).unit).toBe('word')
    const { results } = await lead.agreement.kept({ round: round.id })
    expect(results.map(({ unit }) => unit).sort()).toEqual(['character', 'segment', 'word'])
  })

  it('takes a day that there is, and nothing else', async () => {
    const { study, sources } = await manySources()
    for (const due of ['2026-02-30', 'Friday', '2026-1-2', '']) {
      const asked = study.setUp.rounds.open({ title: 'R', sources, coders: coders(study), due })
      expect((await failureOf(asked)).code).toBe('bad-input')
    }
  })

  it('without new codes keeps its coders from adding any while it is open, by every way', async () => {
    const { study, sources } = await manySources()
    const [source = ''] = sources
    const km = await study.as('KM')
    const early = await km.codebook.addCode({ name: 'Early' })
    await km.codebook.removeCode({ code: early.id })
    const shared = await study.code('Shared')
    const { id: round } = await study.setUp.rounds.open({
      title: 'As it stands',
      sources,
      coders: coders(study),
      blind: false,
      mayAddCodes: false,
    })
    for (const attempt of [
      km.codebook.addCode({ name: 'New' }),
      km.codebook.addCode({ name: 'New', parent: shared.id }),
      km.codings.add({ source, start: 0, end: 5, newCode: { name: 'New' } }),
      km.codings.addMany({ codings: [{ source, start: 0, end: 5, newCode: { name: 'New' } }] }),
      km.codebook.addFramework({ name: 'Mine', kind: 'inductive' }),
      km.codebook.addFromLibrary({ library: 'npt' }),
      km.history.undo({}),
    ]) {
      expect(await failureOf(attempt)).toMatchObject({
        code: 'not-allowed',
        message:
          '“As it stands” is coded with the framework as it stands: its coders propose no codes while it is open.',
      })
    }
    await km.codings.add({ source, start: 0, end: 5, code: shared.id })
    // Who does not code in it, adds.
    await (await study.as('LD')).codebook.addCode({ name: 'From the lead' })
    await km.rounds.submit({ round, coder: study.people.KM })
    await (await study.as('TS')).rounds.submit({ round, coder: study.people.TS })
    await km.codebook.addCode({ name: 'Afterwards' })
  })
})

describe('unblinding', () => {
  const opened = async () => {
    const { study, sources } = await manySources()
    const { id: round } = await study.setUp.rounds.open({
      title: 'Blind one',
      sources,
      coders: coders(study),
    })
    const km = await study.as('KM')
    const code = await km.codebook.addCode({ name: 'Proposed' })
    await km.codings.add({ source: sources[0] ?? '', start: 0, end: 5, code: code.id })
    return { study, round, source: sources[0] ?? '' }
  }

  it('is a lead’s decision with a reason, shown in the round and the history, and cannot be undone', async () => {
    const { study, round, source } = await opened()
    const lead = await study.as('LD')
    const ts = await study.as('TS')
    expect(await ts.codings.inSource({ source })).toEqual([])
    for (const who of ['KM', 'TS', 'RV'] as const) {
      const asked = (await study.as(who)).rounds.unblind({ round, because: 'I am curious' })
      expect((await failureOf(asked)).message).toContain('Only a lead can end the blinding of a round')
    }
    expect((await failureOf(lead.rounds.unblind({ round, because: '  ' }))).code).toBe('bad-input')
    const after = await lead.rounds.unblind({ round, because: 'The pilot was a training round.' })
    expect(after).toMatchObject({
      state: 'open',
      blind: false,
      unblinded: { by: 'Lena Dorn', because: 'The pilot was a training round.' },
    })
    expect(await ts.codings.inSource({ source })).toHaveLength(1)
    expect(JSON.stringify(await ts.codebook.frameworks({}))).toContain('Proposed')
    const [entry] = (await ts.history.list({})).entries
    expect(entry).toMatchObject({
      kind: 'round.unblinded',
      who: 'Lena Dorn',
      what: 'Ended the blinding of “Blind one”: The pilot was a training round.',
      undoable: false,
    })
    await failureOf(lead.history.undo({}))
    expect((await lead.rounds.list({}))[0]?.blind).toBe(false)
    expect((await failureOf(lead.rounds.unblind({ round, because: 'Again' }))).message).toBe(
      '“Blind one” is not blind.',
    )
    expect((await study.setUp.study.check({})).breaches).toEqual([])
  })

  it('is refused for a round that is not being coded any more', async () => {
    const { study, round } = await opened()
    await (await study.as('KM')).rounds.submit({ round, coder: study.people.KM })
    await (await study.as('TS')).rounds.submit({ round, coder: study.people.TS })
    const asked = study.setUp.rounds.unblind({ round, because: 'Too late' })
    expect((await failureOf(asked)).message).toBe('“Blind one” is not being coded any more.')
  })
})
