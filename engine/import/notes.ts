/**
 * Where the foot- and endnotes begin that stand below a text, `[1] …` and onwards to its end; its length where it has
 * none. Each number also stands where its note belongs, inside a line: a speaker called `[1]` does not.
 */
export function notesStart(text: string): number {
  const at = text.lastIndexOf('\n[1] ') + 1
  if (at === 0) return text.length
  const above = text.slice(0, at)
  const numbers = [...text.slice(at).matchAll(/^\[(\d{1,5})\] /gm)].map(match => Number(match[1]))
  const isNotes = numbers.every((number, i) => number === i + 1 && holdsInside(above, `[${number}]`))
  return isNotes ? at : text.length
}

function holdsInside(text: string, sign: string): boolean {
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    if (at > 0 && text[at - 1] !== '\n') return true
  }
  return false
}
