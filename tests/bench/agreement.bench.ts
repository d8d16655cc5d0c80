import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { computeConfusion } from '#engine/agreement/confusion.ts'
import { seededRandom } from '#engine/agreement/random.ts'
import { compareCodings } from '#engine/disagreements/compare.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'
import { type Figure, measure } from './measure.ts'

const characters = 1_000_000
const codeCount = 100
const perCoder = 20_000

/**
 * Two coders, 100 codes, 20,000 codings each over 1,000,000 characters, in one source and in 450: every count and
 * coefficient without and with intervals, every difference, and which codes meet which. Milliseconds; the first, cold run stands apart.
 */
export function bench(): Figure[] {
  const codes = Array.from({ length: codeCount }, (_, k) => `c${k}`)
  const one = sources(1)
  const many = sources(450)
  const none = { replicates: 0, seed: 1 }
  const input = (from: typeof one) => ({
    coders: ['A', 'B'] as [string, string],
    unit: 'character' as const,
    codes,
    sources: from,
  })
  const compareAll = (from: typeof one) =>
    from.map(s => compareCodings({ round: 'r', source: s.id, coders: ['A', 'B'], codings: s.codings }))
  const confuse = (from: typeof one) =>
    computeConfusion({
      coders: ['A', 'B'],
      unit: 'character',
      sources: from,
      frameworks: new Map(codes.map(code => [code, 'framework'])),
      skipAroundMail: false,
    })
  return [
    measure('agreement, 1 source', () => computeAgreement(input(one))),
    measure('agreement, 450 sources, no intervals', () =>
      computeAgreement({ ...input(many), options: { resampling: none } }),
    ),
    measure('agreement, 450 sources, B = 2000', () => computeAgreement(input(many))),
    measure('differences, 1 source', () => compareAll(one)),
    measure('differences, 450 sources', () => compareAll(many)),
    measure('confusion between codes, 1 source', () => confuse(one)),
    measure('confusion between codes, 450 sources', () => confuse(many)),
  ]
}

function sources(count: number) {
  const random = seededRandom(1)
  const length = Math.floor(characters / count)
  const list = Array.from({ length: count }, (_, k) => ({
    id: `s${k}`,
    length,
    text: () => '',
    segments: () => [],
    codings: { a: [] as CodedSpan[], b: [] as CodedSpan[] },
  }))
  for (let k = 0; k < perCoder; k++) {
    const source = list[Math.floor(random() * count)]
    const start = Math.floor(random() * (length - 300))
    const end = start + 20 + Math.floor(random() * 200)
    const code = `c${Math.floor(random() * codeCount)}`
    source?.codings.a.push({ id: `a${k}`, start, end, code, polarity: null })
    // As coders differ: one in five missed, edges moved, one in ten read otherwise.
    const elsewhere = random() < 0.2 ? Math.floor(random() * (length - 300)) : start
    const other = random() < 0.1 ? `c${Math.floor(random() * codeCount)}` : code
    const shift = Math.floor(random() * 20)
    source?.codings.b.push({
      id: `b${k}`,
      start: elsewhere + shift,
      end: elsewhere + shift + end - start,
      code: other,
      polarity: null,
    })
  }
  return list
}
