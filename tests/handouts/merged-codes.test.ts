import { describe, expect, it } from 'vitest'
import { breachesOf } from '../helpers/apart.ts'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { away } from '../helpers/returned.ts'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

/** Codes merged before a round was opened, with a coding of KM under the one that was merged. */
async function withMergedCode() {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText())
  const [km, ld] = [await study.as('KM'), await study.as('LD')]
  const kept = (await study.code('Waiting', ld)).id
  const alias = (await study.code('Delay', ld)).id
  const later = (await study.code('Queue', ld)).id
  await km.codings.add({ source, start: 0, end: 9, code: alias })
  await ld.codebook.mergeCodes({ codes: [alias], into: kept, because: 'The same' })
  const { id: round } = await ld.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
    blind: false,
  })
  return { study, source, round, ld, codes: { kept, alias, later } }
}

describe('codes that were merged', () => {
  it('count in a hand-out as they did when its round opened, and come back so', async () => {
    const { study, source, round, ld, codes } = await withMergedCode()
    // Merged since: the hand-out has the framework as it was.
    await ld.codebook.mergeCodes({ codes: [codes.later], into: codes.kept, because: 'That, too' })
    const { client, back } = await away({ study, round }, 'KM')
    const [framework] = await client.codebook.frameworks({})
    expect(framework?.codes.map(({ name }) => name).sort()).toEqual(['Queue', 'Waiting'])
    expect(framework?.codes.find(({ id }) => id === codes.kept)?.merged).toMatchObject([{ name: 'Delay' }])
    expect(await client.codings.inSource({ source })).toMatchObject([{ code: codes.kept, start: 0 }])
    expect(
      await failureOf(client.codings.add({ source, start: 20, end: 30, code: codes.alias })),
    ).toMatchObject({ message: '“Delay” is retired.' })
    await client.codings.add({ source, start: 20, end: 30, code: codes.kept })
    await client.codings.add({ source, start: 40, end: 50, code: codes.later })
    expect((await client.study.check({})).breaches).toEqual([])
    await ld.merging.apply({ files: [{ path: await back() }] })
    const km = await study.as('KM')
    expect((await km.codings.inSource({ source })).map(({ code }) => code)).toEqual([
      codes.kept,
      codes.kept,
      codes.kept,
    ])
    expect(breachesOf(study)).toEqual([])
  })
})

describe('a hand-out that holds what its coder did so far', () => {
  it('is not opened where the blind study is, and nothing of it is told', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const [km, ld] = [await study.as('KM'), await study.as('LD')]
    const code = (await study.code('Waiting', ld)).id
    const { id: round } = await ld.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
      blind: true,
    })
    const early = await handOut({ study, round }, 'KM')
    await km.codings.add({ source, start: 0, end: 9, code, comment: 'sealedcomment' })
    const passphrase = 'three small words'
    const { file } = await handOut({ study, round }, 'KM', { kind: 'passphrase', passphrase })
    const here = study.window().client
    const looked = await here.library.lookAtHandout({ file: { path: file }, passphrase })
    expect(looked.counts.own).toBeNull()
    expect(await failureOf(here.library.openHandout({ file: { path: file }, passphrase }))).toMatchObject({
      code: 'blind',
      message:
        'Opening this hand-out here would show what Kim Morris did so far: the study it was made in is on this computer, and the round is blind.',
    })
    // One that holds no work may be tried here, and elsewhere both open.
    await here.library.openHandout({ file: { path: early.file } })
    const { client } = await openedBy(file, { passphrase })
    expect(await client.codings.inSource({ source })).toMatchObject([{ comment: 'sealedcomment' }])

    // A reviewer's is made once both have handed in: who settles may do it here.
    for (const coder of ['KM', 'TS'] as const)
      await (await study.as(coder)).rounds.submit({ round, coder: study.people[coder] })
    const review = await handOut({ study, round }, 'RV')
    expect(await here.library.openHandout({ file: { path: review.file } })).toMatchObject({
      copy: { path: expect.any(String) },
    })
  })
})
