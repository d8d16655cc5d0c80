import { resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import {
  type ContactReading,
  type ContactRole,
  contactDoubts,
  contactModes,
  contactRoles,
} from '#shared/model/contact.ts'
import type { Command, Values } from './command.ts'
import { dayIn } from './days.ts'
import { oneOf, text, UsageError } from './lookups.ts'

export const contactsImport: Command = {
  name: 'contacts import',
  summary: 'take a contact log from a spreadsheet or csv, in one step',
  usage:
    'STUDY FILE [--sheet NAME] [--dates day-first|month-first] [--column COLUMN=WHAT]… [--mode WORDS=MODE]… [--join-sites] [--join-people] [--sites-apart] [--take-long] [--take-future] [--take-early] [--take-repeats]',
  options: {
    sheet: { type: 'string' },
    dates: { type: 'string' },
    column: { type: 'string', multiple: true },
    mode: { type: 'string', multiple: true },
    'join-sites': { type: 'boolean' },
    'join-people': { type: 'boolean' },
    'sites-apart': { type: 'boolean' },
    'take-long': { type: 'boolean' },
    'take-future': { type: 'boolean' },
    'take-early': { type: 'boolean' },
    'take-repeats': { type: 'boolean' },
  },
  explains: {
    sheet: 'the sheet of a workbook to read; the first with rows in it where absent',
    dates: 'how 05/03/2019 is meant; needed where the log’s dates do not tell',
    column: `what a column is: ${contactRoles.join(', ')}; guessed or remembered where absent`,
    mode: `what words under the mode stand for in the whole log: ${contactModes.join(', ')}`,
    'join-sites': 'take rows that say the same for different sites as one session of these',
    'join-people': 'take rows that say the same for different people as one session of these',
    'sites-apart': 'sites whose names are alike, such as 1 and Site 1, are sites of their own',
    'take-long': 'take contacts of 10 hours or more',
    'take-future': 'take contacts dated after today',
    'take-early': 'take contacts dated a year or more before all others or before their site opened',
    'take-repeats': 'take rows that say the same as another',
  },
  words: [2, 2],
  study: 'write',
  async run({ words, values, client, answer, say, onProgress, signal, failed }) {
    const file = { path: resolve(words[1] ?? '') }
    const found = await client.contacts.read({ file, sheet: text(values, 'sheet') }, { onProgress, signal })
    const reading = {
      ...said(found.reading, values),
      joins: values['join-sites'] === true,
      joinsPeople: values['join-people'] === true,
      sitesApart: values['sites-apart'] === true,
      modes: modesSaid(values),
    }
    const {
      asks,
      alike,
      alikePeople,
      modes,
      said: decided,
      newSites,
      nearSites,
      newPeople,
    } = await client.contacts.look({
      table: found.table,
      reading,
    })
    if (asks !== null)
      throw new TandemError('bad-input', asks, 'Give --dates day-first or --dates month-first.')
    const unmet = reading.modes.find(
      said => !modes.some(({ words, isSaid }) => isSaid && isSame(words, said.words)),
    )
    if (unmet)
      throw new TandemError(
        'not-found',
        `No row of the log says “${unmet.words}” for its mode.`,
        modes.length > 0
          ? `Words that are not known: ${someOf(modes.filter(({ isSaid }) => !isSaid).map(one => one.words))}.`
          : 'Write the words as the log has them.',
      )
    for (const sentence of [...found.warnings, ...decided]) say(sentence)
    if (nearSites.length > 0 && !reading.sitesApart)
      say('--sites-apart takes sites whose names are alike as sites of their own.')
    if (newSites.length > 0) say(`New sites: ${someOf(newSites)}.`)
    if (newPeople.length > 0) say(`New people: ${someOf(newPeople)}.`)
    const { problems, ...taken } = await client.contacts.import({
      table: found.table,
      reading,
      despite: contactDoubts.filter(doubt => values[lets[doubt]]),
    })
    for (const { what, kind } of problems) {
      say(
        kind === 'refused' || kind === 'remark'
          ? what
          : `${what} It did not come in; --${lets[kind]} takes it.`,
      )
    }
    if (alike > 0)
      say('--join-sites takes rows that say the same for different sites as one session of these.')
    if (alikePeople > 0)
      say('--join-people takes rows that say the same for different people as one session of these.')
    const [unclear] = modes.filter(({ isSaid }) => !isSaid)
    if (unclear && problems.some(({ what }) => what.includes('the words are kept in the note')))
      say(`--mode "${unclear.words}=phone" takes these words for that mode in the whole log.`)
    answer(
      { ...taken, problems },
      () =>
        `${taken.added} added, ${taken.known} known, ${taken.refused} left out, ${taken.left} asked about; new: ${taken.sites} sites, ${taken.people} people`,
    )
    if (taken.refused > 0 || taken.left > 0) failed()
  },
}

/** Whether words for a mode are the same, as a log is read. */
const isSame = (a: string, b: string): boolean =>
  a.replace(/\s+/g, ' ').trim().toLowerCase() === b.replace(/\s+/g, ' ').trim().toLowerCase()

/** What words stand for, as the options say. */
function modesSaid(values: Values): NonNullable<ContactReading['modes']> {
  return (Array.isArray(values.mode) ? values.mode : []).map(one => {
    const [, words = '', mode] = /^(.*)=([^=]*)$/s.exec(String(one)) ?? []
    if (words.trim() === '' || mode === undefined)
      throw new UsageError(`--mode is WORDS=MODE, such as "conference bridge=phone"; not “${one}”.`)
    return { words: words.trim(), mode: oneOf(mode.trim(), contactModes, 'mode') }
  })
}

/** Names as far as a line has room for them. */
const someOf = (names: readonly string[]): string =>
  names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`

const lets = {
  long: 'take-long',
  future: 'take-future',
  early: 'take-early',
  repeat: 'take-repeats',
} as const

/** The proposed reading with what the options say in its place. */
function said(reading: ContactReading, values: Values): ContactReading {
  const dates = text(values, 'dates')
  const roles = new Map<string, ContactRole>()
  for (const one of Array.isArray(values.column) ? values.column : []) {
    // The last equals sign: a column may have one in its name.
    const [, column, role] = /^(.*)=([^=]*)$/s.exec(String(one)) ?? []
    if (column === undefined || role === undefined)
      throw new UsageError(`--column is COLUMN=WHAT, such as Length=minutes; not “${one}”.`)
    const there = reading.columns.find(({ name }) => name.toLowerCase() === column.trim().toLowerCase())
    if (!there) {
      throw new TandemError(
        'not-found',
        `The log has no column “${column}”.`,
        `Columns: ${reading.columns.map(({ name }) => name).join(', ')}.`,
      )
    }
    roles.set(there.name, oneOf(role.trim(), contactRoles, 'column'))
  }
  return {
    columns: reading.columns.map(({ name, role }) => ({ name, role: roles.get(name) ?? role })),
    dateOrder:
      dates === undefined
        ? reading.dateOrder
        : oneOf(dates, ['day-first', 'month-first'], 'dates') === 'day-first'
          ? 'day-month'
          : 'month-day',
  }
}

export const contactsCommand: Command = {
  name: 'contacts',
  summary: 'print the per-site table of contacts',
  usage: 'STUDY [--cut-off DAY]',
  options: { 'cut-off': { type: 'string' } },
  explains: { 'cut-off': 'the last day that counts, such as 2020-04-01; the study’s where absent' },
  words: [1, 1],
  study: 'read',
  async run({ client, values, answer, say }) {
    const cutOff = dayIn(values, 'cut-off')
    const { notes, ...table } = await client.contacts.table(cutOff === undefined ? {} : { cutOff })
    for (const note of notes) say(note)
    answer({ ...table, notes }, () =>
      [
        ...table.sites.map(one =>
          [
            one.site,
            one.months,
            one.minutes,
            one.percentByPhone?.toFixed(1),
            one.participants,
            one.staff,
            one.minutesPerMonth,
            one.participantsPerStaff,
          ]
            .map(figure => figure ?? '-')
            .join('\t'),
        ),
        `Sum over sites: ${table.minutesOverSites} minutes`,
        `Distinct sessions: ${table.distinctSessionMinutes} minutes`,
      ].join('\n'),
    )
  },
}
