import { z } from 'zod'
import {
  type Contact,
  type ContactSetUp,
  type ContactsFound,
  type ContactsLook,
  type ContactsTaken,
  type ContactTable,
  contactDoubts,
  contactModes,
  contactRoles,
  siteFigures,
} from '../model/contact.ts'
import { day, fileRef as file, id, nothing, sheet } from './fields.ts'
import { job, read, write } from './method.ts'

const part = z.strictObject({
  case: id,
  attended: z.boolean().default(true),
  reason: z.string().trim().max(400).default(''),
})
/** A contact as somebody enters it; minutes null where nobody recorded any. */
const minutes = z.int().min(0).max(100_000).nullable()
const sites = z.array(part).max(100)
const people = z.array(part).max(500)
const note = z.string().max(20_000)
const entered = z.strictObject({
  date: day,
  mode: z.enum(contactModes),
  minutes: minutes.default(null),
  sites: sites.min(1),
  people: people.default([]),
  note: note.default(''),
})
/** Some of what was said of a contact. */
const said = z.strictObject({ date: day, mode: z.enum(contactModes), minutes, sites, people, note }).partial()
const reading = z.strictObject({
  columns: z
    .array(z.strictObject({ name: z.string().min(1).max(250), role: z.enum(contactRoles) }))
    .min(1)
    .max(1000),
  dateOrder: z.enum(['day-month', 'month-day']).nullable(),
  joins: z.boolean().optional(),
  joinsPeople: z.boolean().optional(),
  sitesApart: z.boolean().optional(),
  modes: z
    .array(z.strictObject({ words: z.string().min(1).max(200), mode: z.enum(contactModes) }))
    .max(1000)
    .optional(),
})
const table = z.string().max(100)
const count = z.int().min(0).max(1_000_000).nullable()

/** Some of the choices behind the table. */
const choices = z.strictObject({
  cutOff: day.nullable().optional(),
  expected: z.int().min(1).max(100_000).optional(),
  emailMinutes: z.int().min(0).max(600).optional(),
  attributes: z.partialRecord(z.enum(siteFigures), id.nullable()).optional(),
})
/** Some of what is known of a site. */
const siteSaid = z.strictObject({
  opened: day.nullable().optional(),
  participants: count.optional(),
  staff: count.optional(),
})

/** The contact log, what it adds up to for each site, and taking it in from a spreadsheet. */
export const contacts = {
  /** Every contact, by date. */
  list: read(nothing).returns<Contact[]>('contacts', 'cases'),
  /** The per-site table up to the cut-off: the study's, or the one asked for. */
  table: read(z.strictObject({ cutOff: day.optional() })).returns<ContactTable>('contacts', 'cases'),
  setUp: read(nothing).returns<ContactSetUp>('contacts', 'cases'),
  add: write(entered).returns<Contact>('contacts'),
  /** Changes what is named. `from`: what that said when one began; where it says something else by now, nothing is changed. */
  update: write(
    said.extend({ contact: id, sites: sites.min(1).optional(), from: said.optional() }),
  ).returns<Contact>('contacts'),
  remove: write(z.strictObject({ contacts: z.array(id).min(1).max(20_000) })).returns<null>('contacts'),
  /** Changes what is named of the choices behind the table. `from`: as for `update`. */
  choose: write(choices.extend({ from: choices.optional() })).returns<ContactSetUp>('contacts'),
  /** Says of a site when it opened and how many it has; makes the attributes that are missing. Null empties. `from`: as for `update`. */
  setSite: write(siteSaid.extend({ site: id, from: siteSaid.optional() })).returns<null>('contacts', 'cases'),
  /** Reads a log in the disposable parser and says how its columns may be read. Writes nothing. */
  read: job(z.strictObject({ file, sheet })).returns<ContactsFound>(),
  /** What the log's rows come in as, read so. Writes nothing. */
  look: job(z.strictObject({ table, reading })).returns<ContactsLook>(),
  /**
   * Takes the rows that are new and remembers how they were read: one journal entry. Rows that cannot be read are left
   * out and named; those in doubt as well, unless `despite` says that they are meant.
   */
  import: job(
    z.strictObject({
      table,
      reading,
      despite: z.array(z.enum(contactDoubts)).default([]),
    }),
  ).returns<ContactsTaken>('contacts', 'cases', 'sources', 'history'),
}
