import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { all, type Db } from '#engine/db/sql.ts'
import { createEngine, type OwnWindow, ownWindow } from '#engine/engine.ts'
import { foldedTables } from '#engine/history/changes.ts'
import type { Host } from '#engine/host.ts'
import { openLibrary } from '#engine/library/library.ts'
import type { StudyHandle } from '#engine/studies/handle.ts'
import type { Client } from '#shared/contract/client.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { TandemError } from '#shared/errors.ts'
import type { Code } from '#shared/model/codebook.ts'
import type { Role } from '#shared/model/member.ts'
import { inProcessParser } from './in-process-parser.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The people of a test's study, by initials: two coders, a reviewer, and a lead who does not code. */
export const cast: Record<'KM' | 'TS' | 'RV' | 'LD', { name: string; roles: Role[] }> = {
  KM: { name: 'Kim Morris', roles: ['coder'] },
  TS: { name: 'Tove Sand', roles: ['coder'] },
  RV: { name: 'Ravi Vane', roles: ['reviewer'] },
  LD: { name: 'Lena Dorn', roles: ['lead'] },
}

export type Initials = keyof typeof cast

/** An engine with a library of its own, and windows on it. */
export interface TestEngine {
  host: Host
  base: string
  /** A window of the command line's kind, nobody signed in. */
  manager(): OwnWindow
  /** A window of a person's kind, nobody signed in. */
  window(): OwnWindow
  /** The engine's own log of faults; empty as long as nothing but expected failures happened. */
  faults(): string
  close(): void
}

export function makeEngine(base: string = temporaryFolder()): TestEngine {
  const host = createEngine({ library: openLibrary(base), parser: inProcessParser })
  const log = join(base, 'faults.jsonl')
  const close = () => {
    for (const window of [...host.windows]) window.leave()
    host.closeAll()
  }
  onTestFinished(close)
  return {
    host,
    base,
    manager: () => ownWindow(host, true),
    window: () => ownWindow(host, false),
    faults: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    close,
  }
}

/** A study with people in it, driven through the same client a screen has. */
export interface TestStudy extends TestEngine {
  path: string
  people: Record<Initials, string>
  /** The command line's window on the study. */
  setUp: Client
  /** A window on the study in which that person is signed in; one a person. */
  as(initials: Initials): Promise<Client>
  /** A fresh window on the study with nobody signed in. */
  nobody(): Promise<Client>
  /** Imports a text; answers the source's id. */
  source(title: string, text: string): Promise<string>
  code(name: string, client?: Client): Promise<Code>
  /** The open handle, for looking at the tables. */
  handle(): StudyHandle
  db(): Db
}

export async function makeStudy(options: { passphrase?: string; base?: string } = {}): Promise<TestStudy> {
  const engine = makeEngine(options.base)
  const first = engine.manager()
  const made = await first.client.library.create({
    title: 'A study for tests',
    ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }),
  })
  for (const [initials, { name, roles }] of Object.entries(cast)) {
    await first.client.members.add({ name, initials, roles })
  }
  return studyAt(engine, made.path, first, options.passphrase)
}

/** The test's view of a study that is there already. */
export async function studyAt(
  engine: TestEngine,
  path: string,
  manager: OwnWindow = engine.manager(),
  passphrase?: string,
): Promise<TestStudy> {
  const wanted = { path, ...(passphrase === undefined ? {} : { passphrase }) }
  if (!manager.connected.window.study) await manager.client.library.open(wanted)
  const members = await manager.client.members.list({})
  const idOf = (initials: string) => members.find(m => m.initials === initials)?.id ?? ''
  const people = { KM: idOf('KM'), TS: idOf('TS'), RV: idOf('RV'), LD: idOf('LD') }
  const windows = new Map<Initials, Client>()
  const handle = () => manager.connected.window.mustHaveStudy()
  let uploads = 0
  return {
    ...engine,
    path,
    people,
    setUp: manager.client,
    async as(initials) {
      const known = windows.get(initials)
      if (known) return known
      const { client } = engine.window()
      await client.library.open(wanted)
      await client.session.signIn({ member: people[initials] })
      windows.set(initials, client)
      return client
    },
    async nobody() {
      const { client } = engine.window()
      await client.library.open(wanted)
      return client
    },
    async source(title, text) {
      const upload = `upload-${++uploads}`
      const fileName = `${title}.txt`
      engine.host.uploads.put(upload, { fileName, bytes: Buffer.from(text) }, text.length)
      const [result] = await manager.client.sources.import({
        files: [{ upload, fileName }],
        kind: 'interview',
      })
      if (!result?.sourceId) throw new Error(`${fileName} was not imported: ${result?.reason}`)
      return result.sourceId
    },
    code: (name, client = manager.client) => client.codebook.addCode({ name }),
    handle,
    db: () => handle().db,
  }
}

/** Every row of every table that folds from the journal, as one text: the content of a study. */
export const contentOf = (db: Db): string =>
  JSON.stringify(foldedTables.map(table => [table, all(db, `SELECT * FROM ${table} ORDER BY id`)]))

/** The failure a call ends with; fails the test where it succeeds. */
export async function failureOf(call: Promise<unknown>): Promise<TandemError> {
  try {
    await call
  } catch (error) {
    if (error instanceof TandemError) return error
    throw error
  }
  throw new Error('It was expected to fail, and went through')
}

/** The code of the failure a call ends with, or `done`. */
export async function outcomeOf(call: Promise<unknown>): Promise<ErrorCode | 'done'> {
  try {
    await call
    return 'done'
  } catch (error) {
    if (error instanceof TandemError) return error.code
    throw error
  }
}

/** Words enough to code in, the same every time. */
export const someText = (paragraphs = 12): string =>
  Array.from(
    { length: paragraphs },
    (_, n) =>
      `Interviewer: Question ${n + 1}, how did week ${n + 2} go?\nMentor ${n % 3}: We walked to the shop and back, and he said it was enough for day ${n}. 👩‍👩‍👧 The form took longer than the walk.`,
  ).join('\n')
