import type { CodeChoice } from './code-field.tsx'
import type { Question, Request } from './request.ts'
import type { Decisions } from './review.ts'

/** A search in hand: what it asks for, the code to put on what is found, and what was judged so far. */
export interface Work {
  request: Request
  choice: CodeChoice
  decisions: Decisions
}

/** A search that was left, and what one needs to take it up again. */
export interface Left extends Work {
  /** The source that was open, and the question at the caret in it. */
  source: string | null
  question: Question | null
  /** Whether its list was there. */
  wasFound: boolean
}

/** What was left, as it is taken up where perhaps another source is open: it looks in the same place. */
export function takenUp({ request, choice, decisions, source }: Left, open: string | null): Work {
  const isElsewhere = request.where === 'source' && source !== null && source !== open
  return {
    request: isElsewhere ? { ...request, where: 'chosen', chosen: [source] } : request,
    choice,
    decisions,
  }
}

/** True where the same is asked for, for the same code, and nothing more was judged. */
export const isSameWork = (one: Work, other: Work): boolean =>
  JSON.stringify([one.request, one.choice]) === JSON.stringify([other.request, other.choice]) &&
  one.decisions === other.decisions
