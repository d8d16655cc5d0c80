import { type Db, first } from '../db/sql.ts'
import { type Change, changed, made } from '../history/changes.ts'

/** The choices there are for a whole study, each with what holds where nobody chose. */
const defaults = { countsQuoted: false }

type Setting = keyof typeof defaults

/** A choice as it stands. */
function setting(db: Db, name: Setting): boolean {
  const row = first<{ value: string }>(db, 'SELECT value FROM settings WHERE id = ?', name)
  return row ? (JSON.parse(row.value) as boolean) : defaults[name]
}

/** The change that makes a choice; null where it stands already. */
export function settingChanged(db: Db, name: Setting, to: boolean): Change | null {
  if (setting(db, name) === to) return null
  const value = JSON.stringify(to)
  const known = first(db, 'SELECT 1 FROM settings WHERE id = ?', name)
  return known ? changed(db, 'settings', name, { value }) : made('settings', name, { value })
}

/** Whether codings of quoted replies and signatures count as others do. */
export const countsQuoted = (db: Db): boolean => setting(db, 'countsQuoted')
