import { z } from 'zod'
import type { SearchFound } from '../model/search.ts'
import { read } from './method.ts'

/** Words in the sources. Every term must occur in the same passage; the last may be a beginning. Any input is text. */
export const search = {
  sources: read(
    z.strictObject({ query: z.string().max(500), limit: z.int().min(1).max(1000).default(100) }),
  ).returns<SearchFound>('sources'),
}
