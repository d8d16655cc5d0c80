import { TandemError } from '#shared/errors.ts'
import type { CodeSplit, SplitPassage, SplitQueue } from '#shared/model/codebook.ts'
import { idFrom } from '../db/ids.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import { type Change, changed, made, removed, rowOf } from '../history/changes.ts'
import { needsRole, signedIn } from '../members/asking.ts'
import { mayShowCode, mayShowCoding, mayShowRuled, meOf } from '../rounds/blinding.ts'
import { namesKeptFrom } from '../rounds/nameless.ts'
import { contentText } from '../sources/contents.ts'
import type { Reading, Tools } from '../tools.ts'
import { codeById, type StoredCode } from './queries.ts'
import { standing } from './rules.ts'
import { countsAmong, standingCode, standingCodes, standsItself } from './standing.ts'

/** How many characters of the text are given on either side of a passage. */
const around = 240

/**
 * SQL: the codings of the queue of the split code bound to `code` (and, in a JSON list of one, to `list`) that the member
 * bound to `me` may see: those that count as it still, and those judged in its split and not recoded since.
 */
const queue = `
  SELECT c.*, j.id AS judgement, j.part, j.also FROM codings c
  LEFT JOIN split_judgements j ON j.coding = c.id AND j.split = $code AND j.coded_as = c.code
  WHERE (${countsAmong('c', '$list')} OR c.id IN (SELECT coding FROM split_judgements WHERE split = $code))
    AND (j.id IS NOT NULL OR ${standingCode('c')} = $code) AND ${mayShowCoding('c', '$me')}
    AND ${mayShowRuled('c', '$me')}`

const bound = (code: string, me: string) => ({ code, list: JSON.stringify([code]), me })

/**
 * The codes that were split, with how many passages are judged, as far as the asker may see; the first split first. Who judges without
 * names is not told how often each coder used a code.
 */
export function listSplits({ db, asking }: Reading): CodeSplit[] {
  const me = meOf(asking)
  const kept = namesKeptFrom(db, me)
  return all<{ id: string; name: string; framework: string; because: string | null }>(
    db,
    `SELECT c.id, c.name, c.framework, (SELECT w.because FROM code_changes w WHERE w.code = c.id AND w.kind = 'split'
       ORDER BY w.made_at DESC LIMIT 1) AS because
     FROM codes c WHERE c.id IN (SELECT code FROM split_parts) AND ${standsItself('c')} AND ${mayShowCode('c', '?')}
     ORDER BY (SELECT min(p.id) FROM split_parts p WHERE p.code = c.id)`,
    me,
  ).map(({ id, because, ...code }) => ({
    code: id,
    ...code,
    parts: partsOf(db, id),
    because: because ?? '',
    queues: all<SplitQueue>(
      db,
      `SELECT coder, sum(judgement IS NULL) AS left, count(*) AS total FROM (${queue})
       GROUP BY coder ORDER BY coder IS NULL, coder`,
      bound(id, me),
    ).filter(({ coder }) => !kept?.ofCoder(coder)),
  }))
}

/** The codes a split code's passages are judged into, as they count now. */
const partsOf = (db: Db, code: string): string[] => [
  ...new Set(
    all<{ id: string }>(
      db,
      `SELECT coalesce((SELECT k.parent FROM code_merges m JOIN codes k ON k.id = m.code WHERE m.code = p.part), p.part) AS id
       FROM split_parts p WHERE p.code = ? ORDER BY p.position, p.id`,
      code,
    ).map(({ id }) => id),
  ),
]

interface Queued {
  id: string
  source: string
  title: string
  start: number
  end: number
  comment: string
  polarity: SplitPassage['polarity']
  text: string
  speaker: string | null
  part: string | null
  also: string | null
}

/** The passages of a split code, judged or not, in the order of the text: the asker's own, or those of the consensus. */
export function splitPassages(reading: Reading, code: string, of: 'mine' | 'consensus'): SplitPassage[] {
  const { db, asking } = reading
  const me = meOf(asking)
  splitCode(reading, code)
  const rows = all<Queued>(
    db,
    `SELECT q.id, q.source, s.title, q.start, q."end", q.comment, q.polarity, q.part, q.also, r.text,
       (SELECT g.speaker FROM segments g WHERE g.revision = q.revision AND g.start <= q.start
        ORDER BY g.start DESC LIMIT 1) AS speaker
     FROM (${queue}) q JOIN sources s ON s.id = q.source JOIN revisions r ON r.id = q.revision
     WHERE ${of === 'mine' ? 'q.coder = $me' : "q.layer = 'consensus'"}
     ORDER BY s.created_at, s.id, q.start, q."end", q.id`,
    bound(code, me),
  )
  // A part that was merged since is the code it was merged into, as it is among the parts.
  const standing = standingCodes(db)
  const asTheyCount = (codes: readonly string[]) => [...new Set(codes.map(id => standing.get(id) ?? id))]
  const texts = new Map([...new Set(rows.map(({ text }) => text))].map(sha => [sha, contentText(db, sha)]))
  return rows.map(({ id, title, part, also, text: sha, ...row }) => {
    const text = texts.get(sha) ?? ''
    return {
      coding: id,
      source: row.source,
      sourceTitle: title,
      speaker: row.speaker,
      start: row.start,
      end: row.end,
      before: text.slice(Math.max(0, row.start - around), row.start),
      text: text.slice(row.start, row.end),
      after: text.slice(row.end, row.end + around),
      comment: row.comment,
      polarity: row.polarity,
      judged: part === null ? [] : asTheyCount([part, ...codesOf(db, also ?? '[]')]),
    }
  })
}

/** The codes of the codings made beside a judged one that are still there. */
const codesOf = (db: Db, also: string): string[] =>
  all<{ code: string }>(
    db,
    `SELECT c.code FROM json_each(?) a JOIN codings c ON c.id = a.value ORDER BY a.key`,
    also,
  ).map(({ code }) => code)

interface Judgement {
  coding: string
  parts: readonly string[]
}

/**
 * The changes that judge passages of a split code. A coding counts as the first of its parts from then on, and a coding for
 * each further part is made beside it; it is itself not touched. Judged again, what was made beside it before goes. Refuses
 * others' codings, the consensus where the asker is neither reviewer nor lead, what is not in the queue, and what is no part.
 */
export function judging(
  tools: Tools,
  code: string,
  judgements: readonly Judgement[],
): { changes: (Change | null)[]; summary: string } {
  const { db, asking, now, newId } = tools
  const by = signedIn(asking).id
  const split = splitCode(tools, code)
  const known = new Set([...partsOf(db, code), code])
  const seen = new Set<string>()
  const changes = judgements.flatMap(({ coding, parts }): (Change | null)[] => {
    if (seen.has(coding)) throw wrong('A coding is judged twice.', 'Say each once, with all its parts.')
    seen.add(coding)
    const row = judged(tools, split, coding)
    const named = [...new Set(parts)]
    const stranger = named.find(part => !known.has(part))
    if (stranger !== undefined)
      throw wrong(
        `“${codeById(db, stranger, by)?.name ?? stranger}” is no part of “${split.name}”.`,
        'Choose one of the codes it was split into.',
      )
    if (named.length > 1 && named.includes(code))
      throw wrong(
        `A coding is kept as “${split.name}” or is of its parts, not both.`,
        'Choose the parts, or keep it.',
      )
    const [part = code, ...others] = named
    const beside = others.map(other => ({ other, id: idFrom('split', coding, other) }))
    const going = (JSON.parse(row.also ?? '[]') as string[]).filter(
      id => rowOf(db, 'codings', id) && !beside.some(each => each.id === id),
    )
    const columns = {
      coded_as: row.code,
      split: code,
      part,
      also: JSON.stringify(beside.map(({ id }) => id)),
      handed_in: row.submitted,
      made_by: by,
      made_at: now,
    }
    return [
      ...going.map(id => removed(db, 'codings', id)),
      row.judgement === null
        ? made('split_judgements', newId(), { coding, ...columns })
        : changed(db, 'split_judgements', row.judgement, columns),
      ...beside
        .filter(({ id }) => !rowOf(db, 'codings', id))
        .map(({ other, id }) =>
          made('codings', id, {
            layer: row.layer,
            source: row.source,
            revision: row.revision,
            start: row.start,
            end: row.end,
            code: other,
            coder: row.coder,
            polarity: row.polarity,
            comment: row.comment,
            round: row.layer === 'independent' && row.submitted === 1 ? null : row.round,
            ruling: row.ruling,
            created_at: now,
          }),
        ),
    ]
  })
  const many = judgements.length === 1 ? 'a coding' : `${judgements.length} codings`
  return { changes, summary: `Judged ${many} of the split code “${split.name}”` }
}

interface Judged {
  layer: 'independent' | 'consensus'
  source: string
  revision: string
  start: number
  end: number
  code: string
  coder: string | null
  polarity: string | null
  comment: string
  round: string | null
  ruling: string | null
  submitted: number
  judgement: string | null
  also: string | null
}

/** A coding of the queue that the asker may judge. */
function judged(tools: Tools, split: StoredCode, coding: string): Judged {
  const { db, asking } = tools
  const me = signedIn(asking).id
  const row = first<Judged>(
    db,
    `SELECT q.layer, q.source, q.revision, q.start, q."end", q.code, q.coder, q.polarity, q.comment, q.round, q.ruling,
       (SELECT j.id FROM split_judgements j WHERE j.coding = q.id) AS judgement, q.also,
       q.layer = 'consensus' OR EXISTS (SELECT 1 FROM round_coders p
         WHERE p.round = q.round AND p.coder = q.coder AND p.submitted_at IS NOT NULL) AS submitted
     FROM (${queue} AND c.id = $coding) q WHERE q.layer = 'consensus' OR q.coder = $me`,
    { ...bound(split.id, me), coding },
  )
  if (row?.layer === 'consensus') needsRole(asking, ['reviewer', 'lead'], 'judge codings of the consensus')
  if (row) return row
  if (value<number>(db, 'SELECT count(*) AS n FROM codings WHERE id = ? AND coder = ?', coding, me) === 0)
    throw new TandemError(
      'not-allowed',
      'That is not a coding of yours.',
      'Each coder judges only their own; a reviewer judges those of the consensus.',
    )
  throw new TandemError(
    'not-found',
    `A coding to judge is not one of “${split.name}” any more.`,
    'Look at the queue again.',
  )
}

/** A code that was split; refuses one that was not. */
function splitCode(reading: Reading, id: string): StoredCode {
  const code = standing(reading, id)
  if (first(reading.db, 'SELECT 1 FROM split_parts WHERE code = ?', id)) return code
  throw new TandemError(
    'not-found',
    `“${code.name}” was not split.`,
    'Split it first, or choose a code that was.',
  )
}

const wrong = (message: string, hint: string): TandemError => new TandemError('bad-input', message, hint)
