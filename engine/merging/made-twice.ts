import type { Meeting, TextsApart } from '#shared/model/merge.ts'
import { firstShown, rulesOf } from '../adjudication/judging.ts'
import { rulingGone } from '../adjudication/ruling-gone.ts'
import { all, column, type Db, first, type Row } from '../db/sql.ts'
import { pairOf } from '../disagreements/in-round.ts'
import { momentOf } from '../export/words.ts'
import { type Change, type FoldedTable, made, removed, rowOf } from '../history/changes.ts'
import { keptRound } from '../rounds/queries.ts'
import { textsApart } from './texts-apart.ts'

/** Two rows that were made in two copies, of which there can be only one: each in words, and whether they can change places. */
export interface MadeTwice {
  stands: string | null
  other: string | null
  texts: TextsApart | null
  canTakeOther: boolean
}

/** What was made on both sides, as whoever decides reads it; the words of texts only where `isLead`. */
export function madeTwice(db: Db, meeting: Meeting, isLead: boolean): MadeTwice {
  const { table, row, other } = meeting
  if (other === undefined) return { stands: null, other: null, texts: null, canTakeOther: false }
  if (table === 'revisions') {
    const apart = textsApart(db, row, other)
    // Once the newest text came of both, neither gave way.
    if (!apart) return { stands: null, other: null, texts: null, canTakeOther: false }
    return {
      stands: inWords(db, table, apart.stands.id),
      other: inWords(db, table, apart.other.id),
      texts: isLead ? apart.differ() : null,
      canTakeOther: true,
    }
  }
  const [mine, theirs] = rowOf(db, table as FoldedTable, row) ? [row, other] : [other, row]
  return {
    stands: inWords(db, table, mine),
    other: inWords(db, table, theirs),
    texts: null,
    canTakeOther: takesPlace(db, meeting) !== null,
  }
}

/** The tables of which the other can take the place of the one that stands; each row of the others says the same. */
export const exchanged: ReadonlySet<string> = new Set([
  'rulings',
  'judging_rules',
  'case_values',
  'grid_notes',
])

/** The changes that put the other in the place of what stands; null where that cannot be done any more. */
export function takesPlace(db: Db, { table, row, other }: Meeting): Change[] | null {
  if (!exchanged.has(table) || other === undefined) return null
  const standing = rowOf(db, table as FoldedTable, other)
  const making = makingOf(db, table, row)
  if (!standing || !making || rowOf(db, table as FoldedTable, row)) return null
  if (typeof standing.round === 'string' && keptRound(db, standing.round)?.state === 'closed') return null
  if (table !== 'rulings')
    return [removed(db, table as FoldedTable, other), made(table as FoldedTable, row, making.row)]
  const its = making.changes.filter(
    ({ table: of, before, after }) =>
      before === null &&
      (of === 'codings' || of === 'ruled_on' || of === 'ruled_readings') &&
      after?.ruling === row,
  )
  const isOfNow = its.every(({ table: of, after }) => of !== 'codings' || stillFits(db, after))
  return isOfNow ? [...rulingGone(db, other), made('rulings', row, making.row), ...its] : null
}

/** A consensus coding whose text was corrected, or whose code went, is ruled on anew. */
const stillFits = (db: Db, coding: Row | null): boolean =>
  first(
    db,
    `SELECT 1 FROM revisions r JOIN codes k ON k.id = $code WHERE r.id = $revision
       AND NOT EXISTS (SELECT 1 FROM revisions n WHERE n.source = r.source AND n.number > r.number)`,
    { revision: coding?.revision ?? null, code: coding?.code ?? null },
  ) !== undefined

interface Making {
  who: string | null
  at: number
  row: Row
  changes: Change[]
}

/**
 * The rulings of these that decide what their other decides: the same outcome with the same consensus, for whatever reason. Each by
 * its own id and the other's. One pass over the steps that ruled.
 */
export function rulingsAlike(db: Db, met: readonly { row: string; other: string }[]): Set<string> {
  const wanted = new Set(met.flatMap(({ row, other }) => [row, other]))
  const said = new Map<string, string>()
  for (const changes of column<string>(
    db,
    `SELECT changes FROM operations WHERE instr(changes, '"table":"rulings"') > 0 ORDER BY lamport, actor, sequence, copy, id`,
  )) {
    const its = JSON.parse(changes) as Change[]
    for (const { table, id, before, after } of its) {
      if (table !== 'rulings' || !wanted.has(id) || before !== null || !after || said.has(id)) continue
      const consensus = its.flatMap(({ table: of, after: row }) =>
        of === 'codings' && row?.ruling === id
          ? `${row.source} ${row.start} ${row.end} ${row.code} ${row.polarity}`
          : [],
      )
      said.set(id, JSON.stringify([after.outcome, after.code, consensus.sort()]))
    }
  }
  return new Set(
    met.flatMap(({ row, other }) =>
      said.has(row) && said.get(row) === said.get(other) ? [keyOfTwo(row, other)] : [],
    ),
  )
}

/** Two rows of which there can be only one. */
export const keyOfTwo = (row: string, other: string): string => `${row} ${other}`

/** The first step that made a row, with the row as it was made, or as its notes were mended since. */
function makingOf(db: Db, table: string, row: string): Making | null {
  let making: Making | undefined
  for (const { changes: text, ...step } of all<{ who: string | null; at: number; changes: string }>(
    db,
    `SELECT m.name AS who, o.at, o.changes FROM operations o LEFT JOIN members m ON m.id = o.actor
     WHERE instr(o.changes, ?) > 0 ORDER BY o.lamport, o.actor, o.sequence, o.copy, o.id`,
    `"table":"${table}","id":"${row}"`,
  )) {
    const changes = JSON.parse(text) as Change[]
    const its = changes.find(change => change.table === table && change.id === row)
    if (!its?.after) continue
    if (its.before === null) making ??= { ...step, row: its.after, changes }
    else if (making) making = { ...making, row: { ...making.row, ...its.after } }
  }
  return making ?? null
}

/** A ruling as it was made: what it says, by whom and when; null where the journal never made it. */
export const rulingMade = (db: Db, ruling: string): string | null => inWords(db, 'rulings', ruling)

/** What was made, by whom and when. */
function inWords(db: Db, table: string, id: string): string | null {
  const making = makingOf(db, table, id)
  if (!making) return null
  const { who, at, row } = making
  const by = `${who ?? 'the command line'}, ${momentOf(new Date(at))}`
  if (table === 'rulings') return `${rulingInWords(db, row)} (${by})`
  if (table === 'judging_rules') return `${judgedInWords(row)} (${by})`
  if (table === 'revisions') return `text ${rowOf(db, table, id)?.number ?? row.number} (${by})`
  const said = row.value ?? row.text ?? row.summary
  return typeof said === 'string' && said !== '' ? `“${said.slice(0, 300).toWellFormed()}” (${by})` : by
}

/** Whether two said alike how the differences of a round are judged. */
export function judgedAlike(db: Db, row: string, other: string): boolean {
  const [one, two] = [row, other].map(id => makingOf(db, 'judging_rules', id)?.row)
  return one !== undefined && two !== undefined && judgedInWords(one) === judgedInWords(two)
}

const judgedInWords = ({ names_hidden, coders_may_rule }: Row): string =>
  `the coders’ names are ${names_hidden === 1 ? 'hidden' : 'shown'}, and the round’s coders ${coders_may_rule === 0 ? 'do not rule' : 'may rule'}`

function rulingInWords(db: Db, { round: id, disagreement, outcome, code, reason }: Row): string {
  const round = keptRound(db, String(id))
  const name = first<{ name: string }>(db, 'SELECT name FROM codes WHERE id = ?', code ?? null)?.name
  const words: Record<string, string> = {
    both: 'both stand',
    extent: 'a new extent',
    code: name === undefined ? 'another code' : `the code “${name}”`,
    neither: 'neither stands',
  }
  const because = reason === '' ? '' : `, because “${String(reason).slice(0, 300).toWellFormed()}”`
  return `${words[String(outcome)] ?? (round ? readingOf(db, round, String(disagreement), outcome === 'a') : 'one reading')}${because}`
}

/** Whose reading a ruling lets stand; where names are hidden, which of the two in the order they are shown in. */
function readingOf(
  db: Db,
  round: NonNullable<ReturnType<typeof keptRound>>,
  disagreement: string,
  isFirst: boolean,
): string {
  const [a, b] = pairOf(round)
  const coder = isFirst ? a : b
  const rules = rulesOf(db, round.id)
  if (rules.namesHidden && round.state !== 'closed')
    return `the ${firstShown(rules, disagreement, [a, b]) === coder ? 'first' : 'second'} reading stands`
  return `${round.coders.find(({ id }) => id === coder)?.name ?? 'one coder'}’s reading stands`
}
