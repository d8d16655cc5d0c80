import { type Db, first } from '../db/sql.ts'
import { type Change, changed, made } from '../history/changes.ts'

/** The choices there are for a whole study. */
interface Settings {
  countsQuoted: boolean
  /** Of the contact log; see `ContactSetUp`. */
  contactsCutOff: string | null
  contactsExpected: number
  contactsEmailMinutes: number
  contactsOpened: string | null
  contactsParticipants: string | null
  contactsStaff: string | null
}

/** What holds where nobody chose. */
const defaults: Settings = {
  countsQuoted: false,
  contactsCutOff: null,
  contactsExpected: 60,
  contactsEmailMinutes: 10,
  contactsOpened: null,
  contactsParticipants: null,
  contactsStaff: null,
}

export type SettingName = keyof Settings

/** A choice as it stands. */
export function setting<Name extends SettingName>(db: Db, name: Name): Settings[Name] {
  const row = first<{ value: string }>(db, 'SELECT value FROM settings WHERE id = ?', name)
  return row ? (JSON.parse(row.value) as Settings[Name]) : defaults[name]
}

/** The change that makes a choice; null where it stands already. */
export function settingChanged<Name extends SettingName>(
  db: Db,
  name: Name,
  to: Settings[Name],
): Change | null {
  if (setting(db, name) === to) return null
  const value = JSON.stringify(to)
  const known = first(db, 'SELECT 1 FROM settings WHERE id = ?', name)
  return known ? changed(db, 'settings', name, { value }) : made('settings', name, { value })
}

/** Whether codings of quoted replies and signatures count as others do. */
export const countsQuoted = (db: Db): boolean => setting(db, 'countsQuoted')
