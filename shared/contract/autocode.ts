import { z } from 'zod'
import type { Found } from '../model/autocode.ts'
import { id, offset, shortText } from './fields.ts'
import { job } from './method.ts'

const letters = { matchCase: z.boolean().default(false), wholeWords: z.boolean().default(false) }

/** Looking for passages to code. It only proposes: what is accepted is written by `codings.addMany`. */
export const autocode = {
  /**
   * Proposes passages. By `words` and by `pattern` (a regular expression of RE2's syntax) it looks in what was said;
   * by `speaker` it takes their turns; by `question` the answers to interviewers' turns that have the words, and by
   * `same-question` to those that say what the turn at `at` says. At most 10,000, which the answer says.
   */
  find: job(
    z.strictObject({
      /** Every source where both are absent. One that is not in the study is refused, and so is the whole search. */
      sources: z.array(id).min(1).max(100_000).optional(),
      dataSet: id.optional(),
      how: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('words'), words: z.string().trim().min(1).max(500), ...letters }),
        z.strictObject({ by: z.literal('pattern'), pattern: z.string().min(1).max(500), ...letters }),
        z.strictObject({ by: z.literal('speaker'), speakers: z.array(shortText).min(1).max(1000) }),
        z.strictObject({ by: z.literal('question'), words: z.string().trim().min(1).max(500), ...letters }),
        z.strictObject({ by: z.literal('same-question'), source: id, at: offset }),
      ]),
      /** `match` is widened to whole words; by speaker and by question it means the turn. */
      extent: z.enum(['match', 'sentence', 'turn']).default('turn'),
      /** By words and by pattern: leaves out what interviewers say. */
      withoutInterviewers: z.boolean().default(true),
      /** Leaves out the quoted replies, signatures and headers of emails. */
      withoutQuoted: z.boolean().default(true),
    }),
  ).returns<Found>(),
}
