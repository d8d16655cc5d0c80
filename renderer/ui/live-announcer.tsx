import { useSyncExternalStore } from 'react'
import { VisuallyHidden } from './visually-hidden.tsx'

interface Said {
  readonly polite: string
  readonly assertive: string
}

let said: Said = { polite: '', assertive: '' }
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Says a sentence to assistive technology: what was just done and where things stand ("Coded trust, 2 of 14").
 * Needs one LiveAnnouncer in the window. 'assertive' interrupts; keep it for what went wrong.
 */
export function announce(sentence: string, manner: 'polite' | 'assertive' = 'polite'): void {
  // The same words twice are a change only if something differs: a no-break space at the end.
  const words = said[manner] === sentence ? `${sentence}\u00a0` : sentence
  said = { ...said, [manner]: words }
  for (const listener of listeners) listener()
}

/**
 * The live regions announce() speaks through; put one at the root of the window. A dialog hides everything outside it
 * from assistive technology except what is marked as they are.
 */
export function LiveAnnouncer() {
  const { polite, assertive } = useSyncExternalStore(subscribe, () => said)
  return (
    <VisuallyHidden>
      <span role="status" aria-live="polite" aria-atomic="true" data-live-announcer="true">
        {polite}
      </span>
      <span role="alert" aria-live="assertive" aria-atomic="true" data-live-announcer="true">
        {assertive}
      </span>
    </VisuallyHidden>
  )
}
