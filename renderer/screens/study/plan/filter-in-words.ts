import type { SourceSummary } from '#shared/model/source.ts'
import type { SourceFilter } from '#shared/model/source-filter.ts'
import { facets } from '../../sources/facets.ts'
import { valuesAmong } from '../../sources/filter-sources.ts'

/** What a filter asks for, to be read later: `Kind: Interview; Tag: early, late; with the words “bus”`. */
export function filterInWords(
  { words, facets: asked, from, to }: SourceFilter,
  sources: readonly SourceSummary[],
): string {
  const parts = facets.flatMap(facet => {
    const ids = asked[facet.id] ?? []
    if (ids.length === 0) return []
    const labels = new Map(valuesAmong(sources, facet).map(({ id, label }) => [id, label]))
    return [`${facet.label}: ${ids.map(id => labels.get(id) ?? id).join(', ')}`]
  })
  if (words.trim() !== '') parts.push(`with the words “${words.trim()}”`)
  if (from !== null) parts.push(`from ${from}`)
  if (to !== null) parts.push(`to ${to}`)
  return parts.join('; ').slice(0, 400)
}
