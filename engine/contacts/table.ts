import type { Attribute, Case, CaseTable } from '#shared/model/case.ts'
import type {
  Absences,
  Band,
  Contact,
  ContactSetUp,
  ContactSite,
  ContactTable,
  SiteFigure,
} from '#shared/model/contact.ts'
import { percent, quotient } from '../export/half-up.ts'
import { monthsBetween, wholeMonths } from './months.ts'
import { figureOf, sayingTheSame } from './set-up.ts'

/** The contacts whose minutes the table's columns are of. */
const isInColumns = ({ mode }: Contact): boolean => mode === 'phone' || mode === 'email'

/** Minutes of contacts, those without any as none. */
const sum = (contacts: readonly Contact[]): number =>
  contacts.reduce((total, { minutes }) => total + (minutes ?? 0), 0)

/**
 * The per-site table of contacts up to a day, which is that of the last contact up to `today` unless one was chosen: by phone or Teams and by email, as METHOD.md's contact table prints them,
 * rounded half up. What did not happen counts nowhere; a site that did not take part in a session has none of it.
 */
export function contactTable(
  all: readonly Contact[],
  { cases, attributes }: CaseTable,
  setUp: ContactSetUp,
  today: string,
  asked?: string,
): ContactTable {
  const chosen = asked ?? setUp.cutOff
  const cutOff = chosen ?? all.findLast(({ date }) => date <= today)?.date ?? null
  const counted = cutOff === null ? [] : all.filter(({ date }) => date <= cutOff)
  const happened = counted.filter(contact => contact.happened)
  const sites = cases
    .filter(({ kind }) => kind === 'site')
    .map(site => siteOf(site, attendedBy(happened, site.id), cutOff, setUp, attributes))
  return {
    cutOff,
    isCutOffChosen: chosen !== null,
    expected: setUp.expected,
    sites,
    minutesOverSites: sites.reduce((total, { minutes }) => total + minutes, 0),
    distinctSessionMinutes: sum(happened.filter(isInColumns)),
    absences: absencesIn(counted, cases),
    notes: notesOn(all, counted, sites, setUp, today),
  }
}

const attendedBy = (contacts: readonly Contact[], site: string): Contact[] =>
  contacts.filter(({ sites }) => sites.some(part => part.case === site && part.attended))

function siteOf(
  site: Case,
  contacts: readonly Contact[],
  cutOff: string | null,
  setUp: ContactSetUp,
  attributes: readonly Attribute[],
): ContactSite {
  const inColumns = contacts.filter(isInColumns)
  const minutes = sum(inColumns)
  const byPhone = sum(inColumns.filter(({ mode }) => mode === 'phone'))
  const figure = (of: SiteFigure) => figureOf(site.values, sayingTheSame(attributes, setUp.attributes[of]))
  const opened = figure('opened')
  const [participants, staff] = [figure('participants'), figure('staff')]
  const months = opened === null || cutOff === null ? null : wholeMonths(opened, cutOff)
  const perMonth = months ? Number(quotient(String(minutes), String(months), 0)) : null
  const begin = [opened, contacts[0]?.date].filter(day => typeof day === 'string').sort()[0]
  const monthly = Map.groupBy(inColumns, ({ date }) => date.slice(0, 7))
  return {
    id: site.id,
    site: site.name,
    opened,
    months,
    minutes,
    percentByPhone: minutes === 0 ? null : Number(percent(byPhone, minutes, 1)),
    participants: participants === null ? null : Number(participants),
    staff: staff === null ? null : Number(staff),
    minutesPerMonth: perMonth,
    participantsPerStaff:
      participants === null || staff === null || Number(staff) <= 0
        ? null
        : Number(quotient(participants, staff, 0)),
    band: perMonth === null ? null : bandOf(perMonth, setUp.expected),
    contacts: inColumns.length,
    otherMinutes: sum(contacts) - minutes,
    defaulted: inColumns.filter(({ minutesFrom }) => minutesFrom === 'default').length,
    unknown: contacts.filter(({ minutes }) => minutes === null).length,
    byMonth:
      begin === undefined || cutOff === null
        ? []
        : monthsBetween(begin, cutOff).map(month => ({ month, minutes: sum(monthly.get(month) ?? []) })),
  }
}

/** Where an average stands, as it is printed: close to what is expected is within a fifth of it. */
function bandOf(perMonth: number, expected: number): Band {
  if (perMonth * 5 < expected * 4) return 'below'
  return perMonth * 5 > expected * 6 ? 'above' : 'close'
}

/** Who did not take part, by reason: of sites each once a contact; of people by the site they belong to. */
function absencesIn(contacts: readonly Contact[], cases: readonly Case[]): Absences[] {
  const sites = cases.filter(({ kind }) => kind === 'site')
  const home = new Map(cases.map(({ id, site }) => [id, site]))
  const missed = (of: Absences['of']) =>
    contacts.flatMap(contact =>
      contact[of]
        .filter(({ attended }) => !attended)
        .map(({ case: id, reason }) => ({ site: of === 'sites' ? id : (home.get(id) ?? null), reason })),
    )
  return (['sites', 'people'] as const).flatMap((of): Absences[] => {
    const all = missed(of)
    if (all.length === 0) return []
    const byReason = Map.groupBy(all, ({ reason }) => reason.toLowerCase())
    const reasons = [...byReason]
      .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
      .map(([key, those]) => ({ key, as: those[0]?.reason ?? '' }))
    const rows = [...sites, { id: null, name: 'No site' }].flatMap(({ id, name }) => {
      const own = all.filter(({ site }) => site === id)
      if (own.length === 0) return []
      const counts = reasons.map(({ key }) => own.filter(({ reason }) => reason.toLowerCase() === key).length)
      return [{ id, site: name, counts, total: own.length }]
    })
    return [{ of, reasons: reasons.map(({ as }) => as), rows }]
  })
}

function notesOn(
  all: readonly Contact[],
  counted: readonly Contact[],
  sites: readonly ContactSite[],
  { emailMinutes }: ContactSetUp,
  today: string,
): string[] {
  const happened = counted.filter(contact => contact.happened)
  const inColumns = happened.filter(isInColumns)
  const several = inColumns.filter(
    ({ minutes, sites: of }) => minutes && of.filter(({ attended }) => attended).length > 1,
  ).length
  const defaulted = happened.filter(({ minutesFrom }) => minutesFrom === 'default').length
  const unknown = happened.filter(({ minutes }) => minutes === null).length
  const outside = sum(happened.filter(contact => !isInColumns(contact)))
  const later = all.length - counted.length
  const toCome = inColumns.filter(({ date }) => date > today).length
  const early = inColumns.filter(({ date, sites: of }) =>
    of.some(part => {
      const opened = sites.find(({ id }) => id === part.case)?.opened ?? null
      return part.attended && opened !== null && date < opened
    }),
  ).length
  const lost = happened.filter(({ sites: of }) => of.length === 0).length
  const are = (n: number, one: string, many: string) =>
    n === 1 ? `1 ${one}` : `${n.toLocaleString('en-GB')} ${many}`
  return [
    ...(several > 0
      ? [
          `${are(several, 'session served', 'sessions served')} several sites and ${several === 1 ? 'counts' : 'count'} in full for each, so the minutes of the sites add up to more than was delivered.`,
        ]
      : []),
    ...(defaulted > 0
      ? [
          `${are(defaulted, 'email counts', 'emails count')} ${emailMinutes} minutes because nobody recorded ${defaulted === 1 ? 'its' : 'their'} length.`,
        ]
      : []),
    ...(outside > 0
      ? [`${are(outside, 'minute', 'minutes')} face to face or otherwise are in no column.`]
      : []),
    ...(unknown > 0
      ? [
          `${are(unknown, 'contact has', 'contacts have')} no length and ${unknown === 1 ? 'adds' : 'add'} no minutes.`,
        ]
      : []),
    ...(early > 0
      ? [`${are(early, 'contact is', 'contacts are')} before the site opened and counted all the same.`]
      : []),
    ...(later > 0 ? [`${are(later, 'contact is', 'contacts are')} after the cut-off and not counted.`] : []),
    ...(toCome > 0
      ? [`${are(toCome, 'contact is', 'contacts are')} dated after today and counted, as the cut-off is.`]
      : []),
    ...(lost > 0 ? [`${are(lost, 'contact has', 'contacts have')} no site any more.`] : []),
  ]
}
