import type { adjudication } from '#shared/contract/adjudication.ts'
import { TandemError } from '#shared/errors.ts'
import { type Disagreement, type GivenRuling, heldRuling } from '#shared/model/disagreement.ts'
import type { AgendaEntry, Discussion, ItemComment, Meeting } from '#shared/model/discussion.ts'
import { codeById } from '../codebook/queries.ts'
import { all, type Db, first } from '../db/sql.ts'
import { codingsIn, heirsOf } from '../disagreements/heirs.ts'
import { comparableRound, compareRound, differenceIn } from '../disagreements/in-round.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed, saying } from '../history/changes.ts'
import { needsRole, signedIn } from '../members/asking.ts'
import { meOf } from '../rounds/blinding.ts'
import { namesKeptFrom } from '../rounds/nameless.ts'
import type { KeptRound } from '../rounds/queries.ts'
import type { Reading, Tools } from '../tools.ts'

/** What is talked over: comments on differences, the agenda, and the meetings that decided it. */
export const discussionHandlers: Pick<
  Handlers<typeof adjudication>,
  'discussion' | 'comment' | 'removeComment' | 'park' | 'unpark' | 'meet' | 'updateMeeting' | 'decide'
> = {
  discussion(reading, { round: id }) {
    const { db } = reading
    const round = comparableRound(db, id)
    return told(reading, round, discussionOf(db, round, compareRound(db, round).disagreements))
  },

  comment(tools, { round: id, disagreement, words }) {
    const round = openRound(tools, id)
    const author = signedIn(tools.asking).id
    const item = itemOf(tools.db, round, disagreement)
    const comment = tools.newId()
    tools.record('comment.made', `Commented on a difference in “${round.title}”`, [
      made('item_comments', comment, {
        round: id,
        disagreement,
        codings: JSON.stringify(codingsIn(item)),
        author,
        words,
        created_at: tools.now,
      }),
    ])
    return told(tools, round, discussionOf(tools.db, round, [item]))
  },

  removeComment(tools, { comment }) {
    const { db, asking } = tools
    const kept = first<{ round: string; author: string }>(
      db,
      'SELECT round, author FROM item_comments WHERE id = ?',
      comment,
    )
    if (!kept) throw new TandemError('not-found', 'There is no such comment.', 'It may have been removed.')
    const round = openRound(tools, kept.round)
    if (signedIn(asking).id !== kept.author)
      throw new TandemError('not-allowed', 'Only its author removes a comment.', 'Answer it instead.')
    tools.record('comment.removed', `Removed a comment in “${round.title}”`, [
      removed(db, 'item_comments', comment),
    ])
    return { removed: 1 }
  },

  park(tools, { round: id, disagreement, codes, question }) {
    const { db, asking, now, newId, record } = tools
    const round = openRound(tools, id)
    needsRole(asking, ['reviewer', 'lead'], 'put something on the agenda')
    const parkedBy = signedIn(asking).id
    if ((disagreement === undefined) === (codes === undefined))
      throw new TandemError('bad-input', 'An entry is about a difference or about two codes.', 'Name one.')
    for (const code of codes ?? []) {
      if (!codeById(db, code, meOf(asking)))
        throw new TandemError('not-found', `There is no code ${code}.`, 'Choose two codes of the study.')
    }
    const items = compareRound(db, round).disagreements
    const item = disagreement === undefined ? undefined : itemOf(db, round, disagreement)
    const named = item ? codingsIn(item) : [...new Set(codes)].sort()
    if (!item && named.length !== 2)
      throw new TandemError('bad-input', 'A pair is of two different codes.', 'Choose two.')
    const waits = discussionOf(db, round, items).agenda.some(
      entry =>
        entry.decidedAt === null &&
        (item ? entry.disagreement === item.id : JSON.stringify(entry.codes) === JSON.stringify(named)),
    )
    if (waits)
      throw new TandemError('conflict', 'This is on the agenda already.', 'Add a comment to say more.')
    record('agenda.parked', `Put ${item ? 'a difference' : 'two codes'} on the agenda of “${round.title}”`, [
      made('agenda', newId(), {
        round: id,
        about: item ? 'difference' : 'codes',
        disagreement: item?.id ?? null,
        named: JSON.stringify(named),
        question,
        parked_by: parkedBy,
        created_at: now,
        meeting: null,
        decision: '',
        decided_at: null,
      }),
    ])
    return told(tools, round, discussionOf(db, round, items))
  },

  unpark(tools, { entry }) {
    const { round } = waiting(tools, entry)
    tools.record('agenda.removed', `Took something off the agenda of “${round.title}”`, [
      removed(tools.db, 'agenda', entry),
    ])
    return { removed: 1 }
  },

  meet(tools, { round: id, heldOn, attendees, notes }) {
    const { asking, now, newId, record } = tools
    const round = openRound(tools, id)
    needsRole(asking, ['reviewer', 'lead'], 'open a meeting')
    const meeting = newId()
    record('meeting.opened', `Opened a meeting on “${round.title}”`, [
      made('meetings', meeting, {
        round: id,
        held_on: heldOn,
        attendees,
        notes,
        opened_by: signedIn(asking).id,
        created_at: now,
      }),
    ])
    return { id: meeting, heldOn, attendees, notes }
  },

  updateMeeting(tools, { meeting, heldOn, attendees, notes }) {
    const { db, asking, record } = tools
    needsRole(asking, ['reviewer', 'lead'], 'change a meeting')
    const round = openRound(tools, roundOfMeeting(db, meeting))
    record('meeting.changed', `Changed a meeting on “${round.title}”`, [
      changed(db, 'meetings', meeting, {
        ...(heldOn === undefined ? {} : { held_on: heldOn }),
        ...(attendees === undefined ? {} : { attendees }),
        ...(notes === undefined ? {} : { notes }),
      }),
    ])
    return meetingOf(db, meeting)
  },

  decide(tools, { entry, meeting, decision }) {
    const { db, now, record } = tools
    const { round, about } = waiting(tools, entry)
    if (about === 'difference')
      throw new TandemError(
        'bad-input',
        'A difference is decided by ruling on it.',
        'Rule on it, in the meeting.',
      )
    if (meeting !== null) ofRound(db, meeting, round)
    record('agenda.decided', `Decided on two codes in “${round.title}”`, [
      // The step says all of the decision: half of one and half of another is none that anybody took.
      saying(db, changed(db, 'agenda', entry, { meeting, decision, decided_at: now }), [
        'decision',
        'meeting',
        'decided_at',
      ]),
    ])
    return told(tools, round, discussionOf(db, round, []))
  },
}

/** What waits on the agenda, by the difference it is about. */
export const waitingOn = (
  db: Db,
  round: KeptRound,
  items: readonly Disagreement[],
): Map<string | null, AgendaEntry[]> =>
  Map.groupBy(
    discussionOf(db, round, items).agenda.filter(({ decidedAt }) => decidedAt === null),
    ({ disagreement }) => disagreement,
  )

/** What a meeting had decided by a ruling that is withdrawn is on the agenda again, with its question. */
export function waitingAgain(tools: Tools, round: KeptRound, item: Disagreement): Change[] {
  const { db, asking, now, newId } = tools
  const its = discussionOf(db, round, [item]).agenda.filter(({ disagreement }) => disagreement === item.id)
  const ruledIn = new Set([item.ruling, ...(item.overtaken ?? [])].map(ruling => ruling?.meeting))
  const last = its.findLast(({ meeting }) => meeting !== null && ruledIn.has(meeting))
  if (!last || its.some(({ decidedAt }) => decidedAt === null)) return []
  return [
    made('agenda', newId(), {
      round: round.id,
      about: 'difference',
      disagreement: item.id,
      named: JSON.stringify(codingsIn(item)),
      question: last.question,
      parked_by: signedIn(asking).id,
      created_at: now,
      meeting: null,
      decision: '',
      decided_at: null,
    }),
  ]
}

/** The changes by which a ruling on a difference decides what of it waits on the agenda. */
export const decided = (
  db: Db,
  waits: readonly AgendaEntry[] | undefined,
  meeting: string | null,
  now: number,
): (Change | null)[] =>
  (waits ?? []).map(({ id }) =>
    saying(db, changed(db, 'agenda', id, { meeting, decided_at: now }), ['meeting', 'decided_at']),
  )

/** A meeting of the round; refuses another round's. */
export function ofRound(db: Db, meeting: string, round: KeptRound): Meeting {
  if (roundOfMeeting(db, meeting) !== round.id)
    throw new TandemError('bad-input', `The meeting was not about “${round.title}”.`, 'Open one for it.')
  return meetingOf(db, meeting)
}

/** A discussion without the names of the round's coders, where they are kept from the asker. */
function told({ db, asking }: Reading, round: KeptRound, discussion: Discussion): Discussion {
  const kept = namesKeptFrom(db, meOf(asking))
  if (!kept?.ofRound(round.id)) return discussion
  const nameOf = (member: string | null) => (kept.ofCoder(member) ? null : member)
  return {
    ...discussion,
    agenda: discussion.agenda.map(entry => ({ ...entry, parkedBy: nameOf(entry.parkedBy) })),
    comments: discussion.comments.map(comment => ({ ...comment, author: nameOf(comment.author) })),
  }
}

/** What is talked over in a round, tied to its differences as they are now. */
export function discussionOf(db: Db, round: KeptRound, items: readonly Disagreement[]): Discussion {
  const agenda = all<StoredEntry>(
    db,
    'SELECT * FROM agenda WHERE round = ? ORDER BY created_at, id',
    round.id,
  ).map(({ named, ...entry }) => ({ ...entry, codings: JSON.parse(named) as string[] }))
  const comments = all<StoredComment>(
    db,
    'SELECT * FROM item_comments WHERE round = ? ORDER BY created_at, id',
    round.id,
  ).map(comment => ({ ...comment, codings: JSON.parse(comment.codings) as string[] }))
  const heirs = heirsOf(
    [
      ...agenda.flatMap(e => (e.disagreement === null ? [] : [{ ...e, disagreement: e.disagreement }])),
      ...comments,
    ],
    items,
  )
  const at = (time: number): string => new Date(time).toISOString()
  const ruled = new Map(items.map(item => [item.id, heldRuling(item)]))
  /** The ruling that decided what still waits: one made in another copy knew nothing of it. */
  const rulingOn = ({
    id,
    decided_at,
    created_at,
  }: Pick<StoredEntry, 'id' | 'decided_at' | 'created_at'>): GivenRuling | undefined => {
    const ruling = decided_at === null ? ruled.get(heirs.get(id) ?? '') : undefined
    return ruling && ruling.ruledAt > at(created_at) ? ruling : undefined
  }
  return {
    agenda: agenda.map(
      (entry): AgendaEntry => ({
        id: entry.id,
        about: entry.about,
        disagreement: heirs.get(entry.id) ?? null,
        codes: entry.about === 'codes' ? entry.codings : [],
        question: entry.question,
        parkedBy: entry.parked_by,
        parkedAt: at(entry.created_at),
        meeting: entry.meeting ?? rulingOn(entry)?.meeting ?? null,
        decision: entry.decision,
        decidedAt: entry.decided_at === null ? (rulingOn(entry)?.ruledAt ?? null) : at(entry.decided_at),
      }),
    ),
    meetings: all<{ id: string }>(
      db,
      'SELECT id FROM meetings WHERE round = ? ORDER BY held_on, created_at, id',
      round.id,
    ).map(({ id }) => meetingOf(db, id)),
    comments: comments.map(
      (comment): ItemComment => ({
        id: comment.id,
        disagreement: heirs.get(comment.id) ?? null,
        author: comment.author,
        words: comment.words,
        at: at(comment.created_at),
      }),
    ),
  }
}

interface StoredEntry {
  id: string
  about: AgendaEntry['about']
  disagreement: string | null
  named: string
  question: string
  parked_by: string
  created_at: number
  meeting: string | null
  decision: string
  decided_at: number | null
}

interface StoredComment {
  id: string
  disagreement: string
  codings: string
  author: string
  words: string
  created_at: number
}

function openRound({ db }: Tools, id: string): KeptRound {
  const round = comparableRound(db, id)
  if (round.state !== 'closed') return round
  throw new TandemError('not-allowed', `Round “${round.title}” is closed.`, 'What was said stays as it is.')
}

/** An entry that waits, and its round. */
function waiting(tools: Tools, entry: string) {
  needsRole(tools.asking, ['reviewer', 'lead'], 'change the agenda')
  const kept = first<StoredEntry & { round: string }>(tools.db, 'SELECT * FROM agenda WHERE id = ?', entry)
  if (!kept) throw new TandemError('not-found', 'There is no such entry.', 'It may have been taken off.')
  const round = openRound(tools, kept.round)
  if (kept.decided_at === null) return { ...kept, round }
  throw new TandemError('conflict', 'This was decided already.', 'Undo that, or put it on the agenda again.')
}

function itemOf(db: Db, round: KeptRound, id: string): Disagreement {
  const item = differenceIn(db, round, id)
  if (item) return item
  throw new TandemError('not-found', `The round has no difference ${id}.`, 'Take the ids from its list.')
}

function roundOfMeeting(db: Db, meeting: string): string {
  const kept = first<{ round: string }>(db, 'SELECT round FROM meetings WHERE id = ?', meeting)
  if (kept) return kept.round
  throw new TandemError('not-found', 'There is no such meeting.', 'Open one.')
}

function meetingOf(db: Db, id: string): Meeting {
  const kept = first<{ held_on: string; attendees: string; notes: string }>(
    db,
    'SELECT held_on, attendees, notes FROM meetings WHERE id = ?',
    id,
  )
  return { id, heldOn: kept?.held_on ?? '', attendees: kept?.attendees ?? '', notes: kept?.notes ?? '' }
}
