import type { Mark } from '#shared/model/document.ts'
import type { Block } from './blocks.ts'
import type { TableLine } from './row-tables.ts'

/*
 * What the parts of a row's body are to assistive technology. Said by role: elements that are lists and tables by
 * themselves may not stand in running text, and would be laid out as such.
 */

/** Lines of one table within a row of the transcript: how much more of it there is, and where. */
export const tableRole = ({ rows, widths }: TableLine) => ({
  role: 'table',
  'aria-rowcount': rows,
  'aria-colcount': widths.length,
})

/** A line of a table; the lines of one of its rows bear the same number. */
export const lineRole = ({ nth }: TableLine) => ({ role: 'row', 'aria-rowindex': nth })

/** @param column from 0 */
export const cellRole = (column: number, columns: number, heads?: Mark['heads']) => ({
  role: heads ? (`${heads}header` as const) : 'cell',
  'aria-colindex': column + 1,
  'aria-colspan': columns > 1 ? columns : undefined,
})

/** Items of a list that follow one another within a row. */
export const listRole = { role: 'list' }

/** @param level from 1 */
export const blockRole = (kind: Exclude<Block['kind'], 'plain'>, level: number) => ({
  role: kind === 'heading' ? 'heading' : 'listitem',
  'aria-level': level,
})
