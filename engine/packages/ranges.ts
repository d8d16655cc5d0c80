import type { Manifest } from './manifest.ts'

/** Collects the sequences of operations into runs without a gap, in the order in which runs begin. */
export function collectRanges() {
  const ranges: Manifest['ranges'] = []
  const current = new Map<string, Manifest['ranges'][number]>()
  return {
    ranges,
    /** Answers false, and adds nothing, where the copy's sequences do not increase. */
    add(copy: string, sequence: number): boolean {
      const run = current.get(copy)
      if (run && sequence <= run[2]) return false
      if (run && sequence === run[2] + 1) run[2] = sequence
      else {
        const begun: Manifest['ranges'][number] = [copy, sequence, sequence]
        ranges.push(begun)
        current.set(copy, begun)
      }
      return true
    },
  }
}
