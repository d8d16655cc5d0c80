import { createHash } from 'node:crypto'
import type { CheckResult } from '#shared/model/check.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import { countingOf, mergeSteps } from '../history/counting.ts'
import { differences, foldJournal } from '../history/fold.ts'
import { byCopy, type Operation, seal } from '../history/journal.ts'
import { contentStructure, contentText } from '../sources/contents.ts'
import { passages } from '../sources/derived.ts'

type Breach = CheckResult['breaches'][number]

/** One thing that must hold, named as the model names it; yields every breach of it in words. */
interface Check {
  name: string
  breaches(db: Db): Iterable<string>
}

/** Everything `check` looks at, in order; each is one page of the model. */
export const checks: Check[] = [
  { name: 'file', breaches: integrity },
  { name: 'references', breaches: references },
  { name: 'content', breaches: contentHashes },
  { name: '1 offsets', breaches: offsets },
  { name: '2 text', breaches: texts },
  { name: 'segments', breaches: segments },
  { name: 'journal', breaches: chain },
  { name: '10 fold', breaches: fold },
  { name: 'search index', breaches: searchIndex },
]

/** Runs one check and names its breaches. */
export function runCheck(check: Check, db: Db): Breach[] {
  return [...check.breaches(db)].map(what => ({ invariant: check.name, what }))
}

function* integrity(db: Db): Iterable<string> {
  for (const { integrity_check: said } of db.pragma('integrity_check(20)') as { integrity_check: string }[]) {
    if (said !== 'ok') yield said
  }
}

function* references(db: Db): Iterable<string> {
  for (const { table, parent } of db.pragma('foreign_key_check') as { table: string; parent: string }[]) {
    yield `A row of ${table} refers to a row of ${parent} that is not there.`
  }
}

function* contentHashes(db: Db): Iterable<string> {
  for (const { sha256 } of all<{ sha256: string }>(db, 'SELECT sha256 FROM contents')) {
    const { bytes } = db.prepare('SELECT bytes FROM contents WHERE sha256 = ?').get(sha256) as {
      bytes: Buffer
    }
    const found = createHash('sha256').update(bytes).digest('hex')
    if (found !== sha256) yield `Stored content ${sha256.slice(0, 12)}… no longer matches its hash.`
  }
}

function* offsets(db: Db): Iterable<string> {
  const rows = all<{ id: string; what: string; start: number; end: number; text: string; title: string }>(
    db,
    `SELECT c.id, 'coding' AS what, c.start, c."end", r.text, s.title
     FROM codings c JOIN revisions r ON r.id = c.revision JOIN sources s ON s.id = c.source
     UNION ALL SELECT a.id, 'annotation', a.start, a."end", r.text, s.title
     FROM annotations a JOIN revisions r ON r.id = a.revision JOIN sources s ON s.id = a.source ORDER BY 5`,
  )
  let sha = ''
  let text = ''
  for (const row of rows) {
    if (row.text !== sha) {
      sha = row.text
      text = contentText(db, sha)
    }
    if (row.end > text.length) yield `A ${row.what} (${row.id}) reaches past the end of “${row.title}”.`
    else if (!isGraphemeBoundary(text, row.start) || !isGraphemeBoundary(text, row.end)) {
      yield `A ${row.what} (${row.id}) cuts a character of “${row.title}” in two.`
    }
  }
}

function* texts(db: Db): Iterable<string> {
  const rows = all<{ title: string; text: string; characters: number }>(
    db,
    'SELECT s.title, r.text, r.characters FROM revisions r JOIN sources s ON s.id = r.source',
  )
  for (const { title, text: sha, characters } of rows) {
    const text = contentText(db, sha)
    if (text.length !== characters)
      yield `“${title}” has ${text.length} characters, not the ${characters} recorded.`
    if (normaliseText(text).text !== text) yield `The text of “${title}” is not in its normal form.`
  }
}

/** SQL: the revision under `r` is the one its source is read and searched by. */
const isNewest = 'r.number = (SELECT max(number) FROM revisions WHERE source = r.source)'

function* segments(db: Db): Iterable<string> {
  const rows = all<{ id: string; title: string; structure: string; characters: number; newest: number }>(
    db,
    `SELECT r.id, s.title, r.structure, r.characters, ${isNewest} AS newest
     FROM revisions r JOIN sources s ON s.id = r.source`,
  )
  for (const { id, title, structure, characters, newest } of rows) {
    const kept = contentStructure(db, structure).segments
    const there = value<number>(db, 'SELECT count(*) AS n FROM segments WHERE revision = ?', id)
    if (there !== (newest === 1 ? kept.length : 0))
      yield `“${title}” shows ${there} of its ${kept.length} segments.`
    let from = 0
    for (const segment of kept) {
      if (segment.start < from || segment.bodyStart < segment.start || segment.end > characters) {
        yield `The segments of “${title}” are out of order at ${segment.start}.`
        break
      }
      from = segment.end
    }
  }
}

/**
 * The journal of this study's own folder has no gap. Of other copies it holds what they sent, which leaves out what a
 * coder kept to themselves: there sequences increase, and the chain holds wherever the entry before is here.
 */
function* chain(db: Db): Iterable<string> {
  const own = first<{ value: string }>(db, "SELECT value FROM local WHERE key = 'copy'")?.value
  const counting = countingOf(mergeSteps(db))
  let before: Operation | undefined
  for (const entry of byCopy(db)) {
    if (before?.copy !== entry.copy) before = undefined
    const follows = entry.sequence === (before?.sequence ?? 0) + 1
    if (!follows && (entry.copy === own || !counting.wasBrought(entry)))
      yield `Journal entry ${entry.sequence} of a copy does not follow the one before.`
    if (follows && entry.previous !== (before?.hash ?? ''))
      yield `Journal entry ${entry.sequence} does not continue the chain.`
    const { hash, ...said } = entry
    if (seal(said) !== hash) yield `Journal entry ${entry.sequence} was changed after it was written.`
    before = entry
  }
}

function* fold(db: Db): Iterable<string> {
  for (const { table, id } of differences(db, foldJournal(db))) {
    yield `Row ${id} of ${table} is not what the journal folds to.`
  }
}

function* searchIndex(db: Db): Iterable<string> {
  try {
    db.exec("INSERT INTO passages (passages) VALUES ('integrity-check')")
  } catch (error) {
    if (!String(error).includes('query_only') && !String(error).includes('readonly')) {
      yield 'The search index is damaged; searching may miss places.'
    }
  }
  const indexed = Map.groupBy(
    all<{ revision: string; start: number; text: string; inRange: number }>(
      db,
      `SELECT p.revision, p.start, p.text, p.rowid BETWEEN i.first AND i.last AS inRange
       FROM passages p LEFT JOIN indexed_passages i ON i.revision = p.revision ORDER BY p.revision, p.start`,
    ),
    row => row.revision,
  )
  const rows = all<{ id: string; title: string; text: string; structure: string; newest: number }>(
    db,
    `SELECT r.id, s.title, r.text, r.structure, ${isNewest} AS newest
     FROM revisions r JOIN sources s ON s.id = r.source`,
  )
  for (const { id, title, text: sha, structure, newest } of rows) {
    const text = contentText(db, sha)
    const found = indexed.get(id) ?? []
    const wanted = newest === 1 ? [...passages(text, contentStructure(db, structure).segments)] : []
    const whole =
      found.length === wanted.length &&
      wanted.every(
        ({ start, end }, n) =>
          found[n]?.inRange === 1 && found[n]?.start === start && found[n]?.text === text.slice(start, end),
      )
    if (!whole) yield `“${title}” is not indexed as it reads; searching may miss places in it.`
  }
}
