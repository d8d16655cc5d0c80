import { describe, expect, it } from 'vitest'
import { breachesOf, copyOf, leadStudy, mergeInto, parcelOf } from '../helpers/apart.ts'

/** A round both coders handed in: two differences of extent, with an overlap of 0.9 and of 0.75. */
async function handedIn() {
  const lead = await leadStudy()
  const [source = ''] = lead.sources
  for (const [who, spans] of [
    [
      'KM',
      [
        [0, 40],
        [60, 80],
      ],
    ],
    [
      'TS',
      [
        [4, 40],
        [60, 75],
      ],
    ],
  ] as const) {
    const copy = await copyOf(lead.study)
    const client = await copy.as(who)
    const codings = spans.map(([start, end]) => ({ source, start, end, code: lead.codes.walking }))
    await client.codings.addMany({ codings })
    mergeInto(lead, parcelOf(copy, { handout: lead.handouts[who], submits: true }))
  }
  const consensus = async () =>
    (await lead.study.setUp.codings.passages({ layer: 'consensus' }))
      .map(({ start, end, byRule, ruling }) => [start, end, ruling ? 'ruled' : (byRule?.extent ?? 'exact')])
      .sort()
  return { lead, round: lead.round, consensus }
}

const by = (extent: 'union' | 'intersection') => ({ by: 'overlap', overlap: 0.7, extent }) as const

describe('what counts as agreed, on two copies', () => {
  it('set otherwise in each, it is listed for a lead, who may take the other, and take that back', async () => {
    const { lead, round, consensus } = await handedIn()
    const other = await copyOf(lead.study)
    const ld = await lead.study.as('LD')
    await ld.rounds.setAgreed({ round, agree: by('union'), because: 'Here' })
    await (await other.as('LD')).rounds.setAgreed({ round, agree: by('intersection'), because: 'Away' })
    mergeInto(lead, parcelOf(other))
    const rule = async () => (await ld.rounds.list({}))[0]?.agree
    const stands = await rule()
    const [merged] = await ld.merging.returns({})
    const [decision] = merged?.decisions ?? []
    expect(decision).toMatchObject({ kind: 'edited twice', canTakeOther: true, settled: null })
    expect([decision?.stands, decision?.other].sort()).toEqual([
      'overlap of 70\u202f% or more, the intersection stands',
      'overlap of 70\u202f% or more, the union stands',
    ])
    const before = await consensus()
    const { operation = '', part = 0 } = decision ?? {}
    await ld.merging.decide({ package: merged?.id ?? '', operation, part, choice: 'other' })
    expect(await rule()).not.toEqual(stands)
    expect(await consensus()).not.toEqual(before)
    await ld.history.undo({})
    expect(await rule()).toEqual(stands)
    expect(await consensus()).toEqual(before)
    expect(breachesOf(lead.study)).toEqual([])
  })

  it.each([
    ['exact', { by: 'exact' }],
    ['of another overlap', { by: 'overlap', overlap: 0.6, extent: 'union' }],
  ] as const)(
    'one lead changes the extent, the other makes it %s: one of the two rules stands, whole',
    async (_, there) => {
      const { lead, round } = await handedIn()
      const ld = await lead.study.as('LD')
      await ld.rounds.setAgreed({ round, agree: by('union'), because: 'First' })
      const other = await copyOf(lead.study)
      await (await other.as('LD')).rounds.setAgreed({ round, agree: there, because: 'There' })
      await ld.rounds.setAgreed({ round, agree: by('intersection'), because: 'Here' })
      mergeInto(lead, parcelOf(other))
      const rule = async () => (await ld.rounds.list({}))[0]?.agree
      const both = [by('intersection'), there]
      const stands = await rule()
      expect(both).toContainEqual(stands)
      const [merged] = await ld.merging.returns({})
      expect(merged?.decisions.map(({ what }) => what)).toEqual([
        'The rule for what is agreed: what counts as agreed was changed on both sides; one of the two stands.',
      ])
      const { operation = '', part = 0 } = merged?.decisions[0] ?? {}
      await ld.merging.decide({ package: merged?.id ?? '', operation, part, choice: 'other' })
      expect(await rule()).toEqual(both.find(each => JSON.stringify(each) !== JSON.stringify(stands)))
      await ld.history.undo({})
      expect(await rule()).toEqual(stands)
      expect(breachesOf(lead.study)).toEqual([])
    },
  )

  it('changed alike makes the same rows; changed otherwise, one rule holds and the consensus follows it', async () => {
    const { lead, round, consensus } = await handedIn()
    const [alike, otherwise] = [await copyOf(lead.study), await copyOf(lead.study)]
    const ld = await lead.study.as('LD')
    await ld.rounds.setAgreed({ round, agree: by('union'), because: 'Here' })
    await (await alike.as('LD')).rounds.setAgreed({ round, agree: by('union'), because: 'There' })
    await (await otherwise.as('LD')).rounds.setAgreed({ round, agree: by('intersection'), because: 'Away' })
    const here = await consensus()
    expect(here).toEqual([
      [0, 40, 'union'],
      [60, 80, 'union'],
    ])
    mergeInto(lead, parcelOf(alike))
    expect(await consensus()).toEqual(here)
    mergeInto(lead, parcelOf(otherwise))
    const [listed] = await ld.rounds.list({})
    const extent = listed?.agree.by === 'overlap' ? listed.agree.extent : null
    expect(await consensus()).toEqual(
      extent === 'union'
        ? here
        : [
            [4, 40, 'intersection'],
            [60, 75, 'intersection'],
          ],
    )
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('yields to a ruling that was made away', async () => {
    const { lead, round, consensus } = await handedIn()
    const away = await copyOf(lead.study)
    const rv = await away.as('RV')
    const [item] = await rv.adjudication.disagreements({ round })
    await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'b' })
    await (await lead.study.as('LD')).rounds.setAgreed({ round, agree: by('union'), because: 'Here' })
    mergeInto(lead, parcelOf(away))
    expect(await consensus()).toEqual([
      [4, 40, 'ruled'],
      [60, 80, 'union'],
    ])
    expect(breachesOf(lead.study)).toEqual([])
  })
})
