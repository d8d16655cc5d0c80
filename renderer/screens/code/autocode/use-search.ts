import { useEffect, useRef, useState } from 'react'
import type { Progress } from '#shared/contract/wire.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import type { Found } from '#shared/model/autocode.ts'
import { useClient } from '../../../use-engine.ts'
import type { FindInput } from './request.ts'

/** A search and what came of it. */
export interface Search {
  /** What was last asked and answered; null where what was asked since was refused. */
  answered: { asked: FindInput; found: Found } | null
  /** Present while a search runs. */
  running: { progress: Progress | null } | null
  failure: Failure | null
  /** Looks; a search that still runs is given up. Answers what was found, or undefined. */
  find: (input: FindInput) => Promise<Found | undefined>
  cancel: () => void
  /** Gives up a search that runs, and lets go of what was found. */
  clear: () => void
}

/** Asks the engine for proposals; gives up when the window is closed. */
export function useSearch(): Search {
  const client = useClient()
  const stop = useRef<AbortController | null>(null)
  const [answered, setAnswered] = useState<Search['answered']>(null)
  const [running, setRunning] = useState<Search['running']>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  const find = async (input: FindInput): Promise<Found | undefined> => {
    stop.current?.abort()
    const own = new AbortController()
    stop.current = own
    setRunning({ progress: null })
    setFailure(null)
    try {
      const found = await client.autocode.find(input, {
        signal: own.signal,
        onProgress: progress => stop.current === own && setRunning({ progress }),
      })
      if (stop.current !== own) return undefined
      setAnswered({ asked: input, found })
      return found
    } catch (error) {
      if (stop.current === own && !own.signal.aborted) {
        setFailure(toFailure(error))
        setAnswered(null)
      }
      return undefined
    } finally {
      if (stop.current === own) setRunning(null)
    }
  }
  const cancel = () => stop.current?.abort()
  const clear = () => {
    cancel()
    setAnswered(null)
    setFailure(null)
  }
  return { answered, running, failure, find, cancel, clear }
}
