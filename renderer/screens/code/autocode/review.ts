import type { Found, Proposal } from '#shared/model/autocode.ts'
import { passageKey } from '#shared/model/passage.ts'
import { holds, type Span } from '#shared/text/span.ts'

/** A place that a person has accepted or refused, and which of the two. */
interface Judgement extends Span {
  source: string
  isAccepted: boolean
}

/** What a person has judged, by the passage, whichever search proposed it. */
export type Decisions = ReadonlyMap<string, Judgement>

/** One line of the preview: a source, or a proposal in it. */
export type ReviewRow =
  | { kind: 'source'; id: string; title: string; submitted: string | null; from: number; to: number }
  | { kind: 'proposal'; at: number; proposal: Proposal; submitted: string | null }

/** The lines of the preview: each source, then its proposals. */
export function rowsOf({ sources, proposals }: Found): ReviewRow[] {
  const rows: ReviewRow[] = []
  let from = 0
  for (const { id, title, submitted } of sources) {
    let to = from
    while (proposals[to]?.source === id) to++
    rows.push({ kind: 'source', id, title, submitted, from, to })
    for (let at = from; at < to; at++) {
      const proposal = proposals[at]
      if (proposal) rows.push({ kind: 'proposal', at, proposal, submitted })
    }
    from = to
  }
  return rows
}

/**
 * Whether each proposal is accepted. Where its coder has submitted the round, it cannot be. What was judged, by whichever
 * search it was proposed, holds for what is proposed now:
 *
 * - The very same passage is as it was judged.
 * - One that has judged places in it, whole or in part, is accepted where one of them is, else refused.
 * - One that lies within judged places alone is as the shortest of them.
 * - Any other is accepted, unless it carries the code already.
 */
export function acceptedOf(found: Found, decisions: Decisions, code: string | null): boolean[] {
  const submitted = new Set(found.sources.filter(source => source.submitted !== null).map(({ id }) => id))
  const earlier = judgedElsewhere(found, decisions)
  return found.proposals.map(proposal => {
    if (submitted.has(proposal.source)) return false
    return (
      decisions.get(passageKey(proposal))?.isAccepted ??
      earlier(proposal) ??
      !(code !== null && proposal.carries.includes(code))
    )
  })
}

/**
 * Says of a proposal what follows for it from judged places that are not proposed now; undefined where nothing does.
 * Proposals are asked about in their order, none over another: each place is met once and let go where it has ended.
 */
function judgedElsewhere(
  { proposals }: Found,
  decisions: Decisions,
): (proposal: Proposal) => boolean | undefined {
  const now = new Set(proposals.map(passageKey))
  const others = [...decisions].filter(([key]) => !now.has(key)).map(([, judged]) => judged)
  const bySource = Map.groupBy(others, ({ source }) => source)
  let at: { source: string; places: Judgement[]; met: number; open: Judgement[] } | null = null
  return proposal => {
    if (at?.source !== proposal.source) {
      const places = (bySource.get(proposal.source) ?? []).sort((a, b) => a.start - b.start)
      at = { source: proposal.source, places, met: 0, open: [] }
    }
    for (let next = at.places[at.met]; next && next.start < proposal.end; next = at.places[++at.met]) {
      at.open.push(next)
    }
    at.open = at.open.filter(({ end }) => end > proposal.start)
    const inside = at.open.filter(place => !holds(place, proposal))
    if (inside.length > 0) return inside.some(({ isAccepted }) => isAccepted)
    return at.open.toSorted(byLength)[0]?.isAccepted
  }
}

/** The shorter first; of two as long the accepted one. */
const byLength = (a: Judgement, b: Judgement): number =>
  a.end - a.start - (b.end - b.start) || Number(b.isAccepted) - Number(a.isAccepted)

/** The decisions with some proposals accepted or refused. */
export function decided(
  decisions: Decisions,
  proposals: readonly Proposal[],
  isAccepted: boolean,
): Decisions {
  return new Map([
    ...decisions,
    ...proposals.map(each => {
      const { source, start, end } = each
      return [passageKey(each), { source, start, end, isAccepted }] as const
    }),
  ])
}
