import type { RecordColumn, RecordMapping, RecordReading, TablePreview } from '#shared/model/record.ts'

/** Column names that differ in case and white space only are one. */
const folded = (name: string): string => name.replace(/\s+/g, ' ').trim().toLowerCase()

/**
 * The kept mapping that a table's columns answer to: the one that shares most of its columns with the table, at least
 * half of those it reads. Laid over the columns, with what it had that is gone and what it does not know; new columns
 * are read as `guess` says, as far as their role is free. Null where none fits.
 */
export function findMapping(
  mappings: readonly RecordMapping[],
  columns: readonly string[],
  guess: RecordReading,
): TablePreview['found'] {
  const here = new Set(columns.map(folded))
  const shares = mappings.map(mapping => {
    const read = mapping.columns.filter(({ role }) => role !== 'ignored')
    const shared = read.filter(({ name }) => here.has(folded(name))).length
    const both = mapping.columns.filter(({ name }) => here.has(folded(name))).length
    return {
      mapping,
      fits: read.length > 0 && shared * 2 >= read.length,
      score: both / (mapping.columns.length + columns.length - both),
    }
  })
  const [best] = shares.filter(({ fits }) => fits).sort((a, b) => b.score - a.score)
  return best ? layOver(best.mapping, columns, guess) : null
}

/** A kept mapping laid over a table's columns. */
export function layOver(
  mapping: RecordMapping,
  columns: readonly string[],
  guess: RecordReading,
): NonNullable<TablePreview['found']> {
  const roles = new Map(mapping.columns.map(({ name, role }) => [folded(name), role]))
  const here = new Set(columns.map(folded))
  const taken = new Set(mapping.columns.filter(({ name }) => here.has(folded(name))).map(({ role }) => role))
  const guessed = new Map(guess.columns.map(({ name, role }) => [name, role]))
  const fresh = columns.filter(name => !roles.has(folded(name)))
  return {
    mapping,
    reading: {
      columns: columns.map((name): RecordColumn => {
        const known = roles.get(folded(name))
        if (known !== undefined) return { name, role: known }
        const role = guessed.get(name) ?? 'kept'
        const several = role === 'text' || role === 'kept' || role === 'ignored'
        return { name, role: several || !taken.has(role) ? role : 'kept' }
      }),
      dateOrder: mapping.dateOrder,
    },
    gone: mapping.columns
      .filter(({ name, role }) => role !== 'ignored' && !here.has(folded(name)))
      .map(({ name }) => name),
    fresh,
  }
}
