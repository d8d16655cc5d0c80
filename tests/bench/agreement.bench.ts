import {
  type AgreementInput,
  computeAgreement,
  figuresOfTables,
  sourceFigures,
} from '#engine/agreement/compute-agreement.ts'
import { computeConfusion } from '#engine/agreement/confusion.ts'
import { count } from '#engine/agreement/count.ts'
import { seededRandom } from '#engine/agreement/random.ts'
import { setAgreement, slotAgreement } from '#engine/agreement/set-agreement.ts'
import { spanAgreement } from '#engine/agreement/span-agreement.ts'
import { compareCodings } from '#engine/disagreements/compare.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'
import type { Segment } from '#shared/model/document.ts'
import { coveredLength, sharedLength, unite } from '#shared/text/span.ts'
import { type Figure, measure } from './measure.ts'

const characters = 1_000_000
const codeCount = 100
const perCoder = 20_000

/**
 * Two coders, 100 codes, 20,000 codings each over 1,000,000 characters, in one source and in 450. Milliseconds; the
 * first, cold run stands apart. “Bare sweep” is the floor: each code's spans united and swept, nothing else; counts and
 * figures of every code are to stay within three times of it. What asks more than four counts a code stands apart.
 */
export function bench(): Figure[] {
  const none = { replicates: 0, seed: 1 }
  const input = (from: Made, resampling?: typeof none): AgreementInput => ({
    coders: ['A', 'B'],
    unit: 'character',
    codes,
    sources: from,
    options: { groups: frameworks, ...(resampling ? { resampling } : {}) },
  })
  const tables = (asked: AgreementInput) => figuresOfTables(asked, count(asked))
  const compareAll = (from: Made) =>
    from.map(s => compareCodings({ round: 'r', source: s.id, coders: ['A', 'B'], codings: s.codings }))
  const confuse = (from: Made) =>
    computeConfusion({
      coders: ['A', 'B'],
      unit: 'character',
      sources: from,
      frameworks: new Map(codes.map(code => [code, 'framework'])),
      skipAroundMail: false,
    })
  const turns = sources(1, 12_500)
  return [1, 450].flatMap(many => {
    const made = sources(many)
    const name = many === 1 ? '1 source' : `${many} sources`
    const counted = count(input(made, none))
    return [
      measure(`bare sweep, ${name}`, () => bareSweep(made)),
      measure(`counts and figures of every code, ${name}`, () => tables(input(made, none))),
      many === 1
        ? measure(`the same and intervals over 12,500 turns, ${name}, B = 2000`, () => tables(input(turns)))
        : measure(`the same and intervals, ${name}, B = 2000`, () => tables(input(made))),
      measure(`matrix, ${name}`, () => sourceFigures(input(made), counted)),
      measure(`passages, ${name}`, () => spanAgreement(counted, 0.5)),
      measure(`sets, ${name}`, () => setAgreement(counted, { unit: 'character', subject: 'any code' })),
      measure(`places in 5 frameworks, ${name}`, () => slotAgreement(counted, frameworks)),
      measure(`whole report, ${name}`, () => computeAgreement(input(made))),
      measure(`confusion between codes, ${name}`, () => confuse(made)),
      measure(`differences, ${name}`, () => compareAll(made)),
      measure(`confusion between codes, ${name}`, () => confuse(made)),
    ]
  })
}

type Made = ReturnType<typeof sources>

const codes = Array.from({ length: codeCount }, (_, k) => `c${k}`)
const frameworks = [0, 20, 40, 60, 80].map(first => ({
  kind: 'framework' as const,
  id: `f${first}`,
  name: `Framework ${first}`,
  codes: codes.slice(first, first + 20),
}))

/** Characters by both and by each, over all codes: two sorted lists a code and source, united and walked once. */
function bareSweep(made: Made): { both: number; a: number; b: number } {
  const total = { both: 0, a: 0, b: 0 }
  for (const { codings } of made) {
    const b = Map.groupBy(codings.b, ({ code }) => code)
    for (const [code, own] of Map.groupBy(codings.a, ({ code }) => code)) {
      const [left, right] = [unite(own), unite(b.get(code) ?? [])]
      b.delete(code)
      total.both += sharedLength(left, right)
      total.a += coveredLength(left)
      total.b += coveredLength(right)
    }
    for (const lone of b.values()) total.b += coveredLength(unite(lone))
  }
  return total
}

function sources(count: number, turns = 0) {
  const random = seededRandom(1)
  const length = Math.floor(characters / count)
  const long = Math.floor(length / turns)
  const segments = Array.from({ length: turns }, (_, k): Segment => {
    const start = k * long
    return { kind: 'turn', start, end: start + long, bodyStart: start }
  })
  const list = Array.from({ length: count }, (_, k) => ({
    id: `s${k}`,
    length,
    text: () => '',
    segments: () => segments,
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
