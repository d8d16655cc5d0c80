import type { Code, ExampleKind } from '#shared/model/codebook.ts'
import type { CodedSpan, Disagreement, DisagreementKind, RulingOutcome } from '#shared/model/disagreement.ts'
import type { Member } from '#shared/model/member.ts'
import { counted, number } from '../../wording.ts'

export type Initials = readonly [string, string]

export const kindNames: Record<DisagreementKind, string> = {
  omission: 'Omission',
  boundary: 'Extent',
  code: 'Code',
  slot: 'Framework slot',
  polarity: 'Polarity',
}

/** Which coder's reading is shown first and which second, as places among the round's coders. */
export const shownOrder = (
  { first }: Disagreement,
  coders: readonly [Member, Member],
): readonly [0, 1] | readonly [1, 0] => (first === coders[1].id ? [1, 0] : [0, 1])

/** What a and b are called: by their initials, or by the order of their readings where names are hidden. */
export function callNames(item: Disagreement | undefined, coders: readonly [Member, Member]): Initials {
  if (item?.first === undefined) return [coders[0].initials, coders[1].initials]
  const names = ['The first reader', 'The second reader'] as const
  const [a, b] = shownOrder(item, coders)
  return [names[a], names[b]]
}

/** What a reader is called within a sentence: initials as they are, `the first reader` where names are hidden. */
const withinSentence = (name: string): string => name.replace(/^The (?=first reader|second reader)/, 'the ')

/** What the two differ on, as a sentence. */
export function differenceInWords(
  item: Disagreement,
  sides: readonly [readonly CodedSpan[], readonly CodedSpan[]],
  [a, b]: Initials,
  codes: ReadonlyMap<string, Code>,
): string {
  const name = (id: string | undefined) => `“${codes.get(id ?? '')?.name ?? 'a code no longer in the study'}”`
  switch (item.kind) {
    case 'omission':
      return `Only ${withinSentence(sides[0].length > 0 ? a : b)} coded ${name(item.code)} here.`
    case 'boundary':
      return `Both coded ${name(item.code)}, over different words${item.polarityDiffers ? ', and with different polarity' : ''}.`
    case 'code':
      return `${a} coded ${name(sides[0][0]?.code)} and ${withinSentence(b)} ${name(sides[1][0]?.code)} on the same passage${relationInWords(item)}.`
    case 'slot':
      return `${a} placed the passage under ${name(sides[0][0]?.code)} and ${withinSentence(b)} under ${name(sides[1][0]?.code)} of the same framework${relationInWords(item)}.`
    case 'polarity':
      return `Both coded ${name(item.code)}: ${withinSentence(a)} as ${polarities(sides[0])}, ${withinSentence(b)} as ${polarities(sides[1])}.`
  }
}

/** Where in the list it stands. */
export const placeInWords = (index: number, items: readonly Disagreement[]): string =>
  index < 0 ? 'A difference outside the list' : `Difference ${number(index + 1)} of ${number(items.length)}`

type Coders = readonly [Member, Member]

/** What each of the round's coders coded of it, in their order. */
export const sidesOf = ({ sides }: Disagreement, coders: Coders) =>
  [sides[coders[0].id] ?? [], sides[coders[1].id] ?? []] as const

/** What the two differ on, the reading that is shown first named first. */
export function inWords(item: Disagreement, coders: Coders, codes: ReadonlyMap<string, Code>): string {
  const [first, second] = shownOrder(item, coders)
  const [sides, names] = [sidesOf(item, coders), callNames(item, coders)]
  return differenceInWords(item, [sides[first], sides[second]], [names[first], names[second]], codes)
}

function relationInWords({ relation }: Disagreement): string {
  if (relation === 'sibling') return ': two codes under one heading'
  return relation === 'ancestor' ? ': one stands above the other' : ''
}

function polarities(spans: readonly CodedSpan[]): string {
  return [...new Set(spans.map(({ polarity }) => polarity ?? 'neither'))].join(' and ')
}

/** How much is in dispute. */
export const costInWords = (item: Disagreement): string =>
  `${counted(item.cost, 'character')} ${item.kind === 'polarity' ? 'with different polarity' : 'in dispute'}`

/** What was decided, as a short sentence. */
export function outcomeInWords(outcome: RulingOutcome, [a, b]: Initials): string {
  const words: Record<RulingOutcome, string> = {
    a: `${a}’s reading stands`,
    b: `${b}’s reading stands`,
    both: 'Both stand',
    extent: 'Another extent',
    code: 'Another code',
    neither: 'Neither stands',
  }
  return words[outcome]
}

/**
 * The code that a ruled passage may be such an example of: an inclusion or a typical one of what stands, an exclusion of what
 * does not, a near-miss of either, the latter first. Null where there is none.
 */
export function exampleCode(item: Disagreement, kind: ExampleKind): string | null {
  const upheld = upheldBy(item)
  const others = [item.code, item.otherCode].filter(code => code !== undefined && !upheld.has(code))
  const [stands = null] = upheld
  const [not = null] = others
  if (kind === 'near-miss') return not ?? stands
  return (kind === 'exclusion' ? not : stands) ?? null
}

/** The codes that stand by a difference's ruling. */
function upheldBy({ ruling, sides, code }: Disagreement): ReadonlySet<string> {
  const [a = [], b = []] = Object.values(sides).map(side => side.map(span => span.code))
  switch (ruling?.outcome) {
    case 'a':
      return new Set(a)
    case 'b':
      return new Set(b)
    case 'both':
      return new Set([...a, ...b])
    case 'extent':
    case 'code':
      return new Set([ruling.code ?? code])
    default:
      return new Set()
  }
}
