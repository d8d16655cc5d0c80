import type { Polarity } from '#shared/model/coding.ts'
import type { Disagreement, RulingOutcome } from '#shared/model/disagreement.ts'
import { all, column, type Db, first } from '../db/sql.ts'
import { heirsOf } from '../disagreements/heirs.ts'
import type { Change } from '../history/changes.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import type { Operation } from '../history/journal.ts'
import { stepsUndone } from '../history/undone.ts'
import { textKnownTo } from '../revisions/known-text.ts'
import { roundsJudgedAgain } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'

/** A ruling that a meeting gave, in the words of the text of then. */
export interface MeetingRuling {
  /** Id of the ruling. */
  id: string
  meeting: string
  /** Whether it is there still, be it asked again or about what differs no longer. */
  isThere: boolean
  /** The difference of now that it was on; null where that is gone. */
  disagreement: string | null
  source: string
  /** The passage that differed; empty where that cannot be told. */
  passage: string
  /** What each coder had there, by the coder’s id. */
  readings: { coder: string; code: string; polarity: Polarity | null; words: string }[]
  /** The coder whose reading was shown first; null where it is not known. */
  first: string | null
  /** The entries of the agenda that it decided, by id. */
  entries: string[]
  outcome: RulingOutcome
  /** The words of another extent that was ruled; null where none was. */
  extent: string | null
  code?: string
  reason: string
  reviewer: string
}

interface Step extends Pick<Operation, 'copy' | 'sequence' | 'lamport'> {
  changes: string
}

/**
 * What the meetings of a round ruled, as the journal has it, oldest first, whatever became of it since: a meeting decided what it
 * decided; of what it ruled twice on one difference, the last. Whoever gives the same ruling again in another meeting gives it in
 * that one, too. What was undone was not ruled. None for a member who is to judge rulings of the round again.
 *
 * @param items the round’s differences as they are now
 */
export function ruledInMeetings(
  db: Db,
  round: string,
  items: readonly Disagreement[],
  me: string,
): MeetingRuling[] {
  if (column<string>(db, roundsJudgedAgain('?'), me).includes(round)) return []
  const meetings = new Set(column<string>(db, 'SELECT id FROM meetings WHERE round = ?', round))
  if (meetings.size === 0) return []
  const given = all<Step>(
    db,
    `SELECT o.copy, o.sequence, o.lamport, o.changes FROM operations o
     WHERE (o.kind = 'ruling.made' AND instr(o.changes, $round) > 0 OR o.kind = 'ruling.noted') AND ${isNotIn('o', '$out')}
       AND o.id NOT IN (SELECT value FROM json_each($undone))
     ORDER BY o.lamport, o.actor, o.sequence`,
    { round, out: JSON.stringify(leftOut(db)), undone: stepsUndone(db) },
  )
    .flatMap(givenBy())
    .filter(({ meeting }) => meetings.has(meeting))
  const last = new Map(given.map(each => [`${each.meeting} ${each.disagreement}`, each]))
  const heirs = heirsOf([...last.values()], items)
  return [...last.values()].map(each => inWords(db, each, heirs.get(each.id) ?? null))
}

/** A coding as a ruling’s step kept it: its code was not kept at first. */
type KeptReading = [
  coding: string,
  revision: string,
  start: number,
  end: number,
  polarity: Polarity | null,
  code?: string,
]

/** A ruling as the step that gave it says it. */
interface Given {
  id: string
  /** The row that says what it was given on, and in which meeting. */
  on: string
  /** Empty outside meetings. */
  meeting: string
  disagreement: string
  codings: string[]
  first: string | null
  row: NonNullable<Change['after']>
  readings: KeptReading[]
  entries: string[]
  step: Step
}

/** Tells what one step after the other gave: a ruling, or other notes to one that was given before. */
function givenBy(): (step: Step) => Given[] {
  const rulings = new Map<string, Given>()
  /** A ruling by the row that says what it was given on. */
  const on = new Map<string, string>()
  return step => {
    const changes = JSON.parse(step.changes) as Change[]
    const edits = changes.filter(({ before, after }) => before !== null && after !== null)
    const noted = new Set(
      edits.flatMap(({ table, id }) =>
        table === 'rulings' ? [id] : table === 'ruled_on' ? (on.get(id) ?? []) : [],
      ),
    )
    const given = [
      ...madeIn(step, changes),
      ...[...noted].flatMap(id => {
        const ruling = rulings.get(id)
        return ruling ? [withNotes(ruling, edits, noted.size > 1 ? [] : entriesOf(edits))] : []
      }),
    ]
    for (const each of given) {
      rulings.set(each.id, each)
      on.set(each.on, each.id)
    }
    return given
  }
}

/** A ruling as it was given before, with the notes that these edits give it. */
function withNotes(ruling: Given, edits: readonly Change[], entries: readonly string[]): Given {
  const writtenTo = (row: string): Change['after'] => edits.find(({ id }) => id === row)?.after ?? null
  const meeting = writtenTo(ruling.on)?.meeting
  return {
    ...ruling,
    row: { ...ruling.row, ...writtenTo(ruling.id) },
    meeting: meeting === undefined ? ruling.meeting : String(meeting ?? ''),
    entries: [...ruling.entries, ...entries],
  }
}

const entriesOf = (changes: readonly Change[]): string[] =>
  changes.flatMap(({ table, id }) => (table === 'agenda' ? [id] : []))

/** The rulings that a step gave. */
function madeIn(step: Step, changes: readonly Change[]): Given[] {
  const made = (of: Change['table']) =>
    changes.flatMap(({ table, id, before, after }) =>
      table === of && before === null && after ? [{ id, after }] : [],
    )
  const rows = new Map(made('rulings').map(({ id, after }) => [id, after]))
  const readings = new Map(made('ruled_readings').map(({ after }) => [after.ruling, String(after.readings)]))
  const rulings = made('ruled_on')
  // Of several rulings in one step nothing says which entry is whose.
  const entries = rulings.length > 1 ? [] : entriesOf(changes)
  return rulings.flatMap(({ id: on, after }): Given[] => {
    const id = String(after.ruling)
    const row = rows.get(id)
    if (!row) return []
    return [
      {
        id,
        on,
        meeting: String(after.meeting ?? ''),
        disagreement: String(row.disagreement),
        codings: JSON.parse(String(after.codings)) as string[],
        first: typeof after.first_shown === 'string' ? after.first_shown : null,
        row,
        readings: JSON.parse(readings.get(id) ?? '[]') as KeptReading[],
        entries,
        step,
      },
    ]
  })
}

function inWords(db: Db, { id, meeting, row, step, ...given }: Given, heir: string | null): MeetingRuling {
  const source = String(row.source)
  const revision = given.readings[0]?.[1] ?? textKnownTo(db, source, step)
  const words = (start: number, end: number): string => {
    const sha = first<{ text: string }>(db, 'SELECT text FROM revisions WHERE id = ?', revision)?.text
    return sha === undefined ? '' : contentText(db, sha).slice(start, end).toWellFormed()
  }
  const { start, end, code } = row
  const [from, to] = [given.readings.map(reading => reading[2]), given.readings.map(reading => reading[3])]
  return {
    id,
    meeting,
    isThere: first(db, 'SELECT 1 FROM rulings WHERE id = ?', id) !== undefined,
    disagreement: heir,
    source,
    passage: from.length === 0 ? '' : words(Math.min(...from), Math.max(...to)),
    readings: given.readings.flatMap(([coding, , at, until, polarity, counted]) => {
      const coded = first<{ coder: string; code: string }>(
        db,
        'SELECT coder, code FROM codings WHERE id = ? AND coder IS NOT NULL',
        coding,
      )
      return coded
        ? [{ coder: coded.coder, code: counted ?? coded.code, polarity, words: words(at, until) }]
        : []
    }),
    first: given.first,
    entries: given.entries,
    outcome: row.outcome as RulingOutcome,
    extent: typeof start === 'number' && typeof end === 'number' ? words(start, end) : null,
    ...(typeof code === 'string' ? { code } : {}),
    reason: String(row.reason),
    reviewer: String(row.reviewer),
  }
}
