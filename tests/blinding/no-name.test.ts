import { expect, it } from 'vitest'
import { type Client, methods } from '#shared/contract/client.ts'
import { askedExports } from '../helpers/asked-exports.ts'
import { ask, questions, type World } from '../helpers/blind-round.ts'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { away } from '../helpers/returned.ts'
import { cast, makeStudy, someText } from '../helpers/study.ts'
import { textOf } from './comparing.ts'

/*
 * Who judges a round without names finds the name, the initials and the id of its coders in no answer at all, but in those
 * named here with why. What is asked comes from the contract: a new read that names people fails until it asks
 * engine/rounds/nameless.ts, or stands here.
 */
const mayName: Record<string, string> = {
  'members.list': 'who is in the study is no secret',
  'rounds.list': 'who codes in a round is none either; both are told as handed in when the last one did',
  'handouts.list': 'that somebody took their part along says nothing of what they did',
  'merging.returns': 'that a return came is told, and whose; what it held is not, see below',
  'history.list': 'the same: who joined, and whose hand-out and return it was, see below',
  'adjudication.disagreements': 'sides by coder, for the screen to shuffle (0026)',
  'adjudication.differencesSince': 'the same',
  'adjudication.leftRulings': 'the same',
}

/** Exports that name them, and why. */
const mayNameIn: Record<string, string> = {
  plan: 'who codes in the round is no secret',
  agreement: 'a study hands it out; who rules leaves it alone meanwhile (0043, docs/adjudicate.md)',
  audit: 'tells what History tells',
  srqr: 'names who is in the study',
  pack: 'holds the others',
}

/** Everything that could tell who did what: work handed in here and by return, a proposal, notes, comments, versions. */
async function judgedRound() {
  const study = await makeStudy()
  const { people, setUp } = study
  const [ts, rv, ld] = [await study.as('TS'), await study.as('RV'), await study.as('LD')]
  const source = await study.source('Interview 1', someText(4))
  const other = await study.source('Interview 2', `Another. ${someText(4)}`)
  const { id: shared, framework } = await study.code('Waiting')
  await ld.codebook.freeze({ framework, note: 'First' })
  const { id: theme } = await ld.themes.add({ name: 'A theme' })
  await ld.themes.addCodes({ theme, codes: [shared] })
  const { id: memo } = await ld.memos.add({ title: 'A memo', about: { kind: 'study', id: null } })
  const { id: person } = await ld.cases.add({ kind: 'person', name: 'OT 18' })
  await ts.annotations.add({ source, start: 40, end: 44, text: 'Before the round' })
  const { id: round } = await setUp.rounds.open({
    title: 'Round 1',
    sources: [source, other],
    coders: [people.KM, people.TS],
  })
  const { client: km, back } = await away({ study, round }, 'KM')
  await km.codings.add({ source, start: 0, end: 20, code: shared, comment: 'Here' })
  await km.codings.add({ source: other, start: 20, end: 40, code: shared })
  const { id: own } = await km.codebook.addCode({ name: 'Omega' })
  await km.codings.add({ source, start: 60, end: 70, code: own })
  await km.annotations.add({ source, start: 0, end: 20, text: 'A note' })
  await ts.codings.add({ source, start: 40, end: 50, code: shared })
  await ts.rounds.submit({ round, coder: people.TS })
  await ld.merging.apply({ files: [{ path: await back() }] })
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: false })
  await study.code('Later', ld)
  await ld.codebook.freeze({ framework, note: 'Second' })
  const [difference] = await rv.adjudication.disagreements({ round })
  const here = await study.as('KM')
  await here.adjudication.comment({ round, disagreement: difference?.id ?? '', words: 'As I heard it' })
  const world = {
    ...{ study, viewers: {}, source, other, shared, theme, memo, round, framework, person, early: '' },
  } satisfies World
  const { KM, TS } = cast
  const named = new RegExp([people.KM, people.TS, KM.name, TS.name, '\\b(KM|TS)\\b'].join('|'))
  return { study, world, rv, ld, ts, named }
}

async function readsNaming(client: Client, world: World, named: RegExp): Promise<string[]> {
  const found = new Set<string>()
  for (const [method, inputs] of Object.entries(questions)) {
    if (methods.get(method)?.kind !== 'read') continue
    for (const input of inputs(world)) {
      // A question that names somebody is repeated in its answer; what such a one finds is below, and in names-hidden.test.ts.
      if (named.test(JSON.stringify(input))) continue
      if (named.test(await ask(client, method, input))) found.add(method)
    }
  }
  return [...found].sort()
}

const without = (found: readonly string[], known: Record<string, string>) =>
  found.filter(name => !(name in known))

it('while names are hidden, no answer to who judges names a coder but where that is said with a reason; leads are told', async () => {
  const { study, world, rv, ld, ts, named } = await judgedRound()
  const { round, source, other, framework } = world
  expect(without(await readsNaming(rv, world, named), mayName)).toEqual([])
  // Nor in the copy that they take along.
  const { client: copy } = await openedBy((await handOut({ study, round }, 'RV')).file)
  expect(without(await readsNaming(copy, world, named), mayName)).toEqual([])
  expect((await copy.sources.list({})).map(each => each.namesHidden)).toEqual([true, true])
  // What is asked for one coder's would tell by what it finds.
  const asked = { query: { layer: 'independent' as const, coder: study.people.KM } }
  expect((await rv.queries.ask(asked)).places).toEqual([])
  // What comes in place of names.
  const [first, second] = await rv.sources.list({})
  expect([first?.coders, first?.namesHidden, second?.coders, second?.namesHidden]).toEqual([
    [],
    true,
    [],
    true,
  ])
  expect(first?.codedShare).toBeGreaterThan(0)
  expect(await rv.codebook.revisits({})).toEqual([])
  expect((await rv.merging.proposals({})).codes.map(({ by }) => by)).toEqual(['a coder, name hidden'])
  const { openedAt } = (await rv.rounds.list({}))[0] ?? {}
  const notes = await rv.annotations.inSource({ source })
  expect(notes.map(({ author, createdAt }) => [author, createdAt])).toEqual([
    [null, openedAt],
    [null, openedAt],
  ])
  // That a return came, and not what it held.
  const [came] = await rv.merging.returns({})
  expect(came).toMatchObject({
    ...{ hidden: true, counts: null, sent: null, arrived: null, needDecision: null, decisions: [] },
    withheld: expect.stringContaining('judge the round without names'),
  })
  const { entries } = await rv.history.list({})
  const naming = entries.filter(({ who, what }) => named.test(`${who} ${what}`)).map(({ kind }) => kind)
  expect([...new Set(naming)].sort()).toEqual(['handout.made', 'member.added', 'merge.done'])

  // The walk finds what it looks for; coders and leads are told.
  for (const client of [ld, ts]) {
    expect(await readsNaming(client, world, named)).toEqual(
      expect.arrayContaining([
        ...[
          'adjudication.discussion',
          'annotations.inSource',
          'codebook.compareVersions',
          'codebook.revisits',
        ],
        ...['merging.proposals', 'queries.ask', 'sources.list', 'sources.open'],
      ]),
    )
  }
  expect((await ld.sources.open({ source: other })).coders).toEqual(['KM'])
  await ld.rounds.close({ round, leaveOpen: true })
  expect((await rv.sources.open({ source: other })).coders).toEqual(['KM'])
  expect((await rv.codebook.compareVersions({ framework, from: 1 })).differences[0]?.proposedBy).toBe(
    cast.KM.name,
  )
})

it('nor does an export', async () => {
  const { study, rv, ld, named } = await judgedRound()
  const naming = async (client: Client) => {
    const found = new Set<string>()
    for (const wanted of askedExports) {
      const said = await ask(client, 'reports.make', wanted)
      const held = study.host.reports.get(/"id":"([^"]+)"/.exec(said)?.[1] ?? '')
      if (named.test(said + (held ? textOf(held.bytes) : ''))) found.add(wanted.what)
    }
    return [...found].sort()
  }
  expect(without(await naming(rv), mayNameIn)).toEqual([])
  expect(await naming(ld)).toEqual(expect.arrayContaining(['codings', 'framework-changes']))
})
