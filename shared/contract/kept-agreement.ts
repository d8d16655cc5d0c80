import { z } from 'zod'
import type { Drift } from '../model/drift.ts'
import type { AgreementChange, KeptSummary, Reproduction } from '../model/kept-agreement.ts'
import { id, unit } from './fields.ts'
import { read, write } from './method.ts'

const counted = {
  round: id,
  /** As the round was planned where absent. */
  unit: unit.optional(),
  codes: z.array(id).max(10_000).optional(),
  withInterviewer: z.boolean().default(true),
  /** Whether quoted replies and signatures of emails are compared too. */
  withQuoted: z.boolean().default(false),
}

/** What a kept result, or what hides it, may depend on. */
const moved = ['rounds', 'codings', 'codebook', 'members', 'sources', 'session'] as const

/** Results of rounds that the study keeps, and how agreement changes. Refused while a blind round hides it. */
export const keptAgreement = {
  /** Keeps a round's figures as they are now. Refused where the very same is kept already. */
  keep: write(z.strictObject(counted)).returns<KeptSummary>('rounds'),
  /**
   * The results kept, of one round or of all, oldest first. Of all, those of a round that a blind one hides are left
   * out and `hidden` says so.
   */
  kept: read(z.strictObject({ round: id.optional() })).returns<{ results: KeptSummary[]; hidden: string[] }>(
    ...moved,
  ),
  /** Computes a kept result again and lays the two side by side, figure by figure. */
  reproduce: read(z.strictObject({ result: id })).returns<Reproduction>(...moved),
  /** Two kept results side by side: what became of each figure. */
  change: read(z.strictObject({ from: id, to: id })).returns<AgreementChange>(...moved),
  /** Agreement by the order in which each coder coded a round's sources, in stretches, and by week. */
  drift: read(z.strictObject({ ...counted, stretches: z.int().min(2).max(20).default(5) })).returns<Drift>(
    ...moved,
  ),
}
