import type {
  ChangeKind,
  Code,
  CodeCounts,
  Framework,
  FrameworkVersion,
  FrozenCode,
  MergedCode,
} from '#shared/model/codebook.ts'
import { gathering, keptBySource, keptWhileUnchanged } from '../db/kept.ts'
import { all, type Db, first } from '../db/sql.ts'
import { mayShowCode, mayShowCoding } from '../rounds/blinding.ts'
import { hiddenInSentence, namesKeptFrom } from '../rounds/nameless.ts'
import { codedAroundMail } from '../sources/around-mail.ts'
import { countsQuoted } from '../studies/settings.ts'
import { standingCode, standsItself } from './standing.ts'

export interface StoredCode {
  id: string
  framework: string
  parent: string | null
  name: string
  definition: string
  when_to_use: string
  when_not: string
  example: string
  colour: number
  status: Code['status']
  position: number
  proposed_in: string | null
  created_by: string | null
}

/** A code; undefined where there is none, or where `me` is given and may not see it yet. */
export const codeById = (db: Db, id: string, me?: string): StoredCode | undefined =>
  me === undefined
    ? first<StoredCode>(db, 'SELECT * FROM codes WHERE id = ?', id)
    : first<StoredCode>(db, `SELECT * FROM codes c WHERE c.id = ? AND ${mayShowCode('c', '?')}`, id, me)

/** The codes and every code beneath them; a parent before its children where none of `codes` lies under another. */
export const codesUnder = (db: Db, codes: readonly string[]): string[] =>
  all<{ id: string }>(
    db,
    `WITH RECURSIVE under (id) AS (
       SELECT value FROM json_each(?) UNION SELECT codes.id FROM codes JOIN under ON codes.parent = under.id
     ) SELECT id FROM under`,
    JSON.stringify(codes),
  ).map(row => row.id)

/** Of several codes those that do not lie under another of them, each once, in their order. */
export function outermost(db: Db, codes: readonly string[]): string[] {
  const below = new Set(
    all<{ id: string }>(
      db,
      `WITH RECURSIVE below (id) AS (
         SELECT id FROM codes WHERE parent IN (SELECT value FROM json_each(?))
         UNION SELECT codes.id FROM codes JOIN below ON codes.parent = below.id
       ) SELECT id FROM below`,
      JSON.stringify(codes),
    ).map(row => row.id),
  )
  return [...new Set(codes)].filter(id => !below.has(id))
}

/** Those of the codes that `me` may see. */
export const visibleAmong = (db: Db, codes: readonly string[], me: string): string[] =>
  all<{ id: string }>(
    db,
    `SELECT c.id FROM codes c WHERE c.id IN (SELECT value FROM json_each(?)) AND ${mayShowCode('c', '?')}`,
    JSON.stringify(codes),
    me,
  ).map(row => row.id)

/** The codes merged into each code, first merged first, as far as the member `me` may see them. */
function mergedInto(db: Db, me: string): Map<string, MergedCode[]> {
  const rows = all<{
    id: string
    into: string
    name: string
    definition: string
    because: string | null
    at: number | null
  }>(
    db,
    `SELECT c.id, c.parent AS "into", c.name, c.definition, w.because, max(w.made_at) AS at
     FROM code_merges m JOIN codes c ON c.id = m.code
     LEFT JOIN code_changes w ON w.code = c.id AND w.kind = 'merged'
     WHERE ${mayShowCode('c', '?')} GROUP BY c.id ORDER BY at, c.id`,
    me,
  )
  return new Map(
    [...Map.groupBy(rows, row => row.into)].map(([into, of]) => [
      into,
      of.map(({ id, name, definition, because, at }) => ({
        id,
        name,
        definition,
        because: because ?? '',
        at: at === null ? null : new Date(at).toISOString(),
      })),
    ]),
  )
}

/** Every code with its parent, frameworks in their order and a parent before the codes under it. */
export function inTreeOrder(db: Db): { id: string; parent: string | null }[] {
  const codes = all<{ id: string; parent: string | null }>(
    db,
    `SELECT c.id, c.parent FROM codes c JOIN frameworks f ON f.id = c.framework
     WHERE ${standsItself('c')} ORDER BY f.position, f.id, c.position, c.id`,
  )
  const children = Map.groupBy(codes, code => code.parent)
  const under = (parent: string | null): typeof codes =>
    (children.get(parent) ?? []).flatMap(code => [code, ...under(code.id)])
  return under(null)
}

/** Names from the root to each code, by code id. */
export function codePaths(db: Db): Map<string, string[]> {
  const codes = new Map(
    all<{ id: string; parent: string | null; name: string }>(db, 'SELECT id, parent, name FROM codes').map(
      code => [code.id, code],
    ),
  )
  const paths = new Map<string, string[]>()
  const pathOf = (id: string): string[] => {
    const known = paths.get(id)
    if (known) return known
    const code = codes.get(id)
    const path = code ? [...(code.parent === null ? [] : pathOf(code.parent)), code.name] : []
    paths.set(id, path)
    return path
  }
  for (const id of codes.keys()) pathOf(id)
  return paths
}

/** The frameworks with their codes in tree order, as far as the member `me` may see them. */
export function listFrameworks(db: Db, me: string): Framework[] {
  const visible = all<StoredCode>(
    db,
    `SELECT * FROM codes c WHERE ${standsItself('c')} AND ${mayShowCode('c', '?')} ORDER BY c.position, c.id`,
    me,
  )
  const children = Map.groupBy(visible, code => `${code.framework} ${code.parent ?? ''}`)
  const merged = mergedInto(db, me)
  return all<{ id: string; name: string; kind: Framework['kind']; description: string; version: number }>(
    db,
    `SELECT f.*, coalesce((SELECT max(number) FROM framework_versions v WHERE v.framework = f.id), 0) AS version
     FROM frameworks f ORDER BY f.position, f.id`,
  ).map(({ id, name, kind, description, version }) => {
    const codes: Code[] = []
    const add = (parent: string, path: readonly string[]) => {
      for (const code of children.get(`${id} ${parent}`) ?? []) {
        const itsPath = [...path, code.name]
        codes.push(asShown(code, kind, itsPath, merged.get(code.id)))
        add(code.id, itsPath)
      }
    }
    add('', [])
    return { id, name, kind, description, version, codes }
  })
}

/** A code with its path, as far as the member `me` may see it. Throws where there is none. */
export function shownCode(db: Db, id: string, me: string): Code {
  const line = all<StoredCode & { kind: Framework['kind'] }>(
    db,
    `WITH RECURSIVE line (id, height) AS (
       SELECT ?, 0 UNION ALL SELECT c.parent, height + 1 FROM codes c JOIN line ON line.id = c.id WHERE c.parent NOT NULL
     ) SELECT c.*, f.kind FROM line JOIN codes c ON c.id = line.id JOIN frameworks f ON f.id = c.framework
       WHERE ${mayShowCode('c', '?')} ORDER BY line.height DESC`,
    id,
    me,
  )
  const code = line.at(-1)
  if (!code) throw new Error(`No code ${id}`)
  return asShown(
    code,
    code.kind,
    line.map(({ name }) => name),
    mergedInto(db, me).get(code.id),
  )
}

const asShown = (
  code: StoredCode,
  kind: Framework['kind'],
  path: string[],
  merged: readonly MergedCode[] = [],
): Code => ({
  id: code.id,
  framework: code.framework,
  parent: code.parent,
  name: code.name,
  path,
  kind,
  definition: code.definition,
  whenToUse: code.when_to_use,
  whenNotToUse: code.when_not,
  example: code.example,
  colour: code.colour,
  status: code.status,
  position: code.position,
  proposedIn: code.proposed_in,
  merged: [...merged],
})

/**
 * How often each code was used, as far as the member `me` may see both the codings and the code. What is coded in
 * quoted replies and signatures alone is not counted, unless the study counts it. Counted source by source: where something
 * was coded since, in its source alone.
 */
export const countCodes = (db: Db, me: string): CodeCounts =>
  keptWhileUnchanged(
    db,
    JSON.stringify(['counts of codes', me]),
    () => {
      const bySource = keptBySource(
        db,
        JSON.stringify(['counts of codes by source', me]),
        sources => countBySource(db, me, sources),
        gathering,
      )
      const counts = new Map<string, { mine: number; all: number }>()
      for (const list of bySource.values()) {
        for (const { code, mine, everyone } of list) {
          const count = counts.get(code) ?? { mine: 0, all: 0 }
          counts.set(code, count)
          count.mine += mine
          count.all += everyone
        }
      }
      const codes = [...counts.keys()].sort()
      return {
        codes,
        mine: codes.map(code => counts.get(code)?.mine ?? 0),
        all: codes.map(code => counts.get(code)?.all ?? 0),
      }
    },
    gathering,
  )

interface CountInSource {
  source: string
  code: string
  mine: number
  everyone: number
}

function countBySource(db: Db, me: string, sources: readonly string[] | null): Map<string, CountInSource[]> {
  const counted = Map.groupBy(
    all<CountInSource>(
      db,
      `SELECT c.source, ${standingCode('c')} AS code, sum(c.coder = $me) AS mine, count(*) AS everyone FROM codings c
       ${sources === null ? 'WHERE' : 'WHERE c.source IN (SELECT value FROM json_each($sources)) AND'}
         c.layer = 'independent' AND ${mayShowCoding('c', '$me')} AND ($quoted OR NOT ${codedAroundMail('c')})
         AND c.code IN (SELECT k.id FROM codes k WHERE ${mayShowCode('k', '$me')})
       GROUP BY 1, 2`,
      { me, quoted: countsQuoted(db) ? 1 : 0, ...(sources && { sources: JSON.stringify(sources) }) },
    ),
    ({ source }) => source,
  )
  return new Map((sources ?? [...counted.keys()]).map(source => [source, counted.get(source) ?? []]))
}

/** The siblings of a place in a framework, in order, as far as `me` may see them. */
export const siblingsAt = (db: Db, framework: string, parent: string | null, me: string): StoredCode[] =>
  all<StoredCode>(
    db,
    `SELECT * FROM codes c WHERE c.framework = ? AND c.parent IS ? AND ${standsItself('c')} AND ${mayShowCode('c', '?')}
     ORDER BY c.position, c.id`,
    framework,
    parent,
    me,
  )

export const versionsOf = (db: Db, framework: string): FrameworkVersion[] =>
  all<{ id: string; number: number; note: string; created_at: number; codes: string }>(
    db,
    'SELECT * FROM framework_versions WHERE framework = ? ORDER BY number DESC',
    framework,
  ).map(row => ({
    id: row.id,
    framework,
    number: row.number,
    note: row.note,
    createdAt: new Date(row.created_at).toISOString(),
    codes: (JSON.parse(row.codes) as FrozenCode[]).filter(({ merged }) => merged !== 1).length,
  }))

/** The codes of a frozen version. */
export const frozenCodes = (db: Db, version: string): FrozenCode[] =>
  JSON.parse(
    first<{ codes: string }>(db, 'SELECT codes FROM framework_versions WHERE id = ?', version)?.codes ?? '[]',
  ) as FrozenCode[]

/**
 * Reasons given for changes of codes, each once, the last given first. None of a code that `me` may not see. What a split says of
 * the code it retires is no reason that anybody gave.
 */
export const pastReasons = (db: Db, me: string): string[] =>
  all<{ because: string }>(
    db,
    `SELECT because FROM code_changes w WHERE because <> ''
       AND NOT (kind = 'retired' AND EXISTS (
         SELECT 1 FROM code_changes s WHERE s.code = w.code AND s.kind = 'split' AND s.made_at = w.made_at))
       AND NOT EXISTS (SELECT 1 FROM codes c WHERE c.id = w.code AND NOT ${mayShowCode('c', '?')})
     GROUP BY because ORDER BY max(made_at) DESC, because LIMIT 30`,
    me,
  ).map(row => row.because)

/** The reasons given for changes of a framework's codes in a stretch of time, oldest first. */
export const reasonsBetween = (
  db: Db,
  framework: string,
  from: string,
  to: string | null,
): { kind: ChangeKind; code: string; because: string; other: string | null }[] =>
  all(
    db,
    `SELECT kind, code, because, other_name AS other FROM code_changes WHERE framework = ? AND made_at > ? AND made_at <= ?
     ORDER BY made_at, id`,
    framework,
    Date.parse(from),
    to === null ? Number.MAX_SAFE_INTEGER : Date.parse(to),
  )

/** The names of those who proposed codes of a framework in rounds, by code, as far as they are told to the member `me`. */
export function proposersIn(db: Db, framework: string, me: string): Map<string, string> {
  const kept = namesKeptFrom(db, me)
  return new Map(
    all<{ code: string; name: string; round: string }>(
      db,
      `SELECT c.id AS code, m.name, c.proposed_in AS round FROM codes c JOIN members m ON m.id = c.created_by
       WHERE c.framework = ? AND c.proposed_in IS NOT NULL AND ${mayShowCode('c', "''")}`,
      framework,
    ).map(({ code, name, round }) => [code, kept?.ofRound(round) ? hiddenInSentence : name]),
  )
}
