import { useEffect, useState } from 'react'
import { Pause } from '../../transcript/pause.ts'
import { useBench } from './bench.ts'

/**
 * The code whose definition is shown beside the text: at once where the framework is walked, in the pause after it where
 * the keyboard is in the text, whose frame has the coding to paint.
 */
export function useShownCode(): string | null {
  const [code, show] = useState(() => useBench.getState().code)
  useEffect(() => {
    const pause = new Pause(() => show(useBench.getState().code))
    const follow = () => {
      if (document.activeElement?.matches('[role="document"]')) pause.next()
      else show(useBench.getState().code)
    }
    follow()
    const stop = useBench.subscribe((now, before) => {
      if (now.code !== before.code) follow()
    })
    return () => {
      stop()
      pause.forget()
    }
  }, [])
  return code
}
