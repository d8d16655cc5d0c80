import { create } from 'zustand'
import { emptyQuery, type StudyQuery } from '#shared/model/query.ts'

interface QueryState {
  query: StudyQuery
  /** The saved query that was opened, by its id; null: none. */
  saved: string | null
  /** The query as it was opened. */
  opened: StudyQuery
  /** How many queries were opened: what is typed of one is not shown of the next. */
  count: number
  /** Puts parts of the query in place of what they are. */
  ask(parts: Partial<StudyQuery>): void
  /** Takes up a whole query, saved or new. */
  open(query: StudyQuery, saved: string | null): void
}

/** What is asked of the study under Explore, Search; forgotten with the window. */
export const useQuery = create<QueryState>(set => ({
  query: emptyQuery,
  saved: null,
  opened: emptyQuery,
  count: 0,
  ask: parts => set(({ query }) => ({ query: { ...query, ...parts } })),
  open: (query, saved) => set(({ count }) => ({ query, saved, opened: query, count: count + 1 })),
}))
