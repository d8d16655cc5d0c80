import type { SourceSummary } from '#shared/model/source.ts'
import type { SourceFilter } from '#shared/model/source-filter.ts'
import { type Facet, type FacetValue, facets } from './facets.ts'

/** The filter that every source answers to. */
export const everySource: SourceFilter = { words: '', facets: {}, from: null, to: null }

/** True where a filter asks for something. */
export const asksSomething = ({ words, facets, from, to }: SourceFilter): boolean =>
  words.trim() !== '' || from !== null || to !== null || Object.values(facets).some(ids => ids.length > 0)

/** The sources a filter lets through, in their order; one facet may be left out of account. */
export function filterSources(
  sources: readonly SourceSummary[],
  { words, facets: asked, from, to }: SourceFilter,
  without?: string,
): SourceSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const asking = facets.flatMap(facet => {
    const ids = asked[facet.id]
    return facet.id === without || ids === undefined || ids.length === 0 ? [] : [{ facet, ids: new Set(ids) }]
  })
  return sources.filter(source => {
    if (!asking.every(({ facet, ids }) => facet.valuesOf(source).some(({ id }) => ids.has(id)))) return false
    const day = source.date?.slice(0, 10) ?? null
    if (from !== null && (day === null || day < from)) return false
    if (to !== null && (day === null || day > to)) return false
    if (wanted.length === 0) return true
    const text = wordsOf(source)
    return wanted.every(word => text.includes(word))
  })
}

const known = new WeakMap<SourceSummary, string>()

/** What the filter box looks in: title, file, speakers, cases and tags. */
function wordsOf(source: SourceSummary): string {
  let text = known.get(source)
  if (text === undefined) {
    const { title, fileName, speakers, cases, tags } = source
    text = [title, fileName, ...speakers, ...cases, ...tags.map(({ name }) => name)].join(' ').toLowerCase()
    known.set(source, text)
  }
  return text
}

/** A facet's values among sources with how many sources have each; those of an order first, else by label. */
export function valuesAmong(
  sources: readonly SourceSummary[],
  facet: Facet,
): (FacetValue & { count: number })[] {
  const found = new Map<string, FacetValue & { count: number }>()
  for (const source of sources) {
    for (const value of facet.valuesOf(source)) {
      const known = found.get(value.id)
      if (known) known.count++
      else found.set(value.id, { ...value, count: 1 })
    }
  }
  const place = ({ id }: FacetValue) => facet.order?.indexOf(id) ?? (id === '' ? 1 : 0)
  return [...found.values()].sort(
    (a, b) => place(a) - place(b) || a.label.localeCompare(b.label, 'en-GB', { numeric: true }),
  )
}
