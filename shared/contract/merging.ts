import { z } from 'zod'
import type { MergedPackage, MergeOutcome, Proposals } from '../model/merge.ts'
import { fileRef as file, id, nothing } from './fields.ts'
import { everything } from './history.ts'
import type { Topic } from './method.ts'
import { job, read, write } from './method.ts'

/** What a package may bring or change. */
const whatever: Topic[] = [...everything, 'pseudonyms', 'history']

const files = z.strictObject({ files: z.array(file).min(1).max(1000) })

/** Work that was done on other computers comes into the study. For leads, and the command line. */
export const merging = {
  /** What merging these files would do: it is done and given up. Changes nothing. */
  rehearse: job(files).returns<MergeOutcome>(),
  /**
   * Merges the files as one step that can be undone, after a verified backup. A file that is refused says why and does
   * not stop the others. Cancelled before the end, it leaves nothing but the backup.
   */
  apply: job(files).returns<MergeOutcome>(...whatever),
  /** Every package that was merged, newest first, with its sheet and what is to be decided. */
  returns: read(nothing).returns<MergedPackage[]>(...whatever),
  /** Settles one meeting, `part` of those of its step: what stands is kept, or the other is taken instead. */
  decide: write(
    z.strictObject({
      package: id,
      operation: id,
      part: z.int().min(0).default(0),
      choice: z.enum(['keep', 'other']),
    }),
  ).returns<null>(...whatever),
  /** Proposed codes that nobody has accepted yet, and which may be one, as far as the asker may see. */
  proposals: read(nothing).returns<Proposals>('codebook', 'codings', 'rounds', 'session'),
}
