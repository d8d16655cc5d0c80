import type { QueryPlace, StudyQuery } from '#shared/model/query.ts'
import { codePaths } from '../codebook/queries.ts'
import { standingCode } from '../codebook/standing.ts'
import { overlapping } from '../codings/overlapping.ts'
import { all, type Db, first } from '../db/sql.ts'
import { namesKeptFrom } from '../rounds/nameless.ts'
import { contentText } from '../sources/contents.ts'
import { codedSpans } from './conditions.ts'
import { caseNames } from './in-words.ts'
import type { Place } from './places.ts'

/** Text shown on either side of a place, in UTF-16 code units: never beyond its turn or paragraph. */
const around = 60
/** How much a screen shows of a long passage, in UTF-16 code units; what is left out of it is said by “…”. */
export const onScreen = 4000

interface Text {
  title: string
  revision: string
  sha256: string
}

/** Places with their words, up to `longest` code units of each, and what stands around them. Reads each text once. */
export function placesShown(
  db: Db,
  query: StudyQuery,
  places: readonly Place[],
  me: string,
  longest: number,
): QueryPlace[] {
  const names = caseNames(db)
  const paths = codePaths(db)
  const sources = new Set(places.map(({ source }) => source))
  const texts = new Map([...sources].map(source => [source, textOf(db, source)]))
  const coded = new Map(
    [
      ...Map.groupBy(codedSpans(db, { layer: query.layer, codes: null, sources, me }), span => span.source),
    ].map(([source, spans]) => [source, overlapping(spans)]),
  )
  const codings = codingsById(
    db,
    places.flatMap(({ coding }) => coding ?? []),
  )
  const kept = namesKeptFrom(db, me)
  return places.map(({ source, start, end, coding, cases }): QueryPlace => {
    const text = texts.get(source)
    const turn = text && turnAt(db, text.revision, start)
    const words = text?.text ?? ''
    const own = coding === null ? undefined : codings.get(coding)
    const there = (coded.get(source)?.({ start, end }) ?? [])
      .filter(span => own === undefined || span.coder === own.coder)
      .map(({ code }) => code)
    return {
      source,
      sourceTitle: text?.title ?? '',
      start,
      end,
      before: beginning(words, turn?.start ?? 0, start),
      match: passage(words, start, end, longest),
      after: ending(words, end, turn?.end ?? end + around),
      speaker: turn?.speaker ?? null,
      line: (turn?.number ?? 0) + 1,
      cases: cases.flatMap(id => names.get(id) ?? []),
      codes: [...new Set(own ? [own.code, ...there] : there)].map(id => ({
        id,
        name: paths.get(id)?.at(-1) ?? '',
      })),
      coding,
      coderInitials: own && !kept?.ofRound(own.round) ? own.initials : null,
      polarity: own?.polarity ?? null,
    }
  })
}

/** The words of a place; of one longer than `longest`, its beginning to a whole word. */
function passage(text: string, start: number, end: number, longest: number): string {
  if (end - start <= longest) return legible(text.slice(start, end))
  return legible(`${text.slice(start, start + longest).replace(/(?<=\S)\s+\S*$/, '')}…`)
}

/** What stands before a place, from a whole word on where more stands before it in its turn. */
function beginning(text: string, turn: number, start: number): string {
  const words = text.slice(Math.max(turn, start - around), start)
  if (start - around <= turn) return legible(words)
  return legible(`…${words.replace(/^\S*\s+(?=\S)/, '')}`)
}

/** What stands after a place, to a whole word where more follows in its turn. */
function ending(text: string, end: number, turn: number): string {
  const words = text.slice(end, Math.max(end, Math.min(turn, end + around)))
  if (end + around >= turn) return legible(words)
  return legible(`${words.replace(/(?<=\S)\s+\S*$/, '')}…`)
}

/** Without signs that are no text, and halves of characters. */
const legible = (text: string): string =>
  text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ')

function textOf(db: Db, source: string): (Text & { text: string }) | undefined {
  const text = first<Text>(
    db,
    `SELECT s.title, r.id AS revision, r.text AS sha256 FROM sources s JOIN revisions r ON r.source = s.id
     WHERE s.id = ? ORDER BY r.number DESC LIMIT 1`,
    source,
  )
  return text && { ...text, text: contentText(db, text.sha256) }
}

const turnAt = (db: Db, revision: string, start: number) =>
  first<{ number: number; start: number; end: number; speaker: string | null }>(
    db,
    `SELECT number, start, "end", speaker FROM segments WHERE revision = ? AND start <= ?
     ORDER BY start DESC LIMIT 1`,
    revision,
    start,
  )

interface CodingShown {
  id: string
  code: string
  coder: string | null
  initials: string | null
  /** Of a coder's own coding. */
  round: string | null
  polarity: QueryPlace['polarity']
}

const codingsById = (db: Db, ids: readonly string[]): Map<string, CodingShown> =>
  new Map(
    all<CodingShown>(
      db,
      `SELECT c.id, ${standingCode('c')} AS code, c.coder, m.initials, c.round, c.polarity
       FROM codings c LEFT JOIN members m ON m.id = c.coder WHERE c.id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    ).map(row => [row.id, row]),
  )
