import { TandemError } from '#shared/errors.ts'
import type { CodeExample, ExampleKind } from '#shared/model/codebook.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { all, type Db, first } from '../db/sql.ts'
import { type Change, made, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { codedBlindAgain, mayShowCode, meOf, rulingsToJudge } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'
import { sourceById } from '../sources/queries.ts'
import type { Reading, Tools } from '../tools.ts'
import type { StoredCode } from './queries.ts'
import { mayChange, standing, visible } from './rules.ts'
import { standingCode } from './standing.ts'

interface StoredExample extends Omit<CodeExample, 'text' | 'at' | 'sourceTitle'> {
  title: string
  sha256: string
  at: number
}

/**
 * The passages that show what codes are, first made first: of one code and those merged into it, or of all. None whose source
 * is gone, none of a round that a blind one hides, and none that would tell the asker what was ruled where they are to judge it again.
 */
export function listExamples(
  { db, asking }: Pick<Reading, 'db' | 'asking'>,
  of: { code?: string },
): CodeExample[] {
  const rows = all<StoredExample>(
    db,
    `SELECT e.id, coalesce((SELECT k.parent FROM code_merges m JOIN codes k ON k.id = m.code WHERE m.code = e.code), e.code)
       AS code, e.kind, e.source, s.title, r.text AS sha256, e.start, e."end", e.note, e.round, e.disagreement,
       e.made_by AS by, e.made_at AS at
     FROM code_examples e JOIN sources s ON s.id = e.source JOIN revisions r ON r.id = e.revision
     JOIN codes c ON c.id = e.code WHERE ${mayShowCode('c', '$me')}
       AND NOT EXISTS (SELECT 1 FROM rulings g WHERE g.round = e.round AND g.disagreement = e.disagreement
         AND g.id IN (${rulingsToJudge('$me')}))
     ORDER BY e.made_at, e.id`,
    { me: meOf(asking) },
  )
  const hidden = new Map(
    [...new Set(rows.map(({ round }) => round))].map(id => [id, codedBlindAgain(db, id)]),
  )
  const texts = new Map<string, string>()
  return rows
    .filter(row => hidden.get(row.round) === undefined && (of.code === undefined || row.code === of.code))
    .map(({ title, sha256, at, ...example }) => {
      const text = texts.get(sha256) ?? contentText(db, sha256)
      texts.set(sha256, text)
      return {
        ...example,
        sourceTitle: title,
        text: text.slice(example.start, example.end),
        at: new Date(at).toISOString(),
      }
    })
}

/** What a passage is made, as a sentence about a code goes on. */
export const exampleInWords: Record<ExampleKind, string> = {
  inclusion: 'an inclusion',
  exclusion: 'an exclusion',
  typical: 'a typical example',
  'near-miss': 'a near-miss',
}

/**
 * The changes that make the passage of a ruled difference an example of a code: over what stands by the ruling, or over
 * the whole difference where nothing does, with the reason given. Refuses one that is not ruled on, and what it is an example of already.
 */
export function exampled(
  tools: Tools,
  item: Disagreement,
  id: string,
  kind: ExampleKind,
): { name: string; changes: Change[] } {
  const { db, asking, now, newId } = tools
  const code = standing(tools, id)
  mayChange(tools, code)
  if (!item.ruling) {
    throw new TandemError(
      'not-allowed',
      'A passage becomes an example once its difference is ruled on.',
      'Rule on it first.',
    )
  }
  mustFit(db, item.ruling.id, code, kind)
  // What stands by the ruling; of one by which nothing stands, all that was in dispute.
  const stands = first<{ start: number | null; end: number | null }>(
    db,
    'SELECT min(start) AS start, max("end") AS "end" FROM codings WHERE ruling = ?',
    item.ruling.id,
  )
  const example = {
    code: id,
    kind,
    source: item.source,
    revision: sourceById(db, item.source).revision,
    start: stands?.start ?? item.start,
    end: stands?.end ?? item.end,
    note: item.ruling.reason,
    round: item.round,
    disagreement: item.id,
  }
  const there = all<{ id: string } & typeof example>(
    db,
    `SELECT * FROM code_examples e WHERE round = $round AND disagreement = $item AND (code = $code OR code IN (
       SELECT m.code FROM code_merges m JOIN codes k ON k.id = m.code WHERE k.parent = $code)) ORDER BY id`,
    { round: item.round, item: item.id, code: id },
  )
  const said: (keyof typeof example)[] = ['kind', 'start', 'end', 'note']
  if (there.some(each => said.every(column => each[column] === example[column])))
    throw new TandemError(
      'exists',
      `The passage is ${exampleInWords[kind]} of “${code.name}” already.`,
      'Choose another kind.',
    )
  // A passage is one kind of example of a code: what it is made now, by the ruling of now, takes the place of what it was.
  const changes = [
    ...there.map(each => removed(db, 'code_examples', each.id)),
    made('code_examples', newId(), { ...example, made_by: signedIn(asking).id, made_at: now }),
  ]
  return { name: code.name, changes }
}

/** The examples that were made in a stretch of time; `to` null: till now. */
export const examplesBetween = (
  examples: readonly CodeExample[],
  from: string,
  to: string | null,
): CodeExample[] => examples.filter(({ at }) => at > from && (to === null || at <= to))

/** An example says what the ruling says: it shows the use of a code that stands, or what one that does not is not used for. */
function mustFit(db: Db, ruling: string, code: StoredCode, kind: ExampleKind): void {
  const stands =
    first(db, `SELECT 1 FROM codings c WHERE c.ruling = ? AND ${standingCode('c')} = ?`, ruling, code.id) !==
    undefined
  if ((kind === 'inclusion' || kind === 'typical') && !stands)
    throw new TandemError(
      'not-allowed',
      `“${code.name}” does not stand on this passage: it is no ${kind === 'typical' ? 'typical example' : 'inclusion'} of it.`,
      'Make it an exclusion or a near-miss, or rule otherwise first.',
    )
  if (kind === 'exclusion' && stands)
    throw new TandemError(
      'not-allowed',
      `“${code.name}” stands on this passage: it is no exclusion from it.`,
      'Make it an inclusion, a typical example or a near-miss, or rule otherwise first.',
    )
}

/** The code that an example is of; refuses where there is no such example. */
export function exampleOf(reading: Reading, id: string): StoredCode {
  const code = first<{ code: string }>(reading.db, 'SELECT code FROM code_examples WHERE id = ?', id)?.code
  if (code !== undefined) return visible(reading, code)
  throw new TandemError('not-found', 'There is no such example.', 'It may have been taken away.')
}
