import type { ArrivingCounts, CountsOfHere } from '../model/merge.ts'

/** What a package brings, changes and takes away, as a person counts; null where it does none of that. */
export function arrivingInWords({
  codings,
  annotations,
  proposedCodes,
  codes = 0,
  memos,
  changed,
  removed,
}: ArrivingCounts): string | null {
  const parts = [
    ...counted([codings, 'coding'], [annotations, 'annotation'], [proposedCodes, 'proposed code']),
    ...counted([codes, 'code'], [memos, 'memo']),
    ...ofHere('changes', changed),
    ...ofHere('takes away', removed),
  ]
  const words = parts.join(' · ')
  return words === '' ? null : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function ofHere(does: string, counts: CountsOfHere | undefined): string[] {
  if (!counts) return []
  const { codings, annotations, codes, memos } = counts
  const parts = counted([codings, 'coding'], [annotations, 'annotation'], [codes, 'code'], [memos, 'memo'])
  return parts.length === 0 ? [] : [`${does} ${parts.join(', ')}`]
}

const counted = (...counts: [number, string][]): string[] =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, one]) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : `${one}s`}`)
