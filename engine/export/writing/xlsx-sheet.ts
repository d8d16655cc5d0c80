import { legible } from './legible.ts'
import { xmlEscaped } from './xml.ts'

/*
 * What a workbook consists of mostly, its rows and its strings, written straight to XML: a library that makes an object of
 * every cell takes ten times as long.
 */

/** A cell as it is written: what it holds, and which style. */
export type WrittenCell =
  | { text: string; style: number }
  | { number: number; style: number }
  | { style: number }

/** Excel takes no longer text in a cell. */
const longest = 32_767
const cutMark = '… [cut: a cell of a workbook holds no more]'

/** The strings of a workbook, each once, by number. */
export class SharedStrings {
  readonly #numbers = new Map<string, number>()
  readonly #items: string[] = []

  /** The number of a text; a text longer than a cell holds is cut and says so. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#items.push(itemOf(text)) - 1
    this.#numbers.set(text, number)
    return number
  }

  xml(): string {
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${this.#items.join('')}</sst>`
  }
}

function itemOf(text: string): string {
  const clean = legible(text)
  const fitting =
    clean.length <= longest ? clean : clean.slice(0, longest - cutMark.length).toWellFormed() + cutMark
  // Excel reads _x0041_ as a character's number; this is how it writes an underscore that is only that.
  const literal = xmlEscaped(fitting.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))
  return /^\s|\s$|\n/.test(literal)
    ? `<si><t xml:space="preserve">${literal}</t></si>`
    : `<si><t>${literal}</t></si>`
}

/** A row, counted from 1, of a height in points. */
export function rowXml(
  row: number,
  height: number,
  cells: readonly WrittenCell[],
  strings: SharedStrings,
): string {
  let xml = `<row r="${row}" ht="${height}" customHeight="1">`
  for (const [at, cell] of cells.entries()) {
    xml += `<c r="${columnName(at + 1)}${row}" s="${cell.style}"`
    if ('text' in cell) xml += ` t="s"><v>${strings.numberOf(cell.text)}</v></c>`
    else xml += 'number' in cell ? `><v>${cell.number}</v></c>` : '/>'
  }
  return `${xml}</row>`
}

/** 1 → A, 27 → AA. */
export const columnName = (n: number): string =>
  n > 26 ? columnName(Math.floor((n - 1) / 26)) + columnName(((n - 1) % 26) + 1) : String.fromCharCode(64 + n)
