import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import { breachesOf, copyOf, type Lead, leadStudy, mergeInto, parcelOf } from '../helpers/apart.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { often } from '../helpers/often.ts'
import {
  blocksOf,
  bodyOf,
  correct,
  misquotes,
  paragraph,
  quotationOf,
  shownIn,
} from '../helpers/quoted-memos.ts'
import { away } from '../helpers/returned.ts'
import type { TestStudy } from '../helpers/study.ts'

const aboutStudy = { kind: 'study', id: null } as const
const words = 'enough for day 3'

/** A copy takes in all of another. */
const takeIn = (into: TestStudy, from: TestStudy) => mergeInto({ study: into } as Lead, parcelOf(from))

/** A study with a memo, and a copy of it in which that memo and a new one quote; its text is corrected here meanwhile. */
async function apart(from: string, to: string) {
  const { study: here, sources } = await leadStudy()
  const [source = ''] = sources
  const ld = await here.as('LD')
  const { id: old } = await ld.memos.add({ title: 'Old', about: aboutStudy })
  await ld.memos.save({
    memo: old,
    body: bodyOf(paragraph('Begun here'), await quotationOf(ld, source, 'week 2 go?')),
  })
  const there = await copyOf(here)
  const rv = await there.as('RV')
  const quoted = await quotationOf(rv, source, words)
  const { id: fresh } = await rv.memos.add({ title: 'New', about: aboutStudy })
  await rv.memos.save({ memo: fresh, body: bodyOf(quoted) })
  const opened = await rv.memos.open({ memo: old })
  await rv.memos.save({ memo: old, body: bodyOf(...blocksOf(opened), quoted), from: opened.bodyId })
  await correct(here.setUp, source, from, to)
  return { here, there, source, old, fresh }
}

it('what a copy quoted is the same words where the text was corrected here, whichever takes in the other', async () => {
  for (const isHere of [true, false]) {
    const { here, there, old, fresh } = await apart(
      'Interviewer: Question 1',
      'Lena Dorn, who asks first: Question 1',
    )
    const [into, from] = isHere ? [here, there] : [there, here]
    const [merged] = takeIn(into, from)
    expect(merged?.sheet.needDecision).toEqual([])
    for (const copy of [into, from]) {
      if (copy === from) takeIn(from, into)
      const ld = await copy.as('LD')
      expect(await shownIn(ld, fresh)).toEqual([words])
      expect(await shownIn(ld, old)).toEqual(['week 2 go?', words])
      expect(await ld.revisions.toPlace({})).toEqual([])
      expect(breachesOf(copy)).toEqual([])
    }
  }
})

it('what a copy quoted of words that were corrected here says so, is told, and waits once', async () => {
  for (const isHere of [true, false]) {
    const { here, there, old, fresh } = await apart('for day 3', 'for that day')
    const [into, from] = isHere ? [here, there] : [there, here]
    const [merged] = takeIn(into, from)
    const told = merged?.sheet.needDecision.map(({ kind, table }) => `${kind}: ${table}`)
    // Told of steps that came; where the correction came, it waits all the same.
    if (isHere) expect(told).toEqual(['text corrected: memos', 'text corrected: memos'])
    const rv = await into.as('RV')
    expect(await shownIn(rv, fresh)).toEqual(['enough for that day (corrected)'])
    expect(await shownIn(rv, old)).toEqual(['week 2 go?', 'enough for that day (corrected)'])
    const items = await into.setUp.revisions.toPlace({})
    expect(items.map(({ what, name, why }) => `${what} in ${name}: ${why}`).sort()).toEqual([
      'quotation in New: touched',
      'quotation in Old: touched',
    ])
    expect(items.map(({ before, now }) => [before.text, now?.text])).toEqual([
      [words, 'enough for that day'],
      [words, 'enough for that day'],
    ])
    for (const initials of ['RV', 'LD'] as const) {
      const client = await into.as(initials)
      const own = (await client.revisions.toPlace({})).filter(({ mine }) => mine)
      await client.revisions.accept({ items: own.map(({ id }) => id) })
    }
    expect(await into.setUp.revisions.toPlace({})).toEqual([])
    takeIn(from, into)
    takeIn(into, from)
    for (const copy of [into, from]) {
      expect(await copy.setUp.revisions.toPlace({})).toEqual([])
      const ld = await copy.as('LD')
      expect(await shownIn(ld, fresh)).toEqual(['enough for that day'])
      expect(await shownIn(ld, old)).toEqual(['week 2 go?', 'enough for that day'])
      expect(breachesOf(copy)).toEqual([])
    }
  }
})

it('what was corrected here is nobody’s edit of a memo that is written in elsewhere', async () => {
  const { here, there, source, old } = await apart('Interviewer: Question 1', 'Q1')
  const rv = await there.as('RV')
  const last = await rv.memos.open({ memo: old })
  await rv.memos.save({
    memo: old,
    body: bodyOf(...blocksOf(last), paragraph('The last word')),
    from: last.bodyId,
  })
  await correct(here.setUp, source, 'the shop', 'that small shop')
  expect(takeIn(here, there)[0]?.sheet.needDecision).toEqual([])
  const ld = await here.as('LD')
  expect(blocksOf(await ld.memos.open({ memo: old })).at(-1)).toMatchObject(paragraph('The last word'))
  expect(await shownIn(ld, old)).toEqual(['week 2 go?', words])
})

it('a hand-out’s memos come back with the words they quote, also where they went out after a correction', async () => {
  const world = await openedRound()
  const { study, source, shared } = world
  const here = await study.as('KM')
  const { text } = await here.sources.open({ source })
  const [first = '', second = ''] = text.split('\n').map(line => line.slice(-20))
  const { id: begun } = await here.memos.add({ title: 'Begun here', about: aboutStudy })
  await here.memos.save({ memo: begun, body: bodyOf(await quotationOf(here, source, second)) })
  await correct(study.setUp, source, first, `well, ${first}`)
  const km = await away(world, 'KM')
  expect((await km.client.memos.list({})).map(({ title }) => title)).toContain('Begun here')
  expect(await shownIn(km.client, begun)).toEqual([second])
  const opened = await km.client.memos.open({ memo: begun })
  await km.client.memos.save({
    memo: begun,
    body: bodyOf(...blocksOf(opened), await quotationOf(km.client, source, first)),
    from: opened.bodyId,
  })
  const { start, end } = await quotationOf(km.client, source, second)
  const coding = await km.client.codings.add({ source, start: Number(start), end: Number(end), code: shared })
  const { id: fresh } = await km.client.memos.add({ title: 'Begun away', about: aboutStudy })
  await km.client.memos.save({
    memo: fresh,
    body: bodyOf({ ...(await quotationOf(km.client, source, second)), coding: coding.id }),
  })
  await km.client.handouts.shareMemos({ memos: [begun, fresh] })
  await correct(study.setUp, source, text.slice(0, 11), 'Somebody who asks')
  const lead = await study.as('LD')
  const { packages } = await lead.merging.apply({ files: [{ path: await km.back() }] })
  expect(packages[0]).toMatchObject({ status: 'merged', needDecision: [] })
  expect(await shownIn(here, begun)).toEqual([second, first])
  expect((await here.memos.open({ memo: fresh })).quotations).toMatchObject([
    { text: second, standing: 'present' },
  ])
  expect((await here.memos.texts({ memo: begun })).map(({ what }) => what)).not.toContain(
    expect.stringContaining('hand-out'),
  )
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})

interface Step {
  does: 'quote' | 'take out' | 'insert' | 'reword' | 'earlier' | 'undo' | 'redo' | 'merge' | 'unmerge'
  where: number
  n: number
}

const aStep: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(
    ...(['quote', 'quote', 'quote', 'take out', 'insert', 'insert', 'reword'] as const),
    ...(['earlier', 'undo', 'redo', 'merge', 'merge', 'unmerge'] as const),
  ),
  where: fc.nat(1),
  n: fc.nat(1000),
})

async function take({ does, n }: Step, client: Client, source: string): Promise<void> {
  const memos = await client.memos.list({})
  const memo = memos[n % memos.length]?.id ?? ''
  const { text } = await client.sources.open({ source })
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const line = lines[n % lines.length] ?? ''
  const opened = await client.memos.open({ memo })
  const blocks = blocksOf(opened)
  const save = (...children: object[]) =>
    client.memos.save({ memo, body: bodyOf(...children), from: opened.bodyId })
  if (does === 'undo' || does === 'redo') await client.history[does]({})
  else if (does === 'insert') await correct(client, source, line, `Now number ${n} came in.\n${line}`)
  else if (does === 'reword') await correct(client, source, line, line.replace(/week|day|came/u, `when ${n}`))
  else if (does === 'quote') await save(...blocks, await quotationOf(client, source, line))
  else if (does === 'take out') await save(...blocks.slice(0, -1))
  else if (does === 'earlier') {
    const texts = await client.memos.texts({ memo })
    await client.memos.restore({ memo, step: texts[n % texts.length]?.step ?? '' })
  }
}

it('no memo misquotes, after whatever was done in two copies that take each other in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 12, maxLength: 40 }), async steps => {
      const { study: here, sources } = await leadStudy()
      const [source = ''] = sources
      for (const title of ['One', 'Two']) await here.setUp.memos.add({ title, about: aboutStudy })
      const there = await copyOf(here)
      const copies = [here, there]
      for (const step of [
        ...steps,
        { does: 'merge', where: 0, n: 0 },
        { does: 'merge', where: 1, n: 0 },
      ] as Step[]) {
        const [own, other] = step.where === 0 ? [here, there] : [there, here]
        const ld = await own.as('LD')
        try {
          if (step.does === 'merge') takeIn(own, other)
          else if (step.does === 'unmerge') {
            if ((await ld.history.state({})).undo?.startsWith('Merged')) await ld.history.undo({})
          } else await take(step, ld, source)
        } catch (error) {
          if (!(error instanceof TandemError)) throw error
        }
        for (const copy of copies) expect(await misquotes(copy.setUp)).toEqual([])
      }
      for (const copy of copies) expect(breachesOf(copy)).toEqual([])
      for (const copy of copies) copy.close()
    }),
    { ...often(6), endOnFailure: true },
  )
})
