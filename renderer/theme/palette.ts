/** One step of the code palette: `--code-{id}` in CSS, `code-{id}` as a class. */
export interface CodeColour {
  /** 1 to 24, stored with a code. */
  readonly id: number
  readonly name: string
}

/** The palette in the order it is given out; the colours themselves are in palette.css. */
export const codePalette: readonly CodeColour[] = [
  { id: 1, name: 'Blue' },
  { id: 2, name: 'Brick' },
  { id: 3, name: 'Indigo' },
  { id: 4, name: 'Mustard' },
  { id: 5, name: 'Teal' },
  { id: 6, name: 'Plum' },
  { id: 7, name: 'Moss' },
  { id: 8, name: 'Violet' },
  { id: 9, name: 'Chestnut' },
  { id: 10, name: 'Turquoise' },
  { id: 11, name: 'Mulberry' },
  { id: 12, name: 'Olive' },
  { id: 13, name: 'Purple' },
  { id: 14, name: 'Copper' },
  { id: 15, name: 'Gold' },
  { id: 16, name: 'Mauve' },
  { id: 17, name: 'Grape' },
  { id: 18, name: 'Khaki' },
  { id: 19, name: 'Bark' },
  { id: 20, name: 'Sea' },
  { id: 21, name: 'Pine' },
  { id: 22, name: 'Cornflower' },
  { id: 23, name: 'Slate' },
  { id: 24, name: 'Sage' },
]

/** How many coder accents there are (`--coder-1` …). */
export const coderAccentCount = 8

/** Brings any whole number onto the palette, 1 to 24, so that a stored number is never without a colour. */
function onPalette(id: number, size: number): number {
  return ((((Math.trunc(id) - 1) % size) + size) % size) + 1
}

/** The class that sets `--code`, `--code-text` and the two washes for what stands inside it. */
export function codeColourClass(id: number): string {
  return `code-${onPalette(id, codePalette.length)}`
}

/** The class that sets `--coder` for what stands inside it; accents are numbered from 1. */
export function coderAccentClass(accent: number): string {
  return `coder-${onPalette(accent, coderAccentCount)}`
}

/**
 * The colour a new code gets: the first in order among those used least.
 * @param used the colours of the codes there are, in any order, repeats included
 */
export function nextCodeColour(used: Iterable<number>): number {
  const times = new Map<number, number>()
  for (const id of used) {
    const step = onPalette(id, codePalette.length)
    times.set(step, (times.get(step) ?? 0) + 1)
  }
  let best = 1
  for (const { id } of codePalette) {
    if ((times.get(id) ?? 0) < (times.get(best) ?? 0)) best = id
  }
  return best
}
