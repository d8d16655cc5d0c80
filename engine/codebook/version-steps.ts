import type { ChangeKind, CodeDifference, CodeExample } from '#shared/model/codebook.ts'
import { all, type Db } from '../db/sql.ts'
import { stepsUndone } from '../history/undone.ts'
import { mayShowCode } from '../rounds/blinding.ts'
import { hiddenName, namesKeptFrom } from '../rounds/nameless.ts'
import { compareVersions } from './compare-versions.ts'
import { examplesBetween } from './examples.ts'
import { codesToFreeze } from './freeze.ts'
import { frozenCodes, proposersIn, reasonsBetween, versionsOf } from './queries.ts'

/** How a framework differs from one version to the next; `to` null: as it stands. */
export interface VersionStep {
  from: number
  to: number | null
  note: string
  frozenAt: string
  differences: CodeDifference[]
}

/** What is told of a code in the log: what was logged, and of codes that coders proposed what became of them. */
export type LoggedKind = ChangeKind | 'proposed' | 'accepted' | 'agreed' | 'declined'

/**
 * A line of the log of what was done to a framework's codes, and why. `name` is the code's at the time, `other` what it was merged
 * into, split into, put under (null: the top level) or renamed to. `by` is a name, null for the command line.
 */
export interface LoggedChange {
  kind: LoggedKind
  name: string
  other: string | null
  because: string
  by: string | null
  at: string
}

/**
 * The steps between the versions of a framework, the newest first; what is since the newest only where something is. Who proposed a
 * code is told as far as the member `me` may know.
 */
export function versionSteps(
  db: Db,
  framework: string,
  examples: readonly CodeExample[],
  me: string,
): VersionStep[] {
  const versions = versionsOf(db, framework)
  const proposers = proposersIn(db, framework, me)
  return [null, ...versions].flatMap((to, at): VersionStep[] => {
    const from = versions[at]
    if (!from) return []
    const differences = compareVersions(
      frozenCodes(db, from.id),
      to ? frozenCodes(db, to.id) : codesToFreeze(db, framework),
      reasonsBetween(db, framework, from.createdAt, to?.createdAt ?? null),
      proposers,
      examplesBetween(examples, from.createdAt, to?.createdAt ?? null),
    )
    if (!to && differences.length === 0) return []
    return [
      {
        from: from.number,
        to: to?.number ?? null,
        note: to?.note ?? '',
        frozenAt: to?.createdAt ?? '',
        differences,
      },
    ]
  })
}

/**
/**
 * What was done to a framework's codes and why, with when they were added, oldest first; also of codes that were removed.
 * Without what is proposed in a blind round, and without who proposed what in a round that the member `me` judges without names.
 */
export function loggedChanges(db: Db, framework: string, me: string): LoggedChange[] {
  const kept = namesKeptFrom(db, me)
  /** The code with who added it, where that may be told. */
  const told = (code: Added): Added => (kept?.ofRound(code.round) ? { ...code, by: hiddenName } : code)
  const codes = new Map(
    all<Added>(
      db,
      `SELECT c.id, c.name, m.name AS by, c.created_at AS at, c.proposed_in IS NOT NULL AS "isProposed", c.proposed_in AS round
       FROM codes c LEFT JOIN members m ON m.id = c.created_by
       WHERE c.framework = ? AND ${mayShowCode('c', "''")} ORDER BY c.created_at, c.position, c.id`,
      framework,
    ).map(code => [code.id, told(code)]),
  )
  const logged = all<Line & { kind: ChangeKind }>(
    db,
    `SELECT w.kind, w.code, w.name, w.other_name AS other, w.because, m.name AS by, w.made_at AS at
     FROM code_changes w LEFT JOIN members m ON m.id = w.made_by WHERE w.framework = ? ORDER BY w.made_at, w.id`,
    framework,
  )
  const ofCode = Map.groupBy(logged, ({ code }) => code)
  for (const { code, removedAt, removedBy } of removedCodes(db, framework)) {
    const isLogged = ofCode.get(code.id)?.some(({ kind }) => kind === 'removed') ?? false
    // What its proposer dropped while nobody else saw it was never in the framework.
    if (code.isProposed === 1 && !isLogged) continue
    codes.set(code.id, told(code))
    if (isLogged) continue
    const { id, name } = code
    logged.push({ kind: 'removed', code: id, name, other: null, because: '', by: removedBy, at: removedAt })
  }
  /** What a code was called after a moment: each line has the name from before what was done then. */
  const nameAfter = (code: string, then: number): string | null =>
    ofCode.get(code)?.find(({ at }) => at > then)?.name ?? codes.get(code)?.name ?? null
  const added = [...codes.values()].map(
    ({ id, by, at, isProposed }): Line => ({
      kind: isProposed ? 'proposed' : 'added',
      code: id,
      name: nameAfter(id, 0) ?? '',
      other: null,
      because: '',
      by,
      at,
    }),
  )
  const accepted = new Set<string>()
  const lines = logged.map((line): Line => {
    const { kind, code } = line
    // A proposal is dropped by who made it.
    if (kind === 'removed' && kept?.ofRound(codes.get(code)?.round ?? null))
      return { ...line, by: hiddenName }
    const isProposed = codes.get(code)?.isProposed === 1
    if (kind === 'added') accepted.add(code)
    if (kind === 'renamed') return { ...line, other: nameAfter(code, line.at) }
    if (kind === 'added') return { ...line, kind: isProposed ? 'accepted' : 'agreed' }
    const isSplit = ofCode.get(code)?.some(other => other.kind === 'split' && other.at === line.at)
    if (kind === 'retired' && isProposed && !accepted.has(code) && !isSplit)
      return { ...line, kind: 'declined' }
    return line
  })
  return [...added, ...lines]
    .sort((a, b) => a.at - b.at)
    .map(({ kind, name, other, because, by, at }) => ({
      kind,
      name,
      other,
      because,
      by,
      at: new Date(at).toISOString(),
    }))
}

/** A code as it was added: its name now, or the last it had; by whom, null for the command line. */
interface Added {
  id: string
  name: string
  by: string | null
  at: number
  isProposed: number
  /** The round it was proposed in. */
  round: string | null
}

/** The codes of a framework that were removed and are gone, as the journal has them, with who removed them and when. */
const removedCodes = (
  db: Db,
  framework: string,
): { code: Added; removedAt: number; removedBy: string | null }[] =>
  all<Added & { removedAt: number; removedBy: string | null }>(
    db,
    `SELECT c.value ->> 'id' AS id, c.value ->> '$.before.name' AS name, m.name AS by,
       c.value ->> '$.before.created_at' AS at, c.value ->> '$.before.proposed_in' IS NOT NULL AS "isProposed",
       c.value ->> '$.before.proposed_in' AS round, o.at AS "removedAt", a.name AS "removedBy"
     FROM operations o CROSS JOIN json_each(o.changes) c
     LEFT JOIN members m ON m.id = c.value ->> '$.before.created_by' LEFT JOIN members a ON a.id = o.actor
     WHERE o.kind = 'code.removed' AND c.value ->> 'table' = 'codes' AND c.value ->> '$.before.framework' = $framework
       AND c.value ->> 'id' NOT IN (SELECT id FROM codes)
       -- A step undone, and not done again since, removed nothing.
       AND o.id NOT IN (SELECT value FROM json_each($undone))
     ORDER BY o.lamport, o.actor, o.sequence, c.key DESC`,
    { framework, undone: stepsUndone(db) },
  ).map(({ removedAt, removedBy, ...code }) => ({ code, removedAt, removedBy }))

interface Line extends Omit<LoggedChange, 'at'> {
  code: string
  at: number
}
