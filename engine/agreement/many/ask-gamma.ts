import type { agreement } from '#shared/contract/agreement.ts'
import type { InputOf } from '#shared/contract/method.ts'
import { TandemError } from '#shared/errors.ts'
import type { GammaReport } from '#shared/model/unitizing.ts'
import { unite } from '#shared/text/span.ts'
import type { Working } from '../../tools.ts'
import { comparableCoders } from '../comparable-coders.ts'
import { inSlices } from '../slices.ts'
import { outside } from '../tally.ts'
import { gammaSteps } from '../unitizing/gamma.ts'
import { readSources } from './ask-many.ts'
import { isReadByAll } from './ask-unitizing.ts'
import { inWords } from './explain-many.ts'

/** The most passages a coder may have in what γ is asked of: its cost grows with the cube. */
const mostUnits = 300

/** Position and category weigh alike, as its authors have it. */
const costs = { alpha: 1, beta: 1, empty: 1 }

/** Sampled continua of fewer passages a coder repeat the coders' own, so that chance is no measure. */
const fewestUnits = 2

/**
 * γ of members on a source that all of them have read, or a stretch of it. A unit is a passage of one code, a coder's
 * overlapping and touching codings of it united, as far as it lies in the stretch. Refuses as `among` does, and more than
 * 300 units of a coder.
 */
export async function gammaAmong(
  { reading: { db }, progress, breathe }: Working,
  asked: InputOf<(typeof agreement)['gamma']>,
): Promise<GammaReport> {
  const coders = comparableCoders(db, asked.coders)
  const initials = coders.map(coder => coder.initials)
  const {
    sources: [source],
  } = readSources(db, { coders: asked.coders, sources: [asked.source], withInterviewer: true })
  if (!source || !isReadByAll(source)) {
    throw new TandemError(
      'not-found',
      `This source was not read by all of ${inWords(initials)}.`,
      'Name another source, or fewer coders.',
    )
  }
  const start = asked.start ?? 0
  const end = Math.min(asked.end ?? source.length, source.length)
  if (start >= end) {
    throw new TandemError(
      'bad-input',
      `The stretch from ${start} to ${asked.end ?? end} holds no text.`,
      `The source has characters 0 to ${source.length}; the end comes after the start.`,
    )
  }
  const wanted = asked.codes && new Set(asked.codes)
  const units = source.codings.map(own => {
    const spans = (own ?? []).filter(coding => {
      if (coding.start < 0 || coding.end > source.length) throw outside(source, coding)
      return wanted?.has(coding.code) ?? true
    })
    return (
      [...Map.groupBy(spans, span => span.code)]
        .flatMap(([category, same]) =>
          unite(same)
            .map(span => ({ start: Math.max(start, span.start), end: Math.min(end, span.end), category }))
            .filter(unit => unit.start < unit.end),
        )
        // Chance is drawn from the units in their order, which must not depend on when they were made.
        .sort((a, b) => a.start - b.start || a.end - b.end || (a.category < b.category ? -1 : 1))
    )
  })
  const over = units.findIndex(own => own.length > mostUnits)
  if (over >= 0) {
    throw new TandemError(
      'too-large',
      `${initials[over]} has ${units[over]?.length} passages here, and gamma is worked out for up to ${mostUnits} of a coder.`,
      'Ask for fewer codes, or for a stretch of the source.',
    )
  }
  const report = { coders: initials, source: source.id, start, end, units: units.map(own => own.length) }
  const { samples, seed } = asked
  const few = units.findIndex(own => own.length < fewestUnits)
  if (few >= 0) {
    const none = units.every(own => own.length === 0)
    const has = units[few]?.length === 1 ? '1 passage' : 'no passage'
    return {
      ...report,
      gamma: {
        value: null,
        why: none
          ? 'Nobody coded anything here'
          : `${initials[few]} has ${has} here: chance sampled from so few passages lies where the passages lie`,
      },
      observed_disorder: 0,
      expected_disorder: 0,
      samples,
      seed,
    }
  }
  const found = await inSlices(
    gammaSteps(units, costs, { samples, seed }, taken => progress(taken, samples, 'Sampling chance')),
    breathe,
  )
  return {
    ...report,
    gamma:
      found.gamma === null
        ? { value: null, why: 'The sampled continua hold no disorder to compare with' }
        : { value: found.gamma, method: `chance sampled ${samples} times, seed ${seed}` },
    observed_disorder: found.observed,
    expected_disorder: found.expected,
    samples,
    seed,
  }
}
