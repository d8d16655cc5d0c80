import type { SourceKind } from '#shared/model/document.ts'
import type { QuotedPassage } from '#shared/model/memo.ts'
import type { Span } from '#shared/text/span.ts'
import { askOnce } from '../ask-once.ts'
import type { Heir } from '../codings/heirs.ts'
import { column, type Db, first } from '../db/sql.ts'
import { quotedFrom } from '../import/quoted-from.ts'
import { mayShowCoding } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'
import { removedOn } from '../sources/removed-on.ts'
import { asksInSource } from '../speakers/asking.ts'
import { type AttributedPlace, attributor } from './attribution.ts'
import type { QuotedPlace } from './body.ts'

interface Place extends AttributedPlace {
  revision: string
  text: string
  characters: number
  /** The part of the message it begins in, and where that begins. */
  part: string | null
  partStart: number | null
}

/**
 * What gives a quotation's words as the study holds them now, with its attribution and what became of its coding, as far as
 * `me` may see it; its place is one of the newest text. One of which nothing is left is attributed to its source alone: whoever speaks
 * around there now did not say it. Reads each text, and the study's cases, once for any number of quotations. `heirs` are what stands in the
 * place of codings that are gone.
 */
export function quoter(
  db: Db,
  me: string,
  heirs: ReadonlyMap<string, Heir> = new Map(),
): (quotation: QuotedPlace) => QuotedPassage {
  const attribute = attributor(db)
  const texts = new Map<string, string>()
  const textOf = (sha256: string): string => {
    const text = texts.get(sha256) ?? contentText(db, sha256)
    texts.set(sha256, text)
    return text
  }
  const removals = new Map<string, string | null>()
  const removal = (source: string): { sourceRemoved?: string } => {
    const known = removals.get(source)
    const on = known === undefined ? removedOn(db, source) : known
    removals.set(source, on)
    return on === null ? {} : { sourceRemoved: on }
  }
  const quotations = new Map<string, ReturnType<typeof quotedFrom>>()
  /** Of words that an email quotes: what says there who wrote them. */
  const quoted = (
    { part, partStart, text }: Place,
    { start, end }: Span,
  ): Pick<AttributedPlace, 'quotedFrom'> => {
    if (part !== 'quoted') return {}
    const introducing = quotations.get(text) ?? quotedFrom(textOf(text))
    quotations.set(text, introducing)
    return { quotedFrom: introducing({ start, end }, partStart ?? 0) }
  }
  const asksIn = askOnce((source: string) => asksInSource(db, source))
  /** Who is heard: where a question is quoted with its answer, whoever answers. */
  const heard = ({ source, revision, speaker }: Place, { start, end }: Span): string | null =>
    speaker === null || !asksIn(source)(speaker)
      ? speaker
      : (column<string>(
          db,
          `SELECT speaker FROM segments WHERE revision = ? AND start > ? AND start < ? AND speaker IS NOT NULL ORDER BY start`,
          revision,
          start,
          end,
        ).find(other => !asksIn(source)(other)) ?? speaker)
  return ({ source, start, end, coding }) => {
    const place = placeOf(db, source, start)
    const whole = place && start < end && end <= place.characters
    const heir = heirs.get(coding ?? '')
    return {
      source,
      start,
      end,
      coding,
      revision: place?.revision ?? null,
      text: whole ? textOf(place.text).slice(start, end) : '',
      ...(place
        ? whole
          ? attribute({ ...place, speaker: heard(place, { start, end }), ...quoted(place, { start, end }) })
          : { attribution: `[${place.title}]`, people: [], sites: [] }
        : { attribution: '[source removed]', people: [], sites: [], ...removal(source) }),
      standing: whole ? standing(db, { start, end, coding: heir?.coding ?? coding }, me) : 'removed',
      ...(heir ? { heir: heir.coding } : {}),
    }
  }
}

const placeOf = (db: Db, source: string, start: number): Place | undefined =>
  first<Place & { kind: SourceKind }>(
    db,
    `SELECT s.id AS source, s.title, s.kind, s.date, s.data_set AS dataSet, d.name AS setName, r.id AS revision, r.text, r.characters,
       g.speaker, g.kind AS part, g.start AS partStart
     FROM sources s LEFT JOIN data_sets d ON d.id = s.data_set
     JOIN revisions r ON r.source = s.id AND r.number = (SELECT max(number) FROM revisions WHERE source = s.id)
     LEFT JOIN segments g ON g.revision = r.id AND g.number =
       (SELECT number FROM segments WHERE revision = r.id AND start <= $start ORDER BY start DESC LIMIT 1)
     WHERE s.id = $source`,
    { source, start },
  )

function standing(
  db: Db,
  { start, end, coding }: Pick<QuotedPlace, 'start' | 'end' | 'coding'>,
  me: string,
): QuotedPassage['standing'] {
  if (coding === null) return 'uncoded'
  const now = first<{ start: number; end: number }>(
    db,
    `SELECT c.start, c."end" FROM codings c WHERE c.id = ? AND ${mayShowCoding('c', '?')}`,
    coding,
    me,
  )
  if (!now) return 'removed'
  return now.start <= start && end <= now.end ? 'present' : 'changed'
}
