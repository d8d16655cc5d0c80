import type { Figure, FigureName } from '#shared/model/agreement.ts'
import type { KeptCell } from '#shared/model/kept-agreement.ts'

/** `[value, low, high, why, method]`; the last two are numbers of phrases, left out where there are none. */
type PackedFigure = (number | null)[]

/** A cell without its field names. */
export type PackedCell = [
  counts: [number, number, number, number],
  passages: [number, number, number],
  figures: { [name in FigureName]?: PackedFigure },
]

/** Phrases that recur in every figure of a result, each kept once. */
export class Phrases {
  readonly list: string[]
  private readonly numbers: Map<string, number>

  constructor(list: readonly string[] = []) {
    this.list = [...list]
    this.numbers = new Map(list.map((phrase, number) => [phrase, number]))
  }

  numberOf(phrase: string | undefined): number | null {
    if (phrase === undefined) return null
    const known = this.numbers.get(phrase)
    if (known !== undefined) return known
    this.numbers.set(phrase, this.list.length)
    return this.list.push(phrase) - 1
  }

  at(number: number | null | undefined): string | undefined {
    return number == null ? undefined : this.list[number]
  }
}

/** A cell as a result keeps it: every figure with value, interval, method and cause, to the last digit. */
export const packCell = ({ counts, passages, figures }: KeptCell, phrases: Phrases): PackedCell => [
  [counts['11'], counts['10'], counts['01'], counts['00']],
  [passages.both, passages.onlyA, passages.onlyB],
  Object.fromEntries(
    Object.entries(figures).map(([name, { value, ci, why, method }]) => {
      const packed = [
        value,
        ci?.[0] ?? null,
        ci?.[1] ?? null,
        phrases.numberOf(why),
        phrases.numberOf(method),
      ]
      while (packed.length > 1 && packed.at(-1) === null) packed.pop()
      return [name, packed]
    }),
  ),
]

/** The cell that was packed. */
export const unpackCell = ([counts, passages, figures]: PackedCell, phrases: Phrases): KeptCell => ({
  counts: { '11': counts[0], '10': counts[1], '01': counts[2], '00': counts[3] },
  passages: { both: passages[0], onlyA: passages[1], onlyB: passages[2] },
  figures: Object.fromEntries(
    Object.entries(figures).map(([name, packed]) => [name, unpackFigure(packed, phrases)]),
  ),
})

function unpackFigure([value, low, high, why, method]: PackedFigure, phrases: Phrases): Figure {
  const cause = phrases.at(why)
  const how = phrases.at(method)
  return {
    value: value ?? null,
    ...(cause === undefined ? {} : { why: cause }),
    ...(low == null || high == null ? {} : { ci: [low, high] }),
    ...(how === undefined ? {} : { method: how }),
  }
}
