import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countCodes } from '#engine/codebook/queries.ts'
import { placedCodings } from '#engine/codings/placed.ts'
import { matrixOf } from '#engine/explore/matrix.ts'
import { makeStudy } from '../helpers/study.ts'

it('who coded what is read anew for every change that bears on it, and for no writing of memos, themes and statements', async () => {
  const study = await makeStudy()
  const { setUp } = study
  const source = await study.source(
    'One',
    'P1: we began with those who came.\nP2: it took longer.\nP1: it did.\nP2: for once.\n',
  )
  const code = await study.code('Waiting')
  const kim = await study.as('KM')
  const { id: coding } = await kim.codings.add({ source, start: 4, end: 20, code: code.id })
  const placed = () => placedCodings(study.db(), { layer: 'independent', me: '' })
  let before = placed()
  const isReadAnew = async (change: Promise<unknown>): Promise<boolean> => {
    await change
    const after = placed()
    const isAnew = after !== before
    before = after
    return isAnew
  }

  const { id: memo } = await setUp.memos.add({ title: 'M', about: { kind: 'study', id: null } })
  const body = JSON.stringify({ root: { type: 'root', children: [] } })
  expect(await isReadAnew(setUp.memos.save({ memo, body }))).toBe(false)
  const { id: theme } = await setUp.themes.add({ name: 'T' })
  expect(await isReadAnew(setUp.themes.addCodes({ theme, codes: [code.id] }))).toBe(false)
  expect((await setUp.themes.marks({ layer: 'independent' })).marks[0]?.passages).toBe(1)

  expect(await isReadAnew(kim.codings.update({ coding, polarity: 'barrier' }))).toBe(true)
  expect(before[0]?.polarity).toBe('barrier')
  const { id: person } = await setUp.cases.add({ kind: 'person', name: 'OT 1' })
  before = placed()
  expect(await isReadAnew(setUp.cases.link({ links: [{ source, speaker: 'P1', case: person }] }))).toBe(true)
  expect(before[0]?.cases).toEqual([person])
  expect(await isReadAnew(setUp.sources.update({ source, kind: 'email' }))).toBe(true)
  expect(await isReadAnew(kim.codings.remove({ codings: [coding] }))).toBe(true)
  expect(before).toEqual([])
})

it('is, after any changes, what a study that was never asked before answers', async () => {
  const study = await makeStudy()
  const { setUp } = study
  const text = 'P1: we began with those who came.\nP2: it took longer.\nP1: it did.\nP2: for once.\n'
  const sources = [await study.source('One', text), await study.source('Two', `${text}P1: so.\n`)]
  const codes = [(await study.code('Waiting')).id, (await study.code('Paying')).id]
  const [kim, ana] = [await study.as('KM'), await study.as('TS')]
  const people = [
    await setUp.cases.add({ kind: 'person', name: 'OT 1' }),
    await setUp.cases.add({ kind: 'person', name: 'OT 2' }),
  ]
  const [own] = await setUp.codebook.frameworks({})
  const byCodes = { kind: 'codes' as const, framework: own?.id ?? '', topOnly: false }
  const asked = (fresh: string) => ({
    placed: placedCodings(study.db(), { layer: 'independent', me: fresh }),
    counts: countCodes(study.db(), fresh).all,
    pairs: matrixOf(
      study.db(),
      { rows: byCodes, columns: byCodes, layer: 'independent', polarity: null },
      fresh,
    ),
  })
  let never = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          what: fc.constantFrom('add', 'add', 'add', 'polarity', 'remove', 'undo', 'link', 'kind', 'more'),
          who: fc.nat(1),
          source: fc.nat(1),
          code: fc.nat(1),
          start: fc.nat(60),
          length: fc.integer({ min: 1, max: 20 }),
        }),
        { maxLength: 8 },
      ),
      async steps => {
        for (const { what, who, source: at, code: of, start, length } of steps) {
          const client = who === 0 ? kim : ana
          const [source = '', code = ''] = [sources[at], codes[of]]
          const coding = asked('').placed.find(one => one.source === source)
          const its = coding && (await setUp.members.list({})).find(({ id }) => id === coding.coder)
          const owner = its?.initials === 'KM' ? kim : ana
          if (what === 'add') await client.codings.add({ source, start, end: start + length, code })
          else if (what === 'polarity' && coding)
            await owner.codings.update({ coding: coding.id, polarity: who === 0 ? 'barrier' : null })
          else if (what === 'remove' && coding) await owner.codings.remove({ codings: [coding.id] })
          else if (what === 'undo') await client.history.undo({}).catch(() => undefined)
          else if (what === 'link')
            await setUp.cases.link({ links: [{ source, speaker: 'P1', case: people[who]?.id ?? '' }] })
          else if (what === 'kind')
            await setUp.sources.update({ source, kind: who === 0 ? 'email' : 'interview' })
          else if (what === 'more')
            sources.push(await study.source(`More ${sources.length}`, `${text}P2: ${sources.length}\n`))
          // Kept under another name, nothing of it was read before.
          expect(asked('')).toEqual(asked(`never asked before ${++never}`))
        }
      },
    ),
    { numRuns: 12 },
  )
})
