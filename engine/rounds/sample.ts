import { TandemError } from '#shared/errors.ts'
import type { SourceKind } from '#shared/model/document.ts'
import type { Draw, SampleAsked, StratumKind } from '#shared/model/round.ts'
import { kindName } from '#shared/model/source-kind.ts'
import { all, type Db } from '../db/sql.ts'
import { sourceById } from '../sources/queries.ts'
import { drawn, type Stratum, sizeOf } from './draw.ts'

/**
 * Draws a sample of sources as `drawn` does. Answers it with what each stratum gave, and the sources in the order of the
 * study. Refuses a source that is not there and more than there are.
 */
export function sampleOf(db: Db, asked: SampleAsked): Draw & { sources: string[] } {
  const among = [...new Set(asked.among)]
  for (const id of among) sourceById(db, id)
  const size = sizeOf(asked.size, among.length)
  if (size > among.length) {
    throw new TandemError(
      'bad-input',
      `${size} sources cannot be drawn from ${among.length}.`,
      'Draw fewer, or from more sources.',
    )
  }
  const strata = stratified(db, among, asked.by)
  const taken = drawn(strata, size, asked.seed)
  const chosen = new Set(taken.flat())
  return {
    ...asked,
    among: among.sort(),
    strata: strata.map(({ name, ids }, at) => ({
      name,
      sources: ids.length,
      drawn: taken[at]?.length ?? 0,
    })),
    sources: all<{ id: string }>(db, 'SELECT id FROM sources ORDER BY created_at, id')
      .map(({ id }) => id)
      .filter(id => chosen.has(id)),
  }
}

/** The sources by what they are drawn within, in the order of the names. */
function stratified(db: Db, ids: readonly string[], by: StratumKind | null): Stratum[] {
  if (by === null) return [{ name: '', ids }]
  const names = namesBy[by](db)
  return [...Map.groupBy(ids, id => names.get(id) ?? none[by])]
    .map(([name, of]) => ({ name, ids: of }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const none: Record<StratumKind, string> = { site: 'No site', 'data-set': 'No data set', kind: '' }

/** What each source is of, by source; one of several sites is of all of them together. */
const namesBy: Record<StratumKind, (db: Db) => Map<string, string>> = {
  kind: db =>
    named(
      all<{ source: string; kind: SourceKind }>(db, 'SELECT id AS source, kind FROM sources').map(
        ({ source, kind }) => ({ source, name: kindName(kind) }),
      ),
    ),
  'data-set': db =>
    named(all(db, 'SELECT s.id AS source, d.name FROM sources s JOIN data_sets d ON d.id = s.data_set')),
  site: db =>
    named(
      all(
        db,
        `SELECT DISTINCT l.source, t.name FROM (
           SELECT source, "case" FROM source_cases UNION
           SELECT source, "case" FROM source_speakers WHERE interviewer IS NOT 1
         ) l JOIN cases c ON c.id = l."case"
         JOIN cases t ON t.id = CASE c.kind WHEN 'site' THEN c.id ELSE c.site END
         ORDER BY l.source, t.name`,
      ),
    ),
}

function named(rows: readonly { source: string; name: string }[]): Map<string, string> {
  const of = Map.groupBy(rows, ({ source }) => source)
  return new Map([...of].map(([source, its]) => [source, its.map(({ name }) => name).join(' and ')]))
}
