import type { Folding } from './folding.ts'

/**
 * Lists each code that one side merged into another and the other side split, neither knowing of it: it counts as the one
 * it was merged into, and its passages wait to be judged by nobody. Each of the two retired the code; a side that knew of the
 * other had no status to change.
 */
export function tellMergedAndSplit({ entries, ids, copies, conflicts }: Folding): void {
  const merges = [...(entries.get('code_merges') ?? [])].filter(([, { stands }]) => stands)
  if (merges.length === 0) return
  const parts = [...(entries.get('split_parts')?.values() ?? [])].filter(({ stands }) => stands)
  const splits = Map.groupBy(parts, ({ row }) => row.code)
  for (const [id, merge] of merges) {
    const code = String(merge.row.code)
    const retired = entries.get('codes')?.get(code)?.wrote?.get('status')
    const split = (splits.get(code) ?? []).find(
      ({ made }) => copies[made] !== copies[merge.made] && retired === Math.max(made, merge.made),
    )
    if (!split) continue
    const operations = [split.made, merge.made].sort((a, b) => a - b).map(place => ids[place] ?? '')
    conflicts.push({ what: 'edited twice', table: 'code_merges', id, operations })
  }
}
