import type { autocode } from '#shared/contract/autocode.ts'
import type { InputOf } from '#shared/contract/method.ts'

type How = InputOf<(typeof autocode)['find']>['how']

/** Sources named before the rest are counted. */
export const named = 3

/**
 * What a person should know about a search: which sources have nobody to look for in them or to leave out (by title),
 * and that the list stops at so many proposals (null: it does not).
 */
export function remarksOn({ by }: How, silent: readonly string[], cutAt: number | null): string[] {
  const remarks: string[] = []
  if (silent.length > 0) {
    const without = by === 'speaker' ? 'no speakers' : 'nobody marked as an interviewer'
    const isOfWords = by === 'words' || by === 'pattern'
    const so = (them: string) =>
      isOfWords
        ? `so what interviewers say is not left out of ${them} (“Speakers of this text…” says who asks)`
        : `so nothing is found in ${them} this way (“Speakers of this text…” says who ${by === 'speaker' ? 'speaks' : 'asks'})`
    remarks.push(
      silent.length === 1
        ? `“${silent[0]}” has ${without}, ${so('it')}.`
        : `${silent.length.toLocaleString('en-GB')} sources have ${without}, ${so('them')}: ${listed(silent)}.`,
    )
  }
  if (cutAt !== null) {
    remarks.push(
      `The list stops at ${cutAt.toLocaleString('en-GB')} passages, and there are more. Narrow what you look for, or where.`,
    )
  }
  return remarks
}

function listed(titles: readonly string[]): string {
  const first = titles.slice(0, named).map(title => `“${title}”`)
  const rest = titles.length - first.length
  const items = rest > 0 ? [...first, `${rest} more`] : first
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
