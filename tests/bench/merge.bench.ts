import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '#engine/db/ids.ts'
import { all, type Db, run, value } from '#engine/db/sql.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { made } from '#engine/history/changes.ts'
import { type Operation, seal } from '#engine/history/journal.ts'
import { openLibrary } from '#engine/library/library.ts'
import { merge } from '#engine/merging/merge.ts'
import type { Parcel } from '#engine/merging/parcel.ts'
import { sourceById } from '#engine/sources/queries.ts'
import type { StudyHandle } from '#engine/studies/handle.ts'
import { inTransaction } from '#engine/transaction.ts'
import { type Spread, spreadOf } from './measure.ts'

/** Codings in the small and in the large return, each a step of its own, as a person codes. */
const few = 10_000
const many = 100_000
const runs = 3

/**
 * What merging a return of 10,000 and of 100,000 codings takes, in milliseconds of the processor, by turns with the floor:
 * the same rows and the same journal entries put into the same tables, bare, in one transaction. What the disk takes to
 * flush is the same for both and left out. And what is held in memory, MB.
 */
export async function bench(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  try {
    const sizes = []
    for (const codings of [few, many]) sizes.push(await measured(folder, codings))
    const [small, large] = sizes
    if (!small || !large) throw new Error('Nothing was measured')
    const perCoding = (each: Measured) => each.merge.median / each.codings
    return {
      sizes,
      comparisons: [
        judged('cost of one coding, 100,000 over 10,000', perCoding(large) / perCoding(small), 1.2),
        judged('merge over the floor, 10,000', small.merge.median / small.floor.median),
        judged('merge over the floor, 100,000', large.merge.median / large.floor.median),
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Measured {
  codings: number
  merge: Spread
  floor: Spread
  /** MB beyond what was held before, at the end of the transaction, and the process's whole at its highest. */
  heldAfter: number
  highest: number
}

const judged = (comparison: string, ratio: number, most?: number) => ({
  comparison,
  value: Math.round(ratio * 100) / 100,
  ...(most === undefined ? {} : { toReach: `≤ ${most}`, reached: ratio <= most }),
})

async function measured(folder: string, codings: number): Promise<Measured> {
  const times = { merge: [] as number[], floor: [] as number[] }
  let heldAfter = 0
  let highest = 0
  for (let n = 0; n < runs; n++) {
    for (const what of ['floor', 'merge'] as const) {
      const host = createEngine({ library: openLibrary(join(folder, `${codings} ${n} ${what}`)) })
      try {
        const lead = await study(host, folder)
        const sent = [...operations(lead, codings)]
        const before = process.memoryUsage().rss
        const started = process.cpuUsage()
        if (what === 'merge') {
          inTransaction(lead.handle, { member: null, manages: true }, undefined, tools =>
            merge(tools, [parcel(lead, sent)]),
          )
        } else bare(lead, sent)
        const { user, system } = process.cpuUsage(started)
        times[what].push((user + system) / 1000)
        const there = value<number>(lead.handle.db, 'SELECT count(*) AS n FROM codings')
        if (there !== codings) throw new Error(`${there} codings of ${codings}`)
        if (what === 'merge') {
          const { rss } = process.memoryUsage()
          heldAfter = Math.max(heldAfter, Math.round((rss - before) / 1e6))
          highest = Math.max(highest, Math.round(process.resourceUsage().maxRSS / 1e3))
        }
      } finally {
        host.closeAll()
      }
    }
  }
  return { codings, merge: spreadOf(times.merge), floor: spreadOf(times.floor), heldAfter, highest }
}

interface Lead {
  handle: StudyHandle
  coder: string
  source: string
  code: string
  round: string
  handout: string
  lamport: number
}

/** A study with one interview, two coders and a round that was handed out. */
async function study(host: ReturnType<typeof createEngine>, folder: string): Promise<Lead> {
  const { client, connected } = ownWindow(host, true)
  await client.library.create({ title: 'Bench' })
  const handle = connected.window.mustHaveStudy()
  const { id: coder } = await client.members.add({ name: 'A', initials: 'A' })
  const { id: second } = await client.members.add({ name: 'B', initials: 'B' })
  const file = join(folder, 'interview.txt')
  writeFileSync(
    file,
    `Interviewer: one\n${'P1: we began with the people who came back to the shop.\n'.repeat(4000)}`,
  )
  await client.sources.import({ files: [{ path: file }] })
  const [source] = await client.sources.list({})
  const { id: code } = await client.codebook.addCode({ name: 'Time' })
  const { id: round } = await client.rounds.open({
    title: 'R',
    sources: [source?.id ?? ''],
    coders: [coder, second],
    blind: false,
  })
  const handout = newId()
  const lamport = value<number>(handle.db, 'SELECT max(lamport) AS top FROM operations')
  inTransaction(handle, { member: null, manages: true }, undefined, ({ record, now }) =>
    record('handout.made', 'Handed out', [
      made('handouts', handout, {
        round,
        coder,
        made_at: now,
        sources: 1,
        lamport,
        public_key: '0'.repeat(64),
        protection: 'open',
      }),
    ]),
  )
  return { handle, coder, source: source?.id ?? '', code, round, handout, lamport: lamport + 1 }
}

/** A coder's codings, one to a step, as a return holds them. */
function* operations(
  { handle: { db }, coder, source, code, round, lamport }: Lead,
  codings: number,
): Generator<Operation> {
  const { revision, characters } = sourceById(db, source)
  const copy = newId()
  let previous = ''
  for (let n = 0; n < codings; n++) {
    const start = (n * 17) % (characters - 40)
    const row = {
      layer: 'independent',
      source,
      revision,
      start,
      end: start + 12,
      code,
      coder,
      polarity: null,
      comment: '',
      round,
      ruling: null,
      created_at: n,
    }
    const said = {
      id: newId(),
      copy,
      sequence: n + 2,
      lamport: lamport + n,
      actor: coder,
      at: n,
      kind: 'coding.added',
      summary: 'Coded “Time”',
      undoes: null,
      undoable: true,
      changes: [made('codings', newId(), row)],
      previous,
    }
    previous = seal(said)
    yield { ...said, hash: previous }
  }
}

function parcel(lead: Lead, sent: readonly Operation[]): Parcel {
  const id = newId()
  return {
    id,
    kind: 'return',
    handout: lead.handout,
    madeAt: 1,
    submits: false,
    sha256: createHash('sha256').update(id).digest('hex'),
    operations: sent,
    contents: [],
  }
}

/** The same rows and entries, by two prepared statements in one transaction. */
function bare(lead: Lead, sent: readonly Operation[]): void {
  const { db } = lead.handle
  const [coding, entry] = ['codings', 'operations'].map(table => inserted(db, table))
  db.transaction(() => {
    for (const { changes, ...said } of sent) {
      const [change] = changes
      if (!change) continue
      run(db, entry ?? '', { ...said, undoable: said.undoable ? 1 : 0, changes: JSON.stringify(changes) })
      run(db, coding ?? '', { id: change.id, ...change.after })
    }
  })()
}

function inserted(db: Db, table: string): string {
  const names = all<{ name: string }>(db, 'SELECT name FROM pragma_table_info(?)', table).map(
    ({ name }) => name,
  )
  return `INSERT INTO ${table} (${names.map(name => `"${name}"`)}) VALUES (${names.map(name => `$${name}`)})`
}
