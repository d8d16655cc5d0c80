import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { breachesOf, contentBut } from '../helpers/apart.ts'
import { makeEngine, makeStudy, studyAt, type TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const bodyOf = (text: string) =>
  JSON.stringify({
    root: { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', text, format: 0 }] }] },
  })

const study = { kind: 'study' as const, id: null }

/** A study with a memo, and a whole copy of it, whose steps come `later` in the order where asked. */
async function twoCopies(later: 'here' | 'there') {
  const here = await makeStudy()
  const { id: memo } = await (await here.as('LD')).memos.add({ title: 'On waiting', about: study })
  await (await here.as('LD')).memos.save({ memo, body: bodyOf('Read by the reviewer.') })
  const base = temporaryFolder()
  cpSync(here.handle().backUp(), join(base, 'copy.tandem'), { recursive: true })
  const there = await studyAt(makeEngine(base), join(base, 'copy.tandem'))
  const ahead = later === 'here' ? here : there
  for (const n of [1, 2, 3]) await ahead.setUp.themes.add({ name: `Theme ${n}` })
  return { here, there, memo }
}

async function merge(into: TestStudy, from: TestStudy) {
  const path = join(temporaryFolder(), 'all.tandem-return')
  await (await from.as('LD')).handouts.makeReturn({ path })
  const { packages } = await (await into.as('LD')).merging.apply({ files: [{ path }] })
  expect(packages).toMatchObject([{ status: 'merged' }])
  return packages[0]
}

const openIn = async (client: Client) =>
  (await client.merging.returns({}))
    .flatMap(({ id, decisions }) => decisions.map(each => ({ ...each, package: id })))
    .filter(({ settled }) => settled === null)

describe.each(['here', 'there'] as const)('a memo confirmed here, with the later steps %s', later => {
  it('and written in elsewhere is a draft with what was written, and listed', async () => {
    const { here, there, memo } = await twoCopies(later)
    const [rv, ld, far] = [await here.as('RV'), await here.as('LD'), await there.as('KM')]
    await rv.memos.setState({ memo, state: 'confirmed' })
    await far.memos.save({ memo, body: bodyOf('Written, and read') })
    await far.memos.save({ memo, body: bodyOf('Written, and read by nobody.') })
    await merge(here, there)
    const now = await ld.memos.open({ memo })
    expect(now).toMatchObject({
      body: bodyOf('Written, and read by nobody.'),
      state: 'draft',
      confirmed: null,
    })
    const [met, ...more] = await openIn(ld)
    expect(more).toEqual([])
    expect(met).toMatchObject({
      what: 'The memo “On waiting” was confirmed on one side and changed on the other by somebody who did not know of it. It waits to be read, and confirmed anew.',
      stands: 'draft',
      other: 'confirmed',
      canTakeOther: false,
    })
    await merge(there, here)
    expect(contentBut(there.db())).toBe(contentBut(here.db()))
    expect([...breachesOf(here), ...breachesOf(there)]).toEqual([])
    // The text that was confirmed can be put back and confirmed.
    const texts = await ld.memos.texts({ memo })
    const read = texts.find(({ words }) => words === 4)
    await ld.memos.restore({ memo, step: read?.step ?? '' })
    await rv.memos.setState({ memo, state: 'confirmed' })
    expect((await ld.memos.open({ memo })).body).toBe(bodyOf('Read by the reviewer.'))
    expect(await openIn(ld)).toEqual([])
    expect([here.faults(), there.faults()]).toEqual(['', ''])
  })

  it('keeps its confirmation where elsewhere only its review went on', async () => {
    const { here, there, memo } = await twoCopies(later)
    const [rv, far] = [await here.as('RV'), await there.as('KM')]
    await far.memos.comment({ memo, words: 'Which sites?' })
    await rv.memos.setState({ memo, state: 'confirmed' })
    await merge(here, there)
    expect((await rv.memos.open({ memo })).state).toBe('confirmed')
    expect(await openIn(await here.as('LD'))).toEqual([])
    expect(breachesOf(here)).toEqual([])
  })

  it('and written and confirmed elsewhere is confirmed as it was read there', async () => {
    const { here, there, memo } = await twoCopies(later)
    const [km, far] = [await here.as('KM'), await there.as('LD')]
    await km.memos.setState({ memo, state: 'in review' })
    await far.memos.save({ memo, body: bodyOf('Written and read there.') })
    await far.memos.setState({ memo, state: 'confirmed' })
    await merge(here, there)
    expect((await km.memos.open({ memo })).body).toBe(bodyOf('Written and read there.'))
    const { state, confirmed } = await km.memos.open({ memo })
    if (state === 'confirmed') expect(confirmed?.who).toBe('Lena Dorn')
    else expect(state).toBe('in review')
    expect(breachesOf(here)).toEqual([])
  })
})

it('of two texts the other is not put into a memo that was confirmed since', async () => {
  const { here, there, memo } = await twoCopies('there')
  const [rv, ld] = [await here.as('RV'), await here.as('LD')]
  await ld.memos.save({ memo, body: bodyOf('Said here.') })
  await (await there.as('LD')).memos.save({ memo, body: bodyOf('Said there.') })
  await merge(here, there)
  const [met, ...more] = await openIn(ld)
  expect([met?.canTakeOther, more]).toEqual([true, []])
  await rv.memos.setState({ memo, state: 'confirmed' })
  expect((await openIn(ld))[0]?.canTakeOther).toBe(false)
  await rv.memos.setState({ memo, state: 'draft' })
  await ld.merging.decide({
    package: met?.package ?? '',
    operation: met?.operation ?? '',
    part: met?.part ?? 0,
    choice: 'other',
  })
  expect((await ld.memos.open({ memo })).body).toBe(bodyOf('Said here.'))
  expect(breachesOf(here)).toEqual([])
})
