import type { Layer } from '#shared/model/coding.ts'
import { countsAmong } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'

/**
 * Who stands behind each coding of a layer that `me` may see, by the coding's id: of a source that is linked as a whole
 * its cases, else the case of each speaker whose turns the coding touches. An email is its correspondents' as a whole.
 * Of codings that count as one of `codes`, where these are given.
 */
export function casesBehind(
  db: Db,
  { layer, me, codes }: { layer: Layer; me: string; codes?: readonly string[] },
): Map<string, string[]> {
  const behind = new Map<string, string[]>()
  for (const { case: id, coding } of all<{ case: string; coding: string }>(
    db,
    `WITH coded AS MATERIALIZED (
       SELECT c.id, c.source, c.revision, c.start, c."end", s.kind FROM codings c JOIN sources s ON s.id = c.source
       WHERE c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}
         ${codes ? `AND ${countsAmong('c', '$codes')}` : ''}
     )
     SELECT l."case", d.id AS coding FROM coded d JOIN source_cases l ON l.source = d.source
     UNION
     SELECT p."case", d.id FROM coded d JOIN source_speakers p ON p.source = d.source
     WHERE p."case" IS NOT NULL AND (d.kind = 'email' OR EXISTS (SELECT 1 FROM segments t
       WHERE t.revision = d.revision AND t.speaker = p.name AND t.start < d."end" AND t."end" > d.start))
     ORDER BY 2, 1`,
    { layer, me, ...(codes ? { codes: JSON.stringify(codes) } : {}) },
  )) {
    const of = behind.get(coding)
    if (of) of.push(id)
    else behind.set(coding, [id])
  }
  return behind
}
