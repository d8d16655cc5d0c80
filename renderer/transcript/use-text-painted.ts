import { useEffect, useState } from 'react'
import { longestWait } from './pause.ts'

/** False until the frame is painted in which what asks is first drawn: for what stands beside a text and may follow it. */
export function useTextPainted(): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    let waiting = 0
    const frame = requestAnimationFrame(() => {
      waiting = requestIdleCallback(() => setPainted(true), { timeout: longestWait })
    })
    return () => {
      cancelAnimationFrame(frame)
      cancelIdleCallback(waiting)
    }
  }, [])
  return painted
}
