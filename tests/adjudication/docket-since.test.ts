import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { comparedRound } from '../helpers/compared-round.ts'

/** Follows a round's differences as a window does. */
function follower(client: Client, round: string) {
  let at: string | null = null
  let known: readonly Disagreement[] = []
  let wholes = 0
  return {
    async follow() {
      const since = await client.adjudication.differencesSince({ round, at })
      at = since.at
      if (since.all) wholes++
      const changed = new Map(since.changed.map(item => [item.id, item]))
      known = since.all ?? known.map(item => changed.get(item.id) ?? item)
      return { known, changed: since.all ? null : since.changed.length }
    },
    wholes: () => wholes,
  }
}

describe('whoever follows a docket', () => {
  it('is told what was ruled otherwise and no more, and has what asking for all of them says', async () => {
    const { round, rv } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
    const { follow, wholes } = follower(rv, round)
    const [first, second] = (await follow()).known
    expect(wholes()).toBe(1)
    expect(await follow()).toMatchObject({ changed: 0 })
    await rv.adjudication.rule({ round, disagreement: first?.id ?? '', outcome: 'a' })
    expect(await follow()).toMatchObject({ changed: 1 })
    await rv.adjudication.rule({ round, disagreement: second?.id ?? '', outcome: 'neither', reason: 'No' })
    await rv.adjudication.withdraw({ round, disagreement: first?.id ?? '' })
    expect(await follow()).toMatchObject({ changed: 2 })
    expect(wholes()).toBe(1)
    // Of another round's moment, or of another member's, all are told.
    const other = await rv.adjudication.differencesSince({ round, at: 'another moment' })
    expect(other.all).toHaveLength((await follow()).known.length)
  })

  it('has them all after whatever is done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            what: fc.constantFrom('rule', 'withdraw', 'undo', 'merge', 'names', 'draw' as const),
            item: fc.nat(5),
            outcome: fc.constantFrom('a', 'b', 'both', 'neither' as const),
            isAsked: fc.boolean(),
          }),
          { minLength: 1, maxLength: 10 },
        ),
        async steps => {
          const { round, rv, ld, study, code } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60, 80] })
          const followers = [rv, ld].map(client => ({ client, ...follower(client, round) }))
          for (const each of followers) await each.follow()
          for (const { what, item, outcome, isAsked } of steps) {
            const items = await rv.adjudication.disagreements({ round })
            const disagreement = items[item % Math.max(1, items.length)]?.id ?? ''
            const step = {
              rule: () => rv.adjudication.rule({ round, disagreement, outcome }),
              withdraw: () => rv.adjudication.withdraw({ round, disagreement }),
              undo: () => rv.history.undo({}),
              merge: async () =>
                ld.codebook.mergeCodes({ codes: [(await study.code('Other')).id], into: code }),
              names: () => ld.adjudication.setJudging({ round, namesHidden: isAsked, codersMayRule: true }),
              draw: () =>
                rv.adjudication.drawAgain({ round, judge: study.people.LD, size: { number: 1 }, seed: 1 }),
            }[what]
            // What is refused changes nothing.
            await step().catch(() => undefined)
            if (!isAsked) continue
            for (const { client, follow } of followers)
              expect((await follow()).known).toEqual(await client.adjudication.disagreements({ round }))
          }
          for (const { client, follow } of followers)
            expect((await follow()).known).toEqual(await client.adjudication.disagreements({ round }))
        },
      ),
      { numRuns: 12 },
    )
  })
})
