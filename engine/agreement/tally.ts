import { TandemError } from '#shared/errors.ts'
import type { AgreementCounts, PassageCounts, Unit } from '#shared/model/agreement.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'
import { coveredLength, type Span, sharedLength, unite } from '#shared/text/span.ts'
import { sweepPassages } from '../disagreements/passages.ts'
import { aroundMail } from '../sources/around-mail.ts'
import { spokenBy, type UnitScale, type UnitSource, unitScale } from './units.ts'

/** What counting needs of a coding; without a polarity it has none. */
export type CountedCoding = Pick<CodedSpan, 'start' | 'end' | 'code'> & Partial<Pick<CodedSpan, 'polarity'>>

/** A source both coders were to code, with the codings of the first (a) and the second (b). */
export interface AgreementSource extends UnitSource {
  codings: { a: readonly CountedCoding[]; b: readonly CountedCoding[] }
}

/** The counts of one code in one source. */
export interface Tally {
  counts: AgreementCounts
  characters: AgreementCounts
  passages: PassageCounts
}

/** The counts of one code in one source, and the codings they are of. */
export interface CodeTally extends Tally {
  sides: Sides
}

/** One source counted. `codes` and `unions` hold only what at least one coder used here; all the rest is cell 00. */
export interface SourceTally {
  source: string
  units: number
  characters: number
  leftOutCharacters: number
  /** How many of those stand in quoted replies and signatures. */
  aroundMailCharacters: number
  codingsOutsideUnits: number
  codes: Map<string, CodeTally>
  /** Several codes counted as one: a code with those beneath it, the codes of a theme. */
  unions: Map<string, CodeTally>
  /** Where text lies in units and in characters. */
  scale: UnitScale
  characterScale: UnitScale
}

/** What to count: the codes asked for, and every code's unions: those its codings count in as well. */
export interface Wanted {
  unit: Unit
  codes: ReadonlySet<string>
  unions: ReadonlyMap<string, readonly string[]>
  /** Whether quoted replies and signatures of emails are left out. */
  skipAroundMail: boolean
}

/** Both coders' codings of one code, or of several counted as one, in one source; only those that hold compared text. */
export interface Sides {
  a: readonly CountedCoding[]
  b: readonly CountedCoding[]
}

/** Counts every wanted code in one source. Each coder's own overlaps are united first; nothing counts twice. */
export function tallySource(source: AgreementSource, wanted: Wanted): SourceTally {
  const around = wanted.skipAroundMail ? aroundMail(source.segments(), source.length) : []
  const leftOut = unite([...spokenBy(source), ...around])
  const characters = unitScale(source, 'character', leftOut)
  const scale = wanted.unit === 'character' ? characters : unitScale(source, wanted.unit, leftOut)
  const codes = new Map<string, GrowingSides>()
  const unions = new Map<string, GrowingSides>()
  let codingsOutsideUnits = 0
  for (const side of ['a', 'b'] as const) {
    for (const coding of source.codings[side]) {
      if (coding.start < 0 || coding.end > source.length) throw outside(source, coding)
      const asked = wanted.codes.has(coding.code)
      if (characters.from(coding.start) < characters.to(coding.end)) {
        if (asked) put(codes, coding.code, side, coding)
        for (const union of wanted.unions.get(coding.code) ?? []) put(unions, union, side, coding)
      }
      if (asked && scale.from(coding.start) >= scale.to(coding.end)) codingsOutsideUnits++
    }
  }
  const whole = leftOut.length === 0
  const tally = (sides: Sides) => tallyCode(sides, scale, characters, whole)
  return {
    source: source.id,
    units: scale.count,
    characters: characters.count,
    leftOutCharacters: source.length - characters.count,
    aroundMailCharacters: coveredLength(around),
    codingsOutsideUnits,
    codes: mapValues(codes, tally),
    unions: mapValues(unions, tally),
    scale,
    characterScale: characters,
  }
}

/** One code in one source; `whole` where no character of the source is left out. */
function tallyCode(sides: Sides, scale: UnitScale, characters: UnitScale, whole: boolean): CodeTally {
  const swept = sweepPassages(sides.a, sides.b)
  const inCharacters = whole ? cells(swept, characters.count) : countOn(characters, sides)
  return {
    counts: scale === characters ? inCharacters : countOn(scale, sides),
    characters: inCharacters,
    passages: swept.passages,
    sides,
  }
}

/** The four cells of one code, counted in units of the scale. */
function countOn(scale: UnitScale, sides: Sides): AgreementCounts {
  const place = (coding: CountedCoding): Span => ({
    start: scale.from(coding.start),
    end: scale.to(coding.end),
  })
  const a = unite(sides.a.map(place))
  const b = unite(sides.b.map(place))
  const both = sharedLength(a, b)
  return cells({ both, onlyA: coveredLength(a) - both, onlyB: coveredLength(b) - both }, scale.count)
}

const cells = (c: { both: number; onlyA: number; onlyB: number }, n: number): AgreementCounts => ({
  '11': c.both,
  '10': c.onlyA,
  '01': c.onlyB,
  '00': n - c.both - c.onlyA - c.onlyB,
})

interface GrowingSides extends Sides {
  a: CountedCoding[]
  b: CountedCoding[]
}

/** Most codes have one coding a side in a source, or none: a list is only made for what it holds. */
function put(into: Map<string, GrowingSides>, code: string, side: 'a' | 'b', coding: CountedCoding): void {
  const sides = into.get(code)
  if (!sides) into.set(code, side === 'a' ? { a: [coding], b: nobody } : { a: nobody, b: [coding] })
  else if (sides[side] === nobody) sides[side] = [coding]
  else sides[side].push(coding)
}

const nobody: CountedCoding[] = []

const mapValues = <V, W>(map: Map<string, V>, change: (value: V) => W): Map<string, W> =>
  new Map([...map].map(([key, value]) => [key, change(value)]))

const outside = (source: UnitSource, coding: CountedCoding) =>
  new TandemError(
    'damaged',
    `A coding of source ${source.id} covers characters ${coding.start} to ${coding.end}, but its text has ${source.length}.`,
    'Run the study check; it names every coding that does not fit its text.',
  )
