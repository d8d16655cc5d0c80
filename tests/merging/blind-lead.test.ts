import { describe, expect, it } from 'vitest'
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
  return { lead, files, correct }
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
        const [
          { sent, arrived, alreadyHere, needDecision } = {
            sent: 0,
            arrived: 0,
            alreadyHere: 0,
            needDecision: 0,
          },
        ] = await lead.merging.returns({})
        return { rehearsed, merged, listed: { sent, arrived, alreadyHere, needDecision } }
      }),
    )
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]?.listed).toMatchObject({ needDecision: 0 })
    expect(seen[0]?.rehearsed).toMatchObject([{ hidden: true, needDecision: [] }])
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
