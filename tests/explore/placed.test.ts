import { expect, it } from 'vitest'
import { placedCodings } from '#engine/codings/placed.ts'
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
