import { useEffect, useState } from 'react'
import { longestWait } from './pause.ts'

/** A value as it was in the last pause between frames: for what is drawn from it and need not be in its first frame. */
export function useInPause<T>(value: T): T {
  const [settled, settle] = useState(value)
  useEffect(() => {
    if (Object.is(settled, value)) return
    let waiting = 0
    // Asked for at once, a pause may come before the frame that this value is not to be in.
    const frame = requestAnimationFrame(() => {
      waiting = requestIdleCallback(() => settle(() => value), { timeout: longestWait })
    })
    return () => {
      cancelAnimationFrame(frame)
      cancelIdleCallback(waiting)
    }
  }, [value, settled])
  return settled
}
