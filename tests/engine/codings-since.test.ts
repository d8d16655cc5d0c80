import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Coding } from '#shared/model/coding.ts'
import { codingsFromColumns } from '#shared/model/coding-columns.ts'
import { makeStudy, someText, type TestStudy } from '../helpers/study.ts'

/** What a window that follows a source holds, by id. */
interface Held {
  at: string
  codings: Map<string, Coding>
}

async function opened(client: Client, source: string): Promise<Held> {
  const { at, columns } = await client.codings.open({ source })
  return { at, codings: new Map(codingsFromColumns(columns).map(coding => [coding.id, coding])) }
}

/** The same a moment later; `anew` where the engine said to read the source whole. */
async function followed(client: Client, source: string, held: Held): Promise<Held & { anew: boolean }> {
  const since = await client.codings.since({ source, at: held.at })
  if (!since) return { ...(await opened(client, source)), anew: true }
  const codings = new Map(held.codings)
  for (const id of since.gone) codings.delete(id)
  for (const coding of since.changed) codings.set(coding.id, coding)
  return { at: since.at, codings, anew: false }
}

const inOrder = (codings: Iterable<Coding>) => [...codings].sort((a, b) => (a.id < b.id ? -1 : 1))

async function isWhole(client: Client, source: string, { codings }: Held): Promise<void> {
  expect(inOrder(codings.values())).toEqual(inOrder(await client.codings.inSource({ source })))
}

async function world(): Promise<{ study: TestStudy; source: string; code: string; km: Client; ts: Client }> {
  const study = await makeStudy()
  const source = await study.source('Interview', someText(4))
  const km = await study.as('KM')
  const ts = await study.as('TS')
  const { id: code } = await study.code('Waiting', ts)
  return { study, source, code, km, ts }
}

test('columns carry every coding whole: comment, polarity, round, coder, whether it stands', async () => {
  const { study, source, code, km, ts } = await world()
  const { id: round } = await (await study.as('LD')).rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  await km.codings.add({ source, start: 3, end: 20, code, polarity: 'barrier', comment: 'why' })
  await ts.codings.add({ source, start: 5, end: 9, code })
  await km.rounds.submit({ round, coder: study.people.KM })
  await isWhole(km, source, await opened(km, source))
  await ts.rounds.submit({ round, coder: study.people.TS })
  const held = await opened(km, source)
  await isWhole(km, source, held)
  expect([...held.codings.values()].map(({ frozen }) => frozen)).toEqual([true, true])
})

test('only what changed is told: added, joined, changed, removed, undone, by whomever', async () => {
  const { source, code, km, ts } = await world()
  let held = await opened(km, source)
  const one = await km.codings.add({ source, start: 10, end: 20, code })
  const since = await km.codings.since({ source, at: held.at })
  expect(since).toMatchObject({ changed: [one], gone: [] })
  held = await followed(km, source, held)
  const theirs = await ts.codings.add({ source, start: 10, end: 20, code })
  const two = await km.codings.add({ source, start: 30, end: 40, code })
  await km.codings.update({ coding: one.id, end: 35 })
  held = await followed(km, source, held)
  expect(held).toMatchObject({ anew: false })
  expect(held.codings.has(two.id)).toBe(false)
  await isWhole(km, source, held)
  await ts.codings.remove({ codings: [theirs.id] })
  await km.history.undo({})
  held = await followed(km, source, held)
  expect(held).toMatchObject({ anew: false })
  await isWhole(km, source, held)
  expect([...held.codings.keys()].sort()).toEqual([one.id, two.id].sort())
  expect(await km.codings.since({ source, at: held.at })).toEqual({ at: held.at, changed: [], gone: [] })
})

test('a round that opens or ends has the source read anew; so has a moment of another journal', async () => {
  const { study, source, km } = await world()
  const held = await opened(km, source)
  const ld = await study.as('LD')
  await ld.rounds.open({ title: 'R', sources: [source], coders: [study.people.KM, study.people.TS] })
  expect(await km.codings.since({ source, at: held.at })).toBeNull()
  expect(await km.codings.since({ source, at: '01890000-0000-7000-8000-000000000000' })).toBeNull()
})

test('a code and the first passage coded with it are one step, undone and redone as one', async () => {
  const { source, km } = await world()
  const made = await km.codings.add({
    source,
    start: 4,
    end: 12,
    newCode: { name: 'In their own words' },
  })
  const names = async () =>
    (await km.codebook.frameworks({})).flatMap(({ codes }) => codes.map(({ name }) => name))
  expect(await names()).toContain('In their own words')
  await km.history.undo({})
  expect(await names()).not.toContain('In their own words')
  expect(await km.codings.inSource({ source })).toEqual([])
  await km.history.redo({})
  expect(await names()).toContain('In their own words')
  expect(await km.codings.inSource({ source })).toEqual([made])
  await expect(
    km.codings.add({ source, start: 20, end: 30, newCode: { name: 'in their own words' } }),
  ).rejects.toMatchObject({ code: 'exists' })
  expect(await km.codings.inSource({ source })).toHaveLength(1)
})

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('add', 'add', 'add', 'extend', 'polarity', 'remove', 'undo', 'redo', 'new code'),
    who: fc.nat(1),
    a: fc.nat(150),
    b: fc.integer({ min: 1, max: 40 }),
    code: fc.nat(2),
    look: fc.boolean(),
  }),
  { minLength: 5, maxLength: 40 },
)

test('law: whoever follows a source by its changes holds what the tables hold', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async list => {
      const { study, source, km, ts } = await world()
      const codes = [
        (await study.code('A', ts)).id,
        (await study.code('B', ts)).id,
        (await study.code('C', ts)).id,
      ]
      const length = (await km.sources.open({ source })).text.length
      const clients = [km, ts]
      const held = [await opened(km, source), await opened(ts, source)]
      for (const { what, who, a, b, code, look } of list) {
        const client = clients[who] ?? km
        const me = who === 0 ? study.people.KM : study.people.TS
        const mine = (await client.codings.inSource({ source })).filter(({ coder }) => coder === me)
        const one = mine[a % Math.max(1, mine.length)]
        const start = a % (length - 41)
        try {
          if (what === 'add')
            await client.codings.add({ source, start, end: start + b, code: codes[code] ?? '' })
          else if (what === 'new code')
            await client.codings.add({ source, start, end: start + b, newCode: { name: `New ${a} ${b}` } })
          else if (what === 'undo') await client.history.undo({})
          else if (what === 'redo') await client.history.redo({})
          else if (one && what === 'extend')
            await client.codings.update({ coding: one.id, end: Math.min(length, one.end + b) })
          else if (one && what === 'polarity')
            await client.codings.update({ coding: one.id, polarity: 'barrier' })
          else if (one && what === 'remove') await client.codings.remove({ codings: [one.id] })
        } catch (error) {
          // Nothing left to undo, a name that is taken, a cut through a character: refused, and nothing changed.
          expect(error).toHaveProperty('hint')
        }
        if (!look) continue
        for (const [at, each] of clients.entries()) {
          const before = held[at]
          if (before) held[at] = await followed(each, source, before)
        }
      }
      for (const [at, each] of clients.entries()) {
        const before = held[at]
        if (before) await isWhole(each, source, await followed(each, source, before))
      }
    }),
    { numRuns: 25 },
  )
})
