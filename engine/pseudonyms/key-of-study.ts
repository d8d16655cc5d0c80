import { type Db, first } from '../db/sql.ts'

/** The id of the study's key of pseudonyms, or null. */
export const keyOfStudy = (db: Db): string | null =>
  first<{ id: string }>(db, 'SELECT id FROM pseudonym_keys ORDER BY created_at DESC, id DESC LIMIT 1')?.id ??
  null
