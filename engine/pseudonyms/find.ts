import type { NameMatch, PseudonymPair } from '#shared/model/pseudonym.ts'
import type { Span } from '#shared/text/span.ts'
import { type Form, fits, formsOf, isGrouped } from './forms.ts'
import { mayBeFuller } from './fuller-names.ts'
import { beginsSentence } from './sentence.ts'
import { titlesBefore } from './titles.ts'
import { beginsLikeName, plainKey, type Token, tokensOf, unspaced } from './tokens.ts'

/** Finds the names of a key in texts; a text's words can be given where they are at hand. */
export interface NameFinder {
  /** Where names stand: sorted, disjoint, the longest first, none inside a pseudonym that is there already. */
  find(text: string, tokens?: readonly Token[]): NameMatch[]
  /** Where pseudonyms of the key stand already. */
  placed(text: string, tokens?: readonly Token[]): Span[]
}

interface Node {
  next: Map<string, Node>
  forms: Form[]
}

interface Found extends NameMatch {
  /** Prefers a name as it is written in the key to an inflection of another. */
  ending: number
}

/** Words of a name met one after the other; more are not looked for. */
const longestName = 12

/**
 * Makes ready to find the names of these pairs. With `loose`, for looking whether anything is left: also single words
 * of people's names, and names that are one half of a hyphenated one.
 */
export function nameFinder(pairs: readonly PseudonymPair[], { loose = false } = {}): NameFinder {
  const exact = newNode()
  const plain = newNode()
  const solid = new Map<string, { word: string; form: Form }[]>()
  const grouped = new Map<string, string>()
  const shown = newNode()
  const shownWords = new Map<string, string>()
  const ownWords = new Map<string, ReadonlySet<string>>()
  for (const pair of pairs) {
    const tokens = tokensOf(pair.shown)
    shownWords.set(pair.id, pair.shown)
    ownWords.set(pair.id, wordsOf(pair))
    if (tokens.length > 0) {
      addTo(shown, {
        ...(formsOf({
          ...pair,
          kind: 'other',
          real: pair.shown,
          variants: [],
          capitalsOnly: false,
        })[0] as Form),
      })
    }
    if (isGrouped(pair)) {
      for (const name of [pair.real, ...pair.variants]) {
        const digits = ungrouped(
          tokensOf(name)
            .map(({ key }) => key)
            .join(''),
        )
        if (digits.length >= 4) grouped.set(digits, grouped.get(digits) ?? pair.id)
      }
      continue
    }
    for (const form of formsOf(pair, loose)) {
      addTo(exact, form)
      if (form.folds) addTo(plain, { ...form, keys: form.keys.map(plainKey) })
      if (form.keys.length === 1 && unspaced.test(form.keys[0] ?? '')) {
        const word = form.keys[0] ?? ''
        const first = [...word][0] ?? ''
        solid.set(
          first,
          [...(solid.get(first) ?? []), { word, form }].sort((a, b) => b.word.length - a.word.length),
        )
      }
    }
  }
  markShared(exact)
  markShared(plain)
  const folds = pairs.some(({ foldsAccents }) => foldsAccents)

  const placedIn = (text: string, tokens: readonly Token[]): Span[] => {
    const spans: Span[] = []
    let from = 0
    for (let at = 0; at < tokens.length; at++) {
      if ((tokens[at]?.start ?? 0) < from) continue
      const span = walk(shown, tokens, at, false, (form, last) => {
        const literal = shownWords.get(form.pair) ?? ''
        const [begin, end] = edges(literal)
        const start = (tokens[at]?.start ?? 0) - begin.length
        const stop = (tokens[last]?.end ?? 0) + end.length
        const whole = start >= 0 && text.startsWith(begin, start) && text.startsWith(end, stop - end.length)
        return whole && gapsFit(text, tokens, at, form)
          ? { start, end: stop, pair: form.pair, doubt: null, ending: 0 }
          : null
      })
      if (!span) continue
      spans.push({ start: span.start, end: span.end })
      from = span.end
    }
    return spans
  }

  return {
    placed: (text, tokens = tokensOf(text)) => placedIn(text, tokens),
    find(text, tokens = tokensOf(text)) {
      const placed = placedIn(text, tokens)
      const found: NameMatch[] = []
      let from = 0
      let next = 0
      let small: ReadonlySet<string> | null = null
      const isSmallToo = (key: string) => {
        small ??= new Set(tokens.flatMap(({ key, words }) => (/^\p{Ll}/u.test(words) ? [key] : [])))
        return small.has(key)
      }
      const hasFuller = (form: Form, at: number, last: number, hasTitle: boolean) =>
        form.isPerson &&
        mayBeFuller({
          text,
          tokens,
          at,
          last,
          hasTitle,
          isAlone: form.isAlone,
          own: ownWords.get(form.pair) ?? new Set(),
          isSmallToo,
        })
      for (let at = 0; at < tokens.length; at++) {
        const token = tokens[at] as Token
        if (token.start < from) continue
        while ((placed[next]?.end ?? Infinity) <= token.start) next++
        const isPlaced = (start: number, end: number) => {
          for (let n = Math.max(0, next - 1); n < placed.length; n++) {
            const span = placed[n] as Span
            if (span.start >= end) return false
            if (span.end > start) return true
          }
          return false
        }
        const check = (form: Form, last: number): Found | null => {
          const match = meets(text, tokens, at, last, form, from, loose, hasFuller)
          return match && !isPlaced(match.start, match.end) ? match : null
        }
        let best = better(
          walk(exact, tokens, at, false, check),
          folds ? walk(plain, tokens, at, true, check) : null,
        )
        best = better(best, group(grouped, text, tokens, at))
        if (best && isPlaced(best.start, best.end)) best = null
        if (best) {
          found.push({ start: best.start, end: best.end, pair: best.pair, doubt: best.doubt })
          from = best.end
        } else if (solid.size > 0 && unspaced.test(token.key)) {
          for (const match of inSolid(solid, text, token))
            if (!isPlaced(match.start, match.end)) found.push(match)
        }
      }
      return found
    },
  }
}

/** The words of every name of a pair, with and without their accents. */
const wordsOf = ({ real, variants }: PseudonymPair): ReadonlySet<string> =>
  new Set([real, ...variants].flatMap(tokensOf).flatMap(({ key }) => [key, plainKey(key)]))

const newNode = (): Node => ({ next: new Map(), forms: [] })

function addTo(root: Node, form: Form): void {
  let node = root
  for (const key of form.keys.slice(0, longestName)) {
    let next = node.next.get(key)
    if (!next) {
      next = newNode()
      node.next.set(key, next)
    }
    node = next
  }
  if (form.keys.length > longestName) return
  if (!node.forms.some(known => sameForm(known, form))) node.forms.push(form)
}

const sameForm = (a: Form, b: Form): boolean =>
  a.pair === b.pair &&
  a.needsTitle === b.needsTitle &&
  a.capitals === b.capitals &&
  a.ending === b.ending &&
  JSON.stringify(a.gaps) === JSON.stringify(b.gaps)

/** A form that two people share is for a person to decide. */
function markShared(node: Node): void {
  for (const form of node.forms) {
    if (node.forms.some(other => other.pair !== form.pair && other.ending === form.ending))
      form.doubt = 'two-people'
  }
  for (const next of node.next.values()) markShared(next)
}

/** The best match that begins at a token: the longest, as given before inflected. */
function walk(
  root: Node,
  tokens: readonly Token[],
  at: number,
  plain: boolean,
  check: (form: Form, last: number) => Found | null,
): Found | null {
  let node: Node | undefined = root
  let best: Found | null = null
  for (let last = at; last < tokens.length; last++) {
    const { key } = tokens[last] as Token
    node = node.next.get(plain ? plainKey(key) : key)
    if (!node) break
    for (const form of node.forms) best = better(best, check(form, last))
  }
  return best
}

function better(a: Found | null, b: Found | null): Found | null {
  if (!a || !b) return a ?? b
  if (a.end + a.ending !== b.end + b.ending) return a.end + a.ending > b.end + b.ending ? a : b
  if (a.ending !== b.ending) return a.ending < b.ending ? a : b
  return a.start <= b.start ? a : b
}

const gapsFit = (text: string, tokens: readonly Token[], at: number, { gaps }: Form): boolean =>
  gaps.every((gap, n) => fits(gap, text.slice(tokens[at + n]?.end, tokens[at + n + 1]?.start)))

const apostrophe = /['’ʼ‘]/
const hyphen = /[-‐‑]/
/** What follows an apostrophe after a whole word: possessive and contracted verbs. */
const afterApostrophe = new Set('s ll ve d re m t'.split(' '))
/** What stands before an apostrophe in French and Italian and is not part of the name. */
const elided = new Set('l d j m t s c n qu un all dell nell dall sull'.split(' '))

/** The match of a form on tokens `at` to `last`, or null where capitals, titles or neighbours forbid it. */
function meets(
  text: string,
  tokens: readonly Token[],
  at: number,
  last: number,
  form: Form,
  from: number,
  loose: boolean,
  hasFuller: (form: Form, at: number, last: number, hasTitle: boolean) => boolean,
): Found | null {
  const first = tokens[at] as Token
  const final = tokens[last] as Token
  if (!gapsFit(text, tokens, at, form)) return null
  for (let n = at; n <= last; n++) {
    const { words, key } = tokens[n] as Token
    if ((form.capitals || (form.keys.length > 1 && key.length === 1)) && !beginsLikeName(words)) return null
  }
  if (goesOnBefore(text, tokens, at, loose) || goesOnAfter(text, tokens, last, loose)) return null
  const start =
    form.isPerson && beginsLikeName(final.words) ? titlesBefore(text, tokens, at, from) : first.start
  if (form.needsTitle && start === first.start) return null
  const doubt =
    form.doubt ??
    (form.isWord && start === first.start && beginsSentence(text, start)
      ? 'sentence-start'
      : hasFuller(form, at, last, start < first.start)
        ? 'fuller-name'
        : null)
  return {
    start,
    end: form.ending === 0 ? final.reach : final.end - form.ending,
    pair: form.pair,
    doubt,
    ending: form.ending,
  }
}

function goesOnBefore(text: string, tokens: readonly Token[], at: number, loose: boolean): boolean {
  const before = tokens[at - 1]
  const start = tokens[at]?.start ?? 0
  if (!before || before.end !== start - 1) return false
  const mark = text.charAt(start - 1)
  if (apostrophe.test(mark)) return !elided.has(before.key)
  return !loose && hyphen.test(mark) && isCapital(before) && isCapital(tokens[at] as Token)
}

function goesOnAfter(text: string, tokens: readonly Token[], last: number, loose: boolean): boolean {
  const after = tokens[last + 1]
  const end = tokens[last]?.end ?? 0
  if (!after || after.start !== end + 1) return false
  const mark = text.charAt(end)
  if (apostrophe.test(mark)) return !afterApostrophe.has(after.key)
  return !loose && hyphen.test(mark) && isCapital(after) && isCapital(tokens[last] as Token)
}

const isCapital = ({ words }: Token): boolean => /^\p{Lu}/u.test(words)

/** A number as it is compared: without the way it is grouped, a British one without its country. */
export function ungrouped(digits: string): string {
  const plain = digits.replace(/^00(?=[1-9])/, '')
  return /^44\d{10,11}$/.test(plain) ? `0${plain.slice(2).replace(/^0/, '')}` : plain
}

function group(
  grouped: ReadonlyMap<string, string>,
  text: string,
  tokens: readonly Token[],
  at: number,
): Found | null {
  if (grouped.size === 0) return null
  const first = tokens[at] as Token
  if (first.key.length > 3 && !/\d/.test(first.key)) return null
  let best: Found | null = null
  let digits = ''
  for (let last = at; last < Math.min(tokens.length, at + 9); last++) {
    const token = tokens[last] as Token
    if (last > at && !/^[\s().\-‐‑–/+]{1,3}$/.test(text.slice(tokens[last - 1]?.end, token.start))) break
    digits += token.key
    const pair = grouped.get(ungrouped(digits))
    if (pair === undefined) continue
    const lead = /[+(]{1,2}$/.exec(text.slice(Math.max(0, first.start - 2), first.start))?.[0] ?? ''
    best = { start: first.start - lead.length, end: token.end, pair, doubt: null, ending: 0 }
  }
  return best
}

function* inSolid(
  solid: ReadonlyMap<string, { word: string; form: Form }[]>,
  text: string,
  { start, end }: Token,
): Generator<NameMatch> {
  for (let at = start; at < end; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const met = solid.get(character)?.find(({ word }) => at + word.length <= end && text.startsWith(word, at))
    if (met)
      yield {
        start: at,
        end: at + met.word.length,
        pair: met.form.pair,
        doubt: 'no-spaces',
      }
    at += met ? met.word.length : character.length
  }
}

/** The marks a pseudonym begins and ends with: the brackets of `[site partner]`. */
function edges(shown: string): [string, string] {
  const tokens = tokensOf(shown)
  return [shown.slice(0, tokens[0]?.start), shown.slice(tokens.at(-1)?.end)]
}
