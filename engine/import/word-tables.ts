import { isOn, numberIn } from './word-attributes.ts'
import { xmlPieces } from './xml-pieces.ts'

/** How the elements begin by which Word places a table's cells and which the parser does not read. */
export const tableElements = ['<w:gridBefore ', '<w:bidiVisual'] as const

/** The bookmark that a table stands behind whose first column is at the right. */
export const leftwardTable = 'first-column-at-the-right'
const bookmark = `<w:bookmarkStart w:id="${leftwardTable}" w:name="${leftwardTable}"/><w:bookmarkEnd w:id="${leftwardTable}"/>`

/** Columns that a row leaves out before its first cell; more than these are none. */
const mostBefore = 1000

/**
 * A part's XML in which a row that begins further in has an empty cell there, and a table that is drawn from right to
 * left stands behind a bookmark of that name.
 */
export function writeOutTables(xml: string): string {
  const pieces: string[] = []
  const tables: number[] = []
  let before = 0
  // What a tracked change says is how the table was.
  let changes = 0
  for (const { kind, name, source } of xmlPieces(xml)) {
    if (name === 'w:tblPrChange' || name === 'w:trPrChange')
      changes += kind === 'open' ? 1 : kind === 'close' ? -1 : 0
    if (name === 'w:tbl' && kind === 'open') tables.push(pieces.length)
    else if (name === 'w:tbl' && kind === 'close') tables.pop()
    pieces.push(source)
    if (changes > 0) continue
    if (name === 'w:bidiVisual' && kind !== 'close' && isOn(source)) {
      const table = tables.at(-1)
      if (table !== undefined && !pieces[table]?.startsWith(bookmark))
        pieces[table] = `${bookmark}${pieces[table]}`
    } else if (name === 'w:gridBefore' && kind !== 'close') before = numberIn(source, 'val', 0)
    else if (name === 'w:trPr' && kind === 'close') {
      if (before > 0 && before <= mostBefore)
        pieces.push(`<w:tc><w:tcPr><w:gridSpan w:val="${before}"/></w:tcPr><w:p/></w:tc>`)
      before = 0
    }
  }
  return pieces.join('')
}
