import type { CodedSpan, Disagreement } from '#shared/model/disagreement.ts'
import { consensusRow } from '../adjudication/consensus.ts'
import { consensusFromAgreed } from '../adjudication/rulings.ts'
import { all, type Db, type Row } from '../db/sql.ts'
import { type Comparison, compareCodings } from '../disagreements/compare.ts'
import { codeTree, pairOf } from '../disagreements/in-round.ts'
import { keptKind } from '../disagreements/kept-rulings.ts'
import { type Change, changed, made } from '../history/changes.ts'
import { type KeptRound, keptRounds } from '../rounds/queries.ts'
import type { Mark, Placed } from './carry-marks.ts'
import { type Carried, type Revising, toPlace } from './revising.ts'

interface StoredRuling {
  id: string
  disagreement: string
  kind: string
  start: number | null
  end: number | null
}

/**
 * Carries the rulings of the source's rounds: their extents, and the disagreement each belongs to, which is known by the
 * codings that differ. Where these form another disagreement in the new text, the ruling goes with it; where they differ
 * no longer, the ruling stays as it was given and is listed. What a round still under adjudication comes to agree on
 * because the differing words are gone enters the consensus, as if it had been agreed on at first.
 */
export function carryRulings(revising: Revising, placed: Placed): Carried {
  const parts = keptRounds(revising.tools.db)
    .filter(round => round.state !== 'open' && round.sources.includes(revising.source))
    .map(round => carryRound(revising, round, placed))
  return {
    changes: parts.flatMap(part => part.changes),
    same: parts.reduce((sum, part) => sum + part.same, 0),
    listed: parts.reduce((sum, part) => sum + part.listed, 0),
  }
}

function carryRound(revising: Revising, round: KeptRound, placed: Placed): Carried {
  const { tools, source } = revising
  const { db } = tools
  const rulings = all<StoredRuling>(
    db,
    'SELECT id, disagreement, kind, start, "end" FROM rulings WHERE round = ? AND source = ? ORDER BY id',
    round.id,
    source,
  )
  const was = compared(
    revising,
    round,
    all<Mark>(db, 'SELECT * FROM codings WHERE source = ? AND round = ?', source, round.id),
  )
  const is = compared(revising, round, placed)
  const changes: (Change | null)[] = []
  const sum = { same: 0, listed: 0 }
  const taken = new Set(rulings.map(ruling => ruling.disagreement))
  const ruled = new Set<string>()
  for (const ruling of rulings) {
    const before = itemIn(was, ruling.disagreement)
    for (const id of before ? codingsOf(before) : []) ruled.add(id)
    const { row, listed } = carriedExtent(revising, round, ruling)
    const stands = itemIn(is, ruling.disagreement) !== undefined
    const heir = stands || !before ? undefined : heirOf(before, is, taken)
    if (heir) {
      taken.add(heir.id)
      row.disagreement = heir.id
      row.kind = keptKind(heir.kind)
    }
    const change = differing(ruling, row)
    if (change) changes.push(change)
    const lost = !stands && !heir && before
    if (listed) changes.push(listed)
    else if (lost) changes.push(toPlace(revising, before, waiting(round, ruling, 'touched')))
    sum[listed || lost ? 'listed' : 'same']++
  }
  for (const { id, disagreement } of settledByRule(db, round.id)) {
    const before = was.disagreements.find(item => item.id === disagreement)
    if (!before) continue
    for (const coding of codingsOf(before)) ruled.add(coding)
    const heir = is.disagreements.some(item => item.id === disagreement)
      ? undefined
      : heirOf(before, is, taken)
    if (heir) changes.push(changed(db, 'entered_by_rule', id, { disagreement: heir.id }))
  }
  if (round.state === 'submitted') changes.push(...newlyAgreed(revising, round, was, is, ruled))
  return { changes: changes.filter(change => change !== null), ...sum }
}

/** A difference, or one that is part of another which it touches. */
const itemIn = ({ disagreements, touching }: Comparison, id: string): Disagreement | undefined =>
  disagreements.find(item => item.id === id) ?? [...touching.values()].flat().find(item => item.id === id)

/** What the round's rule made of differences: it goes where these go. */
const settledByRule = (db: Db, round: string) =>
  all<{ id: string; disagreement: string }>(
    db,
    'SELECT id, disagreement FROM entered_by_rule WHERE round = ? ORDER BY id',
    round,
  )

function compared({ source, tools }: Revising, round: KeptRound, codings: readonly Mark[]): Comparison {
  const coders = pairOf(round)
  const of = (coder: string): CodedSpan[] =>
    codings
      .filter(c => c.layer === 'independent' && c.round === round.id && c.coder === coder)
      .map(c => c as unknown as CodedSpan)
  return compareCodings({
    round: round.id,
    source,
    coders,
    codings: { a: of(coders[0]), b: of(coders[1]) },
    tree: codeTree(tools.db),
  })
}

/** The ruling's own extent in the new text, where it has one. */
function carriedExtent(revising: Revising, round: KeptRound, ruling: StoredRuling) {
  const { start, end } = ruling
  const row: Row = {}
  if (start === null || end === null) return { row, listed: null }
  const place = revising.anchors.reanchor({ start, end })
  row.start = place.fate === 'gone' ? null : place.start
  row.end = place.fate === 'gone' ? null : place.end
  return {
    row,
    listed:
      place.fate === 'same' ? null : toPlace(revising, { start, end }, waiting(round, ruling, place.fate)),
  }
}

/** The disagreement in the new text that has most of the codings of one in the old, and no ruling of its own. */
function heirOf(before: Disagreement, is: Comparison, taken: ReadonlySet<string>): Disagreement | undefined {
  const codings = new Set(codingsOf(before))
  let best: Disagreement | undefined
  let most = 0
  for (const item of is.disagreements) {
    const shared = codingsOf(item).filter(id => codings.has(id)).length
    if (shared <= most || taken.has(item.id)) continue
    best = item
    most = shared
  }
  return best
}

function newlyAgreed(
  { tools, to }: Revising,
  round: KeptRound,
  was: Comparison,
  is: Comparison,
  ruled: ReadonlySet<string>,
): Change[] {
  const known = new Set(was.agreed.flatMap(codingsOf))
  const fresh = is.agreed.filter(passage => codingsOf(passage).every(id => !known.has(id) && !ruled.has(id)))
  return consensusFromAgreed(fresh).map(coding =>
    made('codings', tools.newId(), {
      ...consensusRow(tools.db, coding, round.id, null, tools.now),
      revision: to,
    }),
  )
}

const codingsOf = ({ sides }: Pick<Disagreement, 'sides'>): string[] =>
  Object.values(sides).flatMap(codings => codings.map(coding => coding.id))

const waiting = (round: KeptRound, ruling: StoredRuling, why: 'touched' | 'gone') => ({
  what: 'ruling' as const,
  row: ruling.id,
  why,
  layer: 'consensus' as const,
  coder: null,
  round: round.id,
  kept: null,
})

function differing({ id, ...was }: StoredRuling, row: Row): Change | null {
  const differs = Object.entries(row).filter(([column, value]) => (was as Row)[column] !== value)
  if (differs.length === 0) return null
  return {
    table: 'rulings',
    id,
    before: Object.fromEntries(differs.map(([column]) => [column, (was as Row)[column] ?? null])),
    after: Object.fromEntries(differs),
  }
}
