import type { Layer } from '#shared/model/coding.ts'
import type { Saturation } from '#shared/model/theme.ts'
import { placedCodings } from '../codings/placed.ts'
import { all, column, type Db } from '../db/sql.ts'

/**
 * New codes source by source: sources in the order of their dates, those without one after them as they came. `codes`
 * null: all codes of frameworks that are not deductive. As far as `me` may see the codings.
 */
export function saturationOf(
  db: Db,
  { codes, layer, me }: { codes: ReadonlySet<string> | null; layer: Layer; me: string },
): Saturation {
  const counted =
    codes ??
    new Set(
      column<string>(
        db,
        "SELECT k.id FROM codes k JOIN frameworks f ON f.id = k.framework WHERE f.kind <> 'deductive'",
      ),
    )
  const used = new Map<string, Set<string>>()
  for (const { source, code } of placedCodings(db, { layer, me })) {
    if (!counted.has(code)) continue
    const its = used.get(source)
    if (its) its.add(code)
    else used.set(source, new Set([code]))
  }
  const seen = new Set<string>()
  return {
    points: inOrderOfDates(
      all<{ id: string; title: string; date: string | null }>(
        db,
        'SELECT id, title, date FROM sources ORDER BY created_at, id',
      ),
    ).flatMap(({ id, title, date }) => {
      const its = used.get(id)
      if (!its) return []
      const before = seen.size
      for (const code of its) seen.add(code)
      return [{ source: id, title, date, codes: its.size, fresh: seen.size - before, seen: seen.size }]
    }),
  }
}

/** By the moment, since emails come from several time zones; those without a date last, as they stand. */
const inOrderOfDates = <T extends { date: string | null }>(sources: readonly T[]): T[] =>
  sources
    .map(source => ({ source, at: source.date === null ? Number.POSITIVE_INFINITY : momentOf(source.date) }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ source }) => source)

/** Milliseconds of a day, or of a moment as the header of an email says it; without a zone, as if it were UTC. */
const momentOf = (date: string): number => Date.parse(/T[\d:]+$/.test(date) ? `${date}Z` : date)
