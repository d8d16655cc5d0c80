import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPackage } from '#engine/packages/read.ts'
import { checks, runCheck } from '#engine/studies/check.ts'
import { studyIdentity } from '#engine/studies/identity.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { failureOf, makeEngine } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const memoOf = (words: string) =>
  JSON.stringify({
    root: { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', text: words }] }] },
  })

describe('a hand-out', () => {
  it('opens as the coder’s own copy, in which they work, take back, and send back all they did', async () => {
    const world = await openedRound()
    const { study, round, source, shared } = world
    const km = await study.as('KM')
    const early = await km.codings.add({ source, start: 0, end: 9, code: shared })
    const made = await handOut(world, 'KM')
    expect(made).toMatchObject({
      round: { title: 'Round 1' },
      coder: { initials: 'KM' },
      sources: 1,
      operations: 1,
      protection: 'open',
      counts: { sources: 1, cases: 1, codes: 2, own: null },
    })

    const { client, copy, window, engine } = await openedBy(made.file)
    expect(copy).toMatchObject({
      id: study.handle().id,
      title: 'A study for tests',
      openSlot: true,
      handout: { package: made.packageId, coder: { initials: 'KM', name: 'Kim Morris' }, mayAddCodes: true },
    })
    expect((await client.session.current({})).member?.initials).toBe('KM')
    expect((await client.codings.inSource({ source })).map(({ id }) => id)).toEqual([early.id])
    expect((await client.sources.list({})).map(({ title }) => title)).toEqual(['Interview 1'])

    const first = await client.codings.add({ source, start: 20, end: 60, code: shared, polarity: 'barrier' })
    await client.codings.add({ source, start: 70, end: 90, newCode: { name: 'Tiredness' } })
    await client.annotations.add({ source, start: 5, end: 15, text: 'A note' })
    await client.codings.remove({ codings: [first.id] })
    await client.history.undo({})
    await client.codings.update({ coding: early.id, comment: 'Looked at again' })
    const kept = await client.memos.add({ title: 'For me alone', about: { kind: 'study', id: null } })
    const given = await client.memos.add({ title: 'For the team', about: { kind: 'source', id: source } })
    await client.memos.save({ memo: given.id, body: memoOf('Three speak of the walk.') })
    await client.memos.save({ memo: kept.id, body: memoOf('I was tired today.') })

    expect(await client.handouts.returnPreview({})).toMatchObject({
      work: { codings: 3, annotations: 1, proposedCodes: 1, operations: 6 },
      sinceLast: null,
      untouched: [],
      memos: [
        { title: 'For me alone', shared: false },
        { title: 'For the team', shared: false },
      ],
    })
    await client.handouts.shareMemos({ memos: [given.id] })
    const path = join(temporaryFolder(), 'back.tandem-return')
    const back = await client.handouts.makeReturn({ path })
    expect(back).toMatchObject({ file: path, submits: true, operations: 8, memos: 1, sources: 1 })

    const found = await readPackage(path, { identities: [studyIdentity(study.db()).age] })
    expect(found.manifest).toMatchObject({
      kind: 'return',
      parent: made.packageId,
      round: { id: round },
      coder: { id: study.people.KM },
      submits: true,
      counts: { operations: 8 },
    })
    const row = study.db().prepare('SELECT * FROM handouts').get() as Record<string, unknown>
    expect(row).toMatchObject({ id: made.packageId, coder: study.people.KM, public_key: found.signedBy })
    const operations = []
    for await (const operation of found.operations()) operations.push(operation)
    expect(new Set(operations.map(({ actor }) => actor))).toEqual(new Set([study.people.KM]))
    expect(operations.every(({ lamport }) => lamport > Number(row.lamport))).toBe(true)
    const tables = new Set(operations.flatMap(({ changes }) => changes.map(({ table }) => table)))
    expect([...tables].sort()).toEqual(['annotations', 'codes', 'codings', 'memos'])
    expect(JSON.stringify(operations)).not.toContain(kept.id)
    expect(JSON.stringify(operations)).not.toContain('handout.opened')
    const body = operations.flatMap(({ changes }) => changes).findLast(({ after }) => after?.body)
      ?.after?.body
    expect(String(await found.content(String(body)))).toContain('Three speak of the walk.')

    expect(await client.handouts.returnPreview({})).toMatchObject({
      sinceLast: { work: { codings: 0, annotations: 0, proposedCodes: 0, operations: 0 } },
      memos: [{ shared: false }, { title: 'For the team', shared: true }],
    })
    await client.codings.add({ source, start: 100, end: 120, code: shared })
    expect((await client.handouts.returnPreview({})).sinceLast?.work).toMatchObject({
      codings: 1,
      operations: 1,
    })
    const again = await client.handouts.makeReturn({ submits: false })
    expect(again).toMatchObject({ submits: false, operations: 9, file: null })
    expect(engine.host.reports.get(again.held?.id ?? '')?.fileName).toMatch(
      /Round 1 - KM - .*\.tandem-return$/,
    )

    const { db } = window.connected.window.mustHaveStudy()
    expect(checks.flatMap(check => runCheck(check, db))).toEqual([])
    expect(engine.faults()).toBe('')
    expect(study.faults()).toBe('')
  })

  it('is its coder’s to lock, who is no lead', async () => {
    const made = await handOut(await openedRound(), 'KM', { kind: 'open' })
    const { copy, client, engine } = await openedBy(made.file)
    expect(copy.openSlot).toBe(true)
    const { recoveryKey } = await client.keys.setPassphrase({ passphrase: 'four small plain words' })
    expect(recoveryKey).not.toBeNull()
    engine.close()
    const later = makeEngine(engine.base).window().client
    expect(await failureOf(later.library.open({ path: copy.path }))).toMatchObject({ code: 'locked' })
  })

  it('opens by its passphrase alone, which the copy then has as its own', async () => {
    const world = await openedRound()
    const passphrase = (await (await world.study.as('LD')).handouts.proposePassphrase({})).passphrase
    expect(passphrase).toMatch(/^(?:[a-z]{4}-){5}[a-z]{4}$/)
    const made = await handOut(world, 'TS', { kind: 'passphrase', passphrase })
    const engine = makeEngine()
    const { client } = engine.window()
    const file = { path: made.file }
    expect(await failureOf(client.library.openHandout({ file }))).toMatchObject({ code: 'locked' })
    expect(await failureOf(client.library.openHandout({ file, passphrase: 'not that one' }))).toMatchObject({
      code: 'wrong-passphrase',
    })
    expect(readdirSync(engine.base)).toEqual([])
    expect(await client.library.lookAtHandout({ file, passphrase })).toMatchObject({
      study: { title: 'A study for tests' },
      coder: { initials: 'TS' },
      round: { title: 'Round 1' },
      passphrase: true,
      sender: 'first',
      copies: [],
      fingerprint: studyIdentity(world.study.db()).fingerprint,
    })
    const { copy } = await openedBy(made.file, { passphrase, engine })
    expect(copy.openSlot).toBe(false)
    engine.close()
    const later = makeEngine(engine.base).window().client
    expect(await failureOf(later.library.open({ path: copy.path }))).toMatchObject({ code: 'locked' })
    expect((await later.library.open({ path: copy.path, passphrase })).handout?.coder.initials).toBe('TS')
  })

  it('offers the copy that is there instead of a second one, and refuses a folder that is taken', async () => {
    const world = await openedRound()
    const { file } = await handOut(world, 'KM')
    const { copy, engine } = await openedBy(file)
    const other = engine.window().client
    expect(await other.library.lookAtHandout({ file: { path: file } })).toMatchObject({
      copies: [copy.path],
      sender: 'known',
    })
    const again = await failureOf(other.library.openHandout({ file: { path: file } }))
    expect(again).toMatchObject({ code: 'exists' })
    expect(again.message).toContain(copy.path)
    const taken = await failureOf(
      other.library.openHandout({ file: { path: file }, path: copy.path, again: true }),
    )
    expect(taken).toMatchObject({ code: 'exists' })
    const second = await openedBy(file, { engine, again: true })
    expect(second.copy.path).not.toBe(copy.path)
    expect(readdirSync(dirname(copy.path)).filter(name => name.startsWith('making-'))).toEqual([])
  })

  it('is made by a lead, of an open round, for one of its coders, and never over another file', async () => {
    const world = await openedRound()
    const { study, round } = world
    const path = join(temporaryFolder(), 'x.tandem-handout')
    const asked = { round, coder: study.people.KM, protection: { kind: 'open' as const }, path }
    const ld = await study.as('LD')
    const before = study.db().prepare('SELECT count(*) FROM operations').pluck().get()
    expect(await failureOf((await study.as('KM')).handouts.make(asked))).toMatchObject({
      code: 'not-allowed',
    })
    expect(await failureOf(ld.handouts.make({ ...asked, coder: study.people.RV }))).toMatchObject({
      code: 'bad-input',
    })
    expect(existsSync(path)).toBe(false)
    expect(study.db().prepare('SELECT count(*) FROM operations').pluck().get()).toBe(before)
    await ld.handouts.make(asked)
    const bytes = readFileSync(path)
    expect(await failureOf(ld.handouts.make(asked))).toMatchObject({ code: 'exists' })
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(readdirSync(dirname(path))).toEqual(['x.tandem-handout'])
    expect(await ld.handouts.list({})).toMatchObject([{ round, coder: study.people.KM, protection: 'open' }])
    await (await study.as('KM')).rounds.submit({ round, coder: study.people.KM })
    await (await study.as('TS')).rounds.submit({ round, coder: study.people.TS })
    // Who has handed in may do so again, with changes, till the round is closed.
    const { file } = await handOut(world, 'KM')
    const { client } = await openedBy(file)
    await client.codings.add({ source: world.source, start: 20, end: 40, code: world.shared })
    const back = join(temporaryFolder(), 'again.tandem-return')
    await client.handouts.makeReturn({ path: back })
    const { packages } = await ld.merging.apply({ files: [{ path: back }] })
    expect(packages).toMatchObject([
      { status: 'merged', arrived: 1, notes: [expect.stringContaining('brought up to date')] },
    ])
    expect((await ld.rounds.list({}))[0]?.differences).toMatchObject({ open: 1 })
    await ld.rounds.close({ round, leaveOpen: true })
    expect(await failureOf(ld.handouts.make({ ...asked, path: `${path}-2` }))).toMatchObject({
      code: 'conflict',
      message: '“Round 1” is closed: nothing of it is handed out any more.',
    })
  })
})
