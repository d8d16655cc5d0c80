import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { newId } from '#engine/db/ids.ts'
import type { Db } from '#engine/db/sql.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { made } from '#engine/history/changes.ts'
import { append } from '#engine/history/journal.ts'
import { openLibrary } from '#engine/library/library.ts'
import { sourceById } from '#engine/sources/queries.ts'
import { type Figure, measure, measureAsync } from './measure.ts'
import { measureOpening } from './opened-source.ts'

/** How many codings the largest source has. */
const many = 20_000

/**
 * What a coder waits for: one coding made durable, against the floor of one bare durable row in the same run, in a
 * source with few codings and with many; opening such a source; a transcript imported; a passage's history told; the
 * journal folded and checked.
 */
export async function bench(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const host = createEngine({ library: openLibrary(join(folder, 'library')) })
  try {
    const { client, connected } = ownWindow(host, true)
    const { path } = await client.library.create({ title: 'Bench' })
    const ownStudy = connected.window.mustHaveStudy()
    const { id: coder } = await client.members.add({ name: 'Ann', initials: 'A' })
    const transcript = (n: number) => {
      const file = join(folder, `t${n}.txt`)
      const turn =
        'P1: we began with the people who came back, and it took longer than anyone had said it would.\n'
      writeFileSync(file, `Interviewer: number ${n}\n${turn.repeat(3000)}`)
      return file
    }
    const figures: Figure[] = []
    const files = Array.from({ length: 4 }, (_, n) => transcript(n))
    figures.push(
      await measureAsync(
        'import a transcript of 290,000 characters',
        run => client.sources.import({ files: [{ path: files[run] ?? '' }] }),
        3,
      ),
    )
    const [source] = await client.sources.list({})
    const { id: code } = await client.codebook.addCode({ name: 'Time' })
    const ann = ownWindow(host, false)
    await ann.client.library.open({ path })
    await ann.client.session.signIn({ member: coder })
    const passage = (n: number) => ({
      source: source?.id ?? '',
      start: 100 + n * 12,
      end: 108 + n * 12,
      code,
    })
    const coded = await measureAsync(
      'one coding, durable, with its journal entry',
      n => ann.client.codings.add(passage(n)),
      200,
    )
    const bare = floor(folder)
    await ann.client.codings.addMany({ codings: Array.from({ length: many }, (_, n) => passage(n + 300)) })
    const codedAmongMany = await measureAsync(
      `the same with ${many} codings in the source`,
      n => ann.client.codings.add(passage(n + 400 + many)),
      200,
    )
    const [elsewhere] = (await client.sources.list({})).slice(1)
    codeOften(ownStudy.db, 20_000, elsewhere?.id ?? '', code, coder)
    figures.push(
      await measureAsync('tell the history of a passage, of 20,000 steps', () =>
        client.history.ofPassage({ source: elsewhere?.id ?? '', start: 1000, end: 1400 }),
      ),
    )
    figures.push(
      coded,
      bare,
      codedAmongMany,
      await measureOpening(host, path, coder, source?.id ?? ''),
      await measureAsync('list the framework with its counts', () => ann.client.codebook.frameworks({})),
      await measureAsync('prove the study whole (fold, hashes, offsets)', () => client.study.check({}), 3),
    )
    return {
      figures,
      comparisons: [overFloor(coded, bare), overFloor(codedAmongMany, bare), growth(coded, codedAmongMany)],
    }
  } finally {
    host.closeAll()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the journal, the checks and the undo step cost over what the disk itself takes, in ms. */
const overFloor = (coded: Figure, bare: Figure) => ({
  comparison: `${coded.name}, over the floor`,
  median: difference(coded.median, bare.median),
  p95: difference(coded.p95, bare.p95),
  floorP95: bare.p95,
})

/** How much dearer one coding is among many: no more than a logarithm grows from 200 codings to as many. */
const growth = (few: Figure, among: Figure) => ({
  comparison: `${among.name}, over few`,
  value: Math.round((among.median / few.median) * 100) / 100,
  toReach: `≤ ${(Math.log2(many) / Math.log2(200)).toFixed(2)}`,
  reached: among.median / few.median <= Math.log2(many) / Math.log2(200),
})

const difference = (a: number, b: number): number => Math.round((a - b) * 1000) / 1000
/** Codings of one source, each a step of the journal, committed together. */
function codeOften(db: Db, steps: number, source: string, code: string, coder: string): void {
  const { revision } = sourceById(db, source)
  db.transaction(() => {
    for (let n = 0; n < steps; n++) {
      const start = 100 + n * 12
      const row = { source, revision, start, end: start + 8, code, coder, created_at: n }
      const unset = { layer: 'independent', polarity: null, comment: '', round: null, ruling: null }
      append(db, 'bench', n, {
        kind: 'coding.added',
        summary: 'Coded “Time”',
        actor: coder,
        undoable: true,
        changes: [made('codings', newId(), { ...unset, ...row })],
      })
    }
  })()
}

/** One small durable row in a plain SQLite file: what the disk itself takes. */
function floor(folder: string): Figure {
  const db = new Database(join(folder, 'floor.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)')
  const insert = db.prepare('INSERT INTO t (b) VALUES (?)')
  const figure = measure('floor: one bare durable row', () => insert.run('x'.repeat(200)), 200)
  db.close()
  return figure
}
