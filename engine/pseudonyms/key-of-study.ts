import { type Db, first } from '../db/sql.ts'
import type { Asking } from '../members/asking.ts'
import type { OpenKey } from './open-key.ts'

/** The id of the study's key of pseudonyms, or null. */
export const keyOfStudy = (db: Db): string | null =>
  first<{ id: string }>(db, 'SELECT id FROM pseudonym_keys ORDER BY created_at DESC, id DESC LIMIT 1')?.id ??
  null

/**
 * The study's key where the one asking is a lead and has it open in this window; null for any other key, and for one
 * the study forgot.
 */
export function openedHere(db: Db, { names, member, manages }: Asking): OpenKey | null {
  const isLead = manages || member?.roles.includes('lead')
  return isLead && names?.isOpen() && names.id === keyOfStudy(db) ? names : null
}
