import type { Code } from '#shared/model/codebook.ts'
import { folded } from '#shared/text/folded.ts'

/**
 * The codes that answer what was typed, best first: the name begins with it as whole words, then the name begins with
 * it, then words of the name begin with it, then it stands in the name or is the name but for spaces and signs, then so
 * it is with the name of a code that was merged into it, then each of its words is found in the name or the path, then its
 * letters come in order in the name, then it is found in the path alone.
 * Equals stand as lately used, then as in the framework. Nothing typed: lately used first, then all.
 * @param codes in framework order; retired ones are left out
 * @param recent ids of codes lately used, the last first
 */
export function rankCodes(codes: readonly Code[], query: string, recent: readonly string[]): Code[] {
  const wanted = folded(query).trim()
  const lately = new Map(recent.map((id, at) => [id, at]))
  return codes
    .filter(({ status }) => status !== 'retired')
    .flatMap((code, order) => {
      const grade = gradeOf(code, wanted)
      return grade === null ? [] : [{ code, grade, order, used: lately.get(code.id) ?? recent.length }]
    })
    .sort((a, b) => a.grade - b.grade || a.used - b.used || a.order - b.order)
    .map(({ code }) => code)
}

/**
 * Whether what was typed stands in the code's name, or word by word in its name and those above it, so that it may well be
 * meant. Letters that only come in order, or words that are all in the names above, are in many a code that is not: the name
 * of a new code is offered before those.
 */
export function isLikely(code: Code, query: string): boolean {
  const grade = gradeOf(code, folded(query).trim())
  return grade !== null && grade <= 4
}

/** The codes of exactly this name, letter case and accents put aside; retired ones too. */
export function codesNamed(codes: readonly Code[], name: string): Code[] {
  const wanted = folded(name).trim()
  return codes.filter(code => folded(code.name) === wanted)
}

/** Whether a name is that of retired codes and of no other: nothing is coded with them, and no other is made of the name. */
export function isOnlyRetired(codes: readonly Code[], name: string): boolean {
  const named = name.trim() === '' ? [] : codesNamed(codes, name)
  return named.length > 0 && named.every(({ status }) => status === 'retired')
}

/** What is said where such a name is typed. */
export const retiredHint = (name: string): string =>
  `“${name}” is retired, so nothing is coded with it. On the Framework screen it can be used again.`

/** The name of a code merged into this one by which what was typed finds it, where its own name does not; else undefined. */
export function mergedNameFor(code: Code, query: string): string | undefined {
  const wanted = folded(query).trim()
  if (code.merged.length === 0 || nameGrade(folded(code.name), wanted) !== null) return undefined
  return code.merged.find(({ name }) => nameGrade(folded(name), wanted) !== null)?.name
}

function nameGrade(name: string, wanted: string): number | null {
  if (name.startsWith(wanted)) return /^[\p{L}\p{N}]/u.test(name.slice(wanted.length)) ? 1 : 0
  if (wanted.split(/\s+/).every(word => startsAWord(name, word))) return 2
  return name.includes(wanted) || isSameButForSigns(name, wanted) ? 3 : null
}

function gradeOf(code: Code, wanted: string): number | null {
  if (wanted === '') return 0
  const name = folded(code.name)
  const own = nameGrade(name, wanted)
  if (own !== null) return own
  if (code.merged.some(merged => nameGrade(folded(merged.name), wanted) !== null)) return 3.5
  const words = wanted.split(/\s+/)
  const path = folded(code.path.join(' '))
  const isInPath = words.every(word => startsAWord(path, word))
  if (isInPath && words.some(word => startsAWord(name, word))) return 4
  if (isInOrder(wanted.replaceAll(' ', ''), name)) return 5
  return isInPath ? 6 : null
}

const signs = /[^\p{L}\p{N}]+/gu

function isSameButForSigns(name: string, wanted: string): boolean {
  const letters = wanted.replace(signs, '')
  return letters !== '' && name.replace(signs, '') === letters
}

const startsAWord = (text: string, word: string): boolean =>
  text.startsWith(word) ||
  new RegExp(`[^\\p{L}\\p{N}]${word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}`, 'u').test(text)

/** Two letters in order are in nearly every name, so it takes three. */
function isInOrder(letters: string, text: string): boolean {
  if (letters.length < 3) return false
  let from = 0
  for (const letter of letters) {
    const at = text.indexOf(letter, from)
    if (at < 0) return false
    from = at + letter.length
  }
  return true
}
