import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Host } from '#engine/host.ts'
import type { Client } from '#shared/contract/client.ts'
import { type Door, inProcess, overDesktop, overLoopback } from '../helpers/doors.ts'
import { cast, failureOf, makeEngine, someText } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/* What a study does is proved once, through every door there is: none, a socket, a message port. */

const doors: [string, (host: Host) => Promise<Door>][] = [
  ['in one process', async host => inProcess(host)],
  ['over the socket of a browser', overLoopback],
  ['over the port of a desktop window', async host => overDesktop(host)],
]

interface Room {
  door: Door
  host: Host
  path: string
  people: Record<keyof typeof cast, string>
  as(initials: keyof typeof cast): Promise<Client>
  source: string
}

async function room(open: (host: Host) => Promise<Door>): Promise<Room> {
  const { host } = makeEngine()
  const door = await open(host)
  const { client: lead } = await door.window()
  const { path } = await lead.library.create({ title: 'Through every door' })
  const first = await lead.members.add({ ...cast.LD, initials: 'LD' })
  await lead.session.signIn({ member: first.id })
  const people = { KM: '', TS: '', RV: '', LD: first.id }
  for (const initials of ['KM', 'TS', 'RV'] as const) {
    people[initials] = (await lead.members.add({ ...cast[initials], initials })).id
  }
  host.uploads.put('u', { fileName: 'Interview 1.txt', bytes: Buffer.from(someText()) }, 1)
  const [imported] = await lead.sources.import({ files: [{ upload: 'u', fileName: 'Interview 1.txt' }] })
  const clients = new Map<string, Client>([['LD', lead]])
  return {
    door,
    host,
    path,
    people,
    source: imported?.sourceId ?? '',
    async as(initials) {
      const known = clients.get(initials)
      if (known) return known
      const { client } = await door.window()
      await client.library.open({ path })
      await client.session.signIn({ member: people[initials] })
      clients.set(initials, client)
      return client
    },
  }
}

describe.each(doors)('%s', (_, open) => {
  it('a window starts with no study and nobody signed in', async () => {
    const door = await open(makeEngine().host)
    const { client } = await door.window()
    expect(await client.session.current({})).toEqual({ study: null, member: null, offered: null })
    expect(await failureOf(client.codings.passages({}))).toMatchObject({ code: 'not-found' })
  })

  it('a study is made, the first to join leads it, and it is on the list of recent ones', async () => {
    const { as, path, people } = await room(open)
    const ld = await as('LD')
    expect((await ld.session.current({})).member).toMatchObject({ id: people.LD, roles: ['lead'] })
    expect((await ld.library.recent({})).studies).toEqual([
      { path, title: 'Through every door', openedAt: expect.any(String), present: true },
    ])
  })

  it('an imported text comes back to the letter', async () => {
    const { as, source } = await room(open)
    const opened = await (await as('LD')).sources.open({ source })
    expect(opened.text).toBe(someText())
    expect(opened.speakers).toContain('Interviewer')
  })

  it('a file that cannot be taken says why and leaves the others', async () => {
    const { as, host } = await room(open)
    host.uploads.put(
      'zip',
      { fileName: 'broken.docx', bytes: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)]) },
      1,
    )
    host.uploads.put('ok', { fileName: 'Note.txt', bytes: Buffer.from('A note of some words.') }, 1)
    const results = await (await as('LD')).sources.import({
      files: [
        { upload: 'zip', fileName: 'broken.docx' },
        { upload: 'ok', fileName: 'Note.txt' },
      ],
    })
    expect(results.map(result => result.status)).toEqual(['refused', 'imported'])
    expect(results[0]?.reason).toMatch(/broken\.docx/)
  })

  it('codes are added, moved and listed in tree order', async () => {
    const { as } = await room(open)
    const ld = await as('LD')
    const a = await ld.codebook.addCode({ name: 'Waiting' })
    const b = await ld.codebook.addCode({ name: 'Walking', parent: a.id })
    expect(b.path).toEqual(['Waiting', 'Walking'])
    await ld.codebook.moveCode({ code: b.id, parent: null, before: a.id })
    expect((await ld.codebook.frameworks({}))[0]?.codes.map(c => c.name)).toEqual(['Walking', 'Waiting'])
  })

  it('a passage is coded, the same code beside it is united with it, and it is removed', async () => {
    const { as, source } = await room(open)
    const km = await as('KM')
    const code = await km.codebook.addCode({ name: 'Waiting' })
    const first = await km.codings.add({ source, start: 0, end: 20, code: code.id, comment: 'one' })
    const second = await km.codings.add({ source, start: 10, end: 40, code: code.id, comment: 'two' })
    expect(second).toMatchObject({ id: first.id, start: 0, end: 40, comment: 'one\ntwo' })
    await km.codings.remove({ codings: [first.id] })
    expect(await km.codings.inSource({ source })).toEqual([])
  })

  it('a step is undone and redone', async () => {
    const { as, source } = await room(open)
    const km = await as('KM')
    const code = await km.codebook.addCode({ name: 'Waiting' })
    await km.codings.add({ source, start: 0, end: 20, code: code.id })
    expect(await km.history.undo({})).toEqual({
      what: 'Coded “Waiting” in “Interview 1”',
      passage: { source, start: 0, end: 20 },
    })
    expect(await km.codings.inSource({ source })).toEqual([])
    await km.history.redo({})
    expect(await km.codings.inSource({ source })).toHaveLength(1)
  })

  it('a window is told what changed, and others of the same study too', async () => {
    const { as, door, path, source } = await room(open)
    const km = await as('KM')
    const onlooker = await door.window()
    await onlooker.client.library.open({ path })
    const code = await km.codebook.addCode({ name: 'Waiting' })
    await km.codings.add({ source, start: 0, end: 20, code: code.id })
    await expect
      .poll(() => onlooker.told.flat())
      .toEqual(expect.arrayContaining(['codebook', 'codings', 'history']))
  })

  it('coders of a blind round do not see each other till both have submitted', async () => {
    const { as, source, people } = await room(open)
    const [ld, km, ts] = [await as('LD'), await as('KM'), await as('TS')]
    const code = await ld.codebook.addCode({ name: 'Waiting' })
    const round = await ld.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [people.KM, people.TS],
    })
    await km.codings.add({ source, start: 0, end: 20, code: code.id })
    expect(await ts.codings.passages({})).toEqual([])
    expect(await failureOf(ts.agreement.inRound({ round: round.id }))).toMatchObject({ code: 'blind' })
    await km.rounds.submit({ round: round.id, coder: people.KM })
    await ts.rounds.submit({ round: round.id, coder: people.TS })
    expect(await ts.codings.passages({})).toHaveLength(1)
    expect((await ts.agreement.inRound({ round: round.id })).overall.passages).toEqual({
      both: 0,
      onlyA: 1,
      onlyB: 0,
    })
  })

  it('a reviewer settles a difference, and the consensus holds it', async () => {
    const { as, source, people } = await room(open)
    const [ld, km, ts, rv] = [await as('LD'), await as('KM'), await as('TS'), await as('RV')]
    const code = await ld.codebook.addCode({ name: 'Waiting' })
    const { id: round } = await ld.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [people.KM, people.TS],
    })
    await km.codings.add({ source, start: 0, end: 20, code: code.id })
    await km.rounds.submit({ round, coder: people.KM })
    await ts.rounds.submit({ round, coder: people.TS })
    const [item] = await rv.adjudication.disagreements({ round })
    const ruled = await rv.adjudication.rule({
      round,
      disagreement: item?.id ?? '',
      outcome: 'a',
      reason: 'Clear',
    })
    expect(ruled.ruling).toMatchObject({ outcome: 'a', reason: 'Clear', reviewer: people.RV })
    expect(await rv.codings.passages({ layer: 'consensus' })).toMatchObject([
      { start: 0, end: 20, coder: null },
    ])
    expect((await rv.rounds.list({}))[0]).toMatchObject({ state: 'adjudicated' })
  })

  it('a theme gathers codes and a memo keeps a linked quotation', async () => {
    const { as, source } = await room(open)
    const km = await as('KM')
    const code = await km.codebook.addCode({ name: 'Waiting' })
    const coding = await km.codings.add({ source, start: 0, end: 12, code: code.id })
    const theme = await km.themes.add({ name: 'Time' })
    await km.themes.addCodes({ theme: theme.id, codes: [code.id] })
    expect((await km.themes.evidence({ theme: theme.id, layer: 'independent' })).passages).toHaveLength(1)
    const memo = await km.memos.add({ title: 'On time', about: { kind: 'theme', id: theme.id } })
    const quotation = { type: 'quotation', source, start: 0, end: 12, coding: coding.id }
    await km.memos.save({
      memo: memo.id,
      body: JSON.stringify({ root: { type: 'root', children: [quotation] } }),
    })
    expect((await km.memos.open({ memo: memo.id })).quotations).toMatchObject([
      { text: 'Interviewer:', standing: 'present' },
    ])
  })

  it('a lead hands a round out, two coders work elsewhere, and what they return is merged and compared', async () => {
    const { as, source, people } = await room(open)
    const ld = await as('LD')
    const code = await ld.codebook.addCode({ name: 'Waiting' })
    const { id: round } = await ld.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [people.KM, people.TS],
    })
    const folder = temporaryFolder()
    const files: { path: string }[] = []
    for (const [initials, end] of [
      ['KM', 20],
      ['TS', 30],
    ] as const) {
      const made = await ld.handouts.make({
        round,
        coder: people[initials],
        protection: { kind: 'open' },
        path: join(folder, `${initials}.tandem-handout`),
      })
      // The coder's own computer, with the same kind of door.
      const { client: coder } = await (await open(makeEngine().host)).window()
      await coder.library.openHandout({ file: { path: made.file ?? '' } })
      expect((await coder.session.current({})).member).toMatchObject({ initials })
      await coder.codings.add({ source, start: 0, end, code: code.id })
      const back = await coder.handouts.makeReturn({ path: join(folder, `${initials}.tandem-return`) })
      files.push({ path: back.file ?? '' })
    }
    const doings: string[] = []
    const rehearsed = await ld.merging.rehearse({ files })
    expect(await ld.codings.passages({})).toEqual([])
    const merged = await ld.merging.apply({ files }, { onProgress: ({ doing }) => doings.push(doing) })
    expect(doings).toContain('Merging')
    expect(merged.packages).toMatchObject(
      ['KM', 'TS'].map(initials => ({ status: 'merged', coder: { initials }, sent: 1, arrived: 1 })),
    )
    expect(rehearsed.packages.map(({ sent }) => sent)).toEqual([1, 1])
    expect((await ld.rounds.list({}))[0]).toMatchObject({ state: 'submitted' })
    expect((await ld.agreement.inRound({ round })).overall.passages).toMatchObject({ both: 1 })
    expect(await ld.adjudication.disagreements({ round })).toHaveLength(1)
    expect((await ld.study.check({})).breaches).toEqual([])
    await ld.history.undo({})
    expect(await ld.codings.passages({})).toEqual([])
    const again = await ld.merging.apply({ files })
    expect(again.packages.map(({ status }) => status)).toEqual(['merged', 'merged'])
    expect(await ld.codings.passages({})).toHaveLength(2)
  })

  it('words are found, and what looks like a query is only words', async () => {
    const { as } = await room(open)
    const ld = await as('LD')
    expect((await ld.search.sources({ query: 'walked to the shop' })).total).toBe(12)
    for (const query of ['"', '-a', 'NEAR(', 'a OR', '*', '(', "'", 'text:', '^x', '{a b}']) {
      expect((await ld.search.sources({ query })).hits).toBeInstanceOf(Array)
    }
  })

  it('a report is made with word of its progress', async () => {
    const { as } = await room(open)
    const ld = await as('LD')
    const doings: string[] = []
    const made = await ld.reports.make(
      { what: 'codebook', format: 'json' },
      { onProgress: progress => doings.push(progress.doing) },
    )
    expect(made.bytes).toBeGreaterThan(10)
    expect(doings.length).toBeGreaterThan(0)
  })

  it('an import that is cancelled keeps what was taken, names it, and nothing of the step in hand', async () => {
    const { as, host } = await room(open)
    const ld = await as('LD')
    const names = Array.from({ length: 30 }, (_, n) => `File ${n}.txt`)
    for (const name of names) {
      host.uploads.put(name, { fileName: name, bytes: Buffer.from(`Text of ${name}. `.repeat(50)) }, 1)
    }
    const stop = new AbortController()
    const job = ld.sources.import(
      { files: names.map(name => ({ upload: name, fileName: name })) },
      { signal: stop.signal, onProgress: ({ done }) => done === 3 && stop.abort() },
    )
    const results = await job
    expect(results.map(({ file }) => file)).toEqual(names)
    const taken = results.filter(({ status }) => status === 'imported').map(({ title }) => title)
    expect(taken.length).toBeGreaterThanOrEqual(3)
    expect(taken.length).toBeLessThan(30)
    expect(results.slice(taken.length).every(({ status }) => status === 'cancelled')).toBe(true)
    expect((await ld.sources.list({})).slice(-taken.length).map(({ title }) => title)).toEqual(taken)
    expect(await ld.history.undo({})).toEqual({
      what: `Imported “${taken.at(-1)}” from ${names[taken.length - 1]}`,
    })
    expect((await ld.study.check({})).breaches).toEqual([])
  })

  it('the study is whole afterwards, closed and opened again', async () => {
    const { as, path } = await room(open)
    const ld = await as('LD')
    await ld.codebook.addFromLibrary({ library: 'npt' })
    expect(await ld.study.check({})).toEqual({ ok: true, breaches: [] })
    await ld.library.close({})
    expect((await ld.session.current({})).study).toBeNull()
    await ld.library.open({ path })
    expect((await ld.codebook.frameworks({})).map(framework => framework.kind)).toEqual([
      'inductive',
      'deductive',
    ])
  })
})
