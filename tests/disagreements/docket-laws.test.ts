import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consensusFromAgreed, consensusOf } from '#engine/adjudication/rulings.ts'
import { compareCodings } from '#engine/disagreements/compare.ts'
import type { Polarity } from '#shared/model/coding.ts'
import type { CodedSpan, Ruling, RulingOutcome } from '#shared/model/disagreement.ts'
import { makeStudy } from '../helpers/study.ts'
import { treeOf } from './made.ts'

const length = 60
const codes = ['a1', 'a2', 'a3', 'b1']
const tree = treeOf({ a2: 'a1', a3: 'a1' })
const coders = ['ann', 'bob'] as const
const outcomes: readonly RulingOutcome[] = ['a', 'b', 'both', 'extent', 'code', 'neither']

const coder = (name: string): fc.Arbitrary<CodedSpan[]> =>
  fc
    .array(
      fc.tuple(
        fc.nat(length - 1),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...codes),
        fc.constantFrom<(Polarity | null)[]>(null, 'facilitator', 'barrier'),
      ),
      { maxLength: 10 },
    )
    .map(list =>
      list.map(([start, size, code, polarity], k) => ({
        id: `${name}${k}`,
        start,
        end: Math.min(length, start + size),
        code,
        polarity,
      })),
    )

const compare = (a: CodedSpan[], b: CodedSpan[]) =>
  compareCodings({ round: 'r', source: 's', coders, codings: { a, b }, tree })

const covers = (spans: readonly CodedSpan[], at: number, code: string): boolean =>
  spans.some(span => span.code === code && span.start <= at && at < span.end)

describe('the docket against the tables', () => {
  it('every character that one alone gave a code is in exactly one item, on that coder’s side, and the reverse', () => {
    fc.assert(
      fc.property(coder('a'), coder('b'), (a, b) => {
        const { agreed, disagreements } = compare(a, b)
        for (const code of codes) {
          for (let at = 0; at < length; at++) {
            const [byA, byB] = [covers(a, at, code), covers(b, at, code)]
            const items = disagreements.filter(
              ({ sides }) => covers(sides.ann ?? [], at, code) !== covers(sides.bob ?? [], at, code),
            )
            expect(items).toHaveLength(byA === byB ? 0 : 1)
            if (byA !== byB) expect(covers(items[0]?.sides[byA ? 'ann' : 'bob'] ?? [], at, code)).toBe(true)
            // What both agree on is in no table as a difference.
            const isAgreed = agreed.some(({ sides }) => covers(sides.ann ?? [], at, code))
            if (isAgreed) expect(byA && byB).toBe(true)
          }
        }
      }),
    )
  })

  it('of two items of one code without another, none touches the other', () => {
    fc.assert(
      fc.property(coder('a'), coder('b'), (a, b) => {
        const open = compare(a, b).disagreements.filter(
          ({ kind }) => kind === 'boundary' || kind === 'omission',
        )
        for (const one of open)
          expect(open.filter(other => other.code === one.code && other.start === one.end)).toEqual([])
      }),
    )
  })

  it('with all ruled and what is agreed taken, every passage of the consensus says where it comes from, and nothing both gave is lost but by a ruling', () => {
    fc.assert(
      fc.property(
        coder('a'),
        coder('b'),
        fc.array(fc.constantFrom(...outcomes), { minLength: 20, maxLength: 20 }),
        (a, b, drawn) => {
          const { agreed, disagreements } = compare(a, b)
          const own = new Map([...a, ...b].map(span => [span.id, span]))
          const rulings = disagreements.map((item, n) => {
            const outcome = drawn[n % drawn.length] ?? 'a'
            const ruling: Ruling = {
              outcome,
              reason: '',
              ...(outcome === 'extent' ? { start: item.start, end: item.end, code: item.code } : {}),
              ...(outcome === 'code' ? { code: 'b1' } : {}),
            }
            return {
              item,
              outcome,
              codings: consensusOf(item, ruling, { coders, sourceLength: length, isCode: () => true }),
            }
          })
          const taken = consensusFromAgreed(agreed)
          for (const { from } of [...taken, ...rulings.flatMap(({ codings }) => codings)]) {
            expect(from.length).toBeGreaterThan(0)
            for (const id of from) expect(own.has(id)).toBe(true)
          }
          // Each coding is explained once: agreed on, or part of one ruled item.
          const explained = [
            ...taken.flatMap(({ from }) => from),
            ...disagreements.flatMap(({ sides }) => Object.values(sides).flat()).map(({ id }) => id),
          ]
          expect(explained.sort()).toEqual([...own.keys()].sort())
          // A side that stands stands to the letter.
          for (const { item, outcome, codings } of rulings) {
            if (outcome !== 'a' && outcome !== 'b') continue
            const side = item.sides[outcome === 'a' ? 'ann' : 'bob'] ?? []
            for (const code of codes)
              for (let at = 0; at < length; at++)
                expect(codings.some(c => c.code === code && c.start <= at && at < c.end)).toBe(
                  covers(side, at, code),
                )
          }
        },
      ),
    )
  })
})

describe('in a study', () => {
  it('ruling on everything leaves the coders’ layers and their agreement as they were, and the consensus explained', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 25 }), fc.nat(1)), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 25 }), fc.nat(1)), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.array(fc.constantFrom<RulingOutcome[]>('a', 'b', 'both', 'neither'), {
          minLength: 16,
          maxLength: 16,
        }),
        async (a, b, drawn) => {
          const study = await makeStudy()
          const source = await study.source('Interview 1', 'word '.repeat(40))
          const made = [await study.code('One'), await study.code('Two')]
          const [km, ts, rv] = [await study.as('KM'), await study.as('TS'), await study.as('RV')]
          const { id: round } = await study.setUp.rounds.open({
            title: 'Round 1',
            sources: [source],
            coders: [study.people.KM, study.people.TS],
          })
          const codings = (list: typeof a) => ({
            codings: list.map(([start, size, code]) => ({
              source,
              start,
              end: start + size,
              code: made[code]?.id ?? '',
            })),
          })
          await km.codings.addMany(codings(a))
          await ts.codings.addMany(codings(b))
          await km.rounds.submit({ round, coder: study.people.KM })
          await ts.rounds.submit({ round, coder: study.people.TS })
          const figures = async () => {
            const { made: _, ...report } = (await rv.agreement.inRound({ round })) as object & {
              made?: unknown
            }
            return report
          }
          const own = () => rv.codings.passages({ layer: 'independent' })
          const [before, layers] = [await figures(), await own()]
          const items = await rv.adjudication.disagreements({ round })
          if (items.length > 0)
            await rv.adjudication.ruleMany({
              rulings: items.map(({ id }, n) => ({
                round,
                disagreement: id,
                outcome: (drawn[n % drawn.length] ?? 'a') as 'a',
              })),
            })
          expect(await figures()).toEqual(before)
          expect(await own()).toEqual(layers)
          const agreed = (await rv.codings.passages({ layer: 'consensus' })).filter(
            ({ ruling }) => ruling === null,
          )
          for (const { start, end, code } of agreed) {
            for (const who of [study.people.KM, study.people.TS]) {
              const mine = layers.filter(each => each.coder === who && each.code === code)
              for (let at = start; at < end; at++)
                expect(mine.some(each => each.start <= at && at < each.end)).toBe(true)
            }
          }
          expect((await study.setUp.study.check({})).breaches).toEqual([])
          study.close()
        },
      ),
      { numRuns: 6 },
    )
  })
})
