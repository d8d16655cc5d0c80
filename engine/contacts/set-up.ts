import type { Attribute } from '#shared/model/case.ts'
import type { ContactSetUp, SiteFigure } from '#shared/model/contact.ts'
import { listAttributes } from '../cases/queries.ts'
import { nameKey } from '../cases/same-name.ts'
import type { Db } from '../db/sql.ts'
import { type SettingName, setting } from '../studies/settings.ts'

/** What is known of sites for the per-site table: the attribute's usual name, its type, and the setting that names it. */
export const figures = {
  opened: { name: 'Opened', type: 'date', setting: 'contactsOpened' },
  participants: { name: 'Participants', type: 'number', setting: 'contactsParticipants' },
  staff: { name: 'Staff', type: 'number', setting: 'contactsStaff' },
} as const satisfies Record<SiteFigure, { name: string; type: Attribute['type']; setting: SettingName }>

/** The choices behind the per-site table as they stand. */
export function setUpOf(db: Db): ContactSetUp {
  const attributes = listAttributes(db)
  const of = (figure: SiteFigure) => attributeOf(db, attributes, figure)?.id ?? null
  return {
    cutOff: setting(db, 'contactsCutOff'),
    expected: setting(db, 'contactsExpected'),
    emailMinutes: setting(db, 'contactsEmailMinutes'),
    attributes: { opened: of('opened'), participants: of('participants'), staff: of('staff') },
  }
}

/**
 * The attribute of sites that a figure is read from: the one that was chosen while it is there and of the type it must
 * be, else the one that has the usual name.
 */
function attributeOf(db: Db, attributes: readonly Attribute[], figure: SiteFigure): Attribute | undefined {
  const { name, type, setting: key } = figures[figure]
  const chosen = setting(db, key)
  const fitting = attributes.filter(one => one.about === 'site' && one.type === type)
  return fitting.find(one => one.id === chosen) ?? fitting.find(one => nameKey(one.name) === nameKey(name))
}
