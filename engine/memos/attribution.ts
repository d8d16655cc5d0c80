import { TandemError } from '#shared/errors.ts'
import {
  type AttributionStyle,
  attributed,
  attributeNamed,
  attributionFields,
  dayInStyle,
  namedIn,
  usualAttribution,
} from '#shared/model/attribution.ts'
import type { SourceKind } from '#shared/model/document.ts'
import { askOnce } from '../ask-once.ts'
import { caseTable, listAttributes } from '../cases/queries.ts'
import { all, column, type Db, first } from '../db/sql.ts'
import { type Change, changed, made } from '../history/changes.ts'
import { asksInSource } from '../speakers/asking.ts'
import { idNamed, styleKept, styleNamed } from './kept-attribution.ts'
import { quotedWriter } from './quoted-writer.ts'
import { titleTells } from './speaker-in-title.ts'

const setting = 'attribution'

/** How passages are attributed in this study, by the names attributes have now; as usual where nobody chose. */
export function attributionStyle(db: Db): AttributionStyle {
  const kept = keptStyle(db)
  return kept ? styleNamed(kept, listAttributes(db)) : usualAttribution
}

/**
 * The change of templates that goes with another name of an attribute: they name it by its id, with the name it gets. Null where
 * none names it.
 */
export function attributionRenamed(db: Db, attribute: string, name: string): Change | null {
  const kept = keptStyle(db)
  if (!kept) return null
  const before = listAttributes(db)
  const after = before.map(one => (one.id === attribute ? { ...one, name } : one))
  const style = styleKept(styleNamed(styleKept(kept, before), after), after)
  return changed(db, 'settings', setting, { value: JSON.stringify(style) })
}

function keptStyle(db: Db): AttributionStyle | null {
  const row = first<{ value: string }>(db, 'SELECT value FROM settings WHERE id = ?', setting)
  return row ? (JSON.parse(row.value) as AttributionStyle) : null
}

/** As a style would attribute the first source of each kind and data set; a template that cannot be kept is refused. */
export function attributionTried(
  db: Db,
  style: AttributionStyle,
): { kind: SourceKind; dataSet: string | null; said: string }[] {
  attributionChanged(db, style)
  const attribute = attributor(db, style)
  const places = all<AttributedPlace & { first: string }>(
    db,
    `SELECT s.id AS source, s.title, s.kind, s.date, s.data_set AS dataSet, d.name AS setName, (
         SELECT coalesce(
           (SELECT g.speaker FROM segments g JOIN source_speakers p ON p.source = s.id AND p.name = g.speaker AND p."case" IS NOT NULL
            WHERE g.revision = r.id ORDER BY g.start LIMIT 1),
           (SELECT g.speaker FROM segments g WHERE g.revision = r.id AND g.speaker IS NOT NULL ORDER BY g.start LIMIT 1))
       ) AS speaker, min(s.created_at || s.id) AS first
     FROM sources s LEFT JOIN data_sets d ON d.id = s.data_set JOIN revisions r ON r.source = s.id
     GROUP BY s.kind, s.data_set ORDER BY s.kind, d.position, s.data_set`,
  )
  return places.map(place => ({
    kind: place.kind,
    dataSet: place.dataSet,
    said: attribute({ ...place, speaker: answering(db, place) }).attribution,
  }))
}

/** A speaker of the same source who does not ask the questions, where the one named does and there is another. */
function answering(db: Db, { source, speaker }: AttributedPlace): string | null {
  const { names, asks } = speakersOf(db, source)
  return speaker === null || !asks(speaker) ? speaker : (names.find(name => !asks(name)) ?? speaker)
}

/**
 * The change that makes passages be attributed so. Refuses templates that name what there is not, unless they did before: an
 * attribute may have been removed since.
 */
export function attributionChanged(db: Db, style: AttributionStyle): Change | null {
  const attributes = listAttributes(db)
  const before = new Set(attributionStyle(db).templates.flatMap(({ template }) => namedIn(template)))
  for (const { template } of style.templates) {
    for (const name of namedIn(template)) {
      const named = attributeNamed(name)
      const isKnown = named
        ? attributes.some(one => one.about === named.about && one.name === named.attribute)
        : attributionFields.some(known => known === name)
      if (!isKnown && !before.has(name))
        throw new TandemError(
          'bad-input',
          `“{${name}}” is nothing an attribution can name; nothing was changed.`,
          `It can name ${attributionFields.map(known => `{${known}}`).join(', ')}, and attributes as {person.Role}.`,
        )
    }
  }
  const value = JSON.stringify(styleKept(style, attributes))
  const known = first(db, 'SELECT 1 FROM settings WHERE id = ?', setting)
  return known ? changed(db, 'settings', setting, { value }) : made('settings', setting, { value })
}

/** What is known of a place in a source. */
export interface AttributedPlace {
  source: string
  title: string
  kind: SourceKind
  dataSet: string | null
  setName: string | null
  date: string | null
  speaker: string | null
  /** Of words that an email quotes: what introduces them there, null where nothing does. Absent of all others. */
  quotedFrom?: string | null
}

export interface Attributed {
  attribution: string
  /** Whose voice it is, and of which site: names of cases. */
  people: string[]
  sites: string[]
}

/**
 * What says whose words stand where: what an email quotes is its writer's where the email names them, and nobody's else, never the
 * sender's; what is asked in an interview is whose label it is, and not of the case that the source is linked to as a whole. Reads the study's cases once, and answers for any number of places. An address or name
 * in a letter that belongs to no case is never said.
 */
export function attributor(
  db: Db,
  style: AttributionStyle = attributionStyle(db),
): (place: AttributedPlace) => Attributed {
  const { cases, attributes } = caseTable(db)
  const byId = new Map(cases.map(one => [one.id, one]))
  const named = new Map(attributes.map(({ id, about, name }) => [`${about} ${name}`, id]))
  const linked = Map.groupBy(
    cases.flatMap(one => one.links.map(link => ({ ...link, one }))),
    ({ source }) => source,
  )
  const mail = new Map(
    all<{ source: string; sender: string; people: string }>(
      db,
      `SELECT r.source, m.sender, m.people FROM messages m JOIN revisions r ON r.id = m.revision
       WHERE r.number = (SELECT max(number) FROM revisions WHERE source = r.source)`,
    ).map(row => [row.source, row]),
  )
  const heard = askOnce((source: string) => speakersOf(db, source))
  return place => {
    const links = linked.get(place.source) ?? []
    const spoken = links.filter(({ speaker }) => speaker !== null && speaker === place.speaker)
    const letter = mail.get(place.source)
    const byAddress = (addresses: readonly string[]) =>
      links
        .filter(({ speaker }) => speaker !== null && addresses.includes(speaker))
        .map(({ one }) => one)
        .filter(({ kind }) => kind === 'person')
    const from = letter ? byAddress([addressOf(letter.sender)]) : []
    const to = letter ? byAddress((JSON.parse(letter.people) as string[]).map(addressOf)) : []
    const whole = links.filter(({ speaker }) => speaker === null).map(({ one }) => one)
    const isQuoted = place.quotedFrom !== undefined
    const { speaker } = place
    const asks = speaker !== null && spoken.length === 0 && heard(place.source).asks(speaker)
    const own = isQuoted
      ? byAddress([quotedWriterIn(place.quotedFrom ?? null, letter) ?? ''])
      : spoken.length > 0
        ? spoken.map(({ one }) => one)
        : from.length > 0
          ? from
          : // What is asked of somebody is not what they say.
            whole.filter(({ kind }) => !asks || kind === 'site')
    const people = own.filter(({ kind }) => kind === 'person')
    const sites = [
      ...new Set([
        ...people.flatMap(({ site }) => byId.get(site ?? '') ?? []),
        ...[...own, ...whole].filter(({ kind }) => kind === 'site'),
      ]),
    ]
    const of = { person: people, site: sites, from, to }
    const known = (name: string): string => {
      const [field = '', ...rest] = name.split('.')
      if (field === 'person' || field === 'site' || field === 'from' || field === 'to') {
        const about = field === 'site' ? 'site' : 'person'
        const attribute =
          rest.length > 0 ? (idNamed(rest.join('.')) ?? named.get(`${about} ${rest.join('.')}`)) : undefined
        const said = of[field].map(one =>
          rest.length === 0 ? one.name : (one.values[attribute ?? ''] ?? ''),
        )
        return [...new Set(said.filter(word => word !== ''))].join(' and ')
      }
      if (field === 'title') return place.title
      if (field === 'set') return place.setName ?? ''
      if (field === 'date') return place.date === null ? '' : dayInStyle(place.date, style.dates)
      // A speaker whom the title names already is not named twice.
      return field !== 'speaker' ||
        speaker === null ||
        (!asks && titleTells(place.title, speaker, heard(place.source).names))
        ? ''
        : speaker
    }
    const template = templateFor(style, place)
    const said = isQuoted ? quotedIn(template, place.title, known) : attributed(template, place.title, known)
    return {
      attribution:
        asks && !isQuoted && !namedIn(template).includes('speaker') ? saidFirst(speaker, said) : said,
      people: people.map(({ name }) => name),
      sites: sites.map(({ name }) => name),
    }
  }
}

/** Who speaks in a source, by their labels, and which of them ask the questions. */
function speakersOf(db: Db, source: string): { names: string[]; asks(speaker: string): boolean } {
  const names = column<string>(
    db,
    `SELECT DISTINCT speaker FROM segments WHERE speaker IS NOT NULL AND revision =
       (SELECT id FROM revisions WHERE source = ? ORDER BY number DESC LIMIT 1)`,
    source,
  )
  return { names, asks: asksInSource(db, source) }
}

/** `[I, Interview with Mentor 1]`: whoever asks, before what the template says. */
function saidFirst(speaker: string, attribution: string): string {
  const open = opening(attribution)
  return `${open}${speaker}, ${attribution.slice(open.length)}`
}

const opening = (attribution: string): string => /^\s*[[(]?/.exec(attribution)?.[0] ?? ''

const quotedWriterIn = (
  introduction: string | null,
  letter: { sender: string; people: string } | undefined,
): string | null =>
  quotedWriter(introduction, {
    from: letter?.sender ?? '',
    to: letter ? (JSON.parse(letter.people) as string[]) : [],
  })

/** `[OT 18, quoted in Email from Mentor 1, 14/01/19]`: the writer as the template names people, where it does. */
function quotedIn(template: string, title: string, known: (name: string) => string): string {
  const [field = '', ...rest] = (
    namedIn(template).find(name => ['person', 'from'].includes(name.split('.')[0] ?? '')) ?? ''
  ).split('.')
  const writer = field === '' ? '' : known(['person', ...rest].join('.'))
  const ofWriter = ['person', 'site', 'speaker']
  const letter = attributed(template, title, name =>
    ofWriter.includes(name.split('.')[0] ?? '') ? '' : known(name),
  )
  const open = opening(letter)
  return `${open}${writer === '' ? '' : `${writer}, `}quoted in ${letter.slice(open.length)}`
}

const templateFor = ({ templates }: AttributionStyle, { kind, dataSet }: AttributedPlace): string =>
  (
    templates.find(one => one.kind === kind && one.dataSet !== null && one.dataSet === dataSet) ??
    templates.find(one => one.kind === kind && one.dataSet === null) ??
    usualAttribution.templates.find(one => one.kind === kind)
  )?.template ?? '[{title}]'

/** The address in `Name <address>`, in lower case, as speakers of letters are kept. */
const addressOf = (text: string): string => (/<([^<>]+)>/.exec(text)?.[1] ?? text).trim().toLowerCase()
