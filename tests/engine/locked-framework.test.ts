import { expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

const opened = async (blind: boolean) => {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(4))
  const { id: code } = await study.code('Waiting')
  const { id: other } = await study.code('Walking')
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
    blind,
  })
  const [km, ts, rv, ld] = [
    await study.as('KM'),
    await study.as('TS'),
    await study.as('RV'),
    await study.as('LD'),
  ]
  const changes = (client: typeof rv) => ({
    named: () => client.codebook.updateCode({ code, name: 'Standing about' }),
    defined: () => client.codebook.updateCode({ code, definition: 'Time that passes' }),
    retired: () => client.codebook.updateCodes({ codes: [code], status: 'retired' }),
    moved: () => client.codebook.moveCode({ code, parent: other, before: null }),
    removed: () => client.codebook.removeCode({ code }),
  })
  return { study, source, code, round, km, ts, rv, ld, changes }
}

it('holds what a blind round was begun with, but for a lead, till it has ended', async () => {
  const { study, round, km, ts, rv, ld, code, changes } = await opened(true)
  const { removed, ...others } = changes(rv)
  expect((await failureOf(removed())).message).toBe('While a blind round is open, codes are not removed.')
  for (const change of Object.values(others)) {
    const { message, hint } = await failureOf(change())
    expect(message).toBe(
      '“Waiting” stays as it is while “Round 1” is open: its coders work with the framework as it was frozen.',
    )
    expect(hint).toBe('Ask a lead, or change it when the round has ended.')
  }
  // How a code looks says nothing of what it means.
  await rv.codebook.updateCode({ code, colour: 3 })
  // Hand-outs keep what the round began with.
  expect((await changes(ld).defined()).definition).toBe('Time that passes')
  expect((await failureOf(rv.codebook.addCode({ name: 'Mine' }))).message).toBe(
    'While “Round 1” is open, its coders propose codes and leads add them.',
  )
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  expect((await changes(rv).named()).name).toBe('Standing about')
  await rv.codebook.addCode({ name: 'Mine' })
})

it('is a lead’s to change while a round is open that is not blind; coders change what they proposed', async () => {
  const { km, rv, ld, changes } = await opened(false)
  for (const client of [rv, km]) {
    for (const change of Object.values(changes(client)))
      expect((await failureOf(change())).message).toMatch(/^“Waiting” stays as it is while “Round 1” is open/)
  }
  const { id: proposed } = await km.codebook.addCode({ name: 'Queueing' })
  expect((await km.codebook.updateCode({ code: proposed, name: 'Queues' })).name).toBe('Queues')
  expect((await changes(ld).named()).name).toBe('Standing about')
})

it('is neither taken from nor added to by undo while a round is open, but for a lead', async () => {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(4))
  const [km, rv, ld] = [await study.as('KM'), await study.as('RV'), await study.as('LD')]
  const codes = { km: '', rv: '', ld: '' }
  for (const [name, client] of [['km', km] as const, ['rv', rv] as const, ['ld', ld] as const]) {
    codes[name] = (await client.codebook.addCode({ name: `Of ${name}` })).id
    await client.codebook.updateCode({ code: codes[name], colour: 4 })
  }
  const { id: gone } = await study.code('Gone')
  await km.codebook.removeCode({ code: gone })
  await km.codebook.updateCode({ code: codes.km, colour: 5 })
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
    blind: false,
  })
  const there = () =>
    all<{ name: string }>(study.db(), 'SELECT name FROM codes ORDER BY name').map(({ name }) => name)
  const before = there()
  const stays = (name: string) =>
    `“${name}” stays as it is while “Round 1” is open: its coders work with the framework as it was frozen.`

  // How a code looks comes back; that it is there, or gone, does not.
  await km.history.undo({})
  expect((await failureOf(km.history.undo({}))).message).toBe(stays('Gone'))
  await rv.history.undo({})
  expect((await failureOf(rv.history.undo({}))).message).toBe(stays('Of rv'))
  expect(there()).toEqual(before)
  await ld.history.undo({})
  await ld.history.undo({})
  expect(there()).not.toContain('Of ld')
  await study.setUp.rounds.submit({ round, coder: study.people.KM })
  await study.setUp.rounds.submit({ round, coder: study.people.TS })
  await rv.history.undo({})
  expect(there()).not.toContain('Of rv')
})

it('has codes merged or taken apart in a blind round neither by undo nor by redo, whatever was proposed meanwhile', async () => {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(4))
  const [waiting, walking] = [await study.code('Waiting'), await study.code('Walking')]
  const ld = await study.as('LD')
  await ld.codebook.mergeCodes({ codes: [walking.id], into: waiting.id })
  const blindRound = (title: string) =>
    study.setUp.rounds.open({
      title,
      sources: [source],
      coders: [study.people.KM, study.people.TS],
      blind: true,
    })
  const held = 'While a blind round is open, codes are not merged, taken apart or split.'
  const { id: round } = await blindRound('Round 1')
  expect((await failureOf(ld.history.undo({}))).message).toBe(held)
  for (const coder of [study.people.KM, study.people.TS]) await study.setUp.rounds.submit({ round, coder })
  await ld.history.undo({})
  await blindRound('Round 2')
  const refused = await failureOf(ld.history.redo({}))
  expect(refused.message).toBe(held)
  await (await study.as('KM')).codebook.addCode({ name: 'Between', parent: walking.id })
  expect(await failureOf(ld.history.redo({}))).toEqual(refused)
})
