import { z } from 'zod'
import type { HandoutCopy } from '#shared/model/handout.ts'
import { type Db, first, run } from '../db/sql.ts'

const handoutCopy = z.object({
  package: z.uuid(),
  round: z.object({ id: z.uuid(), title: z.string() }),
  coder: z.object({ id: z.uuid(), name: z.string(), initials: z.string() }),
  study: z.string(),
  due: z.string().nullable(),
  mayAddCodes: z.boolean(),
  isReview: z.boolean().default(false),
  /** The private key this hand-out issued: its returns are signed by it. */
  signing: z.string(),
  /** What returns are encrypted to: the study's age recipient. */
  recipient: z.string(),
  /** What the study signs by. */
  studyKey: z.string(),
  /** The newest Lamport time of what the hand-out held. */
  lamport: z.int().positive(),
})

/** What a hand-out copy keeps beside the study's rows, in `local`, which never travels. */
export type KeptHandout = z.infer<typeof handoutCopy>

const key = 'handout'

/** What this copy keeps of its hand-out; null where it is no hand-out copy. */
export function keptHandout(db: Db): KeptHandout | null {
  const row = first<{ value: string }>(db, 'SELECT value FROM local WHERE key = ?', key)
  return row ? handoutCopy.parse(JSON.parse(row.value)) : null
}

/** Marks a new copy as a coder's. Must run in the transaction that makes its rows. */
export function keepHandout(db: Db, kept: KeptHandout): void {
  run(db, 'INSERT INTO local (key, value) VALUES (?, ?)', key, JSON.stringify(kept))
}

/** Whose hand-out the copy is, as windows are told; null where it is none. Without its keys. */
export function handoutOf(db: Db): HandoutCopy | null {
  const kept = keptHandout(db)
  if (!kept) return null
  const { package: id, coder, round, due, mayAddCodes, isReview } = kept
  return { package: id, coder, round, due, mayAddCodes, isReview }
}
