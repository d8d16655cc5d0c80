import type { Found, Proposal } from '#shared/model/autocode.ts'
import { passageKey } from '#shared/model/passage.ts'

/** What a person has decided, by the passage, whichever search finds it; what is not in it stands as it came. */
export type Decisions = ReadonlyMap<string, boolean>

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
 * Whether each proposal is accepted. Where its coder has submitted the round, it cannot be; one that carries the
 * code already is not, unless a person says so.
 */
export function acceptedOf(found: Found, decisions: Decisions, code: string | null): boolean[] {
  const submitted = new Set(found.sources.filter(source => source.submitted !== null).map(({ id }) => id))
  return found.proposals.map(proposal => {
    if (submitted.has(proposal.source)) return false
    return decisions.get(passageKey(proposal)) ?? !(code !== null && proposal.carries.includes(code))
  })
}

/** The decisions with some proposals accepted or refused. */
export function decided(
  decisions: Decisions,
  proposals: readonly Proposal[],
  isAccepted: boolean,
): Decisions {
  return new Map([...decisions, ...proposals.map(each => [passageKey(each), isAccepted] as const)])
}
