import { TandemError } from '#shared/errors.ts'
import type { Member } from '#shared/model/member.ts'
import { all, type Db } from '../db/sql.ts'
import { mustBe } from '../members/handlers.ts'
import { inWords } from './many/explain-many.ts'

/**
 * The members who are to be compared outside rounds. Refuses fewer than two, one named twice, one who is none, and
 * anyone who is a coder of an open blind round: comparing would tell what they do in it.
 */
export function comparableCoders(db: Db, ids: readonly string[]): Member[] {
  const coders = ids.map(id => mustBe(db, id))
  const twice = coders.find((coder, n) => ids.indexOf(coder.id) < n)
  if (coders.length < 2 || twice) {
    throw new TandemError(
      'bad-input',
      twice && coders.length > 2
        ? `${twice.initials} is named twice: agreement is between different coders.`
        : 'Agreement is between two different coders.',
      twice && coders.length > 2 ? 'Name each coder once.' : 'Name two.',
    )
  }
  const [open] = all<{ title: string }>(
    db,
    `SELECT r.title FROM rounds r JOIN round_coders c ON c.round = r.id
     WHERE r.state = 'open' AND r.blind = 1 AND c.coder IN (SELECT value FROM json_each(?)) GROUP BY r.id`,
    JSON.stringify(ids),
  )
  if (!open) return coders
  throw new TandemError(
    'blind',
    `${inWords(coders.map(coder => coder.initials))} cannot be compared while the blind round “${open.title}” is open.`,
    'They are compared when both coders of the round have submitted.',
  )
}
