import type { Layer } from '#shared/model/coding.ts'
import type { Saturation } from '#shared/model/theme.ts'
import { standingCode } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'

/**
 * New codes source by source: sources in the order of their dates, those without one after them as they came. `codes`
 * null: all codes of frameworks that are not deductive. As far as `me` may see the codings.
 */
export function saturationOf(
  db: Db,
  { codes, layer, me }: { codes: ReadonlySet<string> | null; layer: Layer; me: string },
): Saturation {
  const used = Map.groupBy(
    all<{ source: string; code: string }>(
      db,
      `SELECT DISTINCT c.source, ${standingCode('c')} AS code FROM codings c
       JOIN codes k ON k.id = c.code JOIN frameworks f ON f.id = k.framework
       WHERE c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')} AND ($all = 0 OR f.kind <> 'deductive')`,
      { layer, me, all: codes === null ? 1 : 0 },
    ).filter(({ code }) => codes === null || codes.has(code)),
    ({ source }) => source,
  )
  const seen = new Set<string>()
  return {
    points: all<{ id: string; title: string; date: string | null }>(
      db,
      'SELECT id, title, date FROM sources ORDER BY date IS NULL, date, created_at, id',
    ).flatMap(({ id, title, date }) => {
      const its = used.get(id)
      if (!its) return []
      const fresh = its.filter(({ code }) => !seen.has(code)).length
      for (const { code } of its) seen.add(code)
      return [{ source: id, title, date, codes: its.length, fresh, seen: seen.size }]
    }),
  }
}
