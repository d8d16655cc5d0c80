import type { Layer } from '#shared/model/coding.ts'
import type { Span } from '#shared/text/span.ts'
import { overlapping } from '../codings/overlapping.ts'
import { keptWhileUnchanged } from '../db/kept.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'

interface Asked {
  layer: Layer
  me: string
}

/**
 * Who stands behind each coding of a layer that `me` may see, by the coding's id: of a source that is linked as a whole
 * its cases, else the case of each speaker whose turns the coding touches. An email is its correspondents' as a whole.
 * In the order of the cases' ids; a coding that nobody stands behind is not there.
 */
export const casesBehind = (db: Db, { layer, me }: Asked): ReadonlyMap<string, readonly string[]> =>
  keptWhileUnchanged(db, JSON.stringify(['cases behind', layer, me]), () => readCases(db, { layer, me }))

/** Three plain queries and a sweep over the turns: a look at the turns for each coding takes ten times as long. */
function readCases(db: Db, { layer, me }: Asked): Map<string, string[]> {
  const whole = casesBySource(db, 'SELECT source, "case" FROM source_cases')
  const correspondents = casesBySource(
    db,
    'SELECT source, "case" FROM source_speakers WHERE "case" IS NOT NULL',
  )
  const turns = turnsByRevision(db)
  const behind = new Map<string, string[]>()
  for (const { id, source, revision, kind, ...span } of all<
    Span & { id: string; source: string; revision: string; kind: string }
  >(
    db,
    `SELECT c.id, c.source, c.revision, c.start, c."end", s.kind FROM codings c JOIN sources s ON s.id = c.source
     WHERE c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}`,
    { layer, me },
  )) {
    const found = new Set(whole.get(source))
    if (kind === 'email') for (const one of correspondents.get(source) ?? []) found.add(one)
    else for (const turn of turns.get(revision)?.(span) ?? []) found.add(turn.case)
    if (found.size > 0) behind.set(id, [...found].sort())
  }
  return behind
}

function casesBySource(db: Db, sql: string): Map<string, string[]> {
  const rows = all<{ source: string; case: string }>(db, sql)
  return new Map(
    [...Map.groupBy(rows, ({ source }) => source)].map(([source, list]) => [
      source,
      list.map(row => row.case),
    ]),
  )
}

type Turn = Span & { revision: string; case: string }

/** By revision: answers the turns of speakers who are somebody that a stretch of its text touches. */
function turnsByRevision(db: Db): Map<string, (span: Span) => Turn[]> {
  const turns = all<Turn>(
    db,
    `SELECT t.revision, t.start, t."end", p."case" FROM source_speakers p JOIN revisions r ON r.source = p.source
     JOIN segments t ON t.revision = r.id AND t.speaker = p.name
     WHERE p."case" IS NOT NULL ORDER BY t.revision, t.start`,
  )
  return new Map(
    [...Map.groupBy(turns, ({ revision }) => revision)].map(([revision, list]) => [
      revision,
      overlapping(list),
    ]),
  )
}
