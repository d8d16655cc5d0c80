import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { exportFormats } from '#engine/export/formats/index.ts'
import { type Client, methods } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import { makeStudy, someText, type TestStudy } from '../helpers/study.ts'

/*
 * While a blind round is open, what one coder does in it leaves no trace for anybody else. Proved by asking the same
 * questions before and after: every answer must be the same to the letter, whatever the coder did in between.
 */

interface World {
  study: TestStudy
  viewers: Record<string, Client>
  source: string
  other: string
  shared: string
  theme: string
  memo: string
  round: string
  framework: string
}

/** Who looks on while KM works: the other coder, a reviewer, a lead who does not code, nobody, the command line. */
const viewers = ['TS', 'RV', 'LD', 'nobody', 'command line'] as const

async function openedRound(): Promise<World> {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText())
  const other = await study.source('Interview 2', someText(3))
  const km = await study.as('KM')
  const ts = await study.as('TS')
  const ld = await study.as('LD')
  const { id: shared, framework } = await study.code('Waiting', ts)
  await study.code('Walking', ld)
  const { id: theme } = await ld.themes.add({ name: 'A theme' })
  await ld.themes.addCodes({ theme, codes: [shared] })
  const { id: memo } = await ld.memos.add({ title: 'A memo', about: { kind: 'study', id: null } })
  await ld.sources.update({ source, dataSet: (await ld.sources.addDataSet({ name: 'Mentors' })).id })
  // A coding that KM made and removed beforehand, to come back by undo while the round is open.
  const early = await km.codings.add({ source, start: 0, end: 9, code: shared })
  await km.codings.remove({ codings: [early.id] })
  const { id: round } = await ld.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  const manager = study.manager()
  await manager.client.library.open({ path: study.path })
  return {
    study,
    viewers: {
      TS: ts,
      RV: await study.as('RV'),
      LD: ld,
      nobody: await study.nobody(),
      'command line': manager.client,
    },
    source,
    other,
    shared,
    theme,
    memo,
    round,
    framework,
  }
}

/** Everything KM can do in a round that others must not learn of. Answers the ids and words that would give it away. */
async function workInSecret({
  study,
  source,
  shared,
  theme,
}: World): Promise<{ ids: string[]; words: string[] }> {
  const km = await study.as('KM')
  await km.history.undo({})
  const coding = await km.codings.add({ source, start: 20, end: 60, code: shared, comment: 'sealedcomment' })
  await km.codings.update({ coding: coding.id, polarity: 'barrier' })
  const own = await km.codebook.addCode({ name: 'Sealedcode', definition: 'sealeddefinition' })
  const child = await km.codebook.addCode({ name: 'Sealedchild', parent: shared })
  const byOwn = await km.codings.add({ source, start: 70, end: 90, code: own.id })
  await km.codings.addMany({
    codings: [
      { source, start: 100, end: 120, code: child.id },
      { source, start: 140, end: 150, code: shared },
    ],
  })
  await km.codings.remove({ codings: [byOwn.id] })
  await km.history.undo({})
  const note = await km.annotations.add({ source, start: 5, end: 15, text: 'sealednote' })
  const about = await km.memos.add({ title: 'Sealedmemo', about: { kind: 'code', id: own.id } })
  const quoting = await km.memos.add({ title: 'Sealedquote', about: { kind: 'study', id: null } })
  await km.memos.save({
    memo: quoting.id,
    body: JSON.stringify({
      root: {
        type: 'root',
        children: [{ type: 'quotation', source, start: 20, end: 60, coding: coding.id }],
      },
    }),
  })
  await km.themes.addCodes({ theme, codes: [own.id] }).catch(() => {})
  const codings = await km.codings.inSource({ source })
  return {
    ids: [...codings.map(c => c.id), own.id, child.id, note.id, about.id, quoting.id],
    words: ['sealed'],
  }
}

type Ask = (world: World) => unknown[]
const absent = '01890000-0000-7000-8000-000000000000'
const everySource: Ask = ({ source, other }) => [{ source }, { source: other }, { source: absent }]

/** What each read of the contract is asked. A new read must be put here: that is the point of the list. */
const questions: Record<string, Ask> = {
  'library.recent': () => [{}],
  'library.preferences': () => [{}],
  'session.current': () => [{}],
  'study.overview': () => [{}],
  'members.list': () => [{}],
  'sources.list': () => [{}],
  'sources.open': everySource,
  'sources.goesWith': everySource,
  'sources.dataSets': () => [{}],
  'codebook.frameworks': () => [{}],
  'codebook.library': () => [{}],
  'codebook.goesWith': ({ shared }) => [{ code: shared }, { code: absent }],
  'codebook.versions': ({ framework }) => [{ framework }],
  'codings.inSource': ({ source }) => [{ source }, { source, layer: 'consensus' }],
  'codings.passages': ({ source, shared, round, study }) => [
    {},
    { layer: 'consensus' },
    { source },
    { round },
    { coder: study.people.KM },
    { code: shared, withDescendants: true },
    { code: absent, withDescendants: true },
  ],
  'annotations.inSource': everySource,
  'rounds.list': () => [{}],
  'agreement.inRound': ({ round }) => [{ round }, { round: absent }],
  'agreement.between': ({ study: { people }, source, shared }) => [
    { coders: [people.KM, people.TS] },
    { coders: [people.KM, people.RV], sources: [source] },
    { coders: [people.TS, people.RV], codes: [shared] },
  ],
  'adjudication.disagreements': ({ round }) => [{ round }],
  'adjudication.reasons': () => [{}],
  'themes.list': () => [{}],
  'themes.evidence': ({ theme }) => [{ theme }, { theme, layer: 'independent' }],
  'memos.list': () => [{}],
  'memos.open': ({ memo }) => [{ memo }, { memo: absent }],
  'memos.quote': ({ source }) => [
    { source, start: 20, end: 60 },
    { source, start: 20, end: 60, coding: absent },
  ],
  'search.sources': () => [{ query: 'shop' }, { query: 'sealed' }],
  'reports.kinds': () => [{}],
  'history.list': ({ study }) => [{}, { member: study.people.KM }, { limit: 2 }, { before: 4 }],
  'history.state': () => [{}],
}

async function ask(client: Client, name: string, input: unknown): Promise<string> {
  const [feature = '', verb = ''] = name.split('.')
  const call = (client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[
    feature
  ]?.[verb]
  if (!call) throw new Error(`The client has no ${name}`)
  try {
    return JSON.stringify(await call(input))
  } catch (error) {
    if (!(error instanceof TandemError)) throw error
    return `${error.code}: ${error.message} ${error.hint}`
  }
}

/** Every answer to every question, by viewer, method and input. */
async function everyAnswer(world: World): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const who of viewers) {
    const client = world.viewers[who]
    if (!client) throw new Error(`No ${who}`)
    for (const [name, inputs] of Object.entries(questions)) {
      for (const input of inputs(world)) {
        answers.set(`${who}: ${name} ${JSON.stringify(input)}`, await ask(client, name, input))
      }
    }
  }
  return answers
}

/** What an export says: the text of the file, or of every part of it where it is a zip. */
function wordsIn(bytes: Uint8Array): string {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const parts = isZip ? Object.values(unzipSync(bytes)) : [bytes]
  return parts.map(part => Buffer.from(part).toString('utf8')).join('\n')
}

describe('the questions', () => {
  it('are put for every read of the contract', () => {
    const reads = [...methods].filter(([, method]) => method.kind === 'read').map(([name]) => name)
    expect(Object.keys(questions).sort()).toEqual(reads.sort())
  })
})

describe('while a blind round is open', () => {
  it('no answer to anybody else depends on what a coder did in it', async () => {
    const world = await openedRound()
    const before = await everyAnswer(world)
    const secret = await workInSecret(world)
    const now = await everyAnswer(world)
    const told = [...now].filter(([question, answer]) => before.get(question) !== answer)
    expect(told).toEqual([])
    const traces = [...now].filter(([, answer]) =>
      [...secret.ids, ...secret.words].some(trace => answer.toLowerCase().includes(trace)),
    )
    expect(traces.filter(([question]) => !question.includes('sealed'))).toEqual([])
    expect(world.study.faults()).toBe('')
  })

  it('asking for a hidden thing by its id is answered as if there were none', async () => {
    const world = await openedRound()
    const { ids } = await workInSecret(world)
    for (const who of viewers) {
      const client = world.viewers[who] as Client
      for (const id of ids) {
        for (const [name, input] of [
          ['codebook.goesWith', (code: string) => ({ code })],
          ['codings.passages', (code: string) => ({ code, withDescendants: true })],
          ['memos.open', (memo: string) => ({ memo })],
          ['memos.quote', (coding: string) => ({ source: world.source, start: 20, end: 60, coding })],
        ] as const) {
          const hidden = (await ask(client, name, input(id))).replaceAll(id, absent)
          expect([who, name, hidden]).toEqual([who, name, await ask(client, name, input(absent))])
        }
      }
    }
  })

  it('no attempt to change something fails or goes through by what a coder did in it', async () => {
    const outcomes = async (worked: boolean) => {
      const world = await openedRound()
      const { ids } = worked ? await workInSecret(world) : { ids: [absent] }
      const { study, viewers: by, source, shared, theme, round } = world
      const { TS, LD } = by as Record<'TS' | 'LD', Client>
      const [hidden = absent] = ids
      const attempts: [string, () => Promise<unknown>][] = [
        ['removing the coding', () => TS.codings.remove({ codings: [hidden] })],
        ['changing the coding', () => TS.codings.update({ coding: hidden, comment: 'x' })],
        ['removing a shared code', () => TS.codebook.removeCode({ code: shared })],
        ['removing a shared code as lead', () => LD.codebook.removeCode({ code: shared })],
        [
          'putting a hidden code under a theme',
          () => LD.themes.addCodes({ theme, codes: [ids[5] ?? absent] }),
        ],
        [
          'writing a memo about one',
          () => LD.memos.add({ title: 'M', about: { kind: 'code', id: ids.at(-4) ?? absent } }),
        ],
        ['removing the source', () => LD.sources.remove({ source })],
        ['removing the coder', () => LD.members.remove({ member: study.people.KM })],
        ['taking the round back', () => LD.history.undo({})],
        ['taking a shared code back', () => TS.history.undo({})],
        ['comparing', () => LD.agreement.inRound({ round })],
        ['closing the round', () => LD.rounds.close({ round })],
        ['coding the same passage', () => TS.codings.add({ source, start: 20, end: 60, code: shared })],
        ['adding a code of the same name', () => TS.codebook.addCode({ name: 'Sealedcode' })],
        [
          'adding one beneath the same parent',
          () => TS.codebook.addCode({ name: 'Sealedchild', parent: shared }),
        ],
        ['moving a code', () => LD.codebook.moveCode({ code: shared, parent: null })],
        ['freezing', () => LD.codebook.freeze({ framework: world.framework })],
      ]
      const said: [string, string][] = []
      for (const [what, attempt] of attempts) {
        try {
          said.push([what, blurred(JSON.stringify(await attempt()))])
        } catch (error) {
          if (!(error instanceof TandemError)) throw error
          said.push([what, `${error.code}: ${error.message} ${error.hint}`])
        }
      }
      expect(study.faults()).toBe('')
      return said
    }
    expect(await outcomes(true)).toEqual(await outcomes(false))
  })

  it('no export by anybody else holds a trace of it', async () => {
    const world = await openedRound()
    const secret = await workInSecret(world)
    for (const who of viewers) {
      for (const { what, format } of exportFormats) {
        for (const layer of [undefined, 'independent', 'consensus'] as const) {
          const client = world.viewers[who] as Client
          const made = await client.reports.make({ what, format, ...(layer ? { layer } : {}) })
          const said = wordsIn(world.study.host.reports.get(made.id)?.bytes ?? new Uint8Array()).toLowerCase()
          const traces = [...secret.ids, ...secret.words].filter(trace => said.includes(trace))
          expect([who, what, format, traces]).toEqual([who, what, format, []])
        }
      }
    }
  })

  it('the coder sees all of it', async () => {
    const world = await openedRound()
    const { ids } = await workInSecret(world)
    const km = await world.study.as('KM')
    const seen = JSON.stringify([
      await km.codings.passages({}),
      await km.codebook.frameworks({}),
      await km.annotations.inSource({ source: world.source }),
      await km.memos.list({}),
    ])
    expect(ids.filter(id => !seen.includes(id))).toEqual([])
    const codings = await km.codings.inSource({ source: world.source })
    expect(new Set(codings.map(c => c.round))).toEqual(new Set([world.round]))
  })
})

describe('when both have submitted', () => {
  it('everybody sees everything', async () => {
    const world = await openedRound()
    const { ids } = await workInSecret(world)
    const { study, round } = world
    const km = await study.as('KM')
    await km.rounds.submit({ round, coder: study.people.KM })
    expect(JSON.stringify(await world.viewers.TS?.codings.passages({}))).toBe('[]')
    await (await study.as('TS')).rounds.submit({ round, coder: study.people.TS })
    for (const who of ['TS', 'RV', 'LD', 'command line']) {
      const client = world.viewers[who] as Client
      const seen = JSON.stringify([
        await client.codings.passages({}),
        await client.codebook.frameworks({}),
        await client.annotations.inSource({ source: world.source }),
        await client.memos.list({}),
      ])
      expect(ids.filter(id => !seen.includes(id))).toEqual([])
      const told = await client.history.list({})
      expect(JSON.stringify(told)).toContain('Sealedcode')
      expect(told.withheld).toBe(false)
      expect((await client.adjudication.disagreements({ round })).length).toBeGreaterThan(0)
    }
  })
})

/** An answer without its ids and times. */
const blurred = (answer: string): string =>
  answer
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
