import { expect, it } from 'vitest'
import { openedRound } from '../helpers/blind-round.ts'
import { failureOf } from '../helpers/study.ts'

it('annotations say that they no longer change, from the submission of their round on and for good', async () => {
  const { study, round, source } = await openedRound()
  const { KM, TS } = study.people
  const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
  const frozen = async () =>
    (await km.annotations.inSource({ source })).map(({ text, frozen }) => `${text} ${frozen}`)
  const { id, frozen: isFrozen } = await km.annotations.add({ source, start: 0, end: 9, text: 'First.' })
  expect(isFrozen).toBe(false)
  expect(await frozen()).toEqual(['First. false'])
  await km.rounds.submit({ round, coder: KM })
  expect(await frozen()).toEqual(['First. true'])
  expect(await failureOf(km.annotations.update({ annotation: id, text: 'Other.' }))).toMatchObject({
    code: 'not-allowed',
  })
  expect(await failureOf(km.annotations.add({ source, start: 0, end: 9, text: 'Late.' }))).toMatchObject({
    code: 'not-allowed',
  })
  await ts.rounds.submit({ round, coder: TS })
  await ld.rounds.close({ round, leaveOpen: true })
  await km.annotations.add({ source, start: 20, end: 29, text: 'After.' })
  expect(await frozen()).toEqual(['First. true', 'After. false'])
})
