import { useRead, useSession } from '../../use-engine.ts'

/** The round of a source that the person signed in has submitted, by title, so that nothing is added there; null where they may. */
export function useSubmittedRound(source: string): string | null {
  const { member } = useSession()
  const rounds = useRead('rounds.list', {}).data ?? []
  const mine = rounds.flatMap(({ title, state, sources, coders }) => {
    const part = coders.find(({ id }) => id === member?.id)
    return part && state !== 'closed' && sources.includes(source)
      ? { title, isOut: part.submittedAt === null }
      : []
  })
  return mine.some(({ isOut }) => isOut) ? null : (mine[0]?.title ?? null)
}
