import { TandemError } from '#shared/errors.ts'
import { codeById } from '../codebook/queries.ts'
import type { Db } from '../db/sql.ts'
import type { Asking } from '../members/asking.ts'
import { meOf } from '../rounds/blinding.ts'
import type { KeptRound } from '../rounds/queries.ts'
import { rulesOf } from './judging.ts'

/** Refuses a coder of a round in which coders do not rule. */
export function mayRuleOnOwn(db: Db, asking: Asking, { id, title, coders }: KeptRound): void {
  const isCoder = coders.some(coder => coder.id === asking.member?.id)
  if (!isCoder || rulesOf(db, id).codersMayRule) return
  throw new TandemError(
    'not-allowed',
    `Nobody rules on their own codings in “${title}”.`,
    'Ask a reviewer who did not code in it.',
  )
}

/** Refuses a code that is retired as what is to stand. */
export function notRetired(db: Db, code: string, asking: Asking): void {
  const named = codeById(db, code, meOf(asking))
  if (named?.status !== 'retired') return
  throw new TandemError(
    'not-allowed',
    `“${named.name}” is retired and takes no new passages.`,
    'Rule for another code, or bring it back under Framework first.',
  )
}
