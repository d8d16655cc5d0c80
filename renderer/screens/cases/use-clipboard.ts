import { type RefObject, useEffect, useRef } from 'react'

/** What a grid does with the clipboard. */
interface ClipboardActs {
  /** The cells chosen as text, or null where there are none. */
  copied(): string | null
  emptied(): void
  paste(text: string): void
}

/**
 * Copies, cuts and pastes while the element itself has the keyboard. Browsers send these events to where text is
 * selected, which is seldom where the keyboard is, so the document is listened to.
 */
export function useClipboard(element: RefObject<HTMLElement | null>, acts: ClipboardActs): void {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    const hear = (event: ClipboardEvent) => {
      if (element.current === null || document.activeElement !== element.current) return
      const { copied, emptied, paste } = latest.current
      if (event.type === 'paste') paste(event.clipboardData?.getData('text/plain') ?? '')
      else {
        const text = copied()
        if (text === null) return
        event.clipboardData?.setData('text/plain', text)
        if (event.type === 'cut') emptied()
      }
      event.preventDefault()
    }
    for (const type of ['copy', 'cut', 'paste'] as const) document.addEventListener(type, hear)
    return () => {
      for (const type of ['copy', 'cut', 'paste'] as const) document.removeEventListener(type, hear)
    }
  }, [element])
}
