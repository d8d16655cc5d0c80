import type { Unit } from '#shared/model/agreement.ts'
import type { Change } from '../../history/changes.ts'
import { actorOf } from '../../members/asking.ts'
import { plannedUnit } from '../../rounds/plan.ts'
import type { KeptRound } from '../../rounds/queries.ts'
import type { Tools } from '../../tools.ts'
import { keptNow, usualDraws } from './result.ts'

/**
 * The units a submitted round's results are kept in by themselves: the one it was planned to be reported on; characters,
 * which is what others mostly count; and words, which neither white space, line ends nor half a word more or less bear
 * on. The others can be kept when asked for.
 */
const units: readonly Unit[] = ['character', 'word']

/**
 * The rows that keep a round's results as its last coder submits: the usual comparison, everything in it that Compare
 * shows unasked. For the transaction of the submission; nothing of it can be seen before.
 */
export const keptAsSubmitted = ({ db, now, newId, asking }: Tools, round: KeptRound): Change[] =>
  [...new Set([plannedUnit(db, round.id), ...units])].map(unit =>
    keptNow(
      db,
      round,
      { unit, options: { withInterviewer: true, withQuoted: false, codes: null, ...usualDraws } },
      { id: newId(), maker: actorOf(asking) || null, at: now, occasion: 'submitted' },
    ),
  )
