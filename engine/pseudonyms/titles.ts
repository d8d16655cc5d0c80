import type { Token } from './tokens.ts'

/** Titles that are written small as well; in English the others are words of their own: "I miss Sarah". */
const anyCase = new Set('dr mr mrs ms mx prof hr fru frk'.split(' '))
const withCapital = new Set(
  'miss professor doctor sir dame rev reverend lady lord herr frau monsieur madame mme mlle señor señora sra senhor senhora dott ing'.split(
    ' ',
  ),
)
const betweenTitleAndName = /^\.?[ \t\u00A0]{0,2}$/

/** Whether a word is a title as people put before a name. */
export const isTitle = ({ key, words }: Token): boolean =>
  anyCase.has(key) || (withCapital.has(key) && /^\p{Lu}/u.test(words))

/** Where the titles before token `at` begin, none before `from`; the token's own start where there are none. */
export function titlesBefore(text: string, tokens: readonly Token[], at: number, from: number): number {
  let start = tokens[at]?.start ?? 0
  for (let n = at - 1; n >= Math.max(0, at - 3); n--) {
    const token = tokens[n]
    if (!token || token.start < from || !isTitle(token)) break
    const gap = text.slice(token.end, start)
    if (gap === '' || !betweenTitleAndName.test(gap)) break
    start = token.start
  }
  return start
}
