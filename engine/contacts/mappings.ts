import type { ContactReading } from '#shared/model/contact.ts'
import type { DateOrder, RecordTable } from '#shared/model/record.ts'
import { all, type Db } from '../db/sql.ts'
import { type Change, changed, made } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import { orderIn, stylesIn } from './guess.ts'

const folded = (name: string): string => name.replace(/\s+/g, ' ').trim().toLowerCase()

interface Mapping {
  id: string
  columns: ContactReading['columns']
  order: DateOrder
}

const mappings = (db: Db): Mapping[] =>
  all<{ id: string; columns: string; date_order: DateOrder }>(
    db,
    'SELECT id, columns, date_order FROM contact_mappings ORDER BY created_at DESC, id DESC',
  ).map(({ id, columns, date_order }) => ({
    id,
    columns: JSON.parse(columns) as Mapping['columns'],
    order: date_order,
  }))

/**
 * The guess with what is remembered of a log that shares at least half the columns it was read by; null where none does.
 * The order of its dates is asked anew wherever it matters and its own dates do not tell, or tell otherwise: the next log
 * may have its dates from somewhere else.
 */
export function remembered(db: Db, table: RecordTable, guess: ContactReading): ContactReading | null {
  const here = new Set(guess.columns.map(({ name }) => folded(name)))
  const shares = mappings(db).map(mapping => {
    const read = mapping.columns.filter(({ role }) => role !== 'ignored')
    return { mapping, read: read.length, shared: read.filter(({ name }) => here.has(folded(name))).length }
  })
  const [best] = shares
    .filter(({ read, shared }) => read > 0 && shared * 2 >= read)
    .sort((a, b) => b.shared / b.read - a.shared / a.read)
  if (!best) return null
  const roles = new Map(best.mapping.columns.map(({ name, role }) => [folded(name), role]))
  const columns = guess.columns.map(({ name }) => ({ name, role: roles.get(folded(name)) ?? 'ignored' }))
  const { order } = best.mapping
  const told = orderIn(stylesIn(table, columns))
  return { columns, dateOrder: told === 'any' || told === order ? order : null }
}

/** The change that remembers a reading, in the place of one of the same columns. */
export function rememberedAs(
  { db, newId, now }: Tools,
  { columns }: ContactReading,
  order: DateOrder,
): Change | null {
  const key = (of: ContactReading['columns']) =>
    of
      .map(({ name }) => folded(name))
      .sort()
      .join('\n')
  const there = mappings(db).find(mapping => key(mapping.columns) === key(columns))
  const row = { columns: JSON.stringify(columns), date_order: order }
  return there
    ? changed(db, 'contact_mappings', there.id, row)
    : made('contact_mappings', newId(), { ...row, created_at: now })
}
