import { idFrom } from '../db/ids.ts'
import { all, type Cell, column, type Db, type Row } from '../db/sql.ts'

/** A code as a version of its framework froze it. */
interface FrozenCode {
  id: string
  parent: string | null
  name: string
  definition: string
  when_to_use: string
  when_not: string
  example: string
  colour: number
  status: string
  position: number
  /** 1 where it counted as the code it lies under. */
  merged?: number
}

/**
 * The frameworks as they were frozen when the round opened, whatever became of them since, so that all who code in the
 * round have the same. Beside them this coder's own proposals in the round, and codes that a lead added later where the
 * coder has coded with them: their work needs them. Nobody else's proposals. Parents before children.
 */
export function frameworksOfRound(db: Db, round: string, coder: string) {
  const versions = all<{ id: string; framework: string; number: number; codes: string; created_at: number }>(
    db,
    // The round froze its versions at the moment it opened.
    `SELECT v.id, v.framework, v.number, v.codes, v.created_at FROM framework_versions v
     JOIN rounds r ON r.id = $round
     WHERE v.number = (SELECT max(w.number) FROM framework_versions w
       WHERE w.framework = v.framework AND w.created_at <= r.opened_at) ORDER BY v.framework`,
    { round },
  )
  const frozen = versions.flatMap(({ framework, codes, created_at }) =>
    (JSON.parse(codes) as FrozenCode[]).map(
      (code): Row => ({
        id: code.id,
        framework,
        parent: code.parent,
        name: code.name,
        definition: code.definition,
        when_to_use: code.when_to_use,
        when_not: code.when_not,
        example: code.example,
        colour: code.colour,
        status: code.status,
        position: code.position,
        proposed_in: null,
        created_by: null,
        created_at,
      }),
    ),
  )
  const own = all<Row>(
    db,
    `WITH RECURSIVE needed (id) AS (
       SELECT code FROM codings WHERE layer = 'independent' AND round = $round AND coder = $coder
       UNION SELECT id FROM codes WHERE proposed_in = $round AND created_by = $coder
       UNION SELECT c.parent FROM codes c JOIN needed ON needed.id = c.id WHERE c.parent IS NOT NULL
     )
     SELECT id, framework, parent, name, definition, when_to_use, when_not, example, colour, status, position,
       proposed_in, iif(created_by = $coder AND proposed_in = $round, created_by, NULL) AS created_by, created_at
     FROM codes WHERE id IN (SELECT id FROM needed)
       AND (proposed_in IS NULL OR proposed_in = $round AND created_by = $coder)
       AND framework IN (SELECT value FROM json_each($frameworks))`,
    { round, coder, frameworks: JSON.stringify(versions.map(({ framework }) => framework)) },
  )
  const merged = new Set<Cell>([
    ...column<string>(
      db,
      'SELECT code FROM code_merges WHERE code IN (SELECT value FROM json_each(?))',
      JSON.stringify(own.map(({ id }) => id)),
    ).filter(id => !frozen.some(code => code.id === id)),
    ...versions.flatMap(version =>
      (JSON.parse(version.codes) as FrozenCode[]).filter(code => code.merged === 1).map(({ id }) => id),
    ),
  ])
  const codes = new Map([...own, ...frozen].map(code => [code.id, code]))
  const parents = new Set([...codes.values()].map(({ parent }) => parent ?? null))
  return {
    merges: [...codes.values()]
      .filter(({ id = null, parent = null }) => merged.has(id) && codes.has(parent ?? '') && !parents.has(id))
      .map(({ id }): Row => ({ id: idFrom('merged', String(id)), code: id ?? null })),
    frameworks: all<Row>(
      db,
      `SELECT id, name, kind, description, position FROM frameworks
       WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position, id`,
      JSON.stringify(versions.map(({ framework }) => framework)),
    ),
    versions: versions.map(
      ({ id, framework, number, codes, created_at }): Row => ({
        id,
        framework,
        number,
        note: '',
        codes,
        created_at,
      }),
    ),
    codes: parentsFirst(
      [...codes.values()].map(code => {
        const parent = code.parent ?? null
        return { ...code, parent: codes.has(parent) ? parent : null }
      }),
    ),
    frozen: frozen.length,
    proposed: own.filter(({ created_by }) => created_by === coder).length,
  }
}

/** Codes in an order in which each can be made: what a code lies under comes before it. */
export function parentsFirst(codes: readonly Row[]): Row[] {
  const children = Map.groupBy(codes, ({ parent }) => parent ?? null)
  const under = (parent: Row[string]): Row[] =>
    (children.get(parent) ?? []).flatMap(code => [code, ...under(code.id ?? null)])
  return under(null)
}
