import { isCaseless, type Label, type LabelStyle } from './labels.ts'

/** A label as it stands in a text, with whether a time stands beside it. */
export interface Occurrence {
  label: Label
  timed: boolean
  /** What follows reads like speech: a line of several words that is no label itself. */
  leads?: boolean
}

/** What the whole text says about who speaks in it. */
export interface Acceptance {
  /** True where this occurrence names a speaker. */
  accepts(occurrence: Occurrence): boolean
  /** The accepted speakers, however often they speak. */
  speakers: number
}

const nameOf = (label: Label): string => label.text.toLowerCase()

/**
 * Decides which of the labels found at line beginnings name speakers. A known role word does, at once; a code or a
 * name must recur or stand beside a time; a lower-case word must recur among others that do. Codes that open a line
 * without a colon (`[id1]`, `I <tab>`) must do so in at least half of the paragraphs, for prose does it
 * too; labels on lines of their own must be a fifth of all lines, each with speech after it.
 */
export function acceptLabels(
  occurrences: readonly Occurrence[],
  extent: { paragraphs: number; lines: number },
  legend: ReadonlyMap<string, string>,
): Acceptance {
  // Made once for each label: a text has thousands, and each is looked up many times.
  const keys = new Map(occurrences.map(({ label }) => [label, `${label.style} ${nameOf(label)}`]))
  const keyOf = (label: Label): string => keys.get(label) ?? `${label.style} ${nameOf(label)}`
  const counts = new Map<string, number>()
  const timedCounts = new Map<string, number>()
  const perStyle = new Map<LabelStyle, number>()
  const misleading = new Set<string>()
  for (const { label, timed, leads = true } of occurrences) {
    const key = keyOf(label)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (!leads) misleading.add(key)
    if (timed) timedCounts.set(nameOf(label), (timedCounts.get(nameOf(label)) ?? 0) + 1)
    perStyle.set(label.style, (perStyle.get(label.style) ?? 0) + 1)
  }
  const share = (style: LabelStyle): boolean => (perStyle.get(style) ?? 0) >= extent.paragraphs * 0.5
  const countRecurring = (style: LabelStyle, times: number): number =>
    [...counts].filter(([key, n]) => key.startsWith(`${style} `) && n >= times).length
  const often = {
    tab: countRecurring('tab', 2),
    dash: countRecurring('dash', 2),
    word: countRecurring('colon', 3),
    colon: countRecurring('colon', 2),
  }

  const leading = [...counts].filter(([key, n]) => key.startsWith('alone ') && n >= 2 && !misleading.has(key))
  const led = leading.reduce((sum, [, n]) => sum + n, 0)

  const recurs = ({ label, timed }: Occurrence): boolean => {
    const n = counts.get(keyOf(label)) ?? 0
    const isLong = label.text.includes(' ')
    switch (label.style) {
      case 'bracket':
        return label.kind !== 'word' && n >= 2 && share('bracket')
      case 'tab':
      case 'dash':
        return label.kind !== 'word' && n >= 2 && often[label.style] >= 2 && share(label.style)
      case 'alone':
        if (label.kind === 'word' || misleading.has(keyOf(label))) return false
        return n >= (label.kind === 'role' ? 2 : 3) && leading.length >= 2 && led >= extent.lines * 0.2
      case 'timed':
        return label.kind === 'role' || n >= 2 || (label.kind === 'name' && isLong)
      case 'colon':
        if (label.kind === 'role' || legend.has(label.text)) return true
        // Without capitals a name looks as any word does: where most paragraphs begin so, twice is enough.
        if (label.kind === 'word' && isCaseless(label.text) && share('colon'))
          return n >= 2 && often.colon >= 2
        if (label.kind === 'word') return n >= 3 && often.word >= 2
        return (
          n >= 2 || (timed && (timedCounts.get(nameOf(label)) ?? 0) > 0 && (label.kind === 'code' || isLong))
        )
    }
  }

  const accepted = new Set<string>()
  const named = new Set<string>()
  const recurring = occurrences.filter(recurs)
  for (const { label } of recurring) {
    accepted.add(keyOf(label))
    named.add(nameOf(label))
  }
  const turns = recurring.length
  const established = named.size >= 2 && turns >= 4
  const timedTurns = recurring.filter(({ timed }) => timed).length
  for (const { label, timed } of occurrences) {
    const strong = label.style === 'colon' || label.style === 'timed'
    const joint = label.parts.length > 0 && label.parts.every(part => named.has(part.toLowerCase()))
    const isSure = label.kind === 'code' || (label.kind === 'name' && label.text.includes(' '))
    // Where one speaker is known, a code at a line's beginning is another; beside a time, so is a name.
    const once =
      (established && isSure) ||
      (turns >= 2 && label.kind === 'code') ||
      (timed && timedTurns >= 2 && label.kind === 'name')
    if (strong && (joint || once || named.has(nameOf(label)))) accepted.add(keyOf(label))
  }
  const speakers = new Set([...accepted].map(key => key.slice(key.indexOf(' ') + 1))).size
  return { accepts: ({ label }) => accepted.has(keyOf(label)), speakers }
}
