import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { PassageStep } from '#shared/model/operation.ts'
import { openedRound, viewers, workInSecret } from '../helpers/blind-round.ts'
import { often } from '../helpers/often.ts'
import { aHistory, live } from '../helpers/random-history.ts'
import { settledRound } from '../helpers/settled-round.ts'
import { makeStudy, outcomeOf, someText, type TestStudy } from '../helpers/study.ts'

const said = (steps: readonly PassageStep[]) => steps.map(step => step.changes.map(change => change.what))

async function aText(): Promise<{
  study: TestStudy
  source: string
  km: Client
  code: string
  text: string
}> {
  const study = await makeStudy()
  const text = someText(6)
  const source = await study.source('Interview 1', text)
  const { id: code } = await study.code('Waiting')
  return { study, source, km: await study.as('KM'), code, text }
}

describe('the history of a passage', () => {
  it('tells in words all that was done to what is coded there, newest first', async () => {
    const { source, km, code, text } = await aText()
    const other = await km.codebook.addCode({ name: 'Walking' })
    const start = text.indexOf('We walked')
    const end = start + 'We walked to the shop'.length
    const { id: coding } = await km.codings.add({ source, start, end, code, polarity: 'barrier' })
    await km.codings.update({ coding, end: start + 'We walked to the shop and back, and'.length })
    await km.codings.update({ coding, polarity: null, comment: 'On foot' })
    await km.codings.update({ coding, comment: 'On foot, both ways' })
    await km.codings.update({ coding, code: other.id, start: start + 'We '.length })
    const note = await km.annotations.add({ source, start, end, text: 'A note' })
    await km.annotations.update({ annotation: note.id, text: 'Another' })
    await km.annotations.remove({ annotation: note.id })
    await km.codings.remove({ codings: [coding] })
    const { steps, more, withheld } = await km.history.ofPassage({ source, start, end })
    expect(said(steps)).toEqual([
      ['Removed “Walking”'],
      ['Removed an annotation'],
      ['Changed an annotation'],
      ['Annotated'],
      ['“Walking”: recoded from “Waiting”, moved its start 1 word later'],
      ['“Waiting”: changed its comment'],
      ['“Waiting”: no longer marked as a barrier, commented'],
      ['“Waiting”: moved its end 3 words later'],
      ['Coded “Waiting” as a barrier'],
    ])
    expect([more, withheld]).toEqual([false, false])
    expect(new Set(steps.map(step => step.who))).toEqual(new Set(['Kim Morris']))
    expect(steps.at(-1)?.changes[0]?.moved).toEqual({ before: null, after: { start, end } })
    expect(steps.at(-2)?.changes[0]?.moved?.before).toEqual({ start, end })
    expect(steps[5]?.changes[0]?.moved).toBeNull()
    expect(steps[0]?.changes[0]?.moved?.after).toBeNull()
  })

  it('leaves out what lies elsewhere, and keeps what once lay here', async () => {
    const { source, km, code } = await aText()
    const away = await km.codings.add({ source, start: 200, end: 220, code })
    await km.codings.update({ coding: away.id, comment: 'Elsewhere' })
    const moved = await km.codings.add({ source, start: 10, end: 20, code })
    await km.codings.update({ coding: moved.id, start: 60, end: 80 })
    const here = await km.history.ofPassage({ source, start: 5, end: 15 })
    expect(said(here.steps).map(([what]) => what?.split(' ')[0])).toEqual(['“Waiting”:', 'Coded'])
    const between = await km.history.ofPassage({ source, start: 21, end: 59 })
    expect(between.steps).toEqual([])
  })

  it('of a place tells what touches it', async () => {
    const { source, km, code } = await aText()
    await km.codings.add({ source, start: 10, end: 20, code })
    const at = async (place: number) =>
      (await km.history.ofPassage({ source, start: place, end: place })).steps.length
    expect(await Promise.all([9, 10, 15, 20, 21].map(at))).toEqual([0, 1, 1, 1, 0])
  })

  it('tells an undo and a redo as what they take back and do again', async () => {
    const { source, km, code } = await aText()
    const { id: coding } = await km.codings.add({ source, start: 10, end: 20, code })
    await km.codings.update({ coding, polarity: 'facilitator' })
    await km.history.undo({})
    await km.history.undo({})
    await km.history.redo({})
    const { steps } = await km.history.ofPassage({ source, start: 10, end: 20 })
    expect(said(steps)).toEqual([
      ['Redid: coded “Waiting”'],
      ['Undid: coded “Waiting”'],
      ['Undid: “Waiting”: marked as a facilitator'],
      ['“Waiting”: marked as a facilitator'],
      ['Coded “Waiting”'],
    ])
    expect(steps.map(step => step.undone)).toEqual([false, true, false, true, false])
  })

  it('tells codings that became one, and those that went with their code', async () => {
    const { source, km, code } = await aText()
    await km.codings.add({ source, start: 10, end: 20, code })
    await km.codings.add({ source, start: 30, end: 40, code })
    await km.codings.add({ source, start: 15, end: 35, code })
    const joined = await km.history.ofPassage({ source, start: 10, end: 40 })
    expect(said(joined.steps)[0]).toEqual([
      'Joined “Waiting” with one it overlaps',
      expect.stringMatching(/^“Waiting”: moved its end \d+ words? later$/),
    ])
    await km.codebook.removeCode({ code })
    const gone = await km.history.ofPassage({ source, start: 10, end: 40 })
    expect(said(gone.steps)[0]).toEqual(['Removed “Waiting” together with the code'])
    expect(gone.steps[0]).toMatchObject({ who: 'Kim Morris', changes: [{ colour: null }] })
  })

  it('tells a step that did much here in few lines', async () => {
    const { source, km, study, code } = await aText()
    const passages = Array.from({ length: 40 }, (_, n) => ({ source, start: n * 2, end: n * 2 + 1, code }))
    await km.codings.addMany({ codings: passages })
    const codes = await Promise.all(
      Array.from({ length: 11 }, (_, n) => km.codebook.addCode({ name: `C${n}` })),
    )
    await km.codings.addMany({ codings: codes.map(({ id }) => ({ source, start: 0, end: 9, code: id })) })
    await study.setUp.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    const { steps } = await km.history.ofPassage({ source, start: 0, end: 400 })
    expect(
      steps.map(({ changes, further }) => [changes[0]?.what, changes[0]?.count, changes.length, further]),
    )
      // What came into the round is a line, whatever its codes; eleven codes are eight lines and what is left.
      .toEqual([
        ['Taken into the round “Round 1”', 51, 1, 0],
        ['Coded “C0”', 1, 8, 3],
        ['Coded “Waiting”', 40, 1, 0],
      ])
    expect(steps[0]?.who).toBeNull()
  })

  it('tells what both agreed on, and the rulings', async () => {
    const { study, source, round, item } = await settledRound()
    const rv = await study.as('RV')
    await rv.adjudication.rule({ round, disagreement: item, outcome: 'a' })
    const ruled = await rv.history.ofPassage({ source, start: 0, end: 5 })
    expect(said(ruled.steps)).toEqual([['Ruled: “Waiting” stands'], ['Coded “Waiting”']])
    await rv.adjudication.withdraw({ round, disagreement: item })
    const withdrawn = await rv.history.ofPassage({ source, start: 0, end: 5 })
    expect(said(withdrawn.steps)[0]).toEqual(['No longer in the consensus: “Waiting”'])
  })

  it('is given page by page', async () => {
    const { source, km, code } = await aText()
    const { id: coding } = await km.codings.add({ source, start: 10, end: 20, code })
    for (let n = 0; n < 6; n++) await km.codings.update({ coding, comment: `Comment ${n}` })
    const first = await km.history.ofPassage({ source, start: 10, end: 20, limit: 3 })
    expect([first.steps.length, first.more]).toEqual([3, true])
    const last = await km.history.ofPassage({
      source,
      start: 10,
      end: 20,
      limit: 4,
      before: first.steps.at(-1)?.id ?? '',
    })
    expect([last.steps.length, last.more]).toEqual([4, false])
    expect(said(last.steps).at(-1)).toEqual(['Coded “Waiting”'])
  })

  it('is refused where there is no such source', async () => {
    const { km } = await aText()
    const call = km.history.ofPassage({ source: '01890000-0000-7000-8000-000000000000', start: 0, end: 5 })
    expect(await outcomeOf(call)).toBe('not-found')
  })
})

describe('while a blind round is open', () => {
  it('nobody is told what its coders did on its sources, before it or in it, gone or not', async () => {
    const world = await openedRound()
    const { source } = world
    const asked = { source, start: 0, end: 200 }
    for (const worked of [false, true]) {
      if (worked) await workInSecret(world)
      for (const who of viewers) {
        const told = await world.viewers[who]?.history.ofPassage(asked)
        expect([who, told]).toEqual([who, { steps: [], more: false, withheld: true }])
      }
    }
    const own = await (await world.study.as('KM')).history.ofPassage(asked)
    expect(said(own.steps).flat()).toContain('Coded “Sealedcode”')
    for (const who of ['KM', 'TS'] as const) {
      const client = await world.study.as(who)
      await client.rounds.submit({ round: world.round, coder: world.study.people[who] })
    }
    const after = await world.viewers.TS?.history.ofPassage(asked)
    expect(said(after?.steps ?? []).flat()).toContain('Coded “Sealedcode”')
  })

  it('its opening does not tell that it took in codings of another', async () => {
    const { study, source, km, code } = await aText()
    await km.codings.add({ source, start: 10, end: 20, code })
    const ts = await study.as('TS')
    await ts.codings.add({ source, start: 10, end: 20, code })
    const ld = await study.as('LD')
    await ld.rounds.open({ title: 'Round 1', sources: [source], coders: [study.people.KM, study.people.TS] })
    const asked = { source, start: 0, end: 100 }
    expect(said((await ld.history.ofPassage(asked)).steps)).toEqual([])
    const [opened] = (await ts.history.ofPassage(asked)).steps
    expect(opened?.changes).toMatchObject([{ what: 'Taken into the round “Round 1”', count: 1 }])
  })
})

describe('after any history of three people and the command line', () => {
  it('each step told is one that the history lists, and the pages are the whole', () =>
    fc.assert(
      fc.asyncProperty(aHistory, fc.integer({ min: 1, max: 7 }), async (history, limit) => {
        const { study } = await live(history)
        const clients = [await study.as('KM'), await study.as('TS'), await study.as('RV'), study.setUp]
        for (const client of clients) {
          const listed = new Set((await client.history.list({ limit: 500 })).entries.map(({ id }) => id))
          for (const { id: source, characters } of await client.sources.list({})) {
            const asked = { source, start: 0, end: characters }
            const whole = await client.history.ofPassage({ ...asked, limit: 200 })
            expect(whole.steps.filter(({ id }) => !listed.has(id))).toEqual([])
            const paged: PassageStep[] = []
            for (let more = true; more; ) {
              const before = paged.at(-1)?.id
              const page = await client.history.ofPassage({ ...asked, limit, ...(before ? { before } : {}) })
              paged.push(...page.steps)
              more = page.more
            }
            expect(paged).toEqual(whole.steps)
          }
        }
        expect(study.faults()).toBe('')
        study.close()
      }),
      often(12),
    ))
})
