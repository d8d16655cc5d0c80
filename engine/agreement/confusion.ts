import type { Unit } from '#shared/model/agreement.ts'
import type { CodeMeeting, CodeUse, ConfusionReport } from '#shared/model/confusion.ts'
import { type Span, unite } from '#shared/text/span.ts'
import { comparedText } from './compared-text.ts'
import { type AgreementSource, outside } from './tally.ts'
import { conventions, type UnitScale } from './units.ts'

/** What to compare, and how. */
export interface ConfusionInput {
  /** The two coders' initials. */
  coders: [string, string]
  unit: Unit
  sources: readonly AgreementSource[]
  /** Each code's framework, in the order to report codes. A code that is not in it is not counted. */
  frameworks: ReadonlyMap<string, string>
  /** Whether quoted replies and signatures of emails are left out. */
  skipAroundMail: boolean
}

/**
 * Which codes two coders use for the same text: for every code of the first and every code of the second of the same
 * framework, the units that carry both, and for every code, the units where it met nothing of the other's.
 *
 * Each coder's own overlaps are united first. What holds: exchanging the coders transposes the meetings; a code's
 * meeting with itself is cell 11 of its table, and its units by one coder that cell and cell 10 (or 01); where
 * nobody gives a unit two codes, a code's meetings and what of it stands alone add up to its units.
 * One sweep over the spans: the cost follows spans and overlaps, never characters.
 */
export function computeConfusion(input: ConfusionInput): ConfusionReport {
  const { coders, unit, sources, frameworks, skipAroundMail } = input
  const order = [...frameworks.keys()]
  const numbers = new Map(order.map((code, k) => [code, k]))
  const tally = new Tally(order.length)
  let n = 0
  for (const source of sources) {
    const { scale, characters } = comparedText(source, unit, skipAroundMail)
    n += scale.count
    for (const { a, b } of byFramework(source, frameworks, numbers, characters)) {
      tally.addPassages(passages(a), passages(b))
      tally.addUnits(onScale(a, scale), onScale(b, scale))
    }
  }
  return {
    unit,
    convention: conventions[unit],
    coders,
    n,
    codes: order.flatMap((code, k) => {
      const [a, b] = [tally.uses.a[k], tally.uses.b[k]]
      return a || b ? [{ code, framework: frameworks.get(code) ?? '', a: a ?? unused, b: b ?? unused }] : []
    }),
    meetings: [...tally.meetings]
      .sort(([x], [y]) => x - y)
      .map(([key, counts]) => ({
        a: order[Math.floor(key / order.length)] ?? '',
        b: order[key % order.length] ?? '',
        ...counts,
      })),
  }
}

/** One coder's codings of one framework in one source, by the number of their code. */
type Coded = Map<number, Span[]>

interface CodedPassage extends Span {
  code: number
}

const unused: CodeUse = { units: 0, alone: 0, passages: 0 }

/** Both coders' codings that are not wholly in what is left out, framework by framework. */
function byFramework(
  source: AgreementSource,
  frameworks: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, number>,
  characters: UnitScale,
): Iterable<{ a: Coded; b: Coded }> {
  const found = new Map<string, { a: Coded; b: Coded }>()
  for (const side of ['a', 'b'] as const) {
    for (const coding of source.codings[side]) {
      const { start, end } = coding
      if (start < 0 || end > source.length) throw outside(source, coding)
      const framework = frameworks.get(coding.code)
      const code = numbers.get(coding.code)
      if (framework === undefined || code === undefined) continue
      if (characters.from(start) >= characters.to(end)) continue
      const sides = found.get(framework) ?? { a: new Map(), b: new Map() }
      found.set(framework, sides)
      const spans = sides[side].get(code) ?? []
      sides[side].set(code, spans)
      spans.push({ start, end })
    }
  }
  return found.values()
}

/** Every code's codings as passages, in text order. */
const passages = (coded: Coded): CodedPassage[] =>
  [...coded]
    .flatMap(([code, spans]) => unite(spans).map(({ start, end }) => ({ start, end, code })))
    .sort((x, y) => x.start - y.start || x.end - y.end)

/** The same in numbers of units. */
const onScale = (coded: Coded, scale: UnitScale): CodedPassage[] =>
  passages(
    new Map(
      [...coded].map(([code, spans]) => [
        code,
        spans.map(({ start, end }) => ({ start: scale.from(start), end: scale.to(end) })),
      ]),
    ),
  )

/** Counts of what two coders gave the same text, codes being numbers below `size`. */
class Tally {
  /** By the first coder's code times `size` plus the second's. */
  readonly meetings = new Map<number, Omit<CodeMeeting, 'a' | 'b'>>()
  readonly uses: { a: CodeUse[]; b: CodeUse[] } = { a: [], b: [] }
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }

  /**
   * Counts passages, and those of two codes that hang together by overlap. Both lists are in text order, and no two
   * passages of one code in a list overlap.
   */
  addPassages(a: readonly CodedPassage[], b: readonly CodedPassage[]): void {
    for (const { code } of a) this.#use('a', code).passages++
    for (const { code } of b) this.#use('b', code).passages++
    // The last overlap seen of each pair of codes: two in a row that share a passage are one group.
    const last = new Map<number, { a: CodedPassage; b: CodedPassage }>()
    const meet = (x: CodedPassage, y: CodedPassage) => {
      const before = last.get(x.code * this.#size + y.code)
      if (before?.a !== x && before?.b !== y) this.#meeting(x.code, y.code).passages++
      last.set(x.code * this.#size + y.code, { a: x, b: y })
    }
    let open: { a: CodedPassage[]; b: CodedPassage[] } = { a: [], b: [] }
    let i = 0
    let j = 0
    while (true) {
      const fromA = a[i]
      const fromB = b[j]
      const isA = fromA !== undefined && (fromB === undefined || fromA.start <= fromB.start)
      const next = isA ? fromA : fromB
      if (!next) return
      const stillOpen = ({ end }: Span) => end > next.start
      open = { a: open.a.filter(stillOpen), b: open.b.filter(stillOpen) }
      if (isA) {
        for (const y of open.b) meet(next, y)
        open.a.push(next)
        i++
      } else {
        for (const x of open.a) meet(x, next)
        open.b.push(next)
        j++
      }
    }
  }

  /** Counts units, going from one edge of a passage to the next. The lists are as for `addPassages`. */
  addUnits(a: readonly CodedPassage[], b: readonly CodedPassage[]): void {
    const open = { a: new Set<number>(), b: new Set<number>() }
    const edges = [
      ...a.flatMap(passage => edgesOf(passage, open.a)),
      ...b.flatMap(passage => edgesOf(passage, open.b)),
    ].sort((x, y) => x.at - y.at)
    let from = 0
    for (const { at, opens, side, code } of edges) {
      if (at > from) this.#addStretch(at - from, open.a, open.b)
      from = at
      if (opens) side.add(code)
      else side.delete(code)
    }
  }

  /** Counts units that all carry these codes of the first and these of the second coder. */
  #addStretch(length: number, a: ReadonlySet<number>, b: ReadonlySet<number>): void {
    for (const [side, own, other] of [
      ['a', a, b],
      ['b', b, a],
    ] as const) {
      for (const code of own) {
        const use = this.#use(side, code)
        use.units += length
        if (other.size === 0) use.alone += length
      }
    }
    for (const first of a) {
      for (const second of b) {
        const meeting = this.#meeting(first, second)
        meeting.shared += length
        if (!a.has(second) && !b.has(first)) meeting.instead += length
      }
    }
  }

  #use(side: 'a' | 'b', code: number): CodeUse {
    let use = this.uses[side][code]
    if (!use) {
      use = { ...unused }
      this.uses[side][code] = use
    }
    return use
  }

  #meeting(first: number, second: number): Omit<CodeMeeting, 'a' | 'b'> {
    const key = first * this.#size + second
    let meeting = this.meetings.get(key)
    if (!meeting) {
      meeting = { shared: 0, instead: 0, passages: 0 }
      this.meetings.set(key, meeting)
    }
    return meeting
  }
}

/** Where a passage opens and where it closes, with the side on which it does. */
const edgesOf = ({ start, end, code }: CodedPassage, side: Set<number>) => [
  { at: start, opens: true, side, code },
  { at: end, opens: false, side, code },
]
