import { z } from 'zod'
import type { CheckResult } from '../model/check.ts'
import type { OpenStudy, StudyOverview } from '../model/study.ts'
import { nothing, shortText, stance } from './fields.ts'
import { act, job, read, write } from './method.ts'

/** The open study as a whole. */
export const study = {
  overview: read(nothing).returns<StudyOverview>(
    'study',
    'sources',
    'members',
    'rounds',
    'codebook',
    'themes',
    'memos',
    'codings',
    'rulings',
    'session',
  ),
  update: write(
    z.strictObject({
      title: shortText.optional(),
      stance: stance.optional(),
      /** Whether codings of quoted replies and signatures count as others do. */
      countsQuoted: z.boolean().optional(),
    }),
  ).returns<OpenStudy>('study', 'session', 'library', 'sources', 'codings'),
  /** SQLite's own check, every text's hash, every invariant, and the journal folded again from nothing. */
  check: job(nothing).returns<CheckResult>(),
  /**
   * A verified copy of the study: beside it, in its `backups` folder, or where `to` says (a folder to put it in, or the
   * name of the copy). Answers the copy's folder.
   */
  backup: act(
    z.strictObject({ to: z.string().min(1).max(4096).optional(), replace: z.boolean().optional() }),
  ).returns<{ path: string }>(),
}
