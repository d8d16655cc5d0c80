import { type JournalChoice, journalThings } from '#shared/model/journal.ts'
import type { HistoryEntry } from '#shared/model/operation.ts'
import { all, column, type Db } from '../db/sql.ts'
import { nameApart } from '../members/queries.ts'
import { clockSlack } from '../merging/wrong-clock.ts'
import { codedBlindAgain, mayShowOperation, roundsJudgedAgain } from '../rounds/blinding.ts'
import { codersIn, hiddenName, namelessFor } from '../rounds/nameless.ts'
import { keptRounds } from '../rounds/queries.ts'
import { changedFields } from './changed-fields.ts'
import { isNotIn, leftOut } from './counting.ts'
import { startOfDay } from './days.ts'
import { type RulingPlace, rulingPlaces } from './ruling-places.ts'
import { stepsUndone } from './undone.ts'

/** Which stretch of the list is wanted: below a sequence (null: from the newest), at most so many (null: all). */
interface Page {
  before: number | null
  limit: number | null
}

/**
 * The journal's entries that are asked for and that the member `me` may see, newest first. They are numbered among all
 * that `me` may see: gaps in the journal's own numbers would tell how much is withheld. A step that came in a package and says
 * to be from after it was merged, or from before its hand-out was made, is marked. Whose work it is is left out where names are
 * kept from `me`, and what was ruled in rounds in which `me` judges again. Nor is such work told when it was done, nor in what
 * order: who knows when each coder worked would know whose it is. It stands where the round was opened, shuffled.
 */
export function journalEntries(db: Db, me: string, choice: JournalChoice, page: Page): HistoryEntry[] {
  const nouns = nounsOf(choice)
  const nameless = namelessFor(db, me)
  const opening = openingOf(db, nameless)
  const found = all<{
    id: string
    sequence: number
    at: number
    who: string | null
    by: string | null
    summary: string
    kind: string
    undone: number
    undoable: number
    wrongClock: number
    nameless: number
    sealed: number
  }>(
    db,
    `WITH brought AS MATERIALIZED (
       SELECT r.value ->> 0 AS copy, r.value ->> 1 AS first, r.value ->> 2 AS last,
         coalesce(h.made_at, 0) - $day AS earliest, x.merged_at + $day AS latest
       FROM returns x LEFT JOIN handouts h ON h.id = x.handout, json_each(x.operations) r
     )
     SELECT o.id, o.sequence, o.at, ${nameApart('m')} AS who, m.id AS "by", o.summary, o.kind, o.undoable,
       o.id IN (SELECT value FROM json_each($undone)) AS undone,
       o.nameless = 0 AND EXISTS (SELECT 1 FROM brought b WHERE b.copy = o.copy AND o.own BETWEEN b.first AND b.last
         AND (o.at > b.latest OR o.at < b.earliest)) AS wrongClock,
       o.nameless,
       o.kind GLOB 'ruling*' AND EXISTS (SELECT 1 FROM json_each(o.changes) c WHERE c.value ->> 'table' = 'rulings'
         AND (${roundOf('c')} IN (${roundsJudgedAgain('$me')})
           OR ${roundOf('c')} IN (SELECT value FROM json_each($rounds)) AND o.summary NOT LIKE '% reader’s reading %')) AS sealed
     FROM (
       SELECT id, actor, CASE WHEN nameless IN (0, 3) THEN at ELSE $openedAt END AS at, summary, kind, changes, undoable, copy, own, nameless,
         row_number() OVER (ORDER BY ${nameless.size === 0 ? '' : shuffledAt('$place')} lamport, actor, own) AS sequence
       FROM (
         SELECT id, actor, at, summary, kind, changes, undoable, copy, v.sequence AS own, lamport,
           ${nameless.size === 0 ? '0' : `CASE WHEN ${isWorkOf('v', '$coders')} THEN 1 WHEN ${isHandingIn('v', '$rounds')} THEN 2 WHEN ${isComment('v', '$coders')} THEN 3 ELSE 0 END`} AS nameless
         FROM operations v WHERE ${mayShowOperation('v', '$me')} AND v.kind <> 'merge.mended'
           AND ${isNotIn('v', '$out')}
       )
     ) o LEFT JOIN members m ON m.id = o.actor
     WHERE ($member IS NULL OR o.actor = $member AND o.nameless = 0) AND ($before IS NULL OR o.sequence < $before)
       AND ($from IS NULL OR o.at >= $from) AND ($to IS NULL OR o.at < $to)
       AND ($nouns IS NULL OR $isIn = (${nounOf('o')} IN (SELECT value FROM json_each($nouns))))
     ORDER BY o.sequence DESC LIMIT $limit`,
    {
      me,
      day: clockSlack,
      member: choice.member,
      before: page.before,
      from: choice.from === null ? null : startOfDay(choice.from),
      to: choice.to === null ? null : startOfDay(choice.to, 1),
      nouns: nouns && JSON.stringify(nouns.names),
      isIn: nouns?.isIn ? 1 : 0,
      limit: page.limit ?? -1,
      out: JSON.stringify(leftOut(db)),
      undone: stepsUndone(db),
      rounds: JSON.stringify([...nameless.keys()]),
      openedAt: opening.at,
      ...(nameless.size === 0
        ? {}
        : { place: opening.lamport, coders: JSON.stringify(codersIn(db, [...nameless.keys()])) }),
    },
  )
  const fields = changedFields(db, me, found)
  return found.map(
    ({ summary, at, who, by, nameless: isNameless, sealed, undone, undoable, wrongClock, ...entry }) => ({
      ...entry,
      at: new Date(at).toISOString(),
      who: isNameless === 0 ? who : hiddenName,
      by: isNameless === 0 ? by : null,
      what:
        sealed === 1
          ? withoutOutcome(summary)
          : isNameless === 2
            ? withoutName(summary)
            : withFields(summary, fields.get(entry.id)),
      undone: undone === 1,
      undoable: undoable === 1,
      wrongClock: wrongClock === 1,
    }),
  )
}

const withFields = (summary: string, fields: string | undefined): string =>
  fields === undefined ? summary : `${summary}: ${fields}`

/** When the first of these rounds was opened, and at which step. */
function openingOf(db: Db, rounds: ReadonlyMap<string, number>): { at: number; lamport: number } {
  const [first] = [...rounds].sort(([, one], [, other]) => one - other)
  if (!first) return { at: 0, lamport: 0 }
  const [round, at] = first
  const [opened = 0] = column<number>(
    db,
    "SELECT lamport FROM operations WHERE kind = 'round.opened' AND instr(changes, ?) > 0 ORDER BY lamport LIMIT 1",
    round,
  )
  return { at, lamport: opened }
}

/** SQL: orders nameless work behind the step at this place, by what is random in its id, and then its handing in. */
const shuffledAt = (place: string): string =>
  `CASE WHEN nameless IN (0, 3) THEN lamport ELSE ${place} END, nameless % 3, CASE nameless WHEN 1 THEN substr(id, -12) END,`

/** SQL: the entry under `alias` is the coding, noting or proposing of one of these members, a list as JSON. */
const isWorkOf = (alias: string, coders: string): string =>
  `(${alias}.actor IN (SELECT value FROM json_each(${coders})) AND (${alias}.kind GLOB 'coding*'
    OR ${alias}.kind GLOB 'annotation*' OR ${alias}.kind GLOB 'code.*'))`

/** SQL: the entry under `alias` is a comment on a difference by one of these members, a list as JSON. */
const isComment = (alias: string, coders: string): string =>
  `(${alias}.kind GLOB 'comment*' AND ${alias}.actor IN (SELECT value FROM json_each(${coders})))`

/** SQL: with the entry under `alias` a coder of one of these rounds, a list as JSON, handed in. */
const isHandingIn = (alias: string, rounds: string): string =>
  `(${alias}.kind = 'round.submitted' AND EXISTS (SELECT 1 FROM json_each(${alias}.changes) c
     JOIN round_coders p ON p.id = c.value ->> 'id'
     WHERE c.value ->> 'table' = 'round_coders' AND p.round IN (SELECT value FROM json_each(${rounds}))))`

/** SQL: the round of the row that the change under `alias` makes, removes, or of a ruling changes. */
const roundOf = (alias: string): string =>
  `coalesce(${alias}.value -> 'after' ->> 'round', ${alias}.value -> 'before' ->> 'round',
    (SELECT its.round FROM rulings its WHERE its.id = ${alias}.value ->> 'id'), '')`

/** That somebody handed in, without who. */
const withoutName = (summary: string): string =>
  `A coder${summary.slice(Math.max(0, summary.lastIndexOf(' submitted “')))}`

/** A ruling's sentence as far as the title of its round. */
const withoutOutcome = (summary: string): string =>
  `${summary.slice(0, summary.lastIndexOf('”: ') + 1) || summary}`

/** A reason given for a step. */
export interface GivenReason {
  /** Empty where none was given for these rulings, and others of the step have one. */
  because: string
  /** The rulings it is given for, in a step that holds several and not one reason for all; else none are named. */
  rulings: RulingPlace[]
}

/**
 * Why steps were taken, by the entry's id: of changes of codes, frozen versions, rulings and what a meeting decided. Each
 * reason once a step; what a split says of the code it retires is none. Nothing of a round whose sources are being coded blind again by its coders, nor of rulings of one in
 * which the member `me` is to judge again.
 */
export function reasonsGiven(db: Db, me: string): Map<string, GivenReason[]> {
  const hidden = keptRounds(db)
    .map(({ id }) => id)
    .filter(id => codedBlindAgain(db, id) !== undefined)
  const found = all<{ id: string; because: string; ruling: string | null }>(
    db,
    `SELECT id, because, ruling FROM (
       SELECT o.id, o.lamport, o.sequence, c.key, iif(c.value ->> 'table' = 'rulings', c.value ->> 'id', NULL) AS ruling,
         c.value -> 'after' ->> (CASE c.value ->> 'table'
           WHEN 'code_changes' THEN 'because' WHEN 'rulings' THEN 'reason'
           WHEN 'framework_versions' THEN 'note' WHEN 'agenda' THEN 'decision' END) AS because
       FROM operations o CROSS JOIN json_each(o.changes) c
       WHERE ${nounOf('o')} IN ('code', 'framework', 'ruling', 'agenda')
         AND c.value ->> 'table' IN ('code_changes', 'rulings', 'framework_versions', 'agenda')
         AND ${roundOf('c')} NOT IN (SELECT value FROM json_each($hidden))
         AND NOT (o.kind = 'code.split' AND c.value -> 'after' ->> 'kind' = 'retired')
         AND NOT (c.value ->> 'table' = 'rulings' AND ${roundOf('c')} IN (${roundsJudgedAgain('$me')}))
     ) WHERE because <> '' OR (because = '' AND ruling IS NOT NULL) ORDER BY lamport, sequence, id, key`,
    { hidden: JSON.stringify(hidden), me },
  )
  return new Map(
    [...Map.groupBy(found, ({ id }) => id)].map(([id, of]) => {
      const reasons = Map.groupBy(of, ({ because }) => because)
      const rulings = of.flatMap(({ ruling }) => ruling ?? [])
      const places = reasons.size > 1 && rulings.length > 1 ? rulingPlaces(db, id) : null
      return [
        id,
        [...reasons].flatMap(([because, its]) => {
          const named = its.flatMap(({ ruling }) => places?.get(ruling ?? '') ?? [])
          return because === '' && named.length === 0 ? [] : [{ because, rulings: named }]
        }),
      ]
    }),
  )
}

/** SQL: the noun that the kind of the entry under `alias` begins with. */
const nounOf = (alias: string): string => `substr(${alias}.kind, 1, instr(${alias}.kind, '.') - 1)`

/** The nouns that are wanted, or for what no other thing has, those that are not. */
function nounsOf({ thing }: JournalChoice): { names: string[]; isIn: boolean } | null {
  if (thing === null) return null
  const isIn = thing !== 'study'
  return {
    names: journalThings.filter(({ id }) => (id === thing) === isIn).flatMap(({ nouns }) => nouns),
    isIn,
  }
}
