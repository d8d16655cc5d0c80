import { z } from 'zod'
import type { HandoutMade, HandoutPreview, MadeHandout, MadeReturn, ReturnPreview } from '../model/handout.ts'
import { fileRef as file, id, nothing } from './fields.ts'
import { act, job, read } from './method.ts'

const path = z.string().min(1).max(4096)

/** What opens a hand-out: a passphrase, the coder's card, or nothing at all. */
const protection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('passphrase'), passphrase: z.string().min(1).max(1000) }),
  z.strictObject({ kind: z.literal('card'), card: file }),
])

/** Work that leaves for another computer and comes back: hand-outs, and returns of them. */
export const handouts = {
  /** The hand-outs made so far, oldest first. */
  list: read(nothing).returns<HandoutMade[]>('rounds'),
  /** A passphrase that can be told over the telephone. Kept nowhere. */
  proposePassphrase: act(nothing).returns<{ passphrase: string }>(),
  /** What the hand-out of a coder of an open round would hold. */
  preview: read(z.strictObject({ round: id, coder: id })).returns<HandoutPreview>(
    'rounds',
    'codings',
    'annotations',
    'codebook',
    'memos',
    'sources',
    'cases',
  ),
  /**
   * Makes the hand-out of a coder of an open round: for a lead. Written to `path`, where nothing may be yet, or held to be
   * taken out as a report is. May be made again: every hand-out of a round stays good.
   */
  make: job(z.strictObject({ round: id, coder: id, protection, path: path.optional() })).returns<MadeHandout>(
    'rounds',
    'history',
  ),
  /** In a hand-out copy: what a return made now would hold. */
  returnPreview: read(nothing).returns<ReturnPreview>(
    'codings',
    'annotations',
    'codebook',
    'memos',
    'session',
  ),
  /** In a hand-out copy: which of the coder's memos go with returns from now on. */
  shareMemos: act(z.strictObject({ memos: z.array(id).max(10_000) })).returns<null>('session'),
  /**
   * In a hand-out copy: makes a return of all that was done so far, with the memos that are shared. In a study of its own:
   * packs all of it for another copy of the same study. Written to `path`, where nothing may be yet, or held.
   */
  makeReturn: job(
    z.strictObject({
      /** False: the coder goes on, and sends what there is so far. */
      submits: z.boolean().default(true),
      path: path.optional(),
    }),
  ).returns<MadeReturn>('session'),
}
