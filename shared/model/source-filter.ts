/**
 * What a filter of the sources asks for; all of it must hold. `facets` gives the values of which one must hold, by
 * facet (`kind`, `dataSet`, `tag` …): ids where the thing has one, else the words shown. Dates are ISO 8601 days, both
 * included.
 */
export interface SourceFilter {
  words: string
  facets: Record<string, string[]>
  from: string | null
  to: string | null
}

export interface SavedFilter {
  id: string
  name: string
  asks: SourceFilter
}

export interface Tag {
  id: string
  name: string
  sources: number
}
