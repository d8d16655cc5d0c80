import { useEffect } from 'react'
import { showFailure } from '../../show-failure.ts'
import { useClient, useRead, useSession } from '../../use-engine.ts'
import { ownerOf } from '../reports/reports-store.ts'
import { useExplore } from './explore-store.ts'
import { lookIn } from './matrix-chosen.ts'

/**
 * Has Explore begin with what this person looked at last in this study, and keeps what they choose. False until it is
 * known.
 */
export function useRememberedLook(): boolean {
  const client = useClient()
  const owner = ownerOf(useSession())
  const { data } = useRead('explore.remembered', {})
  const begun = useExplore(state => state.owner) === owner
  useEffect(() => {
    if (data !== undefined && useExplore.getState().owner !== owner) useExplore.getState().begin(owner, data)
  }, [data, owner])
  useEffect(
    () =>
      useExplore.subscribe((now, before) => {
        if (now.owner !== owner || before.owner !== owner) return
        const look = lookIn(now)
        if (JSON.stringify(look) === JSON.stringify(lookIn(before))) return
        void client.explore.remember({ look }).catch(showFailure)
      }),
    [client, owner],
  )
  return begun
}
