import { describe, expect, it } from 'vitest'
import { breachesOf, contentBut, copyOf, takeIn } from '../helpers/apart.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import type { TestStudy } from '../helpers/study.ts'

/** Two codes that wait on the agenda, in two copies. */
async function onTheAgenda() {
  const world = await comparedRound({ KM: [20], TS: [{ other: 60 }] })
  const { study, round, code, other, rv } = world
  const { agenda } = await rv.adjudication.park({ round, codes: [code, other], question: 'One?' })
  const entry = agenda[0]?.id ?? ''
  const copy = await copyOf(study)
  const decide = async (of: TestStudy, decision: string, heldOn?: string) => {
    const client = await of.as('RV')
    const meeting =
      heldOn === undefined
        ? null
        : (await client.adjudication.meet({ round, heldOn, attendees: 'RV, KM, TS' })).id
    await client.adjudication.decide({ entry, decision, meeting })
  }
  const decided = async (of: TestStudy) =>
    (await (await of.as('RV')).adjudication.discussion({ round })).agenda[0]
  const waits = async () =>
    (await (await study.as('LD')).merging.returns({})).flatMap(({ id, decisions }) =>
      decisions.map(decision => ({ package: id, ...decision })),
    )
  return { ...world, copy, decide, decided, waits }
}

const what =
  /^The codes “Wa(iting|lking)” and “Wa(iting|lking)” on the agenda of “Round 1”: what was decided was changed on both sides; one of the two stands\.$/

describe('two codes that were decided on in two copies', () => {
  for (const later of ['here', 'there'] as const) {
    it(`keep one of the decisions whole, later ${later}; the other can be taken, whole too`, async () => {
      const { study, copy, round, decide, decided, waits, ld, rv } = await onTheAgenda()
      const of = later === 'here' ? study : copy
      // A step later in the order.
      await (await of.as('RV')).adjudication.meet({ round, heldOn: '2026-01-01', attendees: 'Others' })
      await decide(copy, 'Merge them', '2026-03-15')
      await decide(study, 'Keep them apart')
      takeIn(study, copy)
      const sides = [
        { decision: 'Merge them', meeting: expect.any(String) },
        { decision: 'Keep them apart', meeting: null },
      ]
      const words = ['“Merge them”, in the meeting of 15 March 2026', '“Keep them apart”, outside meetings']
      const stands = (await decided(study))?.decision === 'Merge them' ? 0 : 1
      expect(await decided(study)).toMatchObject(sides[stands] ?? {})
      const [decision, ...more] = await waits()
      expect(more).toEqual([])
      expect(decision).toMatchObject({
        what: expect.stringMatching(what),
        stands: words[stands],
        other: words[1 - stands],
        canTakeOther: true,
      })
      const { package: id, operation, part } = decision ?? { package: '', operation: '', part: 0 }
      await ld.merging.decide({ package: id, operation, part, choice: 'other' })
      expect(await decided(study)).toMatchObject(sides[1 - stands] ?? {})
      const { id: report } = await rv.reports.make({ what: 'minutes', format: 'html' })
      const minutes = new TextDecoder().decode(study.host.reports.get(report)?.bytes)
      expect(minutes.includes('Merge them')).toBe(stands === 1)
      expect(minutes).not.toContain('Keep them apart')
      takeIn(copy, study)
      expect(contentBut(copy.db(), 'settings')).toBe(contentBut(study.db(), 'settings'))
      expect([...breachesOf(study), ...breachesOf(copy)]).toEqual([])
    })
  }

  it('ask nobody where both decided the same, and say in which meeting where only that differs', async () => {
    const alike = await onTheAgenda()
    await alike.decide(alike.copy, 'Merge them')
    await alike.decide(alike.study, 'Merge them')
    takeIn(alike.study, alike.copy)
    expect(await alike.waits()).toEqual([])
    const { study, copy, decide, waits } = await onTheAgenda()
    await decide(copy, 'Merge them', '2026-03-15')
    await decide(study, 'Merge them', '2026-03-16')
    takeIn(study, copy)
    const [decision, ...more] = await waits()
    expect(more).toEqual([])
    expect([decision?.stands, decision?.other].sort()).toEqual([
      '“Merge them”, in the meeting of 15 March 2026',
      '“Merge them”, in the meeting of 16 March 2026',
    ])
  })
})
