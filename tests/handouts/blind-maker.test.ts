import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { writeCard } from '#engine/packages/card.ts'
import type { Client } from '#shared/contract/client.ts'
import type { Role } from '#shared/model/member.ts'
import { openedRound, type World } from '../helpers/blind-round.ts'
import { tandem } from '../helpers/command-line.ts'
import { openedBy } from '../helpers/handed-out.ts'
import { away } from '../helpers/returned.ts'
import { failureOf, makeEngine } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A blind round whose second coder leads the study as well. */
async function ledByTS(): Promise<World & { ts: Client; coder: string }> {
  const world = await openedRound()
  const { people, setUp } = world.study
  await setUp.members.update({ member: people.TS, roles: ['coder', 'lead'] satisfies Role[] })
  return { ...world, ts: await world.study.as('TS'), coder: people.KM }
}

const passphrase = 'an apple a day 4711'
const inFile = () => join(temporaryFolder(), 'KM.tandem-handout')

/** The computer of the coder, with the card they made on it. */
function withCard() {
  const engine = makeEngine()
  const path = join(temporaryFolder(), 'km.tandem-card')
  mkdirSync(dirname(engine.host.library.cardKey), { recursive: true })
  writeCard(path, 'Kim Morris', engine.host.library.cardKey)
  return { engine, card: { kind: 'card' as const, card: { path } } }
}

it('a lead who codes blind cannot make a hand-out they can open of what the other coder returned', async () => {
  const world = await ledByTS()
  const { study, round, source, shared, ts, coder } = world
  const preview = () => ts.handouts.preview({ round, coder })
  expect((await preview()).earlier).toBe('by card or left out')
  const km = await away(world, 'KM')
  const { id } = await km.client.codings.add({ source, start: 20, end: 60, code: shared, comment: 'Secret' })
  await ts.merging.apply({ files: [{ path: await km.back(false) }] })
  expect(await preview()).toMatchObject({ earlier: 'by card only', counts: { own: null } })
  for (const protection of [{ kind: 'open' as const }, { kind: 'passphrase' as const, passphrase }]) {
    const refused = await failureOf(ts.handouts.make({ round, coder, protection, path: inFile() }))
    expect(refused).toMatchObject({
      code: 'blind',
      message:
        'The hand-out would hold what Kim Morris returned, and a coder of the blind round “Round 1” who makes it could open it.',
    })
    expect(refused.hint).toContain('Make it for Kim Morris’s card, at the command line with --card')
  }
  // A card that TS makes on this computer, in whatever name, opens it here: it is no other than an open hand-out.
  const own = join(temporaryFolder(), 'own.tandem-card')
  const { cardKey } = study.host.library
  mkdirSync(dirname(cardKey), { recursive: true })
  writeCard(own, 'Kim Morris', cardKey)
  const asOwn = { kind: 'card' as const, card: { path: own } }
  const refused = await failureOf(ts.handouts.make({ round, coder, protection: asOwn, path: inFile() }))
  expect(refused).toMatchObject({
    code: 'blind',
    message: expect.stringMatching(/^This card is of this computer\./),
  })
  // Their card opens it on their computer, with what they returned, and nowhere else.
  const { engine, card } = withCard()
  const file = inFile()
  await ts.handouts.make({ round, coder, protection: card, path: file })
  const { client } = await openedBy(file, { engine })
  expect((await client.codings.inSource({ source })).map(coding => coding.id)).toEqual([id])
  expect((await failureOf(openedBy(file))).code).toBe('not-allowed')

  // A lead who does not code is asked nothing; nor is TS when the round is blind no more.
  const ld = await study.as('LD')
  expect((await ld.handouts.preview({ round, coder })).earlier).toBe('in it')
  await ld.handouts.make({ round, coder, protection: { kind: 'open' }, path: inFile() })
  await ld.rounds.unblind({ round, because: 'A pilot' })
  await ts.handouts.make({ round, coder, protection: { kind: 'open' }, path: inFile() })
})

it('what the other coder did here is left out of it unless their card opens it, whether they did anything or not', async () => {
  const { study, round, source, shared, ts, coder } = await ledByTS()
  const km = await study.as('KM')
  await km.codings.add({ source, start: 20, end: 60, code: shared })
  await km.codings.add({ source, start: 70, end: 80, newCode: { name: 'Proposed' } })
  await km.annotations.add({ source, start: 5, end: 9, text: 'A note' })
  const open = inFile()
  await ts.handouts.make({ round, coder, protection: { kind: 'open' }, path: open })
  const looked = await openedBy(open)
  expect(await looked.client.codings.inSource({ source })).toEqual([])
  const everything = JSON.stringify([
    await looked.client.codebook.frameworks({}),
    await looked.client.annotations.inSource({ source }),
  ])
  expect(everything).not.toMatch(/Proposed|A note/)
  const { engine, card } = withCard()
  const locked = inFile()
  await ts.handouts.make({ round, coder, protection: card, path: locked })
  const { client } = await openedBy(locked, { engine })
  expect(await client.codings.inSource({ source })).toHaveLength(2)
})

it('says so at the command line, also to whoever has not said who they are', async () => {
  const world = await ledByTS()
  const { study, source, shared, ts } = world
  const km = await away(world, 'KM')
  await km.client.codings.add({ source, start: 20, end: 60, code: shared })
  await ts.merging.apply({ files: [{ path: await km.back(false) }] })
  study.close()
  const words = ['handout', study.path, '--round', 'Round 1', '--coder', 'KM', '-o']
  for (const who of [[], ['--as', 'TS']]) {
    const ran = await tandem(temporaryFolder(), [...words, inFile(), ...who])
    expect(ran.code).not.toBe(0)
    expect(ran.stderr).toContain('with --card')
  }
  expect((await tandem(temporaryFolder(), [...words, inFile(), '--as', 'LD'])).code).toBe(0)
})
