import type { Coding } from '#shared/model/coding.ts'

type Changed = Pick<Coding, 'start' | 'end' | 'code' | 'polarity' | 'comment'>

/** What became of a coding, for the history: `Marked “Money” a barrier`. Where several things did: `Changed “Money”`. */
export function changeInWords(before: Changed, after: Changed, name: string): string {
  const said: string[] = []
  if (after.code !== before.code) said.push(`Recoded as “${name}”`)
  if (after.start !== before.start || after.end !== before.end) said.push(`Changed the passage of “${name}”`)
  if (after.polarity !== before.polarity) {
    said.push(
      after.polarity === null ? `Took the mark off “${name}”` : `Marked “${name}” a ${after.polarity}`,
    )
  }
  if (after.comment !== before.comment) {
    const did = before.comment === '' ? 'Commented on' : 'Changed the comment on'
    said.push(after.comment === '' ? `Removed the comment on “${name}”` : `${did} “${name}”`)
  }
  const [only, another] = said
  return only === undefined || another !== undefined ? `Changed “${name}”` : only
}
