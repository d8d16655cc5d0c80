import { useRead, useSession } from '../../use-engine.ts'

/** The open round whose plan keeps the person signed in from adding codes, by title; null where they may. */
export function useNoNewCodes(): string | null {
  const { member } = useSession()
  const rounds = useRead('rounds.list', {}).data ?? []
  const round = rounds.find(
    ({ state, plan, coders }) =>
      state === 'open' && plan?.mayAddCodes === false && coders.some(({ id }) => id === member?.id),
  )
  return round?.title ?? null
}
