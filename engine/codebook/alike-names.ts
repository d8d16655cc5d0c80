import { folded } from '#shared/text/folded.ts'

/** Words that say nothing of what a code is about. */
const small = new Set(['a', 'an', 'and', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with'])

/** A name as it is compared with others. */
interface Spelling {
  /** Letter case and accents put aside. */
  whole: string
  words: ReadonlySet<string>
  /** Pairs of letters next to each other. */
  letters: ReadonlySet<string>
}

/** Two of several names, by their places, the earlier first. */
export interface AlikeNames {
  places: readonly [number, number]
  /** They are the same, letter case and accents aside; else they are similar. */
  isSame: boolean
}

/** Takes a name apart for `areSimilar`. */
export function spelling(name: string): Spelling {
  const whole = folded(name.trim())
  const words = whole.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '' && !small.has(word))
  const run = words.join('')
  return {
    whole,
    words: new Set(words.map(word => (word.length > 3 ? word.replace(/s$/, '') : word))),
    letters: new Set(Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2))),
  }
}

/**
 * Whether half of all the words of both names are in both, or three quarters of their letter pairs are (the Dice
 * coefficient). Names that differ by numbers alone are not similar.
 */
export function areSimilar(a: Spelling, b: Spelling): boolean {
  const differing = [...a.words, ...b.words].filter(word => !(a.words.has(word) && b.words.has(word)))
  if (differing.length > 0 && differing.every(isNumber)) return false
  const words = sharedIn(a.words, b.words)
  if (words > 0 && 2 * words >= a.words.size + b.words.size - words) return true
  const { size } = a.letters
  return size > 3 && 2 * sharedIn(a.letters, b.letters) >= 0.75 * (size + b.letters.size)
}

const isNumber = (word: string): boolean => /^\p{N}+$/u.test(word)

function sharedIn(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const each of a) if (b.has(each)) shared++
  return shared
}

/**
 * Every two of the names that are the same or similar, in no order. Only those that share enough words or letters are
 * compared: nothing else is answered meanwhile, and a framework may have thousands of codes.
 */
export function alikeNames(names: readonly string[]): AlikeNames[] {
  const spelled = names.map(spelling)
  const found = new Map<number, AlikeNames>()
  const compare = (one: number, other: number) => {
    const places = [Math.min(one, other), Math.max(one, other)] as const
    const [a, b] = [spelled[places[0]], spelled[places[1]]]
    const key = places[0] * names.length + places[1]
    if (!a || !b || found.has(key)) return
    const isSame = a.whole === b.whole
    if (isSame || areSimilar(a, b)) found.set(key, { places, isSame })
  }
  // Names that differ by numbers alone are put together and not compared, but for those of the same words.
  const groups = [...groupedBy(spelled, ({ words }) => [...words].filter(word => !isNumber(word))).values()]
  for (const same of groupedBy(spelled, ({ words }) => [...words]).values())
    for (const [at, a] of same.entries()) for (const b of same.slice(at + 1)) compare(a, b)
  // What `areSimilar` asks for, as a part of what both have, counted twice where it is shared.
  const words = spelled.map(each => each.words)
  sharing(words, groups, [1, 3], compare)
  const letters = spelled.map(each => each.letters)
  sharing(letters, groups, [3, 8], compare)
  return [...found.values()]
}

/** The places of those in which the same words are meant. */
const groupedBy = (spelled: readonly Spelling[], meant: (of: Spelling) => string[]): Map<string, number[]> =>
  Map.groupBy(spelled.keys(), at => (spelled[at] ? meant(spelled[at]).sort().join(' ') : ''))

/**
 * Tells of every two sets of different groups, by their places, that share at least `part` in `of` of the sizes of both
 * together. What each set holds leads to the sets that hold it, in plain arrays: this is done millions of times.
 */
function sharing(
  sets: readonly ReadonlySet<string>[],
  groups: readonly (readonly number[])[],
  [part, of]: readonly [number, number],
  tell: (one: number, other: number) => void,
): void {
  const ids = new Map<string, number>()
  const idOf = (held: string): number => {
    const id = ids.get(held) ?? ids.size
    ids.set(held, id)
    return id
  }
  const held = sets.map(set => Array.from(set, idOf))
  const holders = Array.from(ids, (): number[] => [])
  const order = groups.flat()
  const sizes = Uint32Array.from(order, place => sets[place]?.size ?? 0)
  const shared = new Uint32Array(order.length)
  let before = 0
  for (const group of groups) {
    for (const place of group) {
      shared.fill(0, 0, before)
      for (const id of held[place] ?? []) count(holders[id] ?? [], shared)
      const size = sets[place]?.size ?? 0
      for (let at = 0; at < before; at++) {
        const common = shared[at] ?? 0
        if (common > 0 && of * common >= part * (size + (sizes[at] ?? 0))) tell(order[at] ?? place, place)
      }
    }
    for (const place of group) {
      for (const id of held[place] ?? []) holders[id]?.push(before)
      before++
    }
  }
}

function count(these: readonly number[], counts: Uint32Array): void {
  for (let n = 0; n < these.length; n++) {
    const at = these[n] ?? 0
    counts[at] = (counts[at] ?? 0) + 1
  }
}
