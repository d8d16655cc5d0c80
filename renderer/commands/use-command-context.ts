import { useMemo } from 'react'
import { useNavigation } from '../state/navigation.ts'
import { useClient, usePreferences, useRead, useRun, useSession } from '../use-engine.ts'
import type { CommandContext } from './command.ts'

/** What commands see of the window as it is now. */
export function useCommandContext(): CommandContext {
  const client = useClient()
  const session = useSession()
  const preferences = usePreferences()
  const steps = useRead('history.state', session.study ? {} : null)
  const { data: undo = nothingToUndo, askAgain: lookForUndo } = steps
  const run = useRun()
  const { screen, params, go } = useNavigation()
  return useMemo(
    () => ({ client, session, preferences, undo, lookForUndo, screen, params, go, act: run }),
    [client, session, preferences, undo, lookForUndo, screen, params, go, run],
  )
}

const nothingToUndo = { undo: null, redo: null }
