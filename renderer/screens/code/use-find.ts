import { useCallback, useMemo, useState } from 'react'
import type { Span } from '#shared/text/span.ts'
import { findInText } from '../../transcript/find-in-text.ts'

/** Finding words in the open text: what is sought, where it stands, and which match is looked at. */
export function useFind(text: string, show: (span: Span) => void) {
  const [isOpen, setOpen] = useState(false)
  const [asked, setAsked] = useState(0)
  const [query, setQueryNow] = useState('')
  const [current, setCurrent] = useState(-1)
  const matches = useMemo(() => (isOpen ? findInText(text, query) : []), [text, query, isOpen])
  const look = (at: number, among: readonly Span[]) => {
    const match = among[at]
    setCurrent(match ? at : -1)
    if (match) show(match)
  }
  return {
    isOpen,
    asked,
    query,
    matches,
    current,
    setQuery(next: string) {
      setQueryNow(next)
      look(0, findInText(text, next))
    },
    open: useCallback(() => {
      setOpen(true)
      setAsked(count => count + 1)
    }, []),
    close: useCallback(() => {
      setOpen(false)
      setCurrent(-1)
    }, []),
    step(forward: boolean) {
      if (matches.length === 0) return
      look(
        (current + (forward ? 1 : matches.length - 1) + (current < 0 && !forward ? 1 : 0)) % matches.length,
        matches,
      )
    },
  }
}
