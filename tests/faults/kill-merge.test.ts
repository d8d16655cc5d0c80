import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { all, type Row } from '#engine/db/sql.ts'
import { checks, runCheck } from '#engine/studies/check.ts'
import { openStudy, type StudyHandle } from '#engine/studies/handle.ts'
import { contentBut } from '../helpers/apart.ts'
import { often } from '../helpers/often.ts'
import { away } from '../helpers/returned.ts'
import { makeEngine, makeStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/*
 * A process is killed at any moment while it merges one coder's return and then that of the other, which ends the round.
 * The study is as before a merge or as after it, and merging again comes to what it would have come to.
 */

const program = fileURLToPath(new URL('./programs/merge-returns.ts', import.meta.url))
/** How many codings each coder handed in. */
const coded = { KM: 2000, TS: 500 }

/** A closed study with a round of two coders, and what each of them handed in. */
async function ground(): Promise<{ path: string; files: string[] }> {
  const study = await makeStudy()
  const source = await study.source('Interview 1', 'we walked to the shop '.repeat(400))
  const { id: code } = await study.code('Waiting')
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  const files: string[] = []
  for (const initials of ['KM', 'TS'] as const) {
    const { client, back } = await away({ study, round }, initials)
    // All that TS coded, KM coded too.
    for (let from = 0; from < coded[initials]; from += 100) {
      const start = (n: number) => (from + n) * (initials === 'TS' ? 8 : 2)
      const place = (n: number) => ({ source, start: start(n), end: start(n) + 1, code })
      await client.codings.addMany({ codings: Array.from({ length: 100 }, (_, n) => place(n)) })
    }
    files.push(await back())
  }
  study.close()
  return { path: study.path, files }
}

/** What there is of a study that is open: its rows and rules, the merges it knows of, what is wrong with it. */
interface Found {
  rows: string
  merged: unknown[]
  breaches: unknown[]
}

const whole = ({ db }: StudyHandle): Found => ({
  // What is kept of the round's agreement has an id of its own each time, and its consensus says when it was made.
  rows: JSON.stringify([
    contentBut(db, 'kept_results', 'codings'),
    all<Row>(db, 'SELECT * FROM codings ORDER BY id').map(row =>
      row.layer === 'consensus' ? { ...row, created_at: null } : row,
    ),
    all(db, 'SELECT name, sql FROM sqlite_schema ORDER BY name'),
  ]),
  merged: all(
    db,
    `SELECT coder, sheet, undone, (SELECT count(*) FROM codings WHERE codings.coder = returns.coder) AS codings,
       (SELECT count(*) FROM kept_results) AS kept FROM returns ORDER BY merged_at`,
  ),
  breaches: checks.flatMap(check => runCheck(check, db)),
})

function reopened(path: string): Found {
  const study = openStudy(path, 'write')
  try {
    return whole(study)
  } finally {
    study.close()
  }
}

interface Run {
  /** How many merges it said were done. */
  done: number
  /** When it said each of its lines, in milliseconds since it began. */
  lines: { said: string; at: number }[]
}

/** Runs the program; kills it `afterMs` after its line `armed`, or lets it end. */
async function run(
  path: string,
  files: readonly string[],
  kill: { armed: number; afterMs: number } | null,
  how = 'whole',
): Promise<Run> {
  const child = spawn(process.execPath, [program, path, how, ...files], { stdio: ['ignore', 'pipe', 'pipe'] })
  const began = performance.now()
  const lines: Run['lines'] = []
  let complaint = ''
  let rest = ''
  child.stderr.on('data', data => {
    complaint += data
  })
  child.stdout.on('data', data => {
    // A line cut off in the pipe was never heard.
    const said = `${rest}${data}`.split('\n')
    rest = said.pop() ?? ''
    for (const each of said) {
      lines.push({ said: each, at: performance.now() - began })
      if (kill && lines.length === kill.armed + 1) setTimeout(() => child.kill('SIGKILL'), kill.afterMs)
    }
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`It ended by itself (${code}): ${complaint}`)
  return { done: lines.filter(({ said }) => /^\d+$/.test(said)).length, lines }
}

/** A copy of the closed study, gone when `look` is done. */
async function inCopy<T>(path: string, look: (copy: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder()
  const copy = join(folder, 'copy.tandem')
  cpSync(path, copy, { recursive: true })
  try {
    return await look(copy)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function mergeAgain(path: string, files: readonly string[]): Promise<void> {
  const engine = makeEngine(temporaryFolder())
  const { client } = engine.manager()
  await client.library.open({ path })
  await client.merging.apply({ files: files.map(file => ({ path: file })) })
  engine.close()
}

/** The study as it may be found: before, after the first merge, after both; and how long a run takes. */
async function expected(path: string, files: readonly string[]) {
  const states = [reopened(path)]
  states.push(
    await inCopy(path, async copy => {
      await run(copy, files.slice(0, 1), null)
      return reopened(copy)
    }),
  )
  const { lines, last } = await inCopy(path, async copy => ({
    ...(await run(copy, files, null)),
    last: reopened(copy),
  }))
  return { states: [...states, last], lines }
}

let made: Promise<Awaited<ReturnType<typeof ground>> & Awaited<ReturnType<typeof expected>>> | undefined

/** What both tests begin from, made once. */
async function begun() {
  made ??= ground().then(async each => ({ ...each, ...(await expected(each.path, each.files)) }))
  return made
}

/** Each kill starts a process or two, which takes its time where a machine is busy. */
const enough = 180_000 * (often(1).numRuns ?? 1)

describe('killed in the middle of a merge', () => {
  it(
    'a study is as before or as after, and merging again gives the same rows',
    async () => {
      const { path, files, states, lines } = await begun()
      expect(states.map(({ merged }) => merged.length)).toEqual([0, 1, 2])
      expect(states.map(({ breaches }) => breaches)).toEqual([[], [], []])
      expect(new Set(states.map(({ rows }) => rows)).size).toBe(3)
      expect(states[2]?.rows).toContain('"layer":"consensus"')
      const found = [0, 0, 0]
      for (let cycle = 0; cycle < often(4).numRuns; cycle++) {
        await inCopy(path, async copy => {
          // Half of the kills go to the moments when something is written.
          const writing = lines.flatMap(({ said }, n) => (said === 'Merging' ? [n] : []))
          const armed = cycle % 2 === 0 ? (writing[(cycle / 2) % 2] ?? 0) : 0
          const until = cycle % 2 === 0 ? lines[armed + 1]?.at : lines.at(-1)?.at
          const afterMs = Math.random() * 1.1 * ((until ?? 0) - (lines[armed]?.at ?? 0))
          const { done } = await run(copy, files, { armed, afterMs })
          const { rows, merged, breaches } = reopened(copy)
          expect(breaches).toEqual([])
          const state = merged.length
          expect(state).toBeGreaterThanOrEqual(done)
          expect(merged).toEqual(states[state]?.merged)
          expect(rows === states[state]?.rows).toBe(true)
          await mergeAgain(copy, files)
          const again = reopened(copy)
          expect(again.breaches).toEqual([])
          expect(again.merged).toEqual(states[2]?.merged)
          expect(again.rows === states[2]?.rows).toBe(true)
          found[state] = (found[state] ?? 0) + 1
        })
      }
      // Many kills find it in every state there is.
      if (often(4).numRuns >= 100) expect(found).not.toContain(0)
    },
    enough,
  )

  it(
    'it is found between them where rows are written one by one',
    async () => {
      const { path, files, states, lines } = await begun()
      const armed = lines.findIndex(({ said }) => said === 'Merging')
      let isBetween = false
      for (let afterMs = 10; !isBetween && afterMs < 3000; afterMs *= 3) {
        await inCopy(path, async copy => {
          await run(copy, files, { armed, afterMs }, 'in pieces')
          const { rows, breaches } = reopened(copy)
          isBetween = breaches.length > 0 && states.every(state => state.rows !== rows)
        })
      }
      expect(isBetween).toBe(true)
    },
    enough,
  )
})
