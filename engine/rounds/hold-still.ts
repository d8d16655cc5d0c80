import { TandemError } from '#shared/errors.ts'
import { type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { codesBlind, codesBlindIn, isProposal } from './blinding.ts'

/**
 * Refuses what a coder of an open blind round would say to the others by changing what all of them see and nobody's
 * name is on: shared codes, themes, tags of the round's sources, other people's memos. Asked of every entry of the
 * journal as it is recorded, so that no way to change such a thing, undo and redo among them, is forgotten.
 */
export function holdStill(db: Db, actor: string, kind: string, changes: readonly Change[]): void {
  if (!codesBlind(db, actor)) return
  const [what] = kind.split('.')
  for (const change of changes) {
    const refused = why(db, actor, what ?? '', change)
    if (refused) throw new TandemError('not-allowed', refused.message, refused.hint)
  }
}

const framework = {
  message: 'The framework holds still for you while your blind round is open.',
  hint: 'Add a code of your own, or note what should change and raise it when the round is compared.',
}
const themes = {
  message: 'Themes hold still for you while your blind round is open.',
  hint: 'Write a memo of your own meanwhile; nobody else sees it before the round ends.',
}
const tags = {
  message: 'Tags hold still for you on the sources of your blind round while it is open.',
  hint: 'Annotate the passage instead; nobody else sees it before the round ends.',
}
const queries = {
  message: 'You change queries of your own while your blind round is open.',
  hint: 'Save another under a name of its own; nobody else sees it before the round ends.',
}
const memos = {
  message: 'You write in memos of your own while your blind round is open.',
  hint: 'Begin another memo; nobody else sees it before the round ends.',
}

function why(db: Db, actor: string, what: string, { table, id, before, after }: Change) {
  const row = before ?? after
  switch (table) {
    case 'themes':
    case 'theme_codes':
    case 'grid_notes':
    case 'statements':
    case 'statement_codes':
    case 'statement_passages':
      // One that goes with a code of one's own was never seen by others.
      return what === 'theme' ? themes : null
    case 'frameworks':
      return framework
    case 'codes': {
      const isOwn = before === null ? after?.proposed_in !== null : isProposalOf(db, actor, id)
      return isOwn ? null : framework
    }
    case 'source_tags': {
      const source =
        row?.source ??
        first<{ source: string }>(db, 'SELECT source FROM source_tags WHERE id = ?', id)?.source
      return codesBlindIn(db, actor, String(source)) ? tags : null
    }
    case 'memos': {
      if (what !== 'memo') return null
      const author =
        before === null
          ? after?.author
          : first<{ author: string | null }>(db, 'SELECT author FROM memos WHERE id = ?', id)?.author
      return author === actor ? null : memos
    }
    case 'saved_queries': {
      if (what !== 'query') return null
      const by =
        before === null
          ? after?.saved_by
          : first<{ by: string | null }>(db, 'SELECT saved_by AS "by" FROM saved_queries WHERE id = ?', id)
              ?.by
      return by === actor ? null : queries
    }
    default:
      return null
  }
}

const isProposalOf = (db: Db, actor: string, code: string): boolean =>
  isProposal(db, code) &&
  first(db, 'SELECT 1 FROM codes WHERE id = ? AND created_by = ?', code, actor) !== undefined
