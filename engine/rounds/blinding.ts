import { type Db, first } from '../db/sql.ts'
import type { Asking } from '../members/asking.ts'

/*
 * What a blind round hides (MODEL invariant 4): while it is open, what one of its coders did in it reaches nobody
 * else: not the other coder, not a lead, not the command line. Every query that shows codings, annotations or codes
 * proposed in a round carries one of these conditions; `?me` is bound to `meOf(asking)`.
 */

/** The id to bind where a condition asks who looks; empty (nobody's id) where nobody is signed in. */
export const meOf = (asking: Asking): string => asking.member?.id ?? ''

const openBlind = "SELECT id FROM rounds WHERE state = 'open' AND blind = 1"

/**
 * SQL: what `who` did in the row under `alias` is hidden by an open blind round: it was made in it, or, in an earlier
 * round or outside any, on a source that this very coder codes blind at the moment.
 */
const blindNow = (alias: string, who: 'coder' | 'author'): string =>
  `EXISTS (SELECT 1 FROM rounds b WHERE b.state = 'open' AND b.blind = 1 AND (b.id = ${alias}.round
     OR EXISTS (SELECT 1 FROM round_sources x WHERE x.round = b.id AND x.source = ${alias}.source)
       AND EXISTS (SELECT 1 FROM round_coders y WHERE y.round = b.id AND y.coder = ${alias}.${who})))`

/** SQL: nothing is blind. Asked once for a whole query: most studies are so most of the time, and then no row is looked into. */
const nothingBlind = `NOT EXISTS (${openBlind})`

/**
 * SQL: the coding under `alias` may be shown to the member bound to `me`, a named parameter or position. One that lies outside
 * the round is hidden with the `code` that was proposed in it.
 */
export const mayShowCoding = (alias: string, me: string, code = `${alias}.code`): string =>
  `(${nothingBlind} OR ${alias}.layer = 'consensus' OR ${alias}.coder = ${me}
    OR NOT (${blindNow(alias, 'coder')}) AND ${code} NOT IN (SELECT id FROM codes WHERE proposed_in IN (${openBlind})))`

/**
 * SQL: the consensus coding under `alias` may be shown: not what a ruling made that the member bound to `me` was drawn to judge
 * again, till they have judged their whole sample. True of every independent coding.
 */
export const mayShowRuled = (alias: string, me: string): string =>
  `(${alias}.ruling IS NULL OR ${alias}.ruling NOT IN (${rulingsToJudge(me)}))`

/**
 * SQL: the row of `second_rulings` under `alias` waits for its judge. One without an outcome whose `reason` says why is left out of
 * its sample, which ends without it.
 */
export const waitsForItsJudge = (alias: string): string =>
  `(${alias}.outcome IS NULL AND ${alias}.reason = '')`

/** SQL: ids of the rulings that the member bound to `me` was drawn to judge again and has not judged all of. */
export const rulingsToJudge = (me: string): string =>
  `SELECT g.id FROM second_judgings j JOIN second_rulings s ON s.judging = j.id
     JOIN rulings g ON g.round = j.round AND g.disagreement = s.disagreement
   WHERE j.judge = ${me}
     AND EXISTS (SELECT 1 FROM second_rulings o WHERE o.judging = j.id AND ${waitsForItsJudge('o')})`

/**
 * SQL: ids of the rounds in which the member bound to `me` has rulings to judge again: of these the journal tells nothing that was
 * ruled, now or before it was changed, for it does not say of which difference.
 */
export const roundsJudgedAgain = (me: string): string =>
  `SELECT j.round FROM second_judgings j
   WHERE j.judge = ${me}
     AND EXISTS (SELECT 1 FROM second_rulings o WHERE o.judging = j.id AND ${waitsForItsJudge('o')})`

/** SQL: the annotation under `alias` may be shown. */
export const mayShowAnnotation = (alias: string, me: string): string =>
  `(${nothingBlind} OR ${alias}.author = ${me} OR NOT (${blindNow(alias, 'author')}))`

/** SQL: the code under `alias` may be shown: one proposed inside a blind round is its proposer's alone till it ends. */
export const mayShowCode = (alias: string, me: string): string =>
  `(${alias}.proposed_in IS NULL OR ${alias}.created_by = ${me} OR ${alias}.proposed_in NOT IN (${openBlind}))`

/**
 * SQL: the operation under `alias` may be shown: not the coding, noting, proposing, collating and writing of a blind
 * round's other coders.
 */
export const mayShowOperation = (alias: string, me: string): string =>
  `(${alias}.actor = ${me} OR ${alias}.kind NOT GLOB 'coding*' AND ${alias}.kind NOT GLOB 'annotation*'
    AND ${alias}.kind NOT GLOB 'code.*' AND ${alias}.kind NOT GLOB 'memo*' AND ${alias}.kind NOT GLOB 'theme*'
    AND ${alias}.kind NOT GLOB 'query*'
    OR ${alias}.actor NOT IN (SELECT coder FROM round_coders WHERE round IN (${openBlind})))`

/** True where a blind round is open on the source. */
export const openBlindRoundOf = (db: Db, source: string): boolean =>
  first(db, `SELECT 1 FROM round_sources WHERE source = ? AND round IN (${openBlind})`, source) !== undefined

/** True where some blind round is open, so that lists may be shorter than what the study holds. */
export const somethingIsBlind = (db: Db): boolean => first(db, openBlind) !== undefined

/**
 * The open blind round in which a coder of `round` codes one of its sources again, by title, or undefined: till that
 * one ends, comparing `round` would tell what this coder thinks of the source.
 */
export const codedBlindAgain = (db: Db, round: string): string | undefined =>
  first<{ title: string }>(
    db,
    `SELECT b.title FROM rounds b WHERE b.state = 'open' AND b.blind = 1 AND b.id <> $round
       AND EXISTS (SELECT 1 FROM round_sources x JOIN round_sources y ON y.source = x.source
         WHERE x.round = b.id AND y.round = $round)
       AND EXISTS (SELECT 1 FROM round_coders x JOIN round_coders y ON y.coder = x.coder
         WHERE x.round = b.id AND y.round = $round)`,
    { round },
  )?.title

/** True where the code was proposed in a blind round that is still open. */
export const isProposal = (db: Db, code: string): boolean =>
  first(db, `SELECT 1 FROM codes WHERE id = ? AND proposed_in IN (${openBlind})`, code) !== undefined

/** True where the member codes the source in an open blind round. */
export const codesBlindIn = (db: Db, member: string, source: string): boolean =>
  first(
    db,
    `SELECT 1 FROM round_coders c JOIN round_sources s ON s.round = c.round
     WHERE c.coder = ? AND s.source = ? AND c.round IN (${openBlind})`,
    member,
    source,
  ) !== undefined

/** True where the member is one of the coders of an open blind round. */
export const codesBlind = (db: Db, member: string | null): boolean =>
  first(db, `SELECT 1 FROM round_coders WHERE coder = ? AND round IN (${openBlind})`, member) !== undefined

/**
 * Whether the asker codes in the open blind round, or null: in any: then nothing is told of how much others did in it. Nobody
 * signed in may be any lead who merges, and counts as coding where one of them does.
 */
export const mayNotWeigh = (db: Db, asking: Asking, round: string | null): boolean =>
  first(
    db,
    `SELECT 1 FROM round_coders c JOIN members m ON m.id = c.coder
     WHERE c.round IN (${openBlind}) AND ($round IS NULL OR c.round = $round)
       AND (c.coder = $me OR $me IS NULL AND m.is_lead = 1)`,
    { me: asking.member?.id ?? null, round },
  ) !== undefined
