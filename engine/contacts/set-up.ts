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

/**
 * The attributes that say what this one says: itself first, then those of sites of its name and type, as two copies of a study
 * may each have made one before they were merged.
 */
export function sayingTheSame(attributes: readonly Attribute[], id: string | null): Attribute[] {
  const chosen = attributes.find(one => one.id === id)
  if (!chosen) return []
  const others = attributes.filter(
    one =>
      one.id !== chosen.id &&
      one.about === chosen.about &&
      one.type === chosen.type &&
      nameKey(one.name) === nameKey(chosen.name),
  )
  return [chosen, ...others]
}

/** What a site's values say of a figure: of these attributes the first that says anything. */
export const figureOf = (
  values: Readonly<Record<string, string>>,
  attributes: readonly Attribute[],
): string | null => attributes.flatMap(({ id }) => values[id] ?? [])[0] ?? null

/** The attribute that was chosen for a figure, or has its usual name, where none can be read as it is of another type. */
export function ofOtherType(db: Db, figure: SiteFigure): Attribute | undefined {
  const attributes = listAttributes(db)
  if (attributeOf(db, attributes, figure)) return undefined
  const { name, setting: key } = figures[figure]
  const chosen = setting(db, key)
  const ofSites = attributes.filter(one => one.about === 'site')
  return ofSites.find(one => one.id === chosen) ?? ofSites.find(one => nameKey(one.name) === nameKey(name))
}

/** That an attribute is not what a figure is read from: `“Opened” is text under Cases, not a date`. */
export const notA = ({ name, type }: Attribute, figure: SiteFigure): string =>
  `“${name}” is ${typeNames[type]} under Cases, not ${typeNames[figures[figure].type]}`

const typeNames: Record<Attribute['type'], string> = {
  text: 'text',
  number: 'a number',
  date: 'a date',
  choice: 'a choice',
  'yes-no': 'yes or no',
}
