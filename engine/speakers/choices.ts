import type { Segment } from '#shared/model/document.ts'
import { isInterviewer } from '#shared/model/interviewer.ts'
import { asRecognised, type SpeakerChoice, saysNothing } from '#shared/model/speakers.ts'
import { all, type Db, first } from '../db/sql.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { type Cuttable, cutAs, speakersIn, withSpeakers } from '../import/said-speakers.ts'
import type { Tools } from '../tools.ts'

/** How many of the newest choices are tried on a new file. */
const tried = 20

/** What was chosen for a source; as recognised where nothing was. */
export function choiceOf(db: Db, source: string): SpeakerChoice {
  const row = first<{ choice: string }>(db, 'SELECT choice FROM speaker_choices WHERE source = ?', source)
  return row ? (JSON.parse(row.choice) as SpeakerChoice) : asRecognised
}

/** The newest choice made in the study that suits a document, with the title of the source it was made for. */
export function rememberedFor(db: Db, document: Cuttable): { choice: SpeakerChoice; title: string } | null {
  const rows = all<{ choice: string; found: string; title: string }>(
    db,
    `SELECT c.choice, c.found, s.title FROM speaker_choices c JOIN sources s ON s.id = c.source
     ORDER BY c.at DESC, c.id DESC LIMIT ${tried}`,
  )
  const seen = new Set<string>()
  for (const { choice: said, found, title } of rows) {
    if (seen.has(said + found)) continue
    seen.add(said + found)
    const choice = JSON.parse(said) as SpeakerChoice
    if (suits(choice, JSON.parse(found) as string[], document)) {
      return saysNothing(choice) ? null : { choice, title }
    }
  }
  return null
}

/** True where a choice says something of the labels of this document, or finds people where it was made to find them. */
function suits(choice: SpeakerChoice, found: readonly string[], document: Cuttable): boolean {
  const { find, not, names, asks } = choice
  const recognised = speakersIn(document.segments)
  const alike = shares(found, recognised) || (found.length === 0 && recognised.length === 0)
  const spokenOf = [...not, ...names.map(({ label }) => label), ...asks.map(({ name }) => name)]
  if (find.by === 'automatic') return spokenOf.length === 0 ? alike : shares(spokenOf, recognised)
  if (find.by === 'nobody') return alike && recognised.length > 0
  const here = withSpeakers(document, choice).speakers
  return here.length >= 2 && (alike || shares(spokenOf, here))
}

function shares(a: readonly string[], b: readonly string[]): boolean {
  const known = new Set(a.map(label => label.toLowerCase()))
  return b.some(label => known.has(label.toLowerCase()))
}

/**
 * The rows that keep a choice for a source: the choice itself, to be changed later and offered for the next file, and
 * who asks. A case that was linked to a speaker stays with them under another name.
 */
export function choiceRows(
  { db, newId, now }: Pick<Tools, 'db' | 'newId' | 'now'>,
  source: string,
  recognised: Cuttable,
  choice: SpeakerChoice,
): (Change | null)[] {
  const before = choiceOf(db, source)
  const kept = first<{ id: string }>(db, 'SELECT id FROM speaker_choices WHERE source = ?', source)
  const said = JSON.stringify(choice)
  const row = { choice: said, found: JSON.stringify(speakersIn(recognised.segments)), at: now }
  const own = kept
    ? JSON.stringify(before) === said
      ? null
      : changed(db, 'speaker_choices', kept.id, row)
    : made('speaker_choices', newId(), { source, ...row })
  return [
    own,
    ...speakerRows(db, newId, source, namesOf(recognised, before), namesOf(recognised, choice), choice),
  ]
}

/** The name shown for each label. */
type Names = ReadonlyMap<string, string>

const namesOf = (recognised: Cuttable, choice: SpeakerChoice): Names =>
  namesIn(cutAs(recognised, choice).segments, choice)

function namesIn(segments: readonly Segment[], { names }: SpeakerChoice): Names {
  const given = new Map(names.map(({ label, name }) => [label, name]))
  return new Map(speakersIn(segments).map(label => [label, given.get(label) ?? label]))
}

function speakerRows(
  db: Db,
  newId: () => string,
  source: string,
  before: Names,
  after: Names,
  choice: SpeakerChoice,
): (Change | null)[] {
  const rows = new Map(
    all<{ id: string; name: string; case: string | null }>(
      db,
      'SELECT id, name, "case" FROM source_speakers WHERE source = ?',
      source,
    ).map(row => [row.name, row]),
  )
  const gone: (Change | null)[] = []
  const rest: (Change | null)[] = []
  const shown = Map.groupBy(after.keys(), label => after.get(label) ?? label)
  for (const [name, labels] of shown) {
    const cases = [name, ...labels.flatMap(label => before.get(label) ?? [])].map(old => rows.get(old)?.case)
    const wanted = { interviewer: wordOn(name, labels, choice, after), case: cases.find(Boolean) ?? null }
    const row = rows.get(name)
    if (row) rest.push(changed(db, 'source_speakers', row.id, wanted))
    else if (wanted.interviewer !== null || wanted.case !== null)
      rest.push(made('source_speakers', newId(), { source, name, ...wanted }))
  }
  const renamed = new Set([...before].flatMap(([label, old]) => (after.has(label) ? [old] : [])))
  for (const [name, { id, case: linked }] of rows) {
    if (!shown.has(name) && (linked === null || renamed.has(name)))
      gone.push(removed(db, 'source_speakers', id))
  }
  return [...gone, ...rest]
}

/** What has to be kept of whether a speaker asks: null where the name shown says the same. */
function wordOn(
  name: string,
  labels: readonly string[],
  { asks }: SpeakerChoice,
  among: Names,
): 0 | 1 | null {
  const isAsking = whetherAsks(name, labels, asks, among.keys())
  return isAsking === isInterviewer(name, among.values()) ? null : isAsking ? 1 : 0
}

/** Whether a speaker asks under a choice: a person's word, else the labels that are this speaker, `among` those of the text. */
export function whetherAsks(
  name: string,
  labels: readonly string[],
  asks: SpeakerChoice['asks'],
  among: Iterable<string>,
): boolean {
  const said = asks.find(word => word.name === name)?.asks
  if (said !== undefined) return said
  const all = [...among]
  return labels.some(label => isInterviewer(label, all))
}
