import fc from 'fast-check'
import { expect, it } from 'vitest'
import { agreedLayer } from '#engine/rounds/agreed-layer.ts'
import { keptRound } from '#engine/rounds/queries.ts'
import { TandemError } from '#shared/errors.ts'
import type { AgreedRule } from '#shared/model/agreed-rule.ts'
import { comparedRound } from '../helpers/compared-round.ts'

const rules: AgreedRule[] = [
  { by: 'exact' },
  { by: 'overlap', overlap: 0.5, extent: 'union' },
  { by: 'overlap', overlap: 0.5, extent: 'intersection' },
]

const step = fc.oneof(
  fc.record({
    what: fc.constant('rule' as const),
    who: fc.constantFrom('rv' as const, 'ld' as const),
    item: fc.nat(5),
    outcome: fc.constantFrom('a' as const, 'b' as const, 'both' as const, 'neither' as const),
  }),
  fc.record({
    what: fc.constantFrom('withdraw' as const, 'letGo' as const),
    who: fc.constantFrom('rv' as const, 'ld' as const),
    item: fc.nat(5),
  }),
  fc.record({
    what: fc.constantFrom('undo' as const, 'redo' as const),
    who: fc.constantFrom('rv' as const, 'ld' as const),
  }),
  fc.record({ what: fc.constant('agree' as const), rule: fc.nat(rules.length - 1) }),
  fc.record({ what: fc.constantFrom('merge' as const, 'separate' as const, 'close' as const) }),
)

it('what coders agree on is in the consensus after whatever was ruled, ruled otherwise, merged, undone and done again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async steps => {
      const world = await comparedRound({ KM: [0, 20, { other: 40 }, 60], TS: [2, { other: 20 }, 40, 60] })
      const { study, round, code, other, ld } = world
      for (const each of steps) {
        const client = 'who' in each ? world[each.who] : ld
        const items = await ld.adjudication.disagreements({ round })
        const item = items.length > 0 && 'item' in each ? items[each.item % items.length]?.id : undefined
        try {
          if (each.what === 'undo') await client.history.undo({})
          else if (each.what === 'redo') await client.history.redo({})
          else if (each.what === 'agree')
            await ld.rounds.setAgreed({ round, agree: rules[each.rule] ?? { by: 'exact' }, because: 'so' })
          else if (each.what === 'merge') await ld.codebook.mergeCodes({ codes: [other], into: code })
          else if (each.what === 'separate') await ld.codebook.separateCode({ code: other })
          else if (each.what === 'close') await ld.rounds.close({ round, leaveOpen: true })
          else if (each.what === 'letGo') {
            const [left] = await client.adjudication.leftRulings({ round })
            if (left) await client.adjudication.letGo({ round, ruling: left.ruling.id })
          } else if (item !== undefined && each.what === 'rule')
            await client.adjudication.rule({ round, disagreement: item, outcome: each.outcome })
          else if (item !== undefined) await client.adjudication.withdraw({ round, disagreement: item })
        } catch (error) {
          // Refused in words, and never by a fault of ours.
          expect(error).toBeInstanceOf(TandemError)
          expect((error as TandemError).code).not.toBe('internal')
        }
        const db = study.db()
        const kept = keptRound(db, round)
        if (kept?.state !== 'submitted') continue
        expect(agreedLayer({ db, now: 0 }, kept), JSON.stringify(each)).toEqual([])
      }
      expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
      study.close()
    }),
    { numRuns: 25 },
  )
})
