import type { Replacement } from '#shared/model/pseudonym.ts'
import { previousBoundary } from '#shared/text/graphemes.ts'
import type { NameFinder } from './find.ts'
import type { NamedSource } from './words-of-source.ts'

/** So many characters stand on each side of a name that is shown. */
const around = 60

/** Every place in a source where a name of the key, or of one pair, would be replaced; past `room` they are counted. */
export function replacementsIn(
  source: NamedSource,
  finder: NameFinder,
  shown: ReadonlyMap<string, string>,
  { pair, room }: { pair: string | undefined; room: number },
): { replacements: Replacement[]; left: number } {
  const replacements: Replacement[] = []
  let left = 0
  for (const { place, number, words } of source.words) {
    for (const match of finder.find(words)) {
      if (pair !== undefined && match.pair !== pair) continue
      if (replacements.length >= room) {
        left++
        continue
      }
      replacements.push({
        ...match,
        ...context(words, match),
        source: source.id,
        revision: source.revision,
        title: source.title,
        place,
        number,
        shown: shown.get(match.pair) ?? '',
      })
    }
  }
  return { replacements, left }
}

/** A stretch of a text with the whole words around it. */
export function context(
  text: string,
  { start, end }: { start: number; end: number },
): { before: string; match: string; after: string } {
  const from = previousBoundary(text, Math.max(0, start - around))
  const to = previousBoundary(text, Math.min(text.length, end + around))
  const before = text.slice(from, start)
  const after = text.slice(end, to)
  return {
    before: from === 0 || !/\s/.test(before) ? before : before.slice(before.search(/\s/)),
    match: text.slice(start, end),
    after: to === text.length || !/\s/.test(after) ? after : after.replace(/\s\S*$/, ''),
  }
}
