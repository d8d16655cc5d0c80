import { describe, expect, it } from 'vitest'
import { decided } from '#engine/handouts/allowed.ts'
import { methods } from '#shared/contract/client.ts'
import { ask, openedRound, questions, type World } from '../helpers/blind-round.ts'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { contentOf, failureOf } from '../helpers/study.ts'

describe('a hand-out copy', () => {
  it('has its answer to every write, act and job of the contract', () => {
    const undecided = [...methods].filter(([name, { kind }]) => kind !== 'read' && decided(name) === null)
    expect(undecided.map(([name]) => name)).toEqual([])
    expect(decided('study.nothing-of-this-name')).toBeNull()
  })

  it('refuses what is the study’s in one sentence, and nothing changes', async () => {
    const world = await openedRound()
    const { client, window } = await openedBy((await handOut(world, 'KM')).file)
    const { db } = window.connected.window.mustHaveStudy()
    const before = contentOf(db)
    const { source, round, shared, study } = world
    for (const call of [
      client.members.add({ name: 'X', initials: 'XX' }),
      client.members.update({ member: study.people.KM, name: 'Other' }),
      client.study.update({ title: 'Mine' }),
      client.sources.update({ source, title: 'Mine' }),
      client.sources.import({ files: [{ path: '/nowhere' }] }),
      client.rounds.close({ round, leaveOpen: true }),
      client.themes.add({ name: 'T' }),
      client.codebook.addFramework({ name: 'F', kind: 'deductive' }),
      client.handouts.make({ round, coder: study.people.KM, protection: { kind: 'open' } }),
    ]) {
      expect(await failureOf(call)).toMatchObject({
        code: 'not-allowed',
        message: expect.stringMatching(/ is done in the study that this hand-out came from/),
      })
    }
    for (const call of [
      client.codebook.updateCode({ code: shared, name: 'Mine' }),
      client.codebook.moveCode({ code: shared, parent: null }),
    ]) {
      expect(await failureOf(call)).toMatchObject({
        code: 'not-allowed',
        message: expect.stringMatching(/stays as it was handed out/),
      })
    }
    expect(await failureOf(client.codebook.removeCode({ code: shared }))).toMatchObject({ code: 'conflict' })
    expect(await failureOf(client.session.signIn({ member: study.people.TS }))).toMatchObject({
      code: 'not-allowed',
      message: 'This is Kim Morris’s hand-out of “Round 1”; nobody else signs in to it.',
    })
    expect(await failureOf(client.session.signOut({}))).toMatchObject({ code: 'not-allowed' })
    expect(contentOf(db)).toBe(before)
  })

  it('has every read of the contract answered, without a fault', async () => {
    const world = await openedRound()
    const { client, engine, copy } = await openedBy((await handOut(world, 'KM')).file)
    expect(copy.handout?.coder.id).toBe(world.study.people.KM)
    for (const [name, inputs] of Object.entries(questions)) {
      for (const input of inputs(world as World)) {
        const answer = await ask(client, name, input)
        expect(answer, name).not.toMatch(/^internal|Tove|Ravi|Lena/)
      }
    }
    for (const { id: what, formats } of await client.reports.kinds({})) {
      for (const { id: format } of formats) {
        const made = await ask(client, 'reports.make', { what, format })
        expect(made, what).not.toMatch(/^internal/)
      }
    }
    expect(engine.faults()).toBe('')
  })

  it('proposes codes in its round, changes its own, and keeps a memo’s code till the memo is gone', async () => {
    const world = await openedRound()
    const { client, window } = await openedBy((await handOut(world, 'KM')).file)
    const { db } = window.connected.window.mustHaveStudy()
    const { id } = await client.codebook.addCode({ name: 'Mine', parent: world.shared })
    expect(db.prepare('SELECT proposed_in, created_by FROM codes WHERE id = ?').get(id)).toEqual({
      proposed_in: world.round,
      created_by: world.study.people.KM,
    })
    await client.codebook.updateCode({ code: id, name: 'Mine still' })
    expect(await failureOf(client.codebook.updateCode({ code: id, status: 'agreed' }))).toMatchObject({
      message: '“Mine still” was proposed in a round: a lead accepts it.',
    })
    await client.codebook.moveCode({ code: id, parent: null, before: world.shared })
    const memo = await client.memos.add({ title: 'On it', about: { kind: 'code', id } })
    expect(await failureOf(client.codebook.removeCode({ code: id }))).toMatchObject({
      code: 'conflict',
      message: 'A memo is about “Mine still” or a code under it. Remove the memo first.',
    })
    await client.memos.remove({ memo: memo.id })
    await client.codebook.removeCode({ code: id })
    expect(db.prepare('SELECT count(*) FROM codes').pluck().get()).toBe(2)
  })

  it('answers handing in with the round, and goes on', async () => {
    const world = await openedRound()
    const { client } = await openedBy((await handOut(world, 'KM')).file)
    const { round, source, shared, study } = world
    const after = await client.rounds.submit({ round, coder: study.people.KM })
    expect(after).toMatchObject({ state: 'open', coders: [{ initials: 'KM', submittedAt: null }] })
    await client.codings.add({ source, start: 0, end: 9, code: shared })
    expect((await client.study.overview({})).waiting).toEqual([
      { what: 'Code your sources in “Round 1”, then return your work', screen: 'code', round },
    ])
  })
})
