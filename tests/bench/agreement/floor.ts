import type { CountedCoding } from '#engine/agreement/tally.ts'

/** What the floor needs of a source. */
export interface FloorSource {
  length: number
  codings: { a: readonly CountedCoding[]; b: readonly CountedCoding[] }
}

/**
 * The least that counting two coders can cost: spans put under their code, sorted, united and swept with two pointers
 * into the four counts, source by source; no passage, no figure, no sentence. Answers all counts, so that nothing of
 * it can be left out.
 */
export function sweep(sources: readonly FloorSource[]): Map<string, [number, number, number, number]> {
  const totals = new Map<string, [number, number, number, number]>()
  let characters = 0
  for (const { length, codings } of sources) {
    characters += length
    const a = byCode(codings.a)
    const b = byCode(codings.b)
    for (const code of new Set([...a.keys(), ...b.keys()])) {
      const total = totals.get(code) ?? [0, 0, 0, 0]
      totals.set(code, total)
      const left = united(a.get(code) ?? [])
      const right = united(b.get(code) ?? [])
      const both = shared(left, right)
      total[0] += both
      total[1] += covered(left) - both
      total[2] += covered(right) - both
    }
  }
  for (const total of totals.values()) total[3] = characters - total[0] - total[1] - total[2]
  return totals
}

function byCode(codings: readonly CountedCoding[]): Map<string, CountedCoding[]> {
  const found = new Map<string, CountedCoding[]>()
  for (const coding of codings) {
    const here = found.get(coding.code)
    if (here) here.push(coding)
    else found.set(coding.code, [coding])
  }
  return found
}

/** Starts and ends in turn, sorted and disjoint. */
function united(codings: CountedCoding[]): number[] {
  codings.sort((x, y) => x.start - y.start)
  const flat: number[] = []
  let end = -1
  for (const coding of codings) {
    if (coding.start > end) flat.push(coding.start, coding.end)
    else if (coding.end > end) flat[flat.length - 1] = coding.end
    end = flat[flat.length - 1] ?? end
  }
  return flat
}

function covered(flat: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < flat.length; i += 2) sum += (flat[i + 1] ?? 0) - (flat[i] ?? 0)
  return sum
}

function shared(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const endA = a[i + 1] ?? 0
    const endB = b[j + 1] ?? 0
    const length = Math.min(endA, endB) - Math.max(a[i] ?? 0, b[j] ?? 0)
    if (length > 0) sum += length
    if (endA < endB) i += 2
    else j += 2
  }
  return sum
}
