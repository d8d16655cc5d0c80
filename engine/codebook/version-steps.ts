import type { ChangeKind, CodeDifference, CodeExample } from '#shared/model/codebook.ts'
import { all, type Db } from '../db/sql.ts'
import { compareVersions } from './compare-versions.ts'
import { examplesBetween } from './examples.ts'
import { codesToFreeze } from './freeze.ts'
import { frozenCodes, reasonsBetween, versionsOf } from './queries.ts'

/** How a framework differs from one version to the next; `to` null: as it stands. */
export interface VersionStep {
  from: number
  to: number | null
  note: string
  frozenAt: string
  differences: CodeDifference[]
}

/** A line of the log of what was done to a framework's codes, and why. `by` is a name, null for the command line. */
export interface LoggedChange {
  kind: ChangeKind
  name: string
  other: string | null
  because: string
  by: string | null
  at: string
}

/** The steps between the versions of a framework, the newest first; what is since the newest only where something is. */
export function versionSteps(db: Db, framework: string, examples: readonly CodeExample[]): VersionStep[] {
  const versions = versionsOf(db, framework)
  return [null, ...versions].flatMap((to, at): VersionStep[] => {
    const from = versions[at]
    if (!from) return []
    const differences = compareVersions(
      frozenCodes(db, from.id),
      to ? frozenCodes(db, to.id) : codesToFreeze(db, framework),
      reasonsBetween(db, framework, from.createdAt, to?.createdAt ?? null),
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

/** What was done to a framework's codes and why, oldest first. */
export const loggedChanges = (db: Db, framework: string): LoggedChange[] =>
  all<Omit<LoggedChange, 'at'> & { at: number }>(
    db,
    `SELECT w.kind, w.name, w.other_name AS other, w.because, m.name AS by, w.made_at AS at
     FROM code_changes w LEFT JOIN members m ON m.id = w.made_by WHERE w.framework = ? ORDER BY w.made_at, w.id`,
    framework,
  ).map(({ at, ...change }) => ({ ...change, at: new Date(at).toISOString() }))
