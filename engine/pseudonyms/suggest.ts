import { isInterviewer } from '#shared/model/interviewer.ts'
import type { NameExample, NameKind, NameSuggestion, PseudonymPair } from '#shared/model/pseudonym.ts'
import type { NameFinder } from './find.ts'
import { partsOf } from './forms.ts'
import { caseOf, isCode, isOneName, type LinkedCase } from './linked-cases.ts'
import {
  afterPersons,
  beforePlaces,
  directions,
  goings,
  notNames,
  organisationWords,
  placeWords,
  salutations,
} from './not-names.ts'
import { context } from './preview.ts'
import { beginsSentence } from './sentence.ts'
import { tellingNumbers } from './telling-numbers.ts'
import { isTitle } from './titles.ts'
import { keyOf, type Token, tokensOf } from './tokens.ts'
import type { NamedSource } from './words-of-source.ts'

/** Gathers what may identify people, source by source. */
export interface Suggesting {
  look(source: NamedSource): void
  /** What was found, the likeliest and most frequent first. */
  suggestions(): NameSuggestion[]
}

export interface SuggestingFrom {
  finder: NameFinder
  pairs: readonly PseudonymPair[]
  ignored: readonly string[]
  /** A case's name is offered for the very name that is linked to it. */
  cases: readonly LinkedCase[]
}

interface Seen {
  words: string
  what: string
  kind: NameKind | null
  count: number
  /** Times it stood within a sentence, or where only a name stands. */
  within: number
  person: number
  place: number
  organisation: number
  examples: NameExample[]
}

const mostExamples = 3
const mostSuggestions = 1000
const between = /^(?:[ \u00A0]|[-‐‑]|['’])$/
const particles = new Set('van der den de la von du da bin al el ter of'.split(' '))

export function suggesting({ finder, pairs, ignored, cases }: SuggestingFrom): Suggesting {
  const seen = new Map<string, Seen>()
  const small = new Map<string, number>()
  const capital = new Map<string, number>()
  const unwanted = new Set(ignored.map(keyOf))

  const note = (
    words: string,
    what: string,
    kind: NameKind | null,
    source: NamedSource,
    text: string,
    at: { start: number; end: number },
  ): Seen => {
    const key = `${kind === null ? 'name' : what} ${keyOf(words)}`
    const one = seen.get(key) ?? {
      words,
      what,
      kind,
      count: 0,
      within: 0,
      person: 0,
      place: 0,
      organisation: 0,
      examples: [],
    }
    one.count++
    if (one.examples.length < mostExamples) {
      one.examples.push({ source: source.id, title: source.title, ...context(text, at) })
    }
    seen.set(key, one)
    return one
  }

  const lookThrough = (source: NamedSource, text: string, isTitleOrHeader: boolean) => {
    const tokens = tokensOf(text)
    const found = finder.find(text, tokens)
    // The “Sarah” of “Sarah Chen”: somebody else's whole name is to be suggested.
    const parts = found.filter(({ doubt }) => doubt === 'fuller-name')
    const whole = found.filter(({ doubt }) => doubt !== 'fuller-name')
    const taken = [...whole, ...finder.placed(text, tokens)].sort((a, b) => a.start - b.start)
    const telling = tellingNumbers(text)
    for (const one of telling) {
      if (!taken.some(span => span.start < one.end && one.start < span.end)) {
        note(text.slice(one.start, one.end), one.what, one.kind, source, text, one)
      }
    }
    const covered = [...taken, ...telling].sort((a, b) => a.start - b.start)
    let next = 0
    const isCovered = ({ start, end }: { start: number; end: number }) => {
      while ((covered[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++
      return (covered[next]?.start ?? Number.POSITIVE_INFINITY) < end
    }
    let nextPart = 0
    const isWithin = ({ start, end }: { start: number; end: number }) => {
      while ((parts[nextPart]?.end ?? Number.POSITIVE_INFINITY) <= start) nextPart++
      const part = parts[nextPart]
      return part !== undefined && part.start <= start && end <= part.end
    }
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as Token
      if (!isCapitalised(token) && !isElided(text, token, tokens[at + 1])) {
        if (/^\p{Ll}/u.test(token.words)) small.set(token.key, (small.get(token.key) ?? 0) + 1)
        continue
      }
      const starts = !isTitleOrHeader && beginsSentence(text, token.start)
      if (!starts) capital.set(token.key, (capital.get(token.key) ?? 0) + 1)
      if (isCovered(token) || isTitle(token)) continue
      const previous = tokens[at - 1]
      if (starts && isCommon(token, small) && !(previous && isTitle(previous))) continue
      const last = runEnd(text, tokens, at, isCovered)
      const from = notNames.has(token.key) ? at + 1 : at
      at = last
      if (from > last) continue
      const span = { start: (tokens[from] as Token).start, end: (tokens[last] as Token).end }
      if (isWithin(span)) continue
      const one = note(text.slice(span.start, span.end), 'name', null, source, text, span)
      weigh(one, text, tokens, from, last, starts && from === at - (last - from))
    }
  }

  return {
    look(source) {
      for (const { place, words } of source.words) lookThrough(source, words, place !== 'text')
      for (const speaker of new Set(source.structure.segments.flatMap(segment => segment.speaker ?? []))) {
        if (isInterviewer(speaker) || isCode(speaker) || !/^\p{Lu}/u.test(speaker)) continue
        if (finder.find(speaker).some(({ doubt }) => doubt !== 'fuller-name')) continue
        const known = seen.get(`name ${keyOf(speaker)}`)
        if (!known) continue
        known.person += 5
        known.within++
      }
    },
    suggestions() {
      const next = participantsAfter(pairs, cases)
      const linked = caseOf(cases, new Set(pairs.map(({ shown }) => shown)))
      const parts = new Map(
        pairs.flatMap(pair =>
          [pair.real, ...pair.variants].flatMap(name =>
            (pair.kind === 'person' ? partsOf(name) : []).map(part => [keyOf(part), pair] as const),
          ),
        ),
      )
      // The first name of somebody proposed above is proposed to be shown alike.
      const proposedFor = new Map<string, string>()
      const likely = [...seen.values()]
        .filter(one => !unwanted.has(keyOf(one.words)) && isLikely(one, small, capital))
        .sort((a, b) => strength(b) - strength(a) || b.count - a.count || (a.words < b.words ? -1 : 1))
      const wholesOf = new Map<string, string[]>()
      for (const one of likely) {
        if (one.kind !== null || kindOf(one) !== 'person') continue
        for (const part of partsOf(one.words)) {
          wholesOf.set(keyOf(part), [...(wholesOf.get(keyOf(part)) ?? []), one.words])
        }
      }
      return partsBehind(likely)
        .slice(0, mostSuggestions)
        .map(one => {
          const kind = one.kind ?? kindOf(one)
          const about = kind === 'person' ? 'person' : kind === 'place' ? 'site' : null
          const own = about && linked(about, one.words)
          const part = kind === 'person' ? parts.get(keyOf(one.words)) : undefined
          const of = own == null || own === part?.shown ? part : undefined
          const wholes = kind === 'person' && own === undefined ? wholesOf.get(keyOf(one.words)) : undefined
          const alike = wholes && isOneName(wholes) ? proposedFor.get(keyOf(one.words)) : undefined
          const proposed =
            of?.shown ??
            own ??
            alike ??
            (kind === 'person' ? next() : `[${one.kind === null ? kind : one.what}]`)
          if (kind === 'person') for (const part of partsOf(one.words)) proposedFor.set(keyOf(part), proposed)
          return {
            words: one.words,
            kind,
            what: one.kind === null ? kind : one.what,
            count: one.count,
            examples: one.examples,
            proposed,
            partOf: of?.id ?? null,
          }
        })
    },
  }
}

/** Two letters at least, the first a capital, and not all of them: an abbreviation is rarely a name. */
const isCapitalised = ({ words }: Token): boolean => /^\p{Lu}\p{M}*(?:['’]?\p{Lu})?\p{Ll}/u.test(words)

/** The O of O’Brien, the D of D’Angelo. */
const isElided = (text: string, token: Token, next: Token | undefined): boolean =>
  next !== undefined &&
  /^\p{Lu}$/u.test(token.words) &&
  next.start === token.end + 1 &&
  /['’]/.test(text.charAt(token.end)) &&
  isCapitalised(next)

const isCommon = ({ key }: Token, small: ReadonlyMap<string, number>): boolean =>
  notNames.has(key) || (small.get(key) ?? 0) > 0

/** The last word of the capitalised words that follow each other from here. */
function runEnd(
  text: string,
  tokens: readonly Token[],
  at: number,
  isCovered: (token: Token) => boolean,
): number {
  let last = at
  for (let n = at + 1; n < Math.min(tokens.length, at + 7); n++) {
    const token = tokens[n] as Token
    const before = tokens[n - 1] as Token
    if (!between.test(text.slice(before.end, token.start))) break
    if (isCapitalised(token) && !notNames.has(token.key) && !isCovered(token)) last = n
    else if (!particles.has(token.key)) break
  }
  return last
}

/** Notes what stands around a name that tells what it is. */
function weigh(
  one: Seen,
  text: string,
  tokens: readonly Token[],
  from: number,
  last: number,
  starts: boolean,
): void {
  const before = tokens[from - 1]
  const after = tokens[last + 1]
  const words = tokens.slice(from, last + 1)
  if (!starts || words.length > 1) one.within++
  if (words.some(({ key }) => organisationWords.has(key))) one.organisation += 3
  if (words.length > 1 && words.some(({ key }) => placeWords.has(key))) one.place += 3
  if (before && isTitle(before)) {
    one.person += 4
    one.within++
  }
  if (before && salutations.has(before.key)) {
    one.person += 3
    one.within++
  }
  if (before && !starts && beforePlaces.has(before.key)) one.place += 1
  if (before && !starts && directions.has(before.key)) {
    one.place += goings.has(tokens[from - 2]?.key ?? '') ? 2 : words.length === 1 ? 0.5 : 0
  }
  const next = text.slice(tokens[last]?.end, (tokens[last]?.end ?? 0) + 2)
  if (after && afterPersons.has(after.key) && /^\s/.test(next)) one.person += 1
  if (/^['’]s/.test(next)) one.person += 1
  // A line of its own under the last words of a message: a signature.
  const line = text.slice(text.lastIndexOf('\n', (tokens[from]?.start ?? 0) - 1) + 1, tokens[last]?.end)
  if (
    line.trim() === one.words &&
    /^\s*(?:\n|$)/.test(text.slice(tokens[last]?.end)) &&
    isSigned(text, tokens, from)
  ) {
    one.person += 2
    one.within++
  }
}

const closings = new Set('regards wishes sincerely faithfully thanks cheers best hilsen hilsner'.split(' '))

const isSigned = (text: string, tokens: readonly Token[], from: number): boolean => {
  const before = tokens[from - 1]
  const first = tokens[from]
  return (
    before !== undefined &&
    first !== undefined &&
    closings.has(before.key) &&
    /\n/.test(text.slice(before.end, first.start))
  )
}

function isLikely(
  one: Seen,
  small: ReadonlyMap<string, number>,
  capital: ReadonlyMap<string, number>,
): boolean {
  if (one.kind !== null) return true
  if (one.within === 0) return false
  const tokens = tokensOf(one.words)
  if (tokens.length > 1 || one.person >= 3) return true
  const key = tokens[0]?.key ?? ''
  return (small.get(key) ?? 0) * 4 <= (capital.get(key) ?? 0)
}

/** The same, each word of a longer name behind that name: once it is taken, the word is another form of it. */
function partsBehind(list: readonly Seen[]): Seen[] {
  const wholes = new Map<string, Seen>()
  for (const one of list) {
    if (one.kind !== null || kindOf(one) !== 'person') continue
    for (const part of partsOf(one.words)) {
      if (!part.includes(' ') && !wholes.has(keyOf(part))) wholes.set(keyOf(part), one)
    }
  }
  const behind = Map.groupBy(list, one => (one.kind === null ? wholes.get(keyOf(one.words)) : undefined))
  return (behind.get(undefined) ?? []).flatMap(one => [one, ...(behind.get(one) ?? [])])
}

const strength = (one: Seen): number =>
  one.kind !== null
    ? 3
    : Math.min(3, Math.max(one.person, one.place, one.organisation)) + (one.words.includes(' ') ? 1 : 0)

function kindOf({ person, place, organisation }: Seen): NameKind {
  if (organisation > person) return 'organisation'
  return place > person ? 'place' : 'person'
}

/** The next `Participant`, each time another, whose number no participant, person's pair or person's case has. */
function participantsAfter(pairs: readonly PseudonymPair[], cases: readonly LinkedCase[]): () => string {
  const names = [
    ...pairs.flatMap(({ kind, shown }) => (kind === 'person' ? [shown] : [])),
    ...cases.flatMap(({ kind, name }) => (kind === 'person' ? [name] : [])),
  ]
  const taken = new Set(names.flatMap(name => /\d{1,9}/.exec(name)?.map(Number) ?? []))
  const ofParticipants = names.map(name => Number(/^participant[\s_-]?(\d{1,9})$/i.exec(name)?.[1] ?? 0))
  let last = Math.max(0, ...ofParticipants)
  return () => {
    do last++
    while (taken.has(last))
    return `Participant ${last}`
  }
}
