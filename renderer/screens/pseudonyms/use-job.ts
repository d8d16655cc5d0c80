import { useCallback, useEffect, useRef, useState } from 'react'
import type { Progress } from '#shared/contract/wire.ts'
import { type Failure, toFailure } from '#shared/errors.ts'

/** What a job of the engine is given by whoever waits for it. */
interface JobOptions {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/** Waits for a job, shows how far it is, and gives it up when it is asked for anew or the screen goes. */
export function useJob<T>(job: (options: JobOptions) => Promise<T>) {
  const [answer, setAnswer] = useState<T | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const running = useRef<AbortController | null>(null)
  const begin = useCallback(() => {
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    setFailure(null)
    setProgress({ done: 0, total: null, doing: 'Looking for names' })
    const isLatest = () => running.current === stop && !stop.signal.aborted
    job({ signal: stop.signal, onProgress: now => isLatest() && setProgress(now) }).then(
      found => {
        if (!isLatest()) return
        setAnswer(found)
        setProgress(null)
      },
      (error: unknown) => {
        if (!isLatest()) return
        setFailure(toFailure(error))
        setProgress(null)
      },
    )
  }, [job])
  const cancel = useCallback(() => {
    running.current?.abort()
    setProgress(null)
  }, [])
  useEffect(() => () => running.current?.abort(), [])
  return { answer, setAnswer, progress, failure, begin, cancel }
}
