import { type ReactNode, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** Puts another screen into the window, at once. */
export type Show = (screen: ReactNode) => void

/**
 * A window that runs when a text is opened in it, as the app does: drawn, and drawn anew by its own state. So no
 * contestant's first paint has the start of React in it, and no contestant's heap is with what React needs to change a
 * page where another's is without.
 */
export function runWindow(host: HTMLElement): Show {
  let show: Show = () => {}
  flushSync(() =>
    createRoot(host).render(
      <Window
        onReady={change => {
          show = screen => flushSync(() => change(screen))
        }}
      />,
    ),
  )
  show(<p>No text is open.</p>)
  return show
}

function Window({ onReady }: { onReady: (change: (screen: ReactNode) => void) => void }) {
  const [screen, setScreen] = useState<ReactNode>(null)
  onReady(setScreen)
  return screen
}
