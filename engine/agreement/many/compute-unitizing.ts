import type { Figure } from '#shared/model/agreement.ts'
import type { CodeUnitizing, UnitizingReport } from '#shared/model/unitizing.ts'
import { unite } from '#shared/text/span.ts'
import { comparedText } from '../compared-text.ts'
import { type MetSets, setStretches } from '../set-stretches.ts'
import { outside } from '../tally.ts'
import { alphaU } from '../unitizing/alpha-u.ts'
import type { Unit } from '../unitizing/continuum.ts'
import { unitizingAlphas } from '../unitizing/u-alpha.ts'
import type { ManySource } from './tally-many.ts'

/** What to compare: sources that every coder has read, and the codes to report, in order. */
export interface UnitizingInput {
  coders: readonly string[]
  codes: readonly string[]
  sources: readonly ManySource[]
  skipAroundMail: boolean
}

/** With more different sets of codes, every one against every other takes too long and too much memory. */
const mostSets = 1000

const convention =
  'A unit of a code is a passage that a coder gave it, their overlapping and touching codings united; over code sets, each longest stretch on which a coder’s set of codes is the same. Positions are characters of the text compared. Sources are laid end to end, and no unit reaches from one into the next.'

const noInterval = 'no interval: how its authors resample was not at hand'

/** What cuα rests on where there are more than two coders (see the guide). */
const restsOnOne = 'for three or more coders it rests on one printed value (.724) and on derivation'

/** Krippendorff's alphas for spans: per code, and over sets of codes. Throws `damaged`. Yields between codes. */
export function* computeUnitizing({
  coders,
  codes,
  sources,
  skipAroundMail,
}: UnitizingInput): Generator<void, UnitizingReport> {
  const wanted = new Set(codes)
  const met: MetSets = new Map()
  const sets = coders.map((): Unit[] => [])
  const byCode = new Map<string, Unit[][]>()
  let n = 0
  for (const source of sources) {
    const { characters } = comparedText(source, 'character', skipAroundMail)
    source.codings.forEach((own, coder) => {
      const placed = (own ?? []).flatMap(coding => {
        if (coding.start < 0 || coding.end > source.length) throw outside(source, coding)
        if (!wanted.has(coding.code)) return []
        const [start, end] = [n + characters.from(coding.start), n + characters.to(coding.end)]
        return start < end ? [{ start, end, code: coding.code }] : []
      })
      for (const { start, end, set } of setStretches(placed, met)) {
        sets[coder]?.push({ start, end, category: String(set.number) })
      }
      for (const [code, spans] of Map.groupBy(placed, span => span.code)) {
        let lists = byCode.get(code)
        if (!lists) {
          lists = coders.map(() => [])
          byCode.set(code, lists)
        }
        for (const span of unite(spans)) lists[coder]?.push({ ...span, category: code })
      }
    })
    n += characters.count
    yield
  }
  const perCode: CodeUnitizing[] = []
  for (const code of codes) {
    perCode.push(codeUnitizing(code, byCode.get(code) ?? coders.map(() => []), n))
    yield
  }
  return {
    coders: [...coders],
    sources: sources.map(source => source.id),
    notReadByAll: [],
    n,
    convention,
    overall: overSets(sets, met, n),
    codes: perCode,
  }
}

function codeUnitizing(code: string, coders: readonly (readonly Unit[])[], length: number): CodeUnitizing {
  const why = coders.every(own => own.length === 0) ? 'Nobody used this code' : 'Nothing varied'
  const continuum = { length, coders }
  return {
    code,
    passages: coders.map(own => own.length),
    u_alpha: figure(unitizingAlphas(continuum)?.u, why),
    alpha_u_legacy: figure(alphaU(continuum).overall, why),
  }
}

function overSets(
  coders: readonly (readonly Unit[])[],
  met: MetSets,
  length: number,
): UnitizingReport['overall'] {
  const none = (why: string): UnitizingReport['overall'] => ({
    sets: met.size,
    u_alpha: { value: null, why },
    bar_u_alpha: { value: null, why },
    cu_alpha: { value: null, why },
    cu_coverage: 0,
    ku_alpha: [],
  })
  if (met.size === 0) return none('Nobody used any of these codes')
  if (met.size > mostSets) {
    const [found, most] = [met.size, mostSets].map(count => count.toLocaleString('en-GB'))
    return none(
      `The coders gave ${found} different sets of codes, and more than ${most} are not set against each other; name fewer codes`,
    )
  }
  const alphas = unitizingAlphas({ length, coders })
  if (!alphas) return none('A coder’s units overlap')
  const cu = figure(
    alphas.cu,
    alphas.cu_coverage === 0
      ? 'No text was given codes by two coders'
      : 'Where two coders gave codes, only one set of codes was given',
  )
  return {
    sets: met.size,
    u_alpha: figure(alphas.u, 'Nothing varied'),
    bar_u_alpha: figure(alphas.bar_u, 'Nothing varied'),
    cu_alpha: coders.length > 2 && cu.value !== null ? { ...cu, method: `${restsOnOne}; ${noInterval}` } : cu,
    cu_coverage: alphas.cu_coverage,
    ku_alpha: [...met.values()].map(({ number, codes }) => ({
      codes: [...codes],
      ku_alpha: figure(
        alphas.k[number],
        'No other coder gave codes to any of its text, or no other set was given there',
      ),
      coverage: alphas.coverage[number] ?? null,
    })),
  }
}

const figure = (value: number | null | undefined, why: string): Figure =>
  typeof value === 'number' && Number.isFinite(value) ? { value, method: noInterval } : { value: null, why }
