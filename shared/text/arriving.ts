import type { ArrivingCounts, CountsOfHere } from '../model/merge.ts'

/** What a package brings, changes and takes away, as a person counts; null where it does none of that. */
export function arrivingInWords({
  codings,
  annotations,
  proposedCodes,
  codes = 0,
  memos,
  rulings = 0,
  changed,
  removed,
}: ArrivingCounts): string | null {
  const parts = [
    ...counted([codings, 'coding'], [annotations, 'annotation'], [proposedCodes, 'proposed code']),
    ...counted([codes, 'code'], [memos, 'memo'], [rulings, 'ruling']),
    ...ofHere('changes', changed),
    ...ofHere('takes away', removed),
  ]
  const words = parts.join(' · ')
  return words === '' ? null : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function ofHere(does: string, counts: CountsOfHere | undefined): string[] {
  if (!counts) return []
  const { codings, annotations, codes, memos, rulings = 0 } = counts
  const parts = counted(
    ...([
      [codings, 'coding'],
      [annotations, 'annotation'],
      [codes, 'code'],
    ] satisfies [number, string][]),
    ...([
      [memos, 'memo'],
      [rulings, 'ruling'],
    ] satisfies [number, string][]),
  )
  return parts.length === 0 ? [] : [`${does} ${parts.join(', ')}`]
}

const counted = (...counts: [number, string][]): string[] =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, one]) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : `${one}s`}`)
