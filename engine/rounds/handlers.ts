import { isDeepStrictEqual } from 'node:util'
import type { rounds } from '#shared/contract/rounds.ts'
import { TandemError } from '#shared/errors.ts'
import { agreedRuleInWords } from '#shared/model/agreed-rule.ts'
import type { Chosen, Round, SampleAsked } from '#shared/model/round.ts'
import { samplesEnded } from '../adjudication/left-out-of-samples.ts'
import { keptAsSubmitted } from '../agreement/kept/as-submitted.ts'
import { frozen } from '../codebook/freeze.ts'
import { all, type Db } from '../db/sql.ts'
import { comparableRound } from '../disagreements/in-round.ts'
import { counted, listed } from '../export/agreement-words.ts'
import type { Handlers } from '../handler-types.ts'
import { stillAway } from '../handouts/still-away.ts'
import { type Change, changed, made } from '../history/changes.ts'
import { needsRole } from '../members/asking.ts'
import { mustBe } from '../members/handlers.ts'
import { openDecisionsOn } from '../merging/decisions.ts'
import { sourceById } from '../sources/queries.ts'
import { agreedLayer } from './agreed-layer.ts'
import { agreedRuleOf, agreedRuleSet } from './agreed-rule.ts'
import { meOf } from './blinding.ts'
import { listRounds, withDifferences } from './list-rounds.ts'
import { planOf } from './plan.ts'
import { type KeptRound, keptRound, openRoundOf, partOf } from './queries.ts'
import { sampleOf } from './sample.ts'

export const roundHandlers: Handlers<typeof rounds> = {
  list: ({ db, asking }) => listRounds(db, meOf(asking)),

  plan({ db }, { round }) {
    mustBeKept(db, round)
    return planOf(db, round)
  },

  draw: ({ db }, sample) => sampleOf(db, sample),

  open(tools, { title, coders, blind, unit, due, mayAddCodes, note, agree, ...which }) {
    const { db, asking, now, newId, record } = tools
    needsRole(asking, ['lead'], 'open a round')
    const { sources, chosen } = chosenSources(db, which)
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
          'Add the role under Study, People.',
        )
      }
    }
    for (const source of sources) {
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
    const place = JSON.stringify(sources)
    const pair = JSON.stringify(coders)
    const adopted = (table: 'codings' | 'annotations', who: 'coder' | 'author'): (Change | null)[] =>
      all<{ id: string }>(
        db,
        `SELECT id FROM ${table} WHERE round IS NULL AND source IN (SELECT value FROM json_each(?))
         AND ${who} IN (SELECT value FROM json_each(?))
         AND id NOT IN (SELECT further.value FROM split_judgements j, json_each(j.also) further) ORDER BY id`,
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
      ...sources.map((source, position) => made('round_sources', newId(), { round, source, position })),
      ...coders.map((coder, position) =>
        made('round_coders', newId(), { round, coder, position, submitted_at: null }),
      ),
      made('round_plans', newId(), {
        round,
        unit,
        due,
        may_add_codes: mayAddCodes ? 1 : 0,
        chosen: JSON.stringify(chosen),
        note,
      }),
      ...(agree.by === 'exact'
        ? []
        : [agreedRuleSet(db, round, agree, { because: '', by: asking.member?.id ?? null, at: now })]),
      ...adopted('codings', 'coder'),
      ...adopted('annotations', 'author'),
    ])
    return mustBeRound(db, round)
  },

  setAgreed(tools, { round, agree, because }) {
    const { db, asking, now, record } = tools
    needsRole(asking, ['lead'], 'say when codings count as agreed')
    const { title, state } = mustBeKept(db, round)
    if (state === 'closed')
      throw new TandemError(
        'not-allowed',
        `Round “${title}” is closed: its layers stay as they are.`,
        'Say in the next round’s plan when codings count as agreed.',
      )
    const words = agreedRuleInWords(agree)
    if (isDeepStrictEqual(agree, agreedRuleOf(db, round)))
      throw new TandemError(
        'conflict',
        `“${title}” has that rule already: ${words}.`,
        'Nothing needs to be done.',
      )
    const kept = state === 'open' ? null : comparableRound(db, round)
    record('round.agreed', `Changed when codings of “${title}” count as agreed to ${words}: ${because}`, [
      agreedRuleSet(db, round, agree, { because, by: asking.member?.id ?? null, at: now }),
      ...(kept ? agreedLayer(tools, { ...kept, agree }) : []),
    ])
    return mustBeRound(db, round)
  },

  unblind({ db, asking, now, newId, record }, { round, because }) {
    needsRole(asking, ['lead'], 'end the blinding of a round')
    const { title, state, blind } = mustBeKept(db, round)
    if (state !== 'open' || !blind) {
      throw new TandemError(
        'conflict',
        state === 'open' ? `“${title}” is not blind.` : `“${title}” is not being coded any more.`,
        'Nothing of it is hidden.',
      )
    }
    record(
      'round.unblinded',
      `Ended the blinding of “${title}”: ${because}`,
      [
        changed(db, 'rounds', round, { blind: 0 }),
        made('unblindings', newId(), { round, made_by: asking.member?.id ?? null, because, made_at: now }),
      ],
      { undoable: false },
    )
    return mustBeRound(db, round)
  },

  submit(tools, { round, coder }) {
    const { db, study, asking, now, record } = tools
    const kept = mustBeKept(db, round)
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
    // A hand-out's work is handed in by its return, and goes on until the round is closed where it came from.
    if (study.handout) return withDifferences(db, kept)
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

  close({ db, study, asking, record }, { round, leaveOpen }) {
    needsRole(asking, ['lead'], 'close a round')
    const kept = mustBeKept(db, round)
    const { title } = kept
    if (kept.state === 'closed')
      throw new TandemError('conflict', `“${title}” is closed already.`, 'Nothing needs to be done.')
    if (kept.state === 'open') {
      const away = kept.coders.filter(({ submittedAt }) => submittedAt === null).map(({ name }) => name)
      throw new TandemError(
        'conflict',
        `“${title}” is still open: ${away.join(' and ')} ${away.length === 1 ? 'has' : 'have'} not submitted.`,
        'It can be closed when both have, here or by a return that was merged.',
      )
    }
    const differences = withDifferences(db, kept).differences?.open ?? 0
    const decisions = openDecisionsOn({ db, study, asking }, round)
    const left = [
      ...(differences > 0
        ? [{ what: counted(differences, 'difference'), lacks: ' without a ruling', where: 'Adjudicate' }]
        : []),
      ...(decisions > 0
        ? [{ what: counted(decisions, 'decision'), lacks: ' of merging still open', where: 'Merge' }]
        : []),
    ]
    const away = stillAway(db).flatMap(each => (each.round === round ? [each.name] : []))
    if (left.length + away.length > 0 && !leaveOpen) throw notDone(title, left, away)
    record(
      'round.closed',
      left.length === 0
        ? `Closed the round “${title}”`
        : `Closed the round “${title}” with ${left.map(({ what }) => what).join(' and ')} left open`,
      [changed(db, 'rounds', round, { state: 'closed' }), ...samplesEnded(db, round)],
    )
    return mustBeRound(db, round)
  },
}

/** Why a round is not closed without being asked: what is left of it, and whose hand-outs are still out. */
function notDone(
  title: string,
  left: readonly { what: string; lacks: string; where: string }[],
  away: readonly string[],
): TandemError {
  const [its, they] = away.length === 1 ? ['the hand-out', 'it is'] : ['hand-outs', 'they are']
  const has =
    left.length > 0 ? `“${title}” has ${left.map(each => each.what + each.lacks).join(' and ')}` : ''
  const out =
    away.length > 0
      ? `${its} of ${listed(away)} for “${title}” ${away.length === 1 ? 'has' : 'have'} not come back`
      : ''
  const settle = left.length > 0 ? `Settle them under ${left.map(({ where }) => where).join(' and ')}` : ''
  const leave = left.length > 0 ? 'they are to stay open' : `${they} to be left out`
  return new TandemError(
    'conflict',
    `${capital([has, out].filter(Boolean).join('; '))}.`,
    away.length === 0
      ? `${settle}, or say that ${leave}; at the command line with --leave-open.`
      : `${settle === '' ? '' : `${settle}. `}A closed round takes no more returns: merge ${away.length === 1 ? 'its return' : 'their returns'} first, or say that ${leave}; at the command line with --leave-open.`,
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The sources named, each once, or those a sample takes, and how that was. */
function chosenSources(
  db: Db,
  { sources, sample }: { sources?: string[] | undefined; sample?: SampleAsked | undefined },
): { sources: string[]; chosen: Chosen } {
  if (sources && !sample) return { sources: [...new Set(sources)], chosen: { how: 'hand' } }
  if (sample && !sources) {
    const { sources: taken, ...draw } = sampleOf(db, sample)
    return { sources: taken, chosen: { how: 'drawn', ...draw } }
  }
  throw new TandemError(
    'bad-input',
    'A round has sources chosen by hand, or a sample of them.',
    'Give the sources, or how to draw them.',
  )
}

function mustBeKept(db: Db, id: string): KeptRound {
  const kept = keptRound(db, id)
  if (kept) return kept
  throw new TandemError('not-found', 'There is no such round in this study.', 'Choose one from Study.')
}

function mustBeRound(db: Db, id: string): Round {
  const round = keptRound(db, id)
  if (!round) throw new Error(`No round ${id}`)
  return withDifferences(db, round)
}
