import { useCallback, useState } from 'react'
import { type Failure, toFailure } from '#shared/errors.ts'

/** One step of a dialog whose failure is shown in the dialog itself. */
export function useStep(): {
  /** Does the step; a failure stands in `failure` until the next try. */
  take(step: () => Promise<unknown>): void
  failure: Failure | null
  busy: boolean
} {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const take = useCallback((step: () => Promise<unknown>) => {
    setBusy(true)
    setFailure(null)
    step().then(
      () => setBusy(false),
      (error: unknown) => {
        setBusy(false)
        setFailure(toFailure(error))
      },
    )
  }, [])
  return { take, failure, busy }
}
