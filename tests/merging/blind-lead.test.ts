import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { PackageReport } from '#shared/model/merge.ts'
import { away } from '../helpers/returned.ts'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

/*
 * A lead who codes in a blind round merges what the other coder returned, and corrects a text beside that. Two such studies
 * differ in where the other coded: nothing of merging differs with it.
 */

const near = 20
const far = 300

/** A blind round of KM and a lead who codes; KM has coded at `start` and sent the work. */
async function sentFrom(start: number) {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText())
  await study.setUp.members.update({ member: study.people.LD, roles: ['lead', 'coder'] })
  const lead = await study.as('LD')
  const { id: code } = await study.code('Waiting', lead)
  const { id: round } = await lead.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.LD],
    blind: true,
  })
  const km = await away({ study, round }, 'KM')
  await km.client.codings.add({ source, start, end: start + 30, code })
  const files = [{ path: await km.back(false) }]
  const { revision } = await lead.sources.open({ source })
  const correct = () =>
    study.setUp.revisions.correct({
      source,
      revision,
      edits: [{ start: near + 5, end: near + 15, text: 'put right' }],
    })
  return { study, round, lead, files, correct }
}

const never = (): never => {
  throw new Error('Nothing was merged')
}

/** What a report says, but for ids and times. */
const told = ({ packages }: { packages: readonly PackageReport[] }) =>
  packages.map(({ status, sent, arrived, alreadyHere, needDecision, counts, hidden, notes }) => ({
    ...{ status, sent, arrived, alreadyHere, needDecision, counts, hidden, notes },
  }))

describe('to a lead who codes blind', () => {
  it('neither rehearsing, merging nor the list of merges tells what met something here', async () => {
    const seen = await Promise.all(
      [near, far].map(async start => {
        const { lead, files, correct } = await sentFrom(start)
        await correct()
        const rehearsed = told(await lead.merging.rehearse({ files }))
        const merged = told(await lead.merging.apply({ files }))
        const [listed] = await lead.merging.returns({})
        return { rehearsed, merged, listed: listed?.needDecision }
      }),
    )
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]?.listed).toBeNull()
    expect(seen[0]?.rehearsed).toMatchObject([{ hidden: true, needDecision: [] }])
  })

  it('the sheet says what came when the round is no longer blind, and adds up', async () => {
    const { study, round, lead, files, correct } = await sentFrom(near)
    await correct()
    await lead.merging.apply({ files })
    const figures = async (client: Client) => {
      const [{ sent, arrived, alreadyHere, needDecision, withheld } = never()] = await client.merging.returns(
        {},
      )
      return { sent, arrived, alreadyHere, needDecision, withheld }
    }
    const kept = { sent: null, arrived: null, alreadyHere: null, needDecision: null }
    const real = { sent: 1, arrived: 0, alreadyHere: 0, needDecision: 1, withheld: null }
    expect(await figures(lead)).toEqual({ ...kept, withheld: expect.stringMatching(/told to a coder/) })
    expect(await figures(study.setUp)).toEqual({
      ...kept,
      withheld: expect.stringMatching(/while a lead codes .* to a member who does not code in it\.$/),
    })
    expect(await figures(await study.as('RV'))).toEqual(real)
    await lead.rounds.unblind({ round, because: 'The other is ill' })
    expect(await figures(lead)).toEqual(real)
    expect(await figures(study.setUp)).toEqual(real)
    expect(await lead.merging.rehearse({ files })).toMatchObject({
      packages: [{ status: 'already', sent: 1, arrived: 0, alreadyHere: 1, withheld: null }],
    })
  })

  it('who says no name reads the figures where no lead codes in the round', async () => {
    const { study, files } = await sentFrom(near)
    await study.setUp.members.update({ member: study.people.RV, roles: ['lead'] })
    await study.setUp.members.update({ member: study.people.LD, roles: ['coder'] })
    expect(await study.setUp.merging.rehearse({ files })).toMatchObject({
      packages: [{ sent: 1, arrived: 1, alreadyHere: 0, withheld: null, hidden: true }],
    })
  })

  it('whether a merge can be undone after further steps tells nothing, and at once it can', async () => {
    for (const start of [near, far]) {
      const { lead, files, correct } = await sentFrom(start)
      await lead.merging.apply({ files })
      await lead.history.undo({})
      await lead.merging.apply({ files })
      await correct()
      expect(await failureOf(lead.history.undo({}))).toMatchObject({
        code: 'blind',
        message: expect.stringMatching(
          /is not undone after further steps by a coder of the blind round: whether it can be would tell what others did\.$/,
        ),
      })
    }
  })
})
