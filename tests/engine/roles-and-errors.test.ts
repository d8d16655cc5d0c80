import { describe, expect, it } from 'vitest'
import { methods } from '#shared/contract/client.ts'
import { settledRound } from '../helpers/settled-round.ts'
import { contentOf, failureOf, makeStudy } from '../helpers/study.ts'

describe('roles', () => {
  it('a coder does not rule, a reviewer does not code, only a lead opens rounds and adds people', async () => {
    const { study, source, code, round, item } = await settledRound()
    const [km, rv] = [await study.as('KM'), await study.as('RV')]
    const ruling = { round, disagreement: item, outcome: 'a' } as const
    const tries: [Promise<unknown>, RegExp][] = [
      [
        km.adjudication.rule(ruling),
        /Only a reviewer or a lead can rule on differences; Kim Morris is a coder/,
      ],
      [km.adjudication.ruleMany({ rulings: [ruling] }), /Only a reviewer or a lead/],
      [km.adjudication.withdraw({ round, disagreement: item }), /Only a reviewer or a lead/],
      [rv.codings.add({ source, start: 0, end: 5, code }), /Ravi Vane is not a coder/],
      [rv.codings.addMany({ codings: [{ source, start: 0, end: 5, code }] }), /not a coder/],
      [
        km.rounds.open({ title: 'R', sources: [source], coders: [study.people.KM, study.people.TS] }),
        /Only a lead/,
      ],
      [km.rounds.close({ round, leaveOpen: true }), /Only a lead/],
      [km.members.add({ name: 'X', initials: 'XX', roles: ['lead'] }), /Only a lead/],
      [km.members.update({ member: study.people.KM, roles: ['lead'] }), /Only a lead/],
      [km.members.update({ member: study.people.TS, name: 'Other' }), /Only a lead/],
      [km.members.remove({ member: study.people.LD }), /Only a lead/],
      [km.study.update({ title: 'Mine' }), /Only a lead/],
    ]
    for (const [call, sentence] of tries) {
      expect(await failureOf(call)).toMatchObject({
        code: 'not-allowed',
        message: expect.stringMatching(sentence),
      })
    }
    expect(study.faults()).toBe('')
  })

  it('the command line sets up and takes out, and is nobody’s coder or reviewer', async () => {
    const { study, source, code, round, item } = await settledRound()
    for (const call of [
      study.setUp.codings.add({ source, start: 0, end: 5, code }),
      study.setUp.annotations.add({ source, start: 0, end: 5, text: 'x' }),
      study.setUp.adjudication.rule({ round, disagreement: item, outcome: 'a' }),
    ]) {
      expect(await failureOf(call)).toMatchObject({ code: 'not-allowed' })
    }
  })

  it('nobody signed in writes nothing', async () => {
    const { study } = await settledRound()
    const nobody = await study.nobody()
    const before = contentOf(study.db())
    for (const [name, method] of methods) {
      if (method.kind !== 'write') continue
      const [feature = '', verb = ''] = name.split('.')
      const call = (
        nobody as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
      )[feature]?.[verb]
      if (!call) throw new Error(name)
      expect([name, (await failureOf(call({}))).code]).not.toEqual([name, 'internal'])
    }
    for (const call of [
      () => nobody.codebook.addCode({ name: 'X' }),
      () => nobody.themes.add({ name: 'X' }),
      () => nobody.memos.add({ title: 'X', about: { kind: 'study', id: null } }),
      () => nobody.history.undo({}),
      () => nobody.sources.addDataSet({ name: 'X' }),
      () => nobody.codebook.addFramework({ name: 'X', kind: 'inductive' }),
      () => nobody.codebook.addFromLibrary({ library: 'npt' }),
      () => nobody.sources.import({ files: [{ path: '/nowhere' }] }),
    ]) {
      expect(await failureOf(call())).toMatchObject({
        code: 'not-allowed',
        message: expect.stringMatching(/signed in/),
      })
    }
    expect(contentOf(study.db())).toBe(before)
  })
})

describe('each expected failure', () => {
  it('has a sentence that ends, and mostly says what to do', async () => {
    const { study, source, code, round } = await settledRound()
    const [km, ld] = [await study.as('KM'), await study.as('LD')]
    const absent = '01890000-0000-7000-8000-000000000000'
    const expected: [() => Promise<unknown>, string][] = [
      [() => km.codings.add({ source, start: 5, end: 5, code }), 'bad-input'],
      [() => km.codings.add({ source, start: 0, end: 1_000_000, code }), 'bad-input'],
      [() => km.codings.add({ source: absent, start: 0, end: 5, code }), 'not-found'],
      [() => km.codings.add({ source, start: 0, end: 5, code: absent }), 'not-found'],
      [() => km.annotations.add({ source, start: 130, end: 134, text: 'Half a family' }), 'bad-input'],
      [() => km.codings.add({ source, start: 130, end: 134, code }), 'bad-input'],
      [() => km.codings.remove({ codings: [absent] }), 'not-allowed'],
      [() => km.annotations.remove({ annotation: absent }), 'not-allowed'],
      [() => km.codebook.addCode({ name: 'waiting' }), 'exists'],
      [() => km.codebook.moveCode({ code, parent: code }), 'not-allowed'],
      [() => km.themes.update({ theme: absent, name: 'x' }), 'not-found'],
      [() => km.memos.save({ memo: absent, title: 'x' }), 'not-found'],
      [() => km.rounds.submit({ round, coder: study.people.TS }), 'not-allowed'],
      [() => km.rounds.submit({ round, coder: study.people.KM }), 'conflict'],
      [
        () => ld.rounds.open({ title: 'x', sources: [source], coders: [study.people.KM, study.people.KM] }),
        'bad-input',
      ],
      [
        () => ld.rounds.open({ title: 'x', sources: [source], coders: [study.people.KM, study.people.RV] }),
        'bad-input',
      ],
      [() => ld.members.add({ name: 'X', initials: 'km' }), 'exists'],
      [() => ld.members.remove({ member: study.people.KM }), 'conflict'],
      [() => ld.members.update({ member: study.people.LD, roles: ['coder'] }), 'conflict'],
      [() => ld.sources.remove({ source }), 'conflict'],
      [() => ld.codebook.removeCode({ code }), 'conflict'],
      [() => ld.agreement.between({ coders: [study.people.RV, study.people.LD] }), 'not-found'],
      [() => ld.reports.make({ what: 'codebook', format: 'exe' }), 'bad-input'],
      [() => ld.reports.save({ report: 'none', path: '/nowhere' }), 'not-found'],
      [() => ld.codebook.addFromLibrary({ library: 'none' }), 'not-found'],
      [() => ld.history.redo({}), 'not-found'],
    ]
    for (const [call, code_] of expected) {
      const failure = await failureOf(call())
      expect([failure.message, failure.code]).toEqual([failure.message, code_])
      expect(failure.message).toMatch(/^[\p{L}“0-9].*\.$/su)
      expect(failure.message).not.toMatch(/undefined|null|\[object|SQLITE|constraint/)
    }
    expect(study.faults()).toBe('')
  })

  it('in a window without a study says so', async () => {
    const study = await makeStudy()
    const { client } = study.window()
    expect(await failureOf(client.codings.passages({}))).toMatchObject({ code: 'not-found' })
  })
})

describe('work in a source whose round the coder has submitted', () => {
  it('is refused until the round is closed, and then stands outside rounds', async () => {
    const { study, source, code, round } = await settledRound()
    const ts = await study.as('TS')
    const add = () => ts.codings.add({ source, start: 0, end: 5, code })
    const note = () => ts.annotations.add({ source, start: 0, end: 5, text: 'Later' })
    for (const call of [
      add,
      () => ts.codings.addMany({ codings: [{ source, start: 0, end: 5, code }] }),
      note,
    ]) {
      expect(await failureOf(call())).toMatchObject({
        code: 'not-allowed',
        message: expect.stringContaining('You have submitted “Round 1”'),
      })
    }
    await study.setUp.rounds.close({ round, leaveOpen: true })
    expect((await add()).round).toBeNull()
    expect((await note()).text).toBe('Later')
  })
})
