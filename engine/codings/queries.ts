import type { OverlapRule } from '#shared/model/agreed-rule.ts'
import type { CodedPassage, Coding, Layer } from '#shared/model/coding.ts'
import { passageKey } from '#shared/model/passage.ts'
import type { Span } from '#shared/text/span.ts'
import { codePaths } from '../codebook/queries.ts'
import { countsAmong, standingCode } from '../codebook/standing.ts'
import { all, type Db, first } from '../db/sql.ts'
import { mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'
import { inNoOrder, namesKeptFrom } from '../rounds/nameless.ts'
import { contentText } from '../sources/contents.ts'

interface StoredCoding {
  id: string
  layer: Layer
  source: string
  revision: string
  start: number
  end: number
  code: string
  coded_as: string
  coder: string | null
  polarity: Coding['polarity']
  comment: string
  round: string | null
  ruling: string | null
  created_at: number
  by_rule: string | null
  frozen: number
}

const columns = `c.id, c.layer, c.source, c.revision, c.start, c."end", ${standingCode('c')} AS code, c.code AS coded_as, c.coder, c.polarity, c.comment, c.round,
  c.ruling, c.created_at, CASE WHEN c.layer = 'consensus' AND c.ruling IS NULL THEN (
    SELECT json_object('overlap', e.overlap, 'extent', e.extent) FROM entered_by_rule e WHERE e.coding = c.id
  ) END AS by_rule, EXISTS (
    SELECT 1 FROM round_coders p WHERE p.round = c.round AND p.coder = c.coder AND p.submitted_at IS NOT NULL
  ) AS frozen`

/** The codings of a source in a layer that the member `me` may see, in text order; whose they are as far as they may know. */
export const codingsInSource = (db: Db, source: string, layer: Layer, me: string): Coding[] =>
  toldTo(
    db,
    me,
    eachOnce(
      layer,
      all<StoredCoding>(
        db,
        `SELECT ${columns} FROM codings c WHERE c.source = $source AND c.layer = $layer AND ${mayShowCoding('c', '$me')}
         AND ${mayShowRuled('c', '$me')}
       ORDER BY c.start, c."end", c.id`,
        { source, layer, me },
      ),
    ),
  ).map(read)

/**
 * Codings of a layer, in the consensus each once: what is settled twice alike, by agreement and by a ruling or in two rounds,
 * or as two codes that are one now, is one coding. The first made stands for them.
 */
export function eachOnce<Row extends Span & Pick<Coding, 'source' | 'code' | 'polarity'>>(
  layer: Layer,
  rows: readonly Row[],
): readonly Row[] {
  if (layer !== 'consensus') return rows
  const met = new Set<string>()
  return rows.filter(row => {
    const key = `${passageKey(row)} ${row.code} ${row.polarity}`
    return !met.has(key) && met.add(key)
  })
}

/** Of the codings with these ids, those of the source that the member `me` may see, as `codingsInSource` tells of them. */
export const codingsAmong = (db: Db, ids: readonly string[], source: string, me: string): Coding[] =>
  toldTo(
    db,
    me,
    all<StoredCoding>(
      db,
      `SELECT ${columns} FROM codings c WHERE c.id IN (SELECT value FROM json_each(?)) AND c.source = ?
       AND c.layer = 'independent' AND ${mayShowCoding('c', '?')}`,
      JSON.stringify(ids),
      source,
      me,
    ),
  ).map(read)

/**
 * Rows without their coder, when they were made and in which order, where names are kept from the member `me`, who judges the round:
 * of all that its coders coded in its sources, for one coding beside another tells whose that is.
 */
function toldTo(db: Db, me: string, rows: readonly StoredCoding[]): readonly StoredCoding[] {
  const kept = namesKeptFrom(db, me)
  if (!kept) return rows
  return inNoOrder(rows).map(row => {
    const openedAt = row.layer === 'independent' ? kept.openingIn(row.coder, row.source) : undefined
    return openedAt === undefined ? row : { ...row, coder: null, created_at: openedAt }
  })
}

/** A coding, or undefined. Says nothing about who may see it. */
export function codingById(db: Db, id: string): (Coding & { revision: string }) | undefined {
  const stored = first<StoredCoding>(db, `SELECT ${columns} FROM codings c WHERE c.id = ?`, id)
  return stored && { ...read(stored), revision: stored.revision }
}

/** A coder's codings of one code that overlap or touch a span, in the same round: what a new one is united with. */
export const codingsToUnite = (
  db: Db,
  coding: { source: string; coder: string; code: string; round: string | null; start: number; end: number },
): Coding[] =>
  all<StoredCoding>(
    db,
    `SELECT ${columns} FROM codings c
     WHERE c.source = $source AND c.layer = 'independent' AND c.coder = $coder AND c.code = $code
       AND c.round IS $round AND c."end" > $start AND c.start < $end AND c.start > $start - (
         SELECT l."end" - l.start FROM codings l
         WHERE l.source = $source AND l.layer = 'independent' AND l.coder = $coder AND l.code = $code
         ORDER BY l."end" - l.start DESC LIMIT 1)
     ORDER BY c.start`,
    {
      source: coding.source,
      coder: coding.coder,
      code: coding.code,
      round: coding.round,
      start: coding.start,
      end: coding.end,
    },
  ).map(read)

export interface PassageFilter {
  layer: Layer
  codes?: readonly string[] | undefined
  coder?: string | undefined
  source?: string | undefined
  round?: string | undefined
  /** Codings by id. */
  ids?: readonly string[] | undefined
}

/** SQL: the number of the version that the coding under `alias` was made with: that of its round, else of its moment. */
const versionOf = (alias: string): string =>
  `coalesce((SELECT max(v.number) FROM framework_versions v
     WHERE v.framework = (SELECT k.framework FROM codes k WHERE k.id = ${alias}.code)
       AND v.created_at <= coalesce((SELECT o.opened_at FROM rounds o WHERE o.id = ${alias}.round), ${alias}.created_at)), 0)`

/**
 * Codings with their words and names, in the order of sources and text, as far as the member `me` may see them. Whose they are
 * is left out where the names are kept from whoever judges the round.
 */
export function codedPassages(db: Db, filter: PassageFilter, me: string): CodedPassage[] {
  const codes = filter.codes === undefined ? null : JSON.stringify(filter.codes)
  const stored = all<
    StoredCoding & {
      text_sha: string
      title: string
      kind: string
      coder_name: string | null
      coder_initials: string | null
      speaker: string | null
      version: number
    }
  >(
    db,
    `SELECT ${columns}, r.text AS text_sha, s.title, s.kind, m.name AS coder_name, m.initials AS coder_initials,
       (SELECT g.speaker FROM segments g WHERE g.revision = c.revision AND g.start <= c.start
        ORDER BY g.start DESC LIMIT 1) AS speaker,
       ${versionOf('c')} AS version
     FROM codings c
     JOIN sources s ON s.id = c.source
     JOIN revisions r ON r.id = c.revision
     LEFT JOIN members m ON m.id = c.coder
     WHERE ${filter.ids ? 'c.id IN (SELECT value FROM json_each($ids)) AND' : ''}
       c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}
       AND ($codes IS NULL OR ${countsAmong('c', '$codes')})
       AND ($coder IS NULL OR c.coder = $coder)
       AND ($source IS NULL OR c.source = $source)
       AND ($round IS NULL OR c.round = $round)
     ORDER BY s.created_at, s.id, c.start, c."end", c.id`,
    {
      layer: filter.layer,
      me,
      codes,
      coder: filter.coder ?? null,
      source: filter.source ?? null,
      round: filter.round ?? null,
      ...(filter.ids && { ids: JSON.stringify(filter.ids) }),
    },
  )
  const paths = codePaths(db)
  const texts = new Map<string, string>()
  const textOf = (sha256: string): string => {
    const text = texts.get(sha256) ?? contentText(db, sha256)
    texts.set(sha256, text)
    return text
  }
  const kept = namesKeptFrom(db, me)
  const openingOf = (row: StoredCoding) =>
    row.layer === 'independent' ? kept?.openingIn(row.coder, row.source) : undefined
  const isNameless = (row: StoredCoding) => openingOf(row) !== undefined
  const once = eachOnce(filter.layer, stored)
  const listed = kept ? inNoOrder(once) : once
  // Asked for one coder's, a list would tell whose they are.
  const told = filter.coder === undefined ? listed : listed.filter(row => !isNameless(row))
  return told.map(row => ({
    ...read(isNameless(row) ? { ...row, coder: null, created_at: openingOf(row) ?? 0 } : row),
    revision: row.revision,
    text: textOf(row.text_sha).slice(row.start, row.end),
    codeName: paths.get(row.code)?.at(-1) ?? '',
    codePath: paths.get(row.code) ?? [],
    coderName: isNameless(row) ? null : row.coder_name,
    coderInitials: isNameless(row) ? null : row.coder_initials,
    sourceTitle: row.title,
    sourceKind: row.kind,
    version: row.version,
    speaker: row.speaker,
  }))
}

const read = (stored: StoredCoding): Coding => ({
  id: stored.id,
  source: stored.source,
  start: stored.start,
  end: stored.end,
  code: stored.code,
  ...(stored.coded_as === stored.code ? {} : { codedAs: stored.coded_as }),
  coder: stored.coder,
  layer: stored.layer,
  polarity: stored.polarity,
  comment: stored.comment,
  round: stored.round,
  ruling: stored.ruling,
  ...(stored.by_rule === null ? {} : { byRule: JSON.parse(stored.by_rule) as OverlapRule }),
  createdAt: new Date(stored.created_at).toISOString(),
  frozen: stored.frozen === 1,
})
