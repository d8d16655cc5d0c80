import { methods } from '#shared/contract/client.ts'
import type { Method, MethodKind, Topic } from '#shared/contract/method.ts'
import type { FromEngine, ToEngine } from '#shared/contract/wire.ts'
import { TandemError, toFailure } from '#shared/errors.ts'
import { isSqlite } from './db/open.ts'
import { handlers } from './handlers.ts'
import { mayInHandout } from './handouts/allowed.ts'
import type { FoldedTable } from './history/changes.ts'
import { topicsTouched } from './history/topics.ts'
import { type Host, type Window, windowOf } from './host.ts'
import { issueInWords } from './issue-in-words.ts'
import { longTransactionIn } from './long-transaction.ts'
import type { Tools, Working } from './tools.ts'
import { inTransaction, readingOf } from './transaction.ts'

export interface Connected {
  receive(message: ToEngine): void
  close(): void
  /** Gives up the jobs that are running; what they had finished stays. */
  stop(): void
  window: Window
}

/** How a window is connected. */
export interface ConnectOptions {
  /** Marks the command line: nobody's coder, setting studies up and taking results out. */
  manages?: boolean
  /** Told the folder of the study that this window comes to show, or null. */
  onShow?: (path: string | null) => void
}

/**
 * A window's place at the engine: answers its calls, one at a time where they write, and tells it what changed.
 * `send` must not throw.
 */
export function connectWindow(
  host: Host,
  send: (message: FromEngine) => void,
  { manages = false, onShow = () => {} }: ConnectOptions = {},
): Connected {
  const running = new Map<number, AbortController>()
  const stop = () => {
    for (const work of running.values()) work.abort()
  }
  const window = windowOf(host, {
    manages,
    onShow,
    tell: topics => send({ type: 'changed', topics }),
    onLocked(study) {
      stop()
      send({ type: 'locked', study })
    },
  })

  async function call(id: number, name: string, input: unknown, command: string | undefined): Promise<void> {
    const stop = new AbortController()
    running.set(id, stop)
    try {
      const method = methods.get(name)
      if (!method)
        throw new TandemError('bad-input', `There is nothing called ${name.slice(0, 100)} to ask for.`)
      const progress: Working['progress'] = (done, total, doing) =>
        send({ type: 'progress', id, progress: { done, total, doing } })
      let step: string | undefined
      const onStep = (operation: string) => {
        step = operation
      }
      const working = { progress, signal: stop.signal, onStep }
      const output = await answer(window, name, method, parse(method, input), command, working)
      send({ type: 'answer', id, output: output ?? null, ...(step === undefined ? {} : { step }) })
    } catch (error) {
      // A locked window sends it again when it is open; a job that was broken off is told so.
      if (window.isLocked && isOfStudy(name) && methods.get(name)?.kind !== 'job') return
      const expected = stop.signal.aborted ? cancelled() : explain(error)
      if (!(expected instanceof TandemError)) host.log.fault(name, error)
      send({ type: 'failure', id, failure: toFailure(expected) })
    } finally {
      running.delete(id)
    }
  }

  return {
    window,
    receive(message) {
      if (message.type === 'cancel') running.get(message.id)?.abort()
      else void call(message.id, message.method, message.input, message.command)
    },
    stop,
    close() {
      stop()
      window.leave()
    },
  }
}

async function answer(
  window: Window,
  name: string,
  method: Method<MethodKind, unknown, unknown>,
  input: unknown,
  command: string | undefined,
  {
    progress,
    signal,
    onStep,
  }: Pick<Working, 'progress' | 'signal'> & { onStep: (operation: string) => void },
): Promise<unknown> {
  const breathe = async () => {
    await new Promise<void>(resolve => setImmediate(resolve))
    for (let turn = turnIn(window); turn; turn = turnIn(window)) await turn
    if (signal.aborted) throw cancelled()
  }
  const [feature = '', verb = ''] = name.split('.')
  const handler = (handlers as Record<string, Record<string, AnyHandler>>)[feature]?.[verb]
  if (!handler) throw new Error(`No handler for ${name}`)
  if (!isOfStudy(name)) {
    const output = await handler(window, input, { progress, breathe, signal })
    if (method.kind !== 'read') window.host.announce(window.study, window, method.topics)
    return output
  }
  const study = window.mustHaveStudy()
  if (study.handout && method.kind !== 'read') mayInHandout(name, study.handout.isReview)
  const announce = (topics: readonly Topic[]) => window.host.announce(study, window, topics)
  if (method.kind === 'read') return handler(readingOf(study, window.asking()), input, { progress, breathe })
  if (method.kind === 'job') {
    const asking = window.asking()
    const word = everySecond(() => announce(method.topics))
    try {
      return await handler(
        {
          reading: readingOf(study, asking),
          step: <T>(work: (tools: Tools) => T, { tells } = { tells: true }): T => {
            try {
              const result = inTransaction(study, asking, undefined, work, onStep)
              if (tells) word.give()
              return result
            } catch (error) {
              // A job judges by the kind of failure whether to go on; the disk's own words tell it nothing.
              throw explain(error)
            }
          },
          progress,
          breathe,
          signal,
          window,
        },
        input,
      )
    } finally {
      word.end()
    }
  }
  if (method.kind === 'act') return handler({ ...readingOf(study, window.asking()), window }, input)
  for (let turn = turnIn(window); turn; turn = turnIn(window)) await turn
  // Closed or locked while it waited.
  if (window.study !== study) throw cancelled()
  const tables = new Set<FoldedTable>()
  const work = (tools: Tools) => handler(noting(tools, tables), input)
  const output = inTransaction(study, window.asking(), command, work, onStep)
  // Undo may touch anything and coding may make a code, and mostly they do not: windows are told what this one did.
  const topics = narrowed.has(feature) ? topicsTouched(tables, method.topics) : method.topics
  announce([...topics, 'history'])
  return output
}

/** False for what is asked of this machine and this window rather than of the study that is open. */
const isOfStudy = (name: string): boolean => !/^(library|session)\./.test(name)

/** What a write to the window's study has to wait for. */
const turnIn = ({ study }: Window): Promise<void> | undefined =>
  study ? longTransactionIn(study) : undefined

/**
 * Gives word of changes at once, then once a second at the most, and of the last at the end: windows ask again for
 * all they show with each, and a job of hundreds of steps would spend its time on answering them.
 */
function everySecond(tell: () => void) {
  let last = -Infinity
  let isDue = false
  const now = () => {
    last = performance.now()
    isDue = false
    tell()
  }
  return {
    give() {
      isDue = true
      if (performance.now() - last >= 1000) now()
    },
    end: () => isDue && now(),
  }
}

/** Features whose writes touch less than they may, nearly always. */
const narrowed = new Set(['history', 'codings'])

/** The same tools, noting which tables what they record will change. */
const noting = (tools: Tools, tables: Set<FoldedTable>): Tools => ({
  ...tools,
  record(kind, summary, changes, options) {
    for (const change of changes) if (change) tables.add(change.table)
    tools.record(kind, summary, changes, options)
  },
})

const cancelled = (): TandemError =>
  new TandemError('cancelled', 'Cancelled; nothing of the step in hand was kept.')

type AnyHandler = (tools: unknown, input: unknown, working?: unknown) => unknown

function parse(method: Method<MethodKind, unknown, unknown>, input: unknown): unknown {
  const given = storable(input, 0)
  const parsed = method.input.safeParse(given)
  if (parsed.success) return parsed.data
  throw new TandemError('bad-input', `${issueInWords(parsed.error, given)}.`)
}

const deepest = 40

/**
 * What came in, with its text as SQLite keeps it: half a character of a pair (which would come back as another) and
 * NUL (at which its functions stop) become U+FFFD before anything is checked, kept or hashed.
 */
function storable(input: unknown, depth: number): unknown {
  if (typeof input === 'string') return input.toWellFormed().replaceAll('\0', '\uFFFD')
  if (typeof input !== 'object' || input === null) return input
  if (depth > deepest) throw new TandemError('bad-input', 'The request is nested too deeply.')
  if (Array.isArray(input)) return input.map(item => storable(item, depth + 1))
  return Object.fromEntries(Object.entries(input).map(([name, item]) => [name, storable(item, depth + 1)]))
}

const invariantSentences: Record<string, string> = {
  'submitted work no longer changes':
    'This work was submitted in its round and no longer changes; a difference is settled by ruling on it.',
  'a coding lies within its text': 'That passage lies outside the source’s text.',
  'an annotation lies within its text': 'That passage lies outside the source’s text.',
  'a coding belongs to the coder who made it': 'A coding belongs to the coder who made it.',
  'an annotation belongs to its author': 'An annotation belongs to its author.',
  'a code is not under itself': 'A code cannot be put under itself.',
  'a theme is not under itself': 'A theme cannot be put under itself.',
  'a closed round keeps its rulings': 'The round is closed: its rulings and its consensus stay as they are.',
  'a memo stands on what it is about': 'A memo is written about this. Remove the memo first.',
  'a code and its parent belong to one framework':
    'A code stays in the framework of the code it is put under.',
}

/** SQLite's and the disk's refusals as sentences; a fault of ours stays as it is. */
function explain(error: unknown): unknown {
  if (error instanceof TandemError) return error
  if (isSqlite(error, 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR_DATA', 'SQLITE_IOERR_AUTH')) {
    return new TandemError(
      'damaged',
      'The study’s file is damaged; nothing more is written to it.',
      'Close it and open the newest folder in its backups.',
    )
  }
  if (isSqlite(error, 'SQLITE_FULL', 'SQLITE_IOERR')) {
    return new TandemError(
      'disk-full',
      'The disk is full or could not be written: the last step was not kept.',
      'All that was saved before is safe. Free some space and do the step again.',
    )
  }
  if (isSqlite(error, 'SQLITE_READONLY')) {
    return new TandemError(
      'read-only',
      'The study cannot be written: its folder is read-only.',
      'Copy it elsewhere.',
    )
  }
  if (isSqlite(error, 'SQLITE_CONSTRAINT_FOREIGNKEY')) {
    return new TandemError(
      'conflict',
      'Something else in the study still refers to this.',
      'Remove that first.',
    )
  }
  const invariant = /^invariant: (.*)$/.exec(error instanceof Error ? error.message : '')?.[1]
  if (invariant !== undefined)
    return new TandemError('not-allowed', invariantSentences[invariant] ?? invariant)
  return error
}
