import { useEffect } from 'react'
import type { LastMade } from '#shared/model/report.ts'
import { showFailure } from '../../show-failure.ts'
import { useClient, useRead, useSession } from '../../use-engine.ts'
import { choicesIn, ownerOf, useReports } from './reports-store.ts'

/** How long choices rest before they are kept, in ms: several are often made one after the other. */
const pause = 400

/**
 * Has the store begin with what this person chose last time, and keeps what they choose. Answers what was last made, by
 * kind, in this window or an earlier one.
 */
export function useRemembered(): Readonly<Record<string, LastMade>> {
  const client = useClient()
  const owner = ownerOf(useSession())
  const { data } = useRead('reports.remembered', {})
  useEffect(() => {
    if (data && useReports.getState().owner !== owner) useReports.getState().begin(owner, data.choices)
  }, [data, owner])
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const keep = (failed: (error: unknown) => void) => {
      waiting = undefined
      void client.reports.remember({ choices: choicesIn(useReports.getState()) }).catch(failed)
    }
    const unsubscribe = useReports.subscribe((now, before) => {
      if (now.owner !== owner || before.owner !== owner) return
      if (JSON.stringify(choicesIn(now)) === JSON.stringify(choicesIn(before))) return
      clearTimeout(waiting)
      waiting = setTimeout(keep, pause, showFailure)
    })
    return () => {
      unsubscribe()
      if (waiting === undefined) return
      clearTimeout(waiting)
      // The study may have been closed with the screen; then the last choice is not worth a word.
      keep(() => {})
    }
  }, [client, owner])
  return data?.made ?? {}
}
