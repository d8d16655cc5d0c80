import { useEffect, useState } from 'react'
import { announce } from './live-announcer.tsx'

/** What is said in place of leaving. */
export const leaving = 'Press Escape again to leave without keeping this.'

/**
 * Guards what is not kept yet against one Escape. `hasDraft` is whether there is such a thing; undefined guards nothing.
 * What is typed inside the element given `ref` counts as well, before anyone is told of it. `mayLeave` answers whether to
 * leave now; where it answers no it has said so, and the next Escape leaves unless something else is done first.
 */
export function useDraftGuard(hasDraft: boolean | undefined): {
  ref: (element: HTMLElement | null) => void
  isWarned: boolean
  mayLeave: () => boolean
} {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [isTyped, setTyped] = useState(false)
  const [isWarned, setWarned] = useState(false)
  useEffect(() => {
    setTyped(false)
    setWarned(false)
    if (!element) return
    const typed = () => setTyped(true)
    element.addEventListener('input', typed)
    return () => element.removeEventListener('input', typed)
  }, [element])
  useEffect(() => {
    if (!isWarned) return
    const stay = (event: Event) => {
      if (!(event instanceof KeyboardEvent && event.key === 'Escape')) setWarned(false)
    }
    const doings = ['keydown', 'pointerdown']
    for (const doing of doings) document.addEventListener(doing, stay, true)
    return () => {
      for (const doing of doings) document.removeEventListener(doing, stay, true)
    }
  }, [isWarned])
  const mayLeave = () => {
    if (isWarned || hasDraft === undefined || !(hasDraft || isTyped)) return true
    setWarned(true)
    announce(leaving)
    return false
  }
  return { ref: setElement, isWarned, mayLeave }
}
