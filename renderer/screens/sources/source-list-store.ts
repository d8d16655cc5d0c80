import { create } from 'zustand'
import type { SourceFilter } from '#shared/model/source-filter.ts'
import type { TableSort } from '../../ui/table-sort.ts'
import { everySource } from './filter-sources.ts'

interface SourceList {
  /** The study the filter is of: its ids mean nothing in another. */
  study: string | null
  filter: SourceFilter
  sort: TableSort
  setFilter(study: string | null, filter: SourceFilter): void
  setSort(sort: TableSort): void
}

/** What the list of sources asks for and is ordered by; stays while a person is on another screen. */
export const useSourceList = create<SourceList>(set => ({
  study: null,
  filter: everySource,
  sort: { column: 'title', direction: 'ascending' },
  setFilter: (study, filter) => set({ study, filter }),
  setSort: sort => set({ sort }),
}))
