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

/** No contestant gets a further visit in a size once it has taken this long there, in ms. */
export const patience = 45_000

/** How often a contestant's page is opened anew for a size at most, and what is measured on each visit. */
export function visitsOf(name: Name, cell: Cell): readonly Wanted[] {
  const isPeer = name.startsWith('peer')
  const isUncoded = ['floor', 'data', 'uncoded'].includes(name)
  const isLong = cell.characters >= 1_000_000
  // What the peer does at once grows with both: tens of seconds at the largest size.
  const effort = cell.characters * cell.codings
  const visits = !isPeer ? (name === 'data' ? 3 : 5) : effort > 1e10 ? 1 : effort > 1e9 ? 2 : 5
  const scrolls = name === 'data' ? 0 : isLong || isPeer ? 1 : 2
  return Array.from({ length: visits }, (_, nth) => ({
    changes: isUncoded ? 0 : isPeer ? Math.ceil(5 / visits) : 3,
    jumps: 2,
    scroll: nth < scrolls,
    look: nth === 0 && ['ours', 'bare', 'screen'].includes(name),
  }))
}
