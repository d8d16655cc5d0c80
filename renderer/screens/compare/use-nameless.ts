import type { Round } from '#shared/model/round.ts'
import { useRead, useSession } from '../../use-engine.ts'

/**
 * Whether the round's coders are kept from the person signed in, as the engine keeps them: from everybody but leads and the
 * round's coders till it is closed. Null while it is not known.
 */
export function useNameless(round: Round | null): boolean | null {
  const { member } = useSession()
  const isAsked =
    round !== null &&
    round.state !== 'open' &&
    round.state !== 'closed' &&
    member !== null &&
    !member.roles.includes('lead') &&
    !round.coders.some(({ id }) => id === member.id)
  const judging = useRead('adjudication.judging', isAsked ? { round: round.id } : null)
  if (!isAsked || judging.failure) return false
  return judging.data?.namesHidden ?? null
}
