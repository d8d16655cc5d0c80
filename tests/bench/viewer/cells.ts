/** One size of text and codings. */
export interface Cell {
  /** Characters of the text, about: it ends with a whole turn. */
  characters: number
  /** Codings of both coders together. */
  codings: number
}

const lengths = [60_000, 300_000, 1_000_000]
const counts = [200, 2_000, 20_000]

/** The sizes that ratios are asked of, then few codings over the longest text, then the densest text. */
const usual: readonly Cell[] = [
  { characters: 60_000, codings: 2_000 },
  { characters: 300_000, codings: 2_000 },
  { characters: 1_000_000, codings: 20_000 },
  { characters: 1_000_000, codings: 2_000 },
  { characters: 60_000, codings: 20_000 },
]

/** The usual sizes, or every length with every count. */
export function cellsFor(isAll: boolean): readonly Cell[] {
  if (!isAll) return usual
  const others = lengths
    .flatMap(characters => counts.map(codings => ({ characters, codings })))
    .filter(cell => !usual.some(each => nameOf(each) === nameOf(cell)))
  return [...usual, ...others]
}

/** `60k/2k`, as the ratios name their columns. */
export const nameOf = ({ characters, codings }: Cell): string => `${short(characters)}/${short(codings)}`

const short = (count: number): string =>
  count >= 1_000_000 ? `${count / 1_000_000}M` : count >= 1_000 ? `${count / 1_000}k` : String(count)
