import type { PairedCode, ProposalPair, Proposals } from '#shared/model/merge.ts'
import { folded } from '#shared/text/folded.ts'
import { all, type Db } from '../db/sql.ts'
import type { Asking } from '../members/asking.ts'
import { mayShowCode, mayShowCoding, meOf } from '../rounds/blinding.ts'
import { hiddenInSentence, namesKeptFrom } from '../rounds/nameless.ts'

interface Shown {
  id: string
  framework: string
  round: string | null
  name: string
  definition: string
  by: string | null
  maker: string | null
  proposed: number
  status: string
  passages: number
}

/** Proposed codes that nobody has accepted or retired, oldest first, and the pairs of them that may be one. */
export function listProposals(db: Db, asking: Asking): Proposals {
  const codes = shownCodes(db, meOf(asking)).flatMap(code =>
    code.proposed === 1 && code.status === 'provisional'
      ? [{ ...pairedOf(code), framework: code.framework, round: code.round ?? '' }]
      : [],
  )
  const open = new Set(codes.map(({ id }) => id))
  return { codes, pairs: likelyPairs(db, asking).filter(({ proposed }) => open.has(proposed.id)) }
}

/** The codes, without who proposed them in a round that the member `me` judges without names. */
function shownCodes(db: Db, me: string): Shown[] {
  const kept = namesKeptFrom(db, me)
  const codes = all<Shown & { proposedIn: string | null }>(
    db,
    `SELECT c.id, c.name, c.definition, c.status, c.framework, c.proposed_in IS NOT NULL AS proposed,
       c.created_by AS maker, r.title AS round, c.proposed_in AS "proposedIn", CASE WHEN c.proposed_in IS NULL THEN NULL ELSE m.name END AS by,
       (SELECT count(*) FROM codings k
        WHERE k.code = c.id AND k.layer = 'independent' AND ${mayShowCoding('k', '$me')}) AS passages
     FROM codes c LEFT JOIN members m ON m.id = c.created_by LEFT JOIN rounds r ON r.id = c.proposed_in
     WHERE c.status <> 'retired' AND ${mayShowCode('c', '$me')} ORDER BY c.created_at, c.id`,
    { me },
  )
  return codes.map(code => (kept?.ofRound(code.proposedIn) ? { ...code, by: hiddenInSentence } : code))
}

/**
 * Codes that coders proposed apart and that may be one: they are called the same (letter case and accents aside), or lie
 * on the same words, each on at least half of the shorter passage, at more than half the places where the rarer is used. A
 * proposal is set beside another coder's and, where it is called the same, beside any code. Only of what the asker may see;
 * those most alike first.
 */
export function likelyPairs(db: Db, asking: Asking): ProposalPair[] {
  const me = meOf(asking)
  const codes = shownCodes(db, me)
  const proposals = codes.filter(({ proposed }) => proposed === 1)
  if (proposals.length === 0) return []
  const together = placesShared(db, me)
  const byName = Map.groupBy(codes, ({ name }) => folded(name.trim()))
  const pairs = new Map<string, ProposalPair>()
  const put = (a: Shown, b: Shown, sameName: boolean): void => {
    if (a.id === b.id || (a.maker === b.maker && b.proposed === 1)) return
    const key = [a.id, b.id].sort().join(' ')
    if (pairs.has(key)) return
    pairs.set(key, {
      proposed: pairedOf(a),
      other: pairedOf(b),
      sameName,
      together: together.get(key) ?? 0,
    })
  }
  for (const proposal of proposals) {
    for (const other of byName.get(folded(proposal.name.trim())) ?? []) put(proposal, other, true)
  }
  const known = new Map(proposals.map(code => [code.id, code]))
  for (const [key, shared] of together) {
    const [a, b] = key.split(' ').map(id => known.get(id))
    if (a && b && 2 * shared > Math.min(a.passages, b.passages)) put(a, b, false)
  }
  return [...pairs.values()].sort(
    (a, b) => Number(b.sameName) - Number(a.sameName) || b.together - a.together,
  )
}

const pairedOf = ({ id, name, definition, by, passages }: Shown): PairedCode => ({
  id,
  name,
  definition,
  by,
  passages,
})

/** At how many places two proposed codes of different coders lie on the same words, by the ids in order. */
function placesShared(db: Db, me: string): Map<string, number> {
  return new Map(
    all<{ a: string; b: string; n: number }>(
      db,
      `SELECT x.code AS a, y.code AS b, count(DISTINCT x.id) AS n
       FROM codings x JOIN codings y ON y.source = x.source AND y.revision = x.revision AND y.code > x.code
         AND y.start < x."end" AND x.start < y."end" AND y.coder <> x.coder AND y.layer = 'independent'
         AND 2 * (min(x."end", y."end") - max(x.start, y.start)) >= min(x."end" - x.start, y."end" - y.start)
         AND ${mayShowCoding('y', '$me')}
       WHERE x.layer = 'independent' AND ${mayShowCoding('x', '$me')}
         AND x.code IN (SELECT id FROM codes WHERE proposed_in IS NOT NULL)
         AND y.code IN (SELECT id FROM codes WHERE proposed_in IS NOT NULL)
       GROUP BY x.code, y.code`,
      { me },
    ).map(({ a, b, n }) => [`${a} ${b}`, n]),
  )
}
