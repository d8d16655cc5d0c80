import type { Round } from '#shared/model/round.ts'
import { useRead, useSession } from '../../use-engine.ts'
import { inSentence } from '../../wording.ts'

/** The round of a source that a coder has submitted, by title, so that nothing is added there; null where they may. */
export function submittedRoundOf(
  rounds: readonly Round[],
  coder: string | null,
  source: string,
): string | null {
  const mine = rounds.flatMap(({ title, state, sources, coders }) => {
    const part = coders.find(({ id }) => id === coder)
    return part && state !== 'closed' && sources.includes(source)
      ? { title, isOut: part.submittedAt === null }
      : []
  })
  return mine.some(({ isOut }) => isOut) ? null : (mine[0]?.title ?? null)
}

/** The title of the round of a source that the person signed in has submitted, so that nothing is added there; null where it is. */
export function useSubmittedRound(source: string): string | null {
  const { member } = useSession()
  const rounds = useRead('rounds.list', {}).data
  return rounds ? submittedRoundOf(rounds, member?.id ?? null, source) : null
}

/** Why the person signed in adds nothing to a source, as a sentence; null where they may. */
export function useWhyNotAdded(source: string): string | null {
  const submitted = useSubmittedRound(source)
  return submitted === null
    ? null
    : `You have submitted “${inSentence(submitted)}”: nothing is added here until it is closed.`
}

/** Why the person signed in codes nothing in a source, as a sentence; null where they may. */
export function useWhyNotCoded(source: string): string | null {
  const { member } = useSession()
  const whyNotAdded = useWhyNotAdded(source)
  if (member && !member.roles.includes('coder'))
    return 'You are not a coder in this study. A lead can add the role under Study, People.'
  return whyNotAdded
}
