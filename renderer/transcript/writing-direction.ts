const leftward =
  /[\u200f\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
/** What decides the direction of a line: a letter, or a mark that stands for one. */
const deciding = /[\p{L}\u200e\u200f]/u

/** Whether a character is written from right to left by itself: a letter, not a digit or a stop. */
export const isLeftwardLetter = (character: string): boolean =>
  deciding.test(character) && leftward.test(character)

/**
 * Whether the line at an offset is written from right to left: its first letter decides. A line without letters is not.
 * @param at UTF-16 offset into `text`
 */
export function isLeftwardLine(text: string, at: number): boolean {
  const from = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  const first = deciding.exec(text.slice(from, end < 0 ? text.length : end))
  return first !== null && leftward.test(first[0])
}
