import { z } from 'zod'
import type { CodeExample } from '../model/codebook.ts'
import type { Disagreement, DocketSince, LeftRuling } from '../model/disagreement.ts'
import type { Discussion, JudgingRules, Meeting } from '../model/discussion.ts'
import type { DecidedCoding, Mirror } from '../model/mirror.ts'
import { day, id, longText, nothing, offset, sampleSize } from './fields.ts'
import { everything } from './history.ts'
import { read, write } from './method.ts'

const ruling = z.strictObject({
  round: id,
  disagreement: z.string().min(1).max(100),
  outcome: z.enum(['a', 'b', 'both', 'extent', 'code', 'neither']),
  start: offset.optional(),
  end: offset.optional(),
  code: id.optional(),
  reason: longText.default(''),
  /** In a meeting, its attendees where nobody is named. */
  discussedWith: longText.default(''),
  meeting: id.optional(),
})

const item = z.string().min(1).max(100)
const saidWords = longText.trim().min(1)

/** The differences of a submitted round, and what a reviewer rules on each. Rulings write the consensus layer only. */
export const adjudication = {
  disagreements: read(z.strictObject({ round: id })).returns<Disagreement[]>(
    'codings',
    'rounds',
    'rulings',
    'codebook',
    'session',
  ),
  /** The same for whoever follows them: what changed since `at`, or all where it is null or no moment that is remembered. */
  differencesSince: read(
    z.strictObject({ round: id, at: z.string().max(100).nullable() }),
  ).returns<DocketSince>('codings', 'rounds', 'rulings', 'codebook', 'session'),
  /** Rulings of a round whose difference is no longer there. They stand till somebody lets them go. */
  leftRulings: read(z.strictObject({ round: id })).returns<LeftRuling[]>(
    'codings',
    'rounds',
    'rulings',
    'codebook',
    'session',
  ),
  /** Takes such a ruling out of the consensus. */
  letGo: write(z.strictObject({ round: id, ruling: id })).returns<{ left: number }>(
    'rulings',
    'codings',
    'rounds',
  ),
  rule: write(ruling).returns<Disagreement>('rulings', 'codings', 'rounds'),
  /** Many rulings, all or nothing, one undoable step. `alike` of them stood so already, and were let be. */
  ruleMany: write(z.strictObject({ rulings: z.array(ruling).min(1).max(100_000) })).returns<{
    ruled: number
    alike: number
  }>('rulings', 'codings', 'rounds'),
  withdraw: write(
    z.strictObject({ round: id, disagreement: z.string().min(1).max(100) }),
  ).returns<Disagreement>('rulings', 'codings', 'rounds'),
  /** Makes a ruled difference's passage an example of a code; the reason of the ruling goes with it. */
  exemplify: write(
    z.strictObject({
      round: id,
      disagreement: item,
      code: id,
      kind: z.enum(['inclusion', 'exclusion', 'typical', 'near-miss']),
    }),
  ).returns<CodeExample[]>('codebook', 'rulings'),
  /** Reasons given before, latest first, to offer again. */
  reasons: read(nothing).returns<string[]>('rulings'),
  /** What is talked over in a round: comments, agenda, meetings. */
  discussion: read(z.strictObject({ round: id })).returns<Discussion>(
    'codings',
    'rounds',
    'rulings',
    'session',
  ),
  comment: write(z.strictObject({ round: id, disagreement: item, words: saidWords })).returns<Discussion>(
    'rulings',
  ),
  /** One's own. */
  removeComment: write(z.strictObject({ comment: id })).returns<{ removed: number }>('rulings'),
  /** Puts a difference, or two codes that may be one, on the agenda. */
  park: write(
    z.strictObject({
      round: id,
      disagreement: item.optional(),
      codes: z.array(id).length(2).optional(),
      question: longText.trim().default(''),
    }),
  ).returns<Discussion>('rulings'),
  unpark: write(z.strictObject({ entry: id })).returns<{ removed: number }>('rulings'),
  meet: write(
    z.strictObject({ round: id, heldOn: day, attendees: saidWords, notes: longText.default('') }),
  ).returns<Meeting>('rulings'),
  updateMeeting: write(
    z.strictObject({
      meeting: id,
      heldOn: day.optional(),
      attendees: saidWords.optional(),
      notes: longText.optional(),
    }),
  ).returns<Meeting>('rulings'),
  /** Decides on two codes of the agenda; a difference is decided by its ruling. */
  decide: write(
    z.strictObject({ entry: id, meeting: id.nullable().default(null), decision: saidWords }),
  ).returns<Discussion>('rulings'),
  /** How the rulings fall: of one reviewer, or of all. */
  mirror: read(z.strictObject({ round: id, reviewer: id.optional() })).returns<Mirror>(
    'codings',
    'rounds',
    'rulings',
    'codebook',
    'session',
  ),
  /**
   * What was decided about one's own codings, or another coder's, in the order of sources and text. Refused where names are
   * hidden from whoever asks about another.
   */
  decidedForMe: read(z.strictObject({ round: id, coder: id.optional() })).returns<DecidedCoding[]>(
    'codings',
    'rounds',
    'rulings',
    'codebook',
    'session',
  ),
  /**
   * Draws a random sample of the rulings by others, for a reviewer to judge again without seeing them. A seed draws the same
   * again; one is drawn where none is given.
   */
  drawAgain: write(
    z.strictObject({
      round: id,
      judge: id,
      size: sampleSize,
      seed: z
        .int()
        .min(0)
        .max(2 ** 32 - 1)
        .optional(),
    }),
  ).returns<{ judging: string; seed: number; among: number; drawn: number }>('rulings'),
  /** What the second judge says of a ruling drawn for them. Writes no consensus. */
  judgeAgain: write(
    z.strictObject({
      judging: id,
      disagreement: item,
      outcome: z.enum(['a', 'b', 'both', 'extent', 'code', 'neither']),
      reason: longText.trim().default(''),
    }),
  ).returns<Disagreement>('rulings'),
  /** How a round's differences are judged. */
  judging: read(z.strictObject({ round: id })).returns<JudgingRules>('rulings', 'rounds', 'session'),
  setJudging: write(
    z.strictObject({ round: id, namesHidden: z.boolean(), codersMayRule: z.boolean() }),
  ).returns<JudgingRules>(...everything),
}
