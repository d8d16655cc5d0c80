import type { MetSet, SetStretch } from '../set-stretches.ts'
import type { SetRatings } from '../sets/set-alpha.ts'
import { sweepTogether } from '../sweep.ts'

const nothing: ReadonlySet<string> = new Set()

/**
 * What several coders gave, as ratings by two that alpha cannot tell from it: a unit with r ratings counts each of its
 * pairs by 1/(r−1), as alpha does. So there is a row for every two sets that met, not for every combination of coders.
 */
export class SetPairs {
  private readonly rows = new Map<
    string,
    { sets: [ReadonlySet<string>, ReadonlySet<string>]; units: number }
  >()

  /** Adds one source's units, from 0 to `length`; null for a coder who has not read it. */
  add(coders: readonly (readonly SetStretch[] | null)[], length: number): void {
    const reading = coders.filter(own => own !== null)
    const given = new Map<MetSet | null, number>()
    sweepTogether(reading, length, (now, units) => {
      given.clear()
      for (const stretch of now) {
        const set = stretch?.set ?? null
        given.set(set, (given.get(set) ?? 0) + 1)
      }
      const share = units / (reading.length - 1)
      const found = [...given]
      found.forEach(([a, times], i) => {
        if (times > 1) this.put(a, a, (share * times * (times - 1)) / 2)
        for (let j = i + 1; j < found.length; j++) {
          const [b = null, other = 0] = found[j] ?? []
          this.put(a, b, share * times * other)
        }
      })
    })
  }

  private put(a: MetSet | null, b: MetSet | null, units: number): void {
    const [x, y] = [a?.number ?? -1, b?.number ?? -1]
    const key = x < y ? `${x} ${y}` : `${y} ${x}`
    const same = this.rows.get(key)
    if (same) same.units += units
    else this.rows.set(key, { sets: [a?.codes ?? nothing, b?.codes ?? nothing], units })
  }

  ratings(): SetRatings {
    const rows = [...this.rows.values()]
    return { rows: rows.map(({ sets }) => sets), counts: rows.map(({ units }) => units) }
  }
}
