import type { Disagreement } from '#shared/model/disagreement.ts'
import { overlaps, type Span } from '#shared/text/span.ts'

/** Something kept about a difference that is known by its codings. */
export interface About {
  id: string
  /** The difference it was about when it was made. */
  disagreement: string
  /** Ids of the codings that differed; null where that was not kept. */
  codings: readonly string[] | null
  /** For what was kept without codings: the source, and the passages it speaks of. */
  source?: string
  passages?: readonly (Span & { code: string })[]
}

/** The ids of a difference's codings, in order. */
export const codingsIn = ({ sides }: Pick<Disagreement, 'sides'>): string[] =>
  Object.values(sides)
    .flatMap(codings => codings.map(({ id }) => id))
    .sort()

/**
 * The difference that each of these is about now, by its own id: the same where it is still there, else the one that
 * has most of its codings, the first in the text of several. Nothing for what is about no difference any more.
 *
 * A coding is in at most one difference, so looking one up is enough: linear in the codings of all of them.
 */
export function heirsOf(kept: readonly About[], items: readonly Disagreement[]): Map<string, string> {
  const heirs = new Map<string, string>()
  if (kept.length === 0) return heirs
  const standing = new Set(items.map(({ id }) => id))
  let place: Map<string, number> | undefined
  for (const about of kept) {
    const isThere = standing.has(about.disagreement)
    if (!isThere) place ??= placesOf(items)
    const heir = isThere ? about.disagreement : heirOf(about, items, place ?? new Map())
    if (heir !== undefined) heirs.set(about.id, heir)
  }
  return heirs
}

/** In which difference, by its place in the list, each coding is. */
function placesOf(items: readonly Disagreement[]): Map<string, number> {
  const place = new Map<string, number>()
  for (const [at, { sides }] of items.entries())
    for (const codings of Object.values(sides)) for (const { id } of codings) place.set(id, at)
  return place
}

function heirOf(
  { codings, source, passages = [] }: About,
  items: readonly Disagreement[],
  place: ReadonlyMap<string, number>,
): string | undefined {
  if (codings === null) {
    return items.find(
      item =>
        item.source === source &&
        passages.some(
          passage => overlaps(passage, item) && [item.code, item.otherCode].includes(passage.code),
        ),
    )?.id
  }
  const shared = new Map<number, number>()
  for (const id of codings) {
    const at = place.get(id)
    if (at !== undefined) shared.set(at, (shared.get(at) ?? 0) + 1)
  }
  const [best] = [...shared].sort(([x, many], [y, more]) => more - many || x - y)
  return best && items[best[0]]?.id
}
