import type { ParsedDocument, Segment } from '#shared/model/document.ts'
import { labelPatterns, type Opening, type SpeakerChoice, type Speech } from '#shared/model/speakers.ts'
import { ruleOf } from '../import/label-rule.ts'
import { type Cut, type Cuttable, hasLabels, speakersIn } from '../import/said-speakers.ts'
import { whetherAsks } from './choices.ts'

/** How much of a text is looked through for examples of patterns, in code units and lines. */
const looked = { characters: 400_000, lines: 4000 }
/** How many first lines and labels are shown, and how much of each. */
const few = { lines: 2, labels: 8, characters: 160 }

/** Who speaks in a document under a choice: as it was recognised, cut as chosen, and with the names shown. */
export function speechOf(
  recognised: Cuttable,
  { segments: found }: Cut,
  { segments: named }: Pick<Cuttable, 'segments'>,
  choice: SpeakerChoice,
  remembered: string | null,
): Speech {
  const { text } = recognised
  const isText = hasLabels(recognised.segments)
  const among = speakersIn(found)
  const groups = Map.groupBy(named.keys(), place => named[place]?.speaker)
  const said = ({ bodyStart, end }: Segment) => text.slice(bodyStart, end)
  const segmentsOf = (places: readonly number[]) => places.flatMap(place => named[place] ?? [])
  const wordsIn = (places: readonly number[]) =>
    segmentsOf(places).reduce((sum, segment) => sum + roughly(said(segment)), 0)
  return {
    choice,
    remembered,
    hasLabels: isText,
    patterns: isText ? patternsIn(text) : [],
    speakers: [...groups].flatMap(([name, places]) => {
      if (name === undefined) return []
      const labels = [...new Set(places.flatMap(place => found[place]?.speaker ?? []))]
      return {
        name,
        labels,
        turns: places.length,
        words: wordsIn(places),
        asks: whetherAsks(name, labels, choice.asks, among),
        first: segmentsOf(places)
          .slice(0, few.lines)
          .map(segment => shortened(said(segment))),
      }
    }),
    unnamedWords: wordsIn(groups.get(undefined) ?? []),
  }
}

/** About how many words there are: quickly, for a share of many millions. */
function roughly(words: string): number {
  word.lastIndex = 0
  let count = 0
  while (word.test(words)) count++
  return count
}

const word = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|[\p{L}\p{M}\p{N}'’]+/gu

/** How a document opens, cut as it is. */
export const openingOf = ({ text, segments }: Pick<ParsedDocument, 'text' | 'segments'>): Opening =>
  segments.slice(0, 12).map(segment => ({
    speaker: segment.speaker ?? null,
    startMs: segment.startMs ?? null,
    text: text.slice(segment.bodyStart, Math.min(segment.end, segment.bodyStart + 600)),
    kind: segment.kind,
  }))

/** The patterns that would find somebody in the beginning of a text, each with a line as an example. */
function patternsIn(text: string): Speech['patterns'] {
  const lines = text.slice(0, looked.characters).split('\n', looked.lines)
  return labelPatterns.flatMap(pattern => {
    const rule = ruleOf({ by: 'pattern', pattern })
    if (!rule) return []
    const read = lines.flatMap(line => {
      const label = rule.read(line)
      return label ? [{ label, timed: label.startMs !== undefined, line }] : []
    })
    const { accepts } = rule.accept(read)
    const accepted = read.filter(accepts)
    const [first] = accepted
    if (!first) return []
    const counts = new Map<string, number>()
    for (const { label } of accepted) counts.set(label.text, (counts.get(label.text) ?? 0) + 1)
    const labels = [...counts].sort((a, b) => b[1] - a[1]).slice(0, few.labels)
    return [{ pattern, example: shortened(first.line), labels: labels.map(([label]) => label) }]
  })
}

function shortened(words: string): string {
  const line = words
    .slice(0, few.characters * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > few.characters
    ? `${line.slice(0, few.characters - 1).trimEnd()}…`.toWellFormed()
    : line
}
