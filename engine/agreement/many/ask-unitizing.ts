import type { agreement } from '#shared/contract/agreement.ts'
import type { InputOf } from '#shared/contract/method.ts'
import { TandemError } from '#shared/errors.ts'
import type { UnitizingReport } from '#shared/model/unitizing.ts'
import { inTreeOrder } from '../../codebook/queries.ts'
import type { Db } from '../../db/sql.ts'
import { comparableCoders } from '../comparable-coders.ts'
import { inSlices, letOthers } from '../slices.ts'
import { readSources } from './ask-many.ts'
import { computeUnitizing } from './compute-unitizing.ts'
import { inWords } from './explain-many.ts'
import type { ManySource } from './tally-many.ts'

/** Compares members' spans outside rounds. Refuses as `among` does, and where no source was read by all of them. */
export async function unitizingAmong(
  db: Db,
  asked: InputOf<(typeof agreement)['unitizing']>,
): Promise<UnitizingReport> {
  const coders = comparableCoders(db, asked.coders)
  const { sources, unread } = readSources(db, asked)
  const [byAll, others] = [sources.filter(isReadByAll), sources.filter(source => !isReadByAll(source))]
  const initials = coders.map(coder => coder.initials)
  if (byAll.length === 0) {
    throw new TandemError(
      'not-found',
      `No source was read by all of ${inWords(initials)}.`,
      'Alphas for spans know no missing readings: name fewer coders.',
    )
  }
  const used = new Set(byAll.flatMap(source => source.codings.flatMap(own => own?.map(c => c.code) ?? [])))
  const report = await inSlices(
    computeUnitizing({
      coders: initials,
      codes: asked.codes
        ? [...new Set(asked.codes)]
        : inTreeOrder(db).flatMap(({ id }) => (used.has(id) ? [id] : [])),
      sources: byAll,
      skipAroundMail: !asked.withQuoted,
    }),
    letOthers,
  )
  return { ...report, notReadByAll: [...others.map(source => source.id), ...unread] }
}

/** True where every coder of the comparison has read the source. */
export const isReadByAll = (source: ManySource): boolean => source.codings.every(own => own !== null)
