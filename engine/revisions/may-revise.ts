import { TandemError } from '#shared/errors.ts'
import { first } from '../db/sql.ts'
import { signedIn } from '../members/asking.ts'
import { sourceById } from '../sources/queries.ts'
import type { Reading } from '../tools.ts'

/** Refuses who may not change the text of a source: in a round, everybody but a lead. */
export function mayRevise(reading: Reading, source: string): void {
  const refused = whyNotRevise(reading, source)
  if (refused === null) return
  throw new TandemError(
    'not-allowed',
    refused,
    'The coders of a round work on one text. Tell a lead what is wrong in it.',
  )
}

/** Why the asker may not change the text, as a sentence; null where they may. Refuses where nobody is signed in. */
export function whyNotRevise({ db, asking }: Reading, source: string): string | null {
  const { title } = sourceById(db, source)
  if (asking.manages) return null
  const member = signedIn(asking)
  if (member.roles.includes('lead')) return null
  const round = first<{ title: string }>(
    db,
    `SELECT r.title FROM round_sources s JOIN rounds r ON r.id = s.round WHERE s.source = ?
     ORDER BY r.opened_at DESC LIMIT 1`,
    source,
  )
  return round ? `“${title}” belongs to the round “${round.title}”: only a lead changes its text.` : null
}
