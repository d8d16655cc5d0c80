import { z } from 'zod'

const count = z.int().min(0)

/** What a hand-out's manifest says beside what every package's does. */
export const handoutDetails = z.object({
  /** The private key this hand-out issues: its returns are signed by it. Ed25519, a seed in hexadecimal. */
  signing: z.string().regex(/^[0-9a-f]{64}$/),
  /** What returns are encrypted to: the study's age recipient. */
  recipient: z.string().regex(/^age1[a-z0-9]{1,100}$/),
  /** The newest Lamport time of what it holds. */
  lamport: z.int().positive(),
  due: z.iso.date().nullable(),
  mayAddCodes: z.boolean(),
  /** Whether it is for a reviewer, who settles differences, and not for a coder. */
  isReview: z.boolean().default(false),
  blind: z.boolean(),
  counts: z.object({
    sources: count,
    words: count,
    cases: count,
    codes: count,
    own: z.object({ codings: count, annotations: count, proposedCodes: count, memos: count }).nullable(),
  }),
})

export type HandoutDetails = z.infer<typeof handoutDetails>
