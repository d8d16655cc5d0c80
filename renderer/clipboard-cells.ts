/** A cell as it is copied: words, a number as it is, or nothing. */
type Cell = string | number | null | undefined

/** What a spreadsheet would run as a formula, or skip to find one, behind any apostrophes; a number by itself is none. */
const formula = /^'*[=+\-@\t\r\n]/
const plainNumber = /^[+-]?\d+(?:[.,]\d+)?$/

/**
 * Cells as spreadsheets take them from the clipboard: tabs between, a line a row, quotes where a cell has a tab, a line break or
 * a quote. Words that would run as a formula get a leading `'`, as in a CSV file.
 */
export const toClipboard = (rows: readonly (readonly Cell[])[]): string =>
  rows
    .map(row => row.map(cell => (typeof cell === 'string' ? quoted(guarded(cell)) : (cell ?? ''))).join('\t'))
    .join('\n')

const guarded = (words: string): string =>
  formula.test(words) && !plainNumber.test(words) ? `'${words}` : words

const quoted = (words: string): string =>
  /[\t\r\n"]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words

/** A cell in quotes up to its end, or a plain one. */
const cellAt = /"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*/y

/** What spreadsheets, or `toClipboard`, put on the clipboard, as cells. A quote counts only around a whole cell. */
export function fromClipboard(text: string): string[][] {
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const rows: string[][] = [[]]
  for (let at = 0; at <= plain.length; at++) {
    cellAt.lastIndex = at
    const [whole, quotedWords] = cellAt.exec(plain) ?? ['']
    rows.at(-1)?.push(unguarded(quotedWords?.replaceAll('""', '"') ?? whole))
    at += whole.length
    if (plain[at] === '\n') rows.push([])
  }
  return rows
}

const unguarded = (words: string): string =>
  words.startsWith("'") && formula.test(words) && !plainNumber.test(words) ? words.slice(1) : words
