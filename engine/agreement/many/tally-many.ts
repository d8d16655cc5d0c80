import type { Unit } from '#shared/model/agreement.ts'
import { type GivenBy, givenName } from '#shared/model/many-coders.ts'
import { type Span, unite } from '#shared/text/span.ts'
import { comparedText } from '../compared-text.ts'
import { addPatterns, type Patterns } from '../patterns.ts'
import { type MetSets, setStretches } from '../set-stretches.ts'
import { type CountedCoding, outside } from '../tally.ts'
import type { UnitScale, UnitSource } from '../units.ts'
import type { SetPairs } from './set-pairs.ts'

/** A source with what each of the coders coded in it; null for one who has not read it. */
export interface ManySource extends UnitSource {
  codings: readonly (readonly CountedCoding[] | null)[]
}

/** One source counted. */
export interface ManyTally {
  source: string
  units: number
  characters: number
  leftOutCharacters: number
  aroundMailCharacters: number
  codingsOutsideUnits: number
  /** Places of the coders who have read it. */
  readers: number[]
  /** Only codes that someone used here; of all others every unit is one that nobody gave it. */
  codes: Map<string, GivenCode>
  scale: UnitScale
}

/** A code in one source: who gave it to how many units, and where. */
export interface GivenCode {
  patterns: Patterns
  passages: GivenBy
  /** Each coder's units, united; null for one who has not read the source. */
  spans: readonly (readonly Span[] | null)[]
}

/** What to count, and where the sets of codes met are gathered over all sources. */
export interface ManyWanted {
  unit: Unit
  codes: ReadonlySet<string>
  skipAroundMail: boolean
  sets: { pairs: SetPairs; met: MetSets }
}

/** Counts every wanted code in one source. Each coder's own overlaps are united first. Throws `damaged`. */
export function tallyMany(source: ManySource, wanted: ManyWanted): ManyTally {
  const text = comparedText(source, wanted.unit, wanted.skipAroundMail)
  const { scale, characters } = text
  const readers = source.codings.flatMap((own, coder) => (own ? [coder] : []))
  const placed = source.codings.map((): (Span & { code: string })[] => [])
  const whole = new Map<string, Span[][]>()
  const units = new Map<string, Span[][]>()
  let codingsOutsideUnits = 0
  source.codings.forEach((own, coder) => {
    for (const coding of own ?? []) {
      const { start, end, code } = coding
      if (start < 0 || end > source.length) throw outside(source, coding)
      if (!wanted.codes.has(code)) continue
      if (characters.from(start) < characters.to(end)) {
        spansOf(whole, code, source.codings.length)[coder]?.push(coding)
      }
      const place = { start: scale.from(start), end: scale.to(end), code }
      if (place.start >= place.end) codingsOutsideUnits++
      else {
        placed[coder]?.push(place)
        spansOf(units, code, source.codings.length)[coder]?.push(place)
      }
    }
  })
  wanted.sets.pairs.add(
    source.codings.map((own, coder) => own && setStretches(placed[coder] ?? [], wanted.sets.met)),
    scale.count,
  )
  const codes: ManyTally['codes'] = new Map()
  for (const [code, spans] of whole) {
    const patterns: Patterns = new Map()
    const given = units.get(code) ?? []
    const united = source.codings.map((own, coder) => own && unite(given[coder] ?? []))
    addPatterns(patterns, united, scale.count)
    codes.set(code, { patterns, passages: passagesBy(spans, readers.length), spans: united })
  }
  return {
    source: source.id,
    units: scale.count,
    characters: characters.count,
    leftOutCharacters: text.leftOutCharacters,
    aroundMailCharacters: text.aroundMailCharacters,
    codingsOutsideUnits,
    readers,
    codes,
    scale,
  }
}

/** One code's passages in one source: what hangs together by overlap, whoever's it is, is one. */
function passagesBy(spans: readonly (readonly Span[])[], readers: number): GivenBy {
  const found: GivenBy = { all: 0, some: 0, one: 0, none: 0 }
  const here = spans
    .flatMap((own, coder) => unite(own).map(span => ({ ...span, coder })))
    .sort((a, b) => a.start - b.start)
  const coders = new Set<number>()
  let end = 0
  for (const span of here) {
    if (span.start >= end && coders.size > 0) {
      found[givenName(coders.size, readers)]++
      coders.clear()
    }
    coders.add(span.coder)
    end = Math.max(end, span.end)
  }
  if (coders.size > 0) found[givenName(coders.size, readers)]++
  return found
}

/** One code's spans, a list a coder. */
function spansOf(map: Map<string, Span[][]>, code: string, coders: number): Span[][] {
  let lists = map.get(code)
  if (!lists) {
    lists = Array.from({ length: coders }, () => [])
    map.set(code, lists)
  }
  return lists
}
