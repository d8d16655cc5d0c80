import type { RE2JS } from 're2js'
import type { Span } from '#shared/text/span.ts'
import { isAmong } from './whole-words.ts'

/** What is looked for in what was said. */
export interface Sought {
  pattern: RE2JS
  /** Takes a match only where no word goes on at either end of it. */
  wholeWords: boolean
}

/** A match begins within this stretch and is at most about as long; one search then never takes more than two of them. */
const stretch = 2048

/** What one search came to: a match, or where to look on; at the end of the body there is no more to look for. */
interface Searched {
  match: Span | null
  next: number
}

/**
 * Searches one body: each call makes one search, from an offset. A match of nothing, or of white space alone, is none, and
 * white space at its ends is no part of it.
 */
export function searchesIn(body: string, { pattern, wholeWords }: Sought): (from: number) => Searched {
  const open = (from: number) => {
    // One code point before is there for ^ and \b to look at.
    const at = Math.max(0, from - (isLow(body, from - 1) ? 2 : 1))
    const to = Math.min(body.length, from + 2 * stretch)
    return {
      at,
      from,
      until: to === body.length ? to : from + stretch,
      matcher: pattern.matcher(body.slice(at, to)),
    }
  }
  let window = open(0)
  return from => {
    if (from < window.from || from >= window.until) window = open(from)
    const { at, until, matcher } = window
    if (!matcher.find(from - at)) return { match: null, next: until }
    const begun = at + matcher.start()
    if (begun >= until) return { match: null, next: until }
    const match = trimmed(body, begun, at + matcher.end())
    const isOne = match.start < match.end && !(wholeWords && isAmong(body, match))
    return { match: isOne ? match : null, next: begun + (isLow(body, begun + 1) ? 2 : 1) }
  }
}

/**
 * Looks through one body: each call answers the first match at or after an offset, null where there is none. Calls `pause`
 * between searches, since a single body may hold a million of them.
 */
export function matchesIn(
  body: string,
  sought: Sought,
  pause: () => Promise<void> | undefined,
): (from: number) => Promise<Span | null> {
  const search = searchesIn(body, sought)
  return async from => {
    for (let next = from; next < body.length; ) {
      await pause()
      const searched = search(next)
      if (searched.match) return searched.match
      next = searched.next
    }
    return null
  }
}

function trimmed(body: string, from: number, to: number): Span {
  const found = body.slice(from, to)
  return { start: to - found.trimStart().length, end: from + found.trimEnd().length }
}

const isLow = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
