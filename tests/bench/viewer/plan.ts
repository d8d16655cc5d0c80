import type { Cell } from './cells.ts'
import type { Wanted } from './visit.ts'

/** Who is measured, with what it is. */
export const contestants = {
  floor: 'the text as plain React rows with content-visibility: auto, no codings',
  data: 'the floor, and our coding objects kept in the page, nothing of them drawn',
  uncoded: 'our viewer given no codings: what its rows alone take',
  bare: 'our viewer without margin stripes',
  ours: 'our viewer with margin stripes and heat strip',
  peerSpans: '@recogito/text-annotator 4.1.1 over plain rows, spans',
  peerHighlights: '@recogito/text-annotator 4.1.1 over plain rows, CSS highlights',
  screen: 'the Code screen of the app on a real study, through the loopback door',
} as const

export type Name = keyof typeof contestants

/** A contestant that has taken this long in a size, in ms, goes on to the visits in which its text is scrolled. */
export const patience = 45_000

/**
 * The visits to a contestant's page in one size, each on a page opened anew: five that are quick, fewer where the
 * contestant itself is slow, and then those in which the whole text is scrolled through.
 */
export function visitsOf(name: Name, cell: Cell): readonly Wanted[] {
  const isPeer = name.startsWith('peer')
  const isUncoded = ['floor', 'data', 'uncoded'].includes(name)
  const isLong = cell.characters >= 1_000_000
  // What the peer does at once grows with both: tens of seconds at the largest size.
  const effort = cell.characters * cell.codings
  const quick = isPeer ? (effort > 1e10 ? 0 : effort > 1e9 ? 2 : 5) : name === 'data' ? 3 : 5
  // The longest text is there with few codings only for what adding one costs among many.
  const isScrolled = name !== 'data' && !(isLong && cell.codings < 20_000)
  const scrolled = !isScrolled ? 0 : isLong || isPeer ? 1 : 2
  return Array.from({ length: quick + scrolled }, (_, nth) => ({
    // The first of a page are the slowest: whoever codes a text makes dozens.
    changes: isUncoded ? 0 : 12,
    jumps: 2,
    scroll: nth >= quick,
    look: nth === quick && ['ours', 'bare', 'screen'].includes(name),
  }))
}
