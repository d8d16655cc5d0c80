import type { Replacement } from '#shared/model/pseudonym.ts'
import { previousBoundary } from '#shared/text/graphemes.ts'
import type { NameFinder } from './find.ts'
import type { NamedSource } from './words-of-source.ts'

/** So many characters stand on each side of a name that is shown. */
const around = 60

/** Every place in a source where a name of the key would be replaced. */
export function replacementsIn(
  source: NamedSource,
  finder: NameFinder,
  shown: ReadonlyMap<string, string>,
): Replacement[] {
  return source.words.flatMap(({ place, number, words }) =>
    finder.find(words).map(match => ({
      ...match,
      ...context(words, match),
      source: source.id,
      revision: source.revision,
      title: source.title,
      place,
      number,
      shown: shown.get(match.pair) ?? '',
    })),
  )
}

/** A stretch of a text with the words around it. */
export function context(
  text: string,
  { start, end }: { start: number; end: number },
): { before: string; match: string; after: string } {
  return {
    before: text.slice(previousBoundary(text, Math.max(0, start - around)), start),
    match: text.slice(start, end),
    after: text.slice(end, previousBoundary(text, Math.min(text.length, end + around))),
  }
}
