import { useEffect } from 'react'
import type { Client } from '#shared/contract/client.ts'
import { isLocked } from '../state/lock.ts'

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll'] as const
const lookEvery = 5000

/**
 * Locks the study in this window after `minutes` without a key, a pointer or a scroll; 0: never. A computer that slept
 * meanwhile is noticed at the first sign of life, before anything is shown to it.
 */
export function useAutoLock(client: Client, hasPassphrase: boolean, minutes: number): void {
  useEffect(() => {
    if (!hasPassphrase || minutes === 0) return
    const limit = minutes * 60_000
    let last = Date.now()
    const lockIfIdle = (): boolean => {
      if (Date.now() - last < limit || isLocked()) return false
      last = Date.now()
      void client.session.lock({ everywhere: false }).catch(() => {})
      return true
    }
    const sign = () => {
      if (!lockIfIdle()) last = Date.now()
    }
    const timer = setInterval(lockIfIdle, lookEvery)
    for (const name of signs) addEventListener(name, sign, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const name of signs) removeEventListener(name, sign, { capture: true })
    }
  }, [client, hasPassphrase, minutes])
}
