import { TandemError } from '#shared/errors.ts'
import type { BearingChange, Revisit } from '#shared/model/codebook.ts'
import { all, first } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { needsRole, signedIn } from '../members/asking.ts'
import { mustBe } from '../members/handlers.ts'
import { mayShowCode, mayShowCoding, meOf } from '../rounds/blinding.ts'
import { namesKeptFrom } from '../rounds/nameless.ts'
import { sourceById } from '../sources/queries.ts'
import type { Reading, Tools } from '../tools.ts'
import { meaningsSince } from './meanings.ts'
import { standsItself } from './standing.ts'

interface StoredChange {
  kind: BearingChange['kind']
  framework: string
  code: string
  name: string
  at: number
  /** Of a code that was proposed in a round: who did, and since when. They had it before anybody else. */
  proposer: string | null
  proposedAt: number
}

/**
 * The sources that coders had begun to code with a framework before it changed: a code was added to a version of it, split
 * or defined anew. A code that a coder proposed counts once it is accepted, and for the others as added when its round had ended or it was
 * accepted, for they could not use it before. A code that the coder has used in the source is
 * none that was added since, and one that means again what it did is none that was defined anew. As far as the asker may see; what is still to be gone through first, then in the order of sources. None is listed
 * of the coders of a round that the asker judges without names: which codes they have used would tell whose they are.
 */
export function listRevisits({ db, asking }: Reading): Revisit[] {
  const me = meOf(asking)
  const changes = Map.groupBy(changesOf({ db, asking }), ({ framework }) => framework)
  if (changes.size === 0) return []
  const kept = namesKeptFrom(db, me)
  const everyone = all<{ source: string; title: string; coder: string; framework: string; at: number }>(
    db,
    `SELECT c.source, s.title, c.coder, k.framework, min(c.created_at) AS at
     FROM codings c JOIN codes k ON k.id = c.code JOIN sources s ON s.id = c.source
     WHERE c.layer = 'independent' AND ${mayShowCoding('c', '?')}
     GROUP BY c.source, c.coder, k.framework ORDER BY s.created_at, s.id, c.coder`,
    me,
  )
  const begun = kept ? everyone.filter(({ coder }) => !kept.ofCoder(coder)) : everyone
  const used = new Set(
    all<{ key: string }>(
      db,
      `SELECT DISTINCT c.source || ' ' || c.coder || ' ' || c.code AS key FROM codings c
       WHERE c.layer = 'independent' AND ${mayShowCoding('c', '?')}`,
      me,
    ).map(({ key }) => key),
  )
  const marks = new Map(
    all<{ key: string; by: string; at: number }>(
      db,
      `SELECT source || ' ' || coder AS key, made_by AS by, max(made_at) AS at FROM revisits GROUP BY source, coder`,
    ).map(mark => [mark.key, mark]),
  )
  // A split code's passages are judged one by one: where all of a coder's in a source are, nothing is left to go through.
  const judged = new Set(
    all<{ key: string }>(
      db,
      `SELECT c.source || ' ' || c.coder || ' ' || c.code AS key FROM codings c
       WHERE c.layer = 'independent' AND c.code IN (SELECT code FROM split_parts) AND ${mayShowCoding('c', '?')}
       GROUP BY 1 HAVING min(EXISTS (
         SELECT 1 FROM split_judgements j WHERE j.coding = c.id AND j.coded_as = c.code)) = 1`,
      me,
    ).map(({ key }) => key),
  )
  const splitInto = Map.groupBy(
    all<{ code: string; part: string }>(db, 'SELECT code, part FROM split_parts'),
    ({ part }) => part,
  )
  /** Whether a coder has judged in a source all that the split codes gave, that this one is or that this one is a part of. */
  const isJudged = (key: string, { kind, code }: StoredChange): boolean =>
    kind === 'split'
      ? judged.has(`${key} ${code}`)
      : kind === 'added' && (splitInto.get(code) ?? []).some(split => judged.has(`${key} ${split.code}`))
  const meansOther = meaningsSince(db)
  /** Whether a change is one for whoever last saw the framework then; a code that means again what it meant was not defined anew. */
  const isSince = ({ kind, code, at }: StoredChange, then: number): boolean =>
    at > then && (kind !== 'redefined' || meansOther(code, then))
  const found = new Map<string, Revisit>()
  for (const { source, title, coder, framework, at } of begun) {
    const key = `${source} ${coder}`
    const mark = marks.get(key)
    const added = new Set<string>()
    const bearing = (changes.get(framework) ?? [])
      .map(change => asSeenBy(coder, change))
      .filter(change => {
        if (change.at <= at || added.has(change.code)) return false
        if (change.kind === 'redefined')
          return [at, Math.max(at, mark?.at ?? at)].some(then => isSince(change, then))
        if (change.kind !== 'added') return true
        added.add(change.code)
        return !used.has(`${key} ${change.code}`)
      })
    if (bearing.length === 0) continue
    const row = found.get(key) ?? {
      source,
      sourceTitle: title,
      coder,
      changes: [],
      last: mark ? { by: mark.by, at: new Date(mark.at).toISOString() } : null,
    }
    row.changes.push(
      ...bearing.map(change => ({
        framework,
        kind: change.kind,
        code: change.code,
        name: change.name,
        at: new Date(change.at).toISOString(),
        done: (mark !== undefined && !isSince(change, mark.at)) || isJudged(key, change),
      })),
    )
    found.set(key, row)
  }
  const isDone = ({ changes }: Revisit) => changes.every(({ done }) => done)
  return [...found.values()].sort((a, b) => Number(isDone(a)) - Number(isDone(b)))
}

/** A change with the moment from which the coder could code by it: their own proposal as soon as they made it. */
const asSeenBy = (coder: string, change: StoredChange): StoredChange =>
  change.proposer === coder ? { ...change, at: change.proposedAt } : change

/**
 * SQL: when the code under `alias` came to those who did not propose it: when its round ended, when the round was no longer blind, or
 * when it was accepted, whatever was first; a code that nobody proposed as soon as it was made.
 */
const cameAt = (alias: string): string =>
  `CASE WHEN ${alias}.proposed_in IS NULL THEN ${alias}.created_at ELSE max(${alias}.created_at, coalesce((
     SELECT min(came.at) FROM (
       SELECT max(p.submitted_at) AS at FROM rounds r JOIN round_coders p ON p.round = r.id
       WHERE r.id = ${alias}.proposed_in AND r.state <> 'open'
       UNION ALL SELECT u.made_at FROM unblindings u WHERE u.round = ${alias}.proposed_in
       UNION ALL SELECT w.made_at FROM code_changes w WHERE w.code = ${alias}.id AND w.kind = 'added') came), 0)) END`

/** What bears on sources coded before, oldest first. */
const changesOf = ({ db, asking }: Pick<Reading, 'db' | 'asking'>): StoredChange[] =>
  all<StoredChange>(
    db,
    `SELECT 'added' AS kind, c.framework, c.id AS code, c.name, ${cameAt('c')} AS at,
       CASE WHEN c.proposed_in IS NOT NULL THEN c.created_by END AS proposer, c.created_at AS "proposedAt" FROM codes c
     WHERE c.status <> 'retired' AND (c.proposed_in IS NULL OR c.status = 'agreed') AND ${standsItself('c')} AND ${mayShowCode('c', '$me')}
       AND ${cameAt('c')} > (SELECT min(v.created_at) FROM framework_versions v WHERE v.framework = c.framework)
     UNION ALL
     SELECT w.kind, w.framework, w.code, c.name, max(w.made_at), NULL, 0 FROM code_changes w JOIN codes c ON c.id = w.code
     WHERE w.kind IN ('split', 'redefined') AND (w.kind = 'split' OR c.status <> 'retired') AND ${mayShowCode('c', '$me')}
     GROUP BY w.kind, w.code
     ORDER BY 5, 1, 3`,
    { me: meOf(asking) },
  )

/** What is recorded where sources were gone through again. Refuses others' but for a lead, and what nobody coded. */
export function marked(
  tools: Tools,
  revisits: readonly { source: string; coder: string }[],
): [summary: string, changes: Change[]] {
  const { db, asking, now, newId } = tools
  const by = signedIn(asking).id
  const titles = new Set<string>()
  const changes = revisits.map(({ source, coder }) => {
    if (coder !== by) needsRole(asking, ['lead'], 'say that others have gone through a source again')
    const { title } = sourceById(db, source)
    const { name } = mustBe(db, coder)
    const coded = first(
      db,
      `SELECT 1 FROM codings c WHERE c.source = ? AND c.coder = ? AND ${mayShowCoding('c', '?')}`,
      source,
      coder,
      by,
    )
    if (!coded) {
      throw new TandemError(
        'not-found',
        `${name} has coded nothing in “${title}”.`,
        'Choose a source from the list of those to go through again.',
      )
    }
    titles.add(title)
    return made('revisits', newId(), { source, coder, made_by: by, made_at: now })
  })
  const [title] = titles
  return [
    titles.size === 1 ? `Went through “${title}” again` : `Went through ${titles.size} sources again`,
    changes,
  ]
}
