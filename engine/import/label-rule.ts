import type { LabelFinding } from '#shared/model/speakers.ts'
import type { Acceptance, Occurrence } from './label-acceptance.ts'
import { type Label, readAfterTime, readLabelAs } from './labels.ts'
import { leadingTime } from './time-marks.ts'

/** What a label is, where a person has said so instead of leaving it to the whole text. */
export interface LabelRule {
  /** The label a line begins with; null where it begins with none. */
  read(line: string): Label | null
  /** Which of the labels read name speakers. */
  accept(occurrences: readonly Occurrence[]): Acceptance
}

/** The rule for a person's word on labels; null where the whole text decides. Every rule takes time linear in the text. */
export function ruleOf(finding: LabelFinding): LabelRule | null {
  switch (finding.by) {
    case 'automatic':
      return null
    case 'nobody':
      return { read: () => null, accept: acceptAll }
    case 'pattern':
      return { read: line => readLabelAs(finding.pattern, line), accept: acceptRecurring() }
    case 'labels': {
      const typed = finding.labels.map(partsOf).sort((a, b) => b.whole.length - a.whole.length)
      const exactly = (line: string) => readAfterTime(line, rest => readTyped(typed, rest))
      if (!finding.alike) return { read: exactly, accept: acceptAll }
      const alike = (line: string) => readAfterTime(line, rest => readAlike(typed, rest))
      const named = new Set(typed.map(({ name }) => name.toLowerCase()))
      return { read: line => exactly(line) ?? alike(line), accept: acceptRecurring(named) }
    }
  }
}

const keyOf = ({ label }: Occurrence): string => label.text.toLowerCase()

const acceptAll = (occurrences: readonly Occurrence[]): Acceptance => ({
  accepts: () => true,
  speakers: new Set(occurrences.map(keyOf)).size,
})

/** Takes role words, labels that were typed, and whatever comes back: one `Note:` is not a person. */
const acceptRecurring =
  (typed: ReadonlySet<string> = new Set()) =>
  (occurrences: readonly Occurrence[]): Acceptance => {
    const counts = new Map<string, number>()
    const roles = new Set<string>()
    for (const occurrence of occurrences) {
      const key = keyOf(occurrence)
      counts.set(key, (counts.get(key) ?? 0) + 1)
      if (occurrence.label.kind === 'role') roles.add(key)
    }
    const takes = (key: string): boolean => (counts.get(key) ?? 0) >= 2 || roles.has(key) || typed.has(key)
    return {
      accepts: occurrence => takes(keyOf(occurrence)),
      speakers: [...counts.keys()].filter(takes).length,
    }
  }

/** A label as typed: `<P1>` is the name `P1` between `<` and `>`. */
interface TypedLabel {
  whole: string
  before: string
  name: string
  after: string
  shape: string
}

/** Longest name that is looked for between the marks of a label, in code units. */
const longestName = 50

function partsOf(typed: string): TypedLabel {
  const first = typed.search(/[\p{L}\p{N}]/u)
  if (first === -1) return { whole: typed, before: '', name: typed, after: '', shape: typed }
  const last =
    typed.length -
    [...typed]
      .toReversed()
      .join('')
      .search(/[\p{L}\p{N}]/u)
  const name = typed.slice(first, last)
  return {
    whole: typed,
    before: typed.slice(0, first),
    name,
    after: typed.slice(last).trimEnd(),
    shape: shapeOf(name),
  }
}

/** What sort of letters a name is made of: `P12` and `R3` are alike, `Anna Berg` and `Tom Lind`. */
const shapeOf = (name: string): string =>
  name
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/[\p{Ll}\p{Lo}\p{M}]+/gu, 'a')
    .replace(/\p{N}+/gu, '0')

function readTyped(typed: readonly TypedLabel[], rest: string): Label | null {
  for (const { whole, name, after } of typed) {
    if (rest.slice(0, whole.length).toLowerCase() !== whole.toLowerCase()) continue
    if (after === '' && isLetter(rest, whole.length)) continue
    return labelled(name, whole.length, rest)
  }
  return null
}

function readAlike(typed: readonly TypedLabel[], rest: string): Label | null {
  for (const { before, name: example, after, shape } of typed) {
    if (!rest.startsWith(before)) continue
    const from = before.length
    const to = after === '' ? endOfWords(rest, from, example) : rest.indexOf(after, from)
    if (to <= from || to - from > longestName) continue
    const name = rest.slice(from, to).trim()
    if (name === '' || shapeOf(name) !== shape) continue
    if (after === '' && isLetter(rest, to)) continue
    return labelled(name, to + after.length, rest)
  }
  return null
}

/** Where as many words as the example has end. */
function endOfWords(rest: string, from: number, example: string): number {
  let end = from
  for (const _ of example.split(/\s+/)) {
    while (rest[end] === ' ') end++
    while (isLetter(rest, end) || /[-'’._]/.test(rest[end] ?? ' ')) end++
  }
  while (end > from && /[-'’._]/.test(rest[end - 1] ?? '')) end--
  return end
}

const isLetter = (text: string, at: number): boolean => /[\p{L}\p{N}\p{M}]/u.test(text[at] ?? '')

/** The label with the time, colon or dash that stands between it and what is said. */
function labelled(name: string, end: number, rest: string): Label {
  const time = leadingTime(rest.slice(end))
  const after = end + (time?.length ?? 0)
  const gap = /^\s*(?:[:：]|[-–—|>](?=\s))?\s*/.exec(rest.slice(after))?.[0].length ?? 0
  return {
    text: name.replace(/\s+/g, ' '),
    kind: 'name',
    style: 'colon',
    parts: [],
    body: after + gap,
    ...(time ? { startMs: time.startMs } : {}),
    ...(time?.endMs === undefined ? {} : { endMs: time.endMs }),
  }
}
