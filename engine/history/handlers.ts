import type { history } from '#shared/contract/history.ts'
import { TandemError } from '#shared/errors.ts'
import type { HistoryEntry } from '#shared/model/operation.ts'
import { all } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { actorOf, signedIn } from '../members/asking.ts'
import { mayShowOperation, meOf, somethingIsBlind } from '../rounds/blinding.ts'
import type { Tools } from '../tools.ts'
import { inverse, stillStand } from './changes.ts'
import { operation } from './journal.ts'
import { nextRedo, nextUndo, type Step } from './undo.ts'

export const historyHandlers: Handlers<typeof history> = {
  list({ db, asking }, { member, before, limit }) {
    const rows = all<{
      id: string
      sequence: number
      at: number
      who: string | null
      summary: string
      kind: string
      undone: number
      undoable: number
    }>(
      db,
      `SELECT o.id, o.lamport AS sequence, o.at, m.name AS who, o.summary, o.kind, o.undoable,
         EXISTS (SELECT 1 FROM operations u WHERE u.undoes = o.id
           AND NOT EXISTS (SELECT 1 FROM operations r WHERE r.undoes = u.id)) AS undone
       FROM operations o LEFT JOIN members m ON m.id = o.actor
       WHERE ${mayShowOperation('o', '$me')}
         AND ($member IS NULL OR o.actor = $member) AND ($before IS NULL OR o.lamport < $before)
       ORDER BY o.lamport DESC, o.actor DESC, o.sequence DESC LIMIT $limit`,
      { me: meOf(asking), member: member ?? null, before: before ?? null, limit: limit + 1 },
    )
    const entries: HistoryEntry[] = rows.slice(0, limit).map(row => ({
      id: row.id,
      sequence: row.sequence,
      at: new Date(row.at).toISOString(),
      who: row.who,
      what: row.summary,
      kind: row.kind,
      undone: row.undone === 1,
      undoable: row.undoable === 1,
    }))
    return { entries, more: rows.length > limit, withheld: somethingIsBlind(db) }
  },

  state({ db, asking }) {
    if (!asking.manages && !asking.member) return { undo: null, redo: null }
    const actor = actorOf(asking)
    return { undo: nextUndo(db, actor)?.summary ?? null, redo: nextRedo(db, actor)?.summary ?? null }
  },

  undo: tools =>
    takeBack(tools, 'undone', nextUndo(tools.db, whose(tools)), 'There is nothing of yours to undo.'),

  redo: tools =>
    takeBack(tools, 'redone', nextRedo(tools.db, whose(tools)), 'There is nothing of yours to redo.'),
}

function whose({ asking }: Tools): string {
  return asking.manages ? '' : signedIn(asking).id
}

/** Appends the inverse of a step. What somebody else has built on since is not overwritten: it is refused. */
function takeBack({ db, record }: Tools, kind: string, step: Step | null, nothing: string): { what: string } {
  if (!step) throw new TandemError('not-found', nothing, 'Each member undoes their own steps.')
  const target = operation(db, step.target)
  if (!target) throw new Error(`No operation ${step.target}`)
  if (!stillStand(db, target.changes)) {
    throw new TandemError(
      'conflict',
      `“${step.summary}” cannot be ${kind}: what it changed has been changed again since.`,
      'Undo the later change first, or change it by hand.',
    )
  }
  record(
    `${target.kind.split('.')[0]}.${kind}`,
    `${kind === 'undone' ? 'Undid' : 'Redid'}: ${step.summary}`,
    inverse(target.changes),
    {
      undoes: target.id,
    },
  )
  return { what: step.summary }
}
