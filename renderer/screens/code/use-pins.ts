import { useCallback } from 'react'
import { showFailure } from '../../show-failure.ts'
import { useClient, usePreferences } from '../../use-engine.ts'

/** How many codes can be pinned: keys 1–9. */
const most = 9
const none: readonly string[] = []

/** The codes on the keys 1–9 in this study, the first on key 1: this person's, remembered on this machine. */
export function usePins(study: string): { pinned: readonly string[]; togglePin(code: string): void } {
  const client = useClient()
  const { pins } = usePreferences()
  const togglePin = useCallback(
    (code: string) => {
      const before = pins[study] ?? none
      const after = before.includes(code)
        ? before.filter(id => id !== code)
        : [...before, code].slice(0, most)
      void client.library.setPreferences({ pins: { ...pins, [study]: after } }).catch(showFailure)
    },
    [client, pins, study],
  )
  return { pinned: pins[study] ?? none, togglePin }
}
