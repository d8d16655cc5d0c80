import type { CodedPassage } from '#shared/model/coding.ts'
import { type GivenBy, givenName } from '#shared/model/many-coders.ts'
import { type Span, unite } from '#shared/text/span.ts'
import { type Marked, stitched } from './compared-passages.ts'

/** Several coders' passages of one code that hang together by overlap: one line of the list behind a figure. */
export interface ManyPassage extends Span {
  key: string
  source: string
  code: string
  text: string
  /** Who gave the code here, and who has read the source without giving it; ids, in the order of the comparison. */
  given: string[]
  others: string[]
}

/**
 * The passages of several coders, matched as the engine counts them; those that fewest of their readers coded first,
 * then the longest.
 * @param readers who has read each source compared, by source; codings in others are left out
 */
export function manyPassages(
  codings: readonly (Marked & Pick<CodedPassage, 'coder'>)[],
  readers: ReadonlyMap<string, readonly string[]>,
): ManyPassage[] {
  const places = Map.groupBy(
    codings.filter(({ source, coder }) => coder !== null && readers.get(source)?.includes(coder)),
    ({ source, code }) => `${source} ${code}`,
  )
  return [...places]
    .flatMap(([place, marked]) => inOnePlace(place, marked, readers))
    .sort(
      (x, y) =>
        share(x) - share(y) ||
        y.end - y.start - (x.end - x.start) ||
        x.source.localeCompare(y.source) ||
        x.start - y.start,
    )
}

/** How many of those who read it gave the code: the name of the count it stands behind. */
export const givenBy = ({ given, others }: ManyPassage): keyof GivenBy =>
  givenName(given.length, given.length + others.length)

const share = ({ given, others }: ManyPassage): number => given.length / (given.length + others.length)

function inOnePlace(
  place: string,
  marked: readonly (Marked & Pick<CodedPassage, 'coder'>)[],
  readers: ReadonlyMap<string, readonly string[]>,
): ManyPassage[] {
  const [source = '', code = ''] = place.split(' ')
  const pieces = [...Map.groupBy(marked, ({ coder }) => coder ?? '')]
    .flatMap(([coder, own]) => unite(own).map(span => ({ ...span, coder })))
    .sort((x, y) => x.start - y.start)
  const groups: (Span & { coders: Set<string> })[] = []
  for (const { start, end, coder } of pieces) {
    let group = groups.at(-1)
    if (!group || start >= group.end) {
      group = { start, end, coders: new Set() }
      groups.push(group)
    }
    group.coders.add(coder)
    group.end = Math.max(group.end, end)
  }
  const texts = marked.toSorted((x, y) => x.start - y.start)
  const all = readers.get(source) ?? []
  return groups.map(({ start, end, coders }) => ({
    key: `${place} ${start}-${end}`,
    source,
    code,
    start,
    end,
    text: stitched(texts, { start, end }),
    given: all.filter(id => coders.has(id)),
    others: all.filter(id => !coders.has(id)),
  }))
}
