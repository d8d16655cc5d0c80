import type { rounds } from '#shared/contract/rounds.ts'
import { TandemError } from '#shared/errors.ts'
import type { Round } from '#shared/model/round.ts'
import { keptAsSubmitted } from '../agreement/kept/as-submitted.ts'
import { frozen } from '../codebook/freeze.ts'
import { all, type Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made } from '../history/changes.ts'
import { needsRole } from '../members/asking.ts'
import { mustBe } from '../members/handlers.ts'
import { sourceById } from '../sources/queries.ts'
import { agreedLayer } from './agreed-layer.ts'
import { listRounds, withDifferences } from './list-rounds.ts'
import { keptRound, openRoundOf, partOf } from './queries.ts'

export const roundHandlers: Handlers<typeof rounds> = {
  list: ({ db }) => listRounds(db),

  open(tools, { title, sources, coders, blind }) {
    const { db, asking, now, newId, record } = tools
    needsRole(asking, ['lead'], 'open a round')
    const [a, b] = coders
    if (!a || !b || a === b) {
      throw new TandemError('bad-input', 'A round has two different coders.', 'Choose two members.')
    }
    for (const coder of coders) {
      const member = mustBe(db, coder)
      if (!member.roles.includes('coder')) {
        throw new TandemError(
          'bad-input',
          `${member.name} is not a coder.`,
          'Add the role under Study, Members.',
        )
      }
    }
    const unique = [...new Set(sources)]
    for (const source of unique) {
      const { title: name } = sourceById(db, source)
      for (const coder of coders) {
        const other = openRoundOf(db, coder, source)
        if (other === undefined) continue
        throw new TandemError(
          'conflict',
          `“${name}” is in the open round “${keptRound(db, other)?.title}” with one of these coders.`,
          'Submit that round first, or leave the source out.',
        )
      }
    }
    const round = newId()
    const versions = all<{ id: string }>(db, 'SELECT id FROM frameworks ORDER BY position, id').map(
      ({ id }) => frozen(tools, id, `Round “${title}”`),
    )
    const place = JSON.stringify(unique)
    const pair = JSON.stringify(coders)
    const adopted = (table: 'codings' | 'annotations', who: 'coder' | 'author'): (Change | null)[] =>
      all<{ id: string }>(
        db,
        `SELECT id FROM ${table} WHERE round IS NULL AND source IN (SELECT value FROM json_each(?))
         AND ${who} IN (SELECT value FROM json_each(?)) ORDER BY id`,
        place,
        pair,
      ).map(({ id }) => changed(db, table, id, { round }))
    record('round.opened', `Opened the round “${title}”`, [
      ...versions,
      made('rounds', round, {
        title,
        state: 'open',
        blind: blind ? 1 : 0,
        version: Number(versions[0]?.after?.number ?? 0),
        opened_at: now,
      }),
      ...unique.map((source, position) => made('round_sources', newId(), { round, source, position })),
      ...coders.map((coder, position) =>
        made('round_coders', newId(), { round, coder, position, submitted_at: null }),
      ),
      ...adopted('codings', 'coder'),
      ...adopted('annotations', 'author'),
    ])
    return mustBeRound(db, round)
  },

  submit(tools, { round, coder }) {
    const { db, asking, now, record } = tools
    const kept = keptRound(db, round)
    if (!kept)
      throw new TandemError('not-found', 'There is no such round in this study.', 'Choose one from Study.')
    const { name } = mustBe(db, coder)
    const part = partOf(db, round, coder)
    if (!part)
      throw new TandemError('bad-input', `${name} is not a coder of “${kept.title}”.`, 'Choose one who is.')
    if (asking.member ? asking.member.id !== coder : !asking.manages) {
      throw new TandemError(
        'not-allowed',
        'Each coder submits their own work.',
        `Sign in as ${name} to submit it.`,
      )
    }
    if (part.submitted_at !== null) {
      throw new TandemError(
        'conflict',
        `${name} has already submitted “${kept.title}”.`,
        'Nothing needs to be done.',
      )
    }
    const last = kept.coders.every(c => c.id === coder || c.submittedAt !== null)
    record(
      'round.submitted',
      `${name} submitted “${kept.title}”${last ? '; both have now' : ''}`,
      [
        changed(db, 'round_coders', part.id, { submitted_at: now }),
        ...(last
          ? [
              changed(db, 'rounds', round, { state: 'submitted' }),
              ...agreedLayer(tools, kept),
              ...keptAsSubmitted(tools, kept),
            ]
          : []),
      ],
      { undoable: false },
    )
    return mustBeRound(db, round)
  },

  close({ db, asking, record }, { round }) {
    needsRole(asking, ['lead'], 'close a round')
    const kept = keptRound(db, round)
    if (!kept)
      throw new TandemError('not-found', 'There is no such round in this study.', 'Choose one from Study.')
    if (kept.state === 'open') {
      throw new TandemError(
        'conflict',
        `“${kept.title}” is still open.`,
        'It can be closed when both coders have submitted.',
      )
    }
    record('round.closed', `Closed the round “${kept.title}”`, [
      changed(db, 'rounds', round, { state: 'closed' }),
    ])
    return mustBeRound(db, round)
  },
}

function mustBeRound(db: Db, id: string): Round {
  const round = keptRound(db, id)
  if (!round) throw new Error(`No round ${id}`)
  return withDifferences(db, round)
}
