const leftward =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const letter = /[\p{L}\p{N}]/u

/**
 * Whether the character at an offset stands in words written from right to left. A space or a stop goes with the
 * letters before it in its line, else with those after.
 * @param at UTF-16 offset into `text`
 */
export function isWrittenLeftward(text: string, at: number): boolean {
  if (!leftward.test(text)) return false
  const from = text.lastIndexOf('\n', at - 1) + 1
  const lineEnd = text.indexOf('\n', at)
  const to = lineEnd < 0 ? text.length : lineEnd
  const before = [...text.slice(from, Math.max(from, at + lengthAt(text, at)))].findLast(each =>
    letter.test(each),
  )
  const deciding = before ?? [...text.slice(at, to)].find(each => letter.test(each))
  return deciding !== undefined && leftward.test(deciding)
}

/** UTF-16 units of the character at an offset: 2 for one beyond the basic plane. */
const lengthAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
