import type { RevisionSummary } from '#shared/model/revision.ts'

/**
 * Revisions, newest first, without what stood before where pseudonyms were put in, nor where a text from before or after
 * that was put back: side by side, the words would pair real names with what is shown.
 */
export function withoutPairs(revisions: readonly RevisionSummary[]): RevisionSummary[] {
  const first = revisions.findLast(({ kind }) => kind === 'pseudonyms')?.number ?? Number.POSITIVE_INFINITY
  return revisions.map(revision =>
    revision.kind === 'pseudonyms' || (revision.kind === 'restored' && revision.number > first)
      ? { ...revision, changes: revision.changes.map(change => ({ ...change, before: '' })) }
      : revision,
  )
}
