import { TandemError } from '#shared/errors.ts'
import type { MemoState } from '#shared/model/memo.ts'
import { type Db, first } from '../db/sql.ts'
import { type Change, changed, leaves, saying } from '../history/changes.ts'
import { needsRole } from '../members/asking.ts'
import type { Reading } from '../tools.ts'

interface Reviewed {
  title: string
  state: MemoState
  updated_at: number
}

/** Refuses to change or remove a memo that is confirmed. */
export function refuseConfirmed(
  { state, title }: Pick<Reviewed, 'state' | 'title'>,
  what: 'change' | 'remove' = 'change',
): void {
  if (state !== 'confirmed') return
  throw new TandemError('not-allowed', `“${title}” is confirmed.`, `Set it back to draft to ${what} it.`)
}

/** What is written in a memo, at a time of its own, says which review it was written under: a merge may find it confirmed elsewhere. */
export const writtenIn = (db: Db, memo: string, { after }: Change, at: number): Change | null =>
  saying(db, changed(db, 'memos', memo, { ...after, updated_at: at }), ['state'])

/** The change that confirms a memo, or sets it back, says when what it holds was written: which text that is about. */
export const ofThisText = (db: Db, change: Change | null): Change | null => saying(db, change, ['updated_at'])

/**
 * Refuses the changes that take a step back or do it again where they would put another text under somebody's confirmation, as
 * saving there is refused; and where they would confirm what was not read, or by somebody who may not confirm any more. What goes
 * or comes with what it is about, and what goes on being about something else, is as it is with that.
 */
export function confirmedStay(
  { db, asking }: Pick<Reading, 'db' | 'asking'>,
  changes: readonly Change[],
  kind: 'undone' | 'redone',
): void {
  const gone = new Set(changes.flatMap(({ id, after }) => (after === null ? [id] : [])))
  for (const change of changes) {
    const { table, id, before, after } = change
    if (table !== 'memos' || before === null) continue
    const memo = first<Reviewed>(db, 'SELECT title, state, updated_at FROM memos WHERE id = ?', id)
    if (!memo) continue
    if (after === null) {
      if (!gone.has(String(before.about))) refuseConfirmed(memo, 'remove')
    } else if (['title', 'body'].some(column => column in after && !leaves(change, column))) {
      refuseConfirmed(memo)
    } else if (after.state === 'confirmed') {
      // Who set it back by mistake gives the confirmation of another back, and confirms nothing.
      if (kind === 'redone') needsRole(asking, ['lead', 'reviewer'], 'confirm a memo')
      if (after.updated_at === memo.updated_at) continue
      throw new TandemError(
        'conflict',
        `What “${memo.title}” says now was not confirmed.`,
        'It stays as it is. Read it and confirm it anew.',
      )
    }
  }
}
