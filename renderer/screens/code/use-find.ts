import { useMemo, useState } from 'react'
import type { Span } from '#shared/text/span.ts'
import { findInText, nextMatch } from '../../transcript/find-in-text.ts'
import { type Row, rowAt } from '../../transcript/rows.ts'

interface Finding {
  text: string
  /** As they are shown: who speaks stands beside them, and is not found. */
  rows: readonly Row[]
  /** What is selected: finding begins there. */
  from: () => Span
  /** Brings a match into view. */
  show: (match: Span) => void
  /** Makes a match the selection, once the words sought are no longer being typed. */
  take: (match: Span) => void
}

/** Finding words in the open text: what is sought, where it stands, and which match is looked at. */
export function useFind({ text, rows, from, show, take }: Finding) {
  const [isOpen, setOpen] = useState(false)
  const [asked, setAsked] = useState(0)
  const [query, setQueryNow] = useState('')
  const [current, setCurrent] = useState(-1)
  const [find] = useState(finder)
  const matches = useMemo(() => (isOpen ? find(text, rows, query) : []), [find, text, rows, query, isOpen])
  const look = (at: number, among: readonly Span[]) => {
    const match = among[at]
    setCurrent(match ? at : -1)
    if (!match) return
    show(match)
    if (!isTyping()) take(match)
  }
  return {
    isOpen,
    asked,
    query,
    matches,
    current,
    setQuery(next: string) {
      setQueryNow(next)
      const found = find(text, rows, next)
      look(nextMatch(found, from().start), found)
    },
    open() {
      setOpen(true)
      setAsked(count => count + 1)
    },
    close() {
      const match = matches[current]
      if (match) take(match)
      setOpen(false)
      setAsked(0)
      setCurrent(-1)
    },
    /** On to the next match or back to the one before: from the one looked at, else from what is selected. */
    step(forward: boolean) {
      setOpen(true)
      if (query.trim() === '') setAsked(count => count + 1)
      const among = isOpen ? matches : find(text, rows, query)
      if (among.length === 0) return
      const { start, end } = from()
      const next = current < 0 ? nextMatch(among, forward ? end : start) : current + (forward ? 1 : 0)
      look((next + (forward ? 0 : among.length - 1)) % among.length, among)
    },
  }
}

/** Finds in shown text, and knows the last answer: what is typed is asked for at once, and again as it is shown. */
function finder() {
  let last: { rows: readonly Row[]; query: string; found: Span[] } | null = null
  return (text: string, rows: readonly Row[], query: string): readonly Span[] => {
    if (last?.rows !== rows || last.query !== query)
      last = { rows, query, found: findInText(text, query).filter(match => isShown(rows, match)) }
    return last.found
  }
}

/** Whether a match has a character in the words of a row. */
function isShown(rows: readonly Row[], { start, end }: Span): boolean {
  for (let row = rowAt(rows, start); row && row.start < end; row = rows[row.index + 1] ?? null)
    if (row.bodyStart < end && row.bodyEnd > start) return true
  return false
}

const isTyping = () => document.activeElement?.closest('search') !== null
