import { TandemError } from '#shared/errors.ts'
import type { Segment } from '#shared/model/document.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { DataSet } from '#shared/model/study.ts'
import { coveredLength, type Span, sharedLength, unite } from '#shared/text/span.ts'
import { caseNamesBySource } from '../cases/queries.ts'
import { all, type Db, first } from '../db/sql.ts'
import { mayShowCoding } from '../rounds/blinding.ts'
import { namesKeptFrom } from '../rounds/nameless.ts'
import { aroundMailByRevision } from './around-mail.ts'
import { threadsOf } from './threads.ts'

export interface StoredSource {
  id: string
  title: string
  kind: SourceSummary['kind']
  data_set: string | null
  format: string
  file_name: string
  date: string | null
  warnings: string
  created_at: number
  data_set_name: string | null
  revision: string
  text: string
  structure: string
  characters: number
  words: number
}

const current = `
  SELECT s.*, d.name AS data_set_name, r.id AS revision, r.text, r.structure, r.characters, r.words
  FROM sources s
  JOIN revisions r ON r.source = s.id AND r.number = (SELECT max(number) FROM revisions WHERE source = s.id)
  LEFT JOIN data_sets d ON d.id = s.data_set`

/** A source with its newest revision; refuses where there is none. */
export function sourceById(db: Db, id: string): StoredSource {
  const stored = first<StoredSource>(db, `${current} WHERE s.id = ?`, id)
  if (stored) return stored
  throw new TandemError('not-found', 'There is no such source in this study.', 'Choose one from Sources.')
}

/** Every source as lists show it, with the shares and coders that the member `me` may see; not whose what they judge without names is. */
export function listSources(db: Db, me: string, only?: string): SourceSummary[] {
  const stored = all<StoredSource>(
    db,
    `${current} ${only === undefined ? '' : 'WHERE s.id = ?'} ORDER BY s.created_at, s.id`,
    ...(only === undefined ? [] : [only]),
  )
  const segments = new Map(
    all<{ revision: string; n: number }>(
      db,
      'SELECT revision, count(*) AS n FROM segments GROUP BY revision',
    ).map(row => [row.revision, row.n]),
  )
  const speakers = Map.groupBy(
    all<{ revision: string; speaker: string }>(
      db,
      'SELECT revision, speaker FROM segments WHERE speaker IS NOT NULL GROUP BY revision, speaker ORDER BY min(number)',
    ),
    row => row.revision,
  )
  const tags = Map.groupBy(
    all<{ source: string; id: string; name: string }>(
      db,
      'SELECT x.source, t.id, t.name FROM source_tags x JOIN tags t ON t.id = x.tag ORDER BY t.name COLLATE NOCASE, t.id',
    ),
    row => row.source,
  )
  const codings = codingsBySource(db, me, only)
  const kept = namesKeptFrom(db, me)
  const leftOut = aroundMailByRevision(db)
  const threads = threadsOf(db)
  const cases = caseNamesBySource(db)
  const initials = new Map(
    all<{ id: string; initials: string }>(db, 'SELECT id, initials FROM members').map(m => [
      m.id,
      m.initials,
    ]),
  )
  return stored.map(source => {
    const coded = codings.get(source.id) ?? []
    const named = kept ? coded.filter(({ round }) => !kept.ofRound(round)) : coded
    return {
      id: source.id,
      title: source.title,
      kind: source.kind,
      dataSet: source.data_set === null ? null : { id: source.data_set, name: source.data_set_name ?? '' },
      format: source.format,
      fileName: source.file_name,
      characters: source.characters,
      words: source.words,
      segments: segments.get(source.revision) ?? 0,
      speakers: (speakers.get(source.revision) ?? []).map(row => row.speaker),
      sha256: source.text,
      date: source.date,
      importedAt: new Date(source.created_at).toISOString(),
      cases: cases.get(source.id) ?? [],
      tags: (tags.get(source.id) ?? []).map(({ id, name }) => ({ id, name })),
      coders: [...new Set(named.map(({ coder }) => coder))].map(id => initials.get(id) ?? '').sort(),
      namesHidden: named.length < coded.length,
      thread: threads.get(source.id) ?? null,
      codedShare: codedShare(unite(coded), source.characters, leftOut.get(source.revision) ?? []),
      warnings: JSON.parse(source.warnings) as string[],
    }
  })
}

/** How much of a text without the stretches left out lies under the codings; both lists are united. */
function codedShare(coded: readonly Span[], characters: number, leftOut: readonly Span[]): number {
  const counted = characters - coveredLength(leftOut)
  return counted === 0 ? 0 : (coveredLength(coded) - sharedLength(coded, leftOut)) / counted
}

interface ShownCoding {
  source: string
  coder: string
  round: string | null
  start: number
  end: number
}

/**
 * The independent codings the member `me` may see, by source. As bare as can be, neither joined nor sorted: a study
 * has tens of thousands, and every one is read each time.
 */
const codingsBySource = (db: Db, me: string, only: string | undefined): Map<string, ShownCoding[]> =>
  Map.groupBy(
    all<ShownCoding>(
      db,
      `SELECT c.source, c.coder, c.round, c.start, c."end" FROM codings c
       WHERE c.layer = 'independent' AND ${mayShowCoding('c', '$me')} ${only === undefined ? '' : 'AND c.source = $only'}`,
      only === undefined ? { me } : { me, only },
    ),
    ({ source }) => source,
  )

/** The data sets in their order, with how many sources of each carry a coding the member `me` may see. */
export const listDataSets = (db: Db, me: string): DataSet[] =>
  all<{ id: string; name: string; sources: number; coded: number }>(
    db,
    `SELECT d.id, d.name, count(s.id) AS sources,
       count(CASE WHEN EXISTS (
         SELECT 1 FROM codings c WHERE c.source = s.id AND c.layer = 'independent' AND ${mayShowCoding('c', '?')}
       ) THEN 1 END) AS coded
     FROM data_sets d LEFT JOIN sources s ON s.data_set = d.id GROUP BY d.id ORDER BY d.position, d.id`,
    me,
  ).map(({ coded, ...set }) => ({ ...set, codedSources: coded }))

/** The segments of a revision, in order. */
export const segmentsOf = (db: Db, revision: string): Segment[] =>
  all<{
    kind: Segment['kind']
    start: number
    body_start: number
    end: number
    speaker: string | null
    start_ms: number | null
    end_ms: number | null
  }>(db, 'SELECT * FROM segments WHERE revision = ? ORDER BY number', revision).map(row => ({
    kind: row.kind,
    start: row.start,
    bodyStart: row.body_start,
    end: row.end,
    ...(row.speaker === null ? {} : { speaker: row.speaker }),
    ...(row.start_ms === null ? {} : { startMs: row.start_ms }),
    ...(row.end_ms === null ? {} : { endMs: row.end_ms }),
  }))
