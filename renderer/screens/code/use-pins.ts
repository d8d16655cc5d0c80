import { useCallback, useMemo } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import { showFailure } from '../../show-failure.ts'
import { useClient, usePreferences } from '../../use-engine.ts'

/** How many codes can be pinned: keys 1–9. */
const most = 9
const none: readonly string[] = []
/** Stands in the list for a key that has no code. */
const free = ''

export interface Pins {
  /** The codes on the keys, the first on key 1; an empty id where a key has none. */
  pinned: readonly string[]
  /** The key that the next code is put on, from 1; null where all have a code. */
  nextKey: number | null
  /** Puts a code on the next free key, or takes it off its own. No other code changes its key. */
  togglePin(code: string): void
}

/**
 * The codes on the keys 1–9 in this study: this person's, remembered on this machine. The key of a code that is retired or gone is free.
 * @param byId the study's codes
 */
export function usePins(study: string, byId: ReadonlyMap<string, Code>): Pins {
  const client = useClient()
  const { pins } = usePreferences()
  const kept = pins[study] ?? none
  const pinned = useMemo(
    () =>
      kept.map(id => {
        const code = byId.get(id)
        return code === undefined || code.status === 'retired' ? free : id
      }),
    [kept, byId],
  )
  const at = [...pinned, free].indexOf(free)
  const nextKey = at < most ? at + 1 : null
  const togglePin = useCallback(
    (code: string) => {
      if (!pinned.includes(code) && nextKey === null) return
      const after = pinned.includes(code)
        ? pinned.map(id => (id === code ? free : id))
        : [...pinned.slice(0, at), code, ...pinned.slice(at + 1)]
      void client.library.setPreferences({ pins: { ...pins, [study]: after } }).catch(showFailure)
    },
    [client, pins, study, pinned, nextKey, at],
  )
  return { pinned, nextKey, togglePin }
}
