import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { contentOf, failureOf, makeStudy, someText } from '../helpers/study.ts'

/** Sources to go through again: title, whose, and what changed and is not done. */
const due = async (client: Client) =>
  (await client.codebook.revisits({})).map(({ sourceTitle, changes }) => [
    sourceTitle,
    ...changes.map(({ kind, name, done }) => `${kind} ${name}${done ? ', done' : ''}`),
  ])

describe('sources to revisit', () => {
  it('are those coded before a code was added to a version, split or defined anew, till they are marked', async () => {
    const study = await makeStudy()
    const [lead, km] = [await study.as('LD'), await study.as('KM')]
    const one = await study.source('One', someText())
    const two = await study.source('Two', someText(3))
    const { id: code, framework } = await study.code('Waiting')
    await km.codings.add({ source: one, start: 0, end: 9, code })
    // Before the first version, a framework is still in the making.
    await study.code('Early')
    expect(await due(km)).toEqual([])
    await lead.codebook.freeze({ framework })
    const added = await study.code('Walking')
    await km.codings.add({ source: two, start: 0, end: 9, code })
    expect(await due(km)).toEqual([['One', 'added Walking']])
    await lead.codebook.updateCode({ code, definition: 'Time that passes' })
    await lead.codebook.updateCode({ code: added.id, definition: 'On foot' })
    expect(await due(km)).toEqual([
      ['One', 'added Walking', 'redefined Waiting'],
      ['Two', 'redefined Waiting', 'redefined Walking'],
    ])
    expect((await km.study.overview({})).waiting.map(({ what }) => what)).toContain(
      'Go through 2 sources again: the framework has changed since you coded them',
    )
    const before = contentOf(study.db())
    await km.codebook.markRevisited({ revisits: [{ source: one, coder: study.people.KM }] })
    expect(await due(km)).toEqual([
      ['Two', 'redefined Waiting', 'redefined Walking'],
      ['One', 'added Walking, done', 'redefined Waiting, done'],
    ])
    expect((await km.codebook.revisits({}))[1]?.last).toMatchObject({ by: study.people.KM })
    await lead.codebook.splitCode({ code, into: [{ code: added.id }, { name: 'Queueing' }] })
    expect((await due(km))[0]).toEqual(['One', 'added Walking, done', 'added Queueing', 'split Waiting'])
    await lead.history.undo({})
    await km.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    // What is coded with the code that was added is no longer to be looked at for it.
    await km.codings.add({ source: one, start: 20, end: 29, code: added.id })
    expect((await due(km))[0]).toEqual(['One', 'redefined Waiting'])
  })

  it('are done of a split code where the coder has judged all they had of it', async () => {
    const study = await makeStudy()
    const [lead, km] = [await study.as('LD'), await study.as('KM')]
    const source = await study.source('One', someText())
    const { id: code, framework } = await study.code('Waiting')
    const codings = [
      await km.codings.add({ source, start: 0, end: 9, code }),
      await km.codings.add({ source, start: 20, end: 29, code }),
    ]
    await lead.codebook.freeze({ framework })
    const { parts } = await lead.codebook.splitCode({
      code,
      into: [{ name: 'Queueing' }, { name: 'Resting' }],
    })
    const judge = (...some: typeof codings) =>
      km.codebook.judgeSplit({
        code,
        judgements: some.map(({ id }) => ({ coding: id, parts: [parts[0] ?? ''] })),
      })
    const all = ['added Queueing', 'added Resting', 'split Waiting']
    await judge(...codings.slice(1))
    expect(await due(km)).toEqual([['One', ...all]])
    await judge(...codings)
    expect(await due(km)).toEqual([['One', ...all.map(what => `${what}, done`)]])
  })

  it('are none for a code that somebody proposed, till it is accepted', async () => {
    const study = await makeStudy()
    const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
    const source = await study.source('One', someText())
    const { id: code, framework } = await study.code('Waiting')
    await lead.codebook.freeze({ framework })
    await lead.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
      blind: false,
    })
    await km.codings.add({ source, start: 0, end: 9, code })
    const { id: proposed } = await ts.codebook.addCode({ name: 'Walking', parent: code })
    expect(await due(km)).toEqual([])
    await lead.codebook.updateCode({ code: proposed, status: 'agreed' })
    expect(await due(km)).toEqual([['One', 'added Walking']])
  })

  it('are those of the coder who could not see what the other proposed while the round was blind', async () => {
    const study = await makeStudy()
    const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
    const { KM, TS } = study.people
    const one = await study.source('One', someText())
    const two = await study.source('Two', someText(3))
    const { id: code, framework } = await study.code('Waiting')
    await lead.codebook.freeze({ framework })
    const { id: round } = await lead.rounds.open({ title: 'Round 1', sources: [one, two], coders: [KM, TS] })
    const { id: proposed } = await km.codebook.addCode({ name: 'Walking', parent: code })
    await km.codings.add({ source: one, start: 0, end: 9, code: proposed })
    await km.codings.add({ source: two, start: 0, end: 9, code })
    await km.rounds.submit({ round, coder: KM })
    // Begun when the code was there, though nobody but KM could see it.
    await ts.codings.add({ source: one, start: 0, end: 9, code })
    await ts.codings.add({ source: two, start: 0, end: 9, code })
    await ts.rounds.submit({ round, coder: TS })
    const three = await study.source('Three', someText(5))
    await ts.codings.add({ source: three, start: 0, end: 9, code })
    expect(await due(ts)).toEqual([])
    await lead.codebook.updateCode({ code: proposed, status: 'agreed', because: 'It is its own thing.' })
    // KM had it from the first, and TS when the third source was begun.
    expect((await lead.codebook.revisits({})).map(({ sourceTitle, coder }) => [sourceTitle, coder])).toEqual([
      ['One', TS],
      ['Two', TS],
    ])
  })

  it('are none for a definition that was changed and changed back, but for who had gone by it meanwhile', async () => {
    const study = await makeStudy()
    const [lead, km] = [await study.as('LD'), await study.as('KM')]
    const { KM } = study.people
    const one = await study.source('One', someText())
    const two = await study.source('Two', someText(3))
    const three = await study.source('Three', someText(5))
    const { id: code, framework } = await study.code('Waiting')
    await lead.codebook.freeze({ framework })
    const code9 = (source: string) => km.codings.add({ source, start: 0, end: 9, code })
    const define = (definition: string) => lead.codebook.updateCode({ code, definition })
    await code9(one)
    await code9(two)
    await define('Time that passes')
    await code9(three)
    await km.codebook.markRevisited({ revisits: [{ source: two, coder: KM }] })
    await lead.codebook.updateCode({ code, whenToUse: 'In queues' })
    await lead.codebook.updateCode({ code, whenToUse: '' })
    expect(await due(km)).toEqual([
      ['One', 'redefined Waiting'],
      ['Two', 'redefined Waiting, done'],
    ])
    await define('')
    // The third was begun by the definition that is gone, and the second was gone through by it.
    expect(await due(km)).toEqual([
      ['Two', 'redefined Waiting'],
      ['Three', 'redefined Waiting'],
    ])
    await lead.history.undo({})
    await lead.history.undo({})
    await lead.history.undo({})
    await lead.history.undo({})
    expect(await due(km)).toEqual([])
  })

  it('are marked by whoever coded them, or by a lead', async () => {
    const study = await makeStudy()
    const [ts, lead] = [await study.as('TS'), await study.as('LD')]
    const source = await study.source('One', someText())
    const { id: code } = await study.code('Waiting')
    await (await study.as('KM')).codings.add({ source, start: 0, end: 9, code })
    const of = (coder: string) => ({ revisits: [{ source, coder }] })
    const said = [
      await failureOf(ts.codebook.markRevisited(of(study.people.KM))),
      await failureOf(ts.codebook.markRevisited(of(study.people.TS))),
    ].map(({ message }) => message)
    expect(said[0]).toContain('Only a lead can say that others have gone through a source again')
    expect(said[1]).toMatch(/has coded nothing in “One”\.$/)
    expect(await lead.codebook.markRevisited(of(study.people.KM))).toEqual({ marked: 1 })
  })
})
