import { useEffect } from 'react'

/** Where the keyboard is at home on a screen: what says so itself, such as the text of Code, else the screen's heading. */
const homes = ['main [data-keyboard-home]', 'main h1', 'main h2']

/**
 * Keeps the keyboard from falling to the page's body when what had it goes: a dialog whose opener is gone by the time it
 * closes, a button that its own press takes
 * away or disables, a screen that was left. It goes back to what had it last on the
 * screen, where that is still there, else to where the screen is at home. Used once, by the frame.
 */
export function useKeptKeyboard(): void {
  useEffect(() => {
    const root = document.getElementById('root')
    if (!root) return
    /** What has the keyboard, on the screen or over it; null where a press on the page let it go. */
    let held: Element | null = null
    /** What had it last on the screen itself. */
    let below: HTMLElement | null = null
    let frame = 0
    const isGone = () => held !== null && (!held.isConnected || held.matches(':disabled'))
    const isLost = () => isGone() && (document.activeElement ?? document.body) === document.body
    const settle = () => {
      frame = 0
      // Under an open dialog or menu the keyboard is not ours to place.
      if (!isLost() || document.querySelector('main')?.closest('[inert], [aria-hidden="true"]')) return
      const found = [below, ...homes.map(home => document.querySelector<HTMLElement>(home))]
      for (const place of found) if (place?.isConnected && takes(place)) return
    }
    const look = () => {
      if (frame !== 0 || !isGone()) return
      // Two frames on, whoever has a better place for it, such as a closing dialog for its opener, has put it there.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(settle)
      })
    }
    const focused = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target === document.body) return
      held = target
      if (root.contains(target)) below = target
    }
    const pressed = () => {
      held = null
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    document.addEventListener('focusin', focused)
    root.addEventListener('pointerdown', pressed, true)
    return () => {
      cancelAnimationFrame(frame)
      watch.disconnect()
      document.removeEventListener('focusin', focused)
      root.removeEventListener('pointerdown', pressed, true)
    }
  }, [])
}

/** Gives a place the keyboard; false where it cannot have it. */
function takes(place: HTMLElement): boolean {
  if (place.tabIndex < 0 && !place.hasAttribute('tabindex')) place.tabIndex = -1
  place.focus({ preventScroll: true })
  return document.activeElement === place
}
