import type { Doubt, PseudonymPair } from '#shared/model/pseudonym.ts'
import { isTitle } from './titles.ts'
import { tokensOf, unspaced } from './tokens.ts'
import { isNameWithS, isWordToo } from './words-that-are-names.ts'

/** What may stand between two words of a name: `space` also a hyphen or a stop; anything else as it was given. */
type Gap = 'space' | 'comma' | 'apostrophe' | { exactly: string }

/** One way a name is written, as the words to look for. */
export interface Form {
  pair: string
  keys: readonly string[]
  gaps: readonly Gap[]
  /** Found only after a title: a surname alone. */
  needsTitle: boolean
  /** Every word must begin with a capital. */
  capitals: boolean
  folds: boolean
  isPerson: boolean
  /** One name alone: of a person, not first name and surname. */
  isAlone: boolean
  /** Units of an ending to leave outside the match: the s of a genitive or a plural. */
  ending: number
  doubt: Doubt | null
  /** A common word too: at the beginning of a sentence it may be that. */
  isWord: boolean
}

const apostrophes = /^['’ʼ‘`´]$/
const spaces = /^(?:\s{1,3}|\s?[-‐‑]\s?|[._]\s{0,2})$/
const blankLine = /\n\s*\n/

/** Whether what stands between two words of a text may stand there in the name. */
export function fits(gap: Gap, between: string): boolean {
  if (gap === 'space') return spaces.test(between) && !blankLine.test(between)
  if (gap === 'comma') return /^\s?,\s{0,3}$/.test(between)
  if (gap === 'apostrophe') return apostrophes.test(between)
  return between.replace(/\s+/g, ' ') === gap.exactly
}

function gapOf(between: string): Gap {
  if (apostrophes.test(between)) return 'apostrophe'
  if (spaces.test(between) || between.trim() === '') return 'space'
  if (/^\s*,\s*$/.test(between)) return 'comma'
  return { exactly: between.replace(/\s+/g, ' ') }
}

/** Words and what stands between them. */
interface Written {
  keys: string[]
  gaps: Gap[]
}

function written(text: string): Written {
  const tokens = tokensOf(text)
  return {
    keys: tokens.map(({ key }) => key),
    gaps: tokens.slice(1).map((token, n) => gapOf(text.slice(tokens[n]?.end, token.start))),
  }
}

const joined = (a: Written, gap: Gap, b: Written): Written => ({
  keys: [...a.keys, ...b.keys],
  gaps: [...a.gaps, gap, ...b.gaps],
})

/** Whether a kind is compared by its digits and letters alone, however they are grouped. */
export const isGrouped = ({ kind }: PseudonymPair): boolean => kind === 'phone' || kind === 'number'

/** Every way the real name of a pair and its variants are written, inflected forms included. */
export function formsOf(pair: PseudonymPair, allParts = false): Form[] {
  const forms: Form[] = []
  const isPerson = pair.kind === 'person'
  const add = ({ keys, gaps }: Written, some: Partial<Form> = {}) => {
    if (keys.length === 0) return
    const form: Form = {
      pair: pair.id,
      keys,
      gaps,
      needsTitle: false,
      capitals: pair.capitalsOnly,
      folds: pair.foldsAccents,
      isPerson,
      isAlone: false,
      ending: 0,
      doubt: null,
      isWord: keys.length === 1 && pair.capitalsOnly,
      ...some,
    }
    forms.push(form)
    const last = keys.at(-1) ?? ''
    if (!takesS(pair, form, last)) return
    forms.push({
      ...form,
      keys: [...keys.slice(0, -1), `${last}s`],
      ending: 1,
      doubt: isNameWithS(last) ? 'another-name' : form.doubt,
    })
  }
  for (const name of [pair.real, ...pair.variants]) {
    add(written(name), { isAlone: parted(name) === null })
    if (isPerson)
      for (const { form, needsTitle } of shorter(name)) {
        add(form, { needsTitle, isAlone: needsTitle, capitals: pair.capitalsOnly })
      }
    if (isPerson && allParts)
      for (const part of partsOf(name)) add(written(part), { isAlone: true, capitals: true })
  }
  return forms
}

/** An s after a name: genitive in Danish and German, plural in English. Not where a word or another form would be met. */
const takesS = ({ kind }: PseudonymPair, { isWord }: Form, last: string): boolean =>
  (kind === 'person' || kind === 'place' || kind === 'organisation') &&
  !isWord &&
  last.length >= 3 &&
  /^\p{L}+$/u.test(last) &&
  !/[sxzß]$/.test(last) &&
  !unspaced.test(last) &&
  !isWordToo(last)

const particles = new Set('van der den de la le von zu du di da dos del bin al el ter ten af'.split(' '))

/** The given names and the surname of a person's name of several words; null where it is one word. */
function parted(name: string): { given: string[]; surname: string } | null {
  const tokens = tokensOf(name)
  const titles = tokens.findIndex(token => !isTitle(token))
  const bare = titles > 0 ? name.slice(tokens[titles]?.start) : name
  if (bare.includes(',') || bare.includes('@')) return null
  const words = bare.trim().split(/\s+/)
  if (words.length < 2) return null
  const particle = words.findIndex((word, n) => n > 0 && particles.has(word.toLowerCase()))
  const from = particle > 0 ? particle : words.length - 1
  return { given: words.slice(0, from), surname: words.slice(from).join(' ') }
}

/** The words of a name of several that may stand for it alone. */
export function partsOf(name: string): string[] {
  const parts = parted(name)
  return parts ? [...parts.given, parts.surname].filter(part => part.replace(/\W/g, '').length > 1) : []
}

/** With initials, without the middle names, the surname first, and the surname alone after a title. */
function shorter(name: string): { form: Written; needsTitle: boolean }[] {
  const parts = parted(name)
  if (!parts) return []
  const surname = written(parts.surname)
  const given = parts.given.map(written)
  const [first] = given
  if (!first || surname.keys.length === 0) return []
  const initials = given.flatMap(({ keys }) => keys).map(key => [...key][0] ?? '')
  const initial: Written = { keys: initials.slice(0, 1), gaps: [] }
  const all: Written = { keys: initials, gaps: initials.slice(1).map((): Gap => 'space') }
  const allGiven = given.reduce((sum, one) => joined(sum, 'space', one))
  const forms = [
    joined(allGiven, 'space', surname),
    joined(first, 'space', surname),
    joined(initial, 'space', surname),
    joined(all, 'space', surname),
    joined({ keys: [initials.join('')], gaps: [] }, 'space', surname),
    joined(surname, 'comma', allGiven),
    joined(surname, 'comma', first),
    joined(surname, 'comma', initial),
  ]
  return [...forms.map(form => ({ form, needsTitle: false })), { form: surname, needsTitle: true }]
}
