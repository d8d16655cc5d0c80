import { type ChildProcess, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import type { TandemError } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { ComingAnswer } from './answer-bytes.ts'
import { limits, timeFor } from './limits.ts'
import type { ParseAnswer, SizedOrder } from './parse-message.ts'
import { checkRequest, documentsOf, type ParseRequest, type Parser } from './parser.ts'
import { cancelled, crashed, notStarted, timedOut, tooMuch, vanished } from './parser-failures.ts'
import { readingProgram } from './reading-program.ts'
import { spare } from './spare.ts'

/** How a Node parser may be set up; all of it has a default. */
export interface NodeParserOptions {
  /** Time for one file, in milliseconds; by default what its kind may take. */
  timeMs?: number
  /** Memory of the reading process, in megabytes. */
  memoryMb?: number
  /** Where the reading process's program lies, when not beside this file. */
  program?: string
}

/** Answers larger than this are no document's; in bytes. */
const largestAnswer = 512 * 1024 * 1024

/**
 * A parser that reads every file in a Node process of its own, which reads nothing before it and is gone after it: with
 * capped memory and time, without the caller's environment, and forbidden to write, to start processes or load native
 * code. The process for the next file starts while this one is read.
 */
export function createNodeParser(options: NodeParserOptions = {}): Parser {
  const { timeMs, memoryMb = limits.memoryMb, program = readingProgram() } = options
  const flags = [
    `--max-old-space-size=${memoryMb}`,
    '--permission',
    '--allow-fs-read=*',
    '--disable-warning=SecurityWarning',
    '--disable-warning=ExperimentalWarning',
  ]
  const children = spare<ChildProcess>({
    begin: () => {
      const child = spawn(process.execPath, [...flags, program], {
        env: bareEnvironment(),
        stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
        windowsHide: true,
      })
      // One that cannot be started says so again to whoever takes it.
      child.on('error', () => {})
      holdOpen(child, false)
      return child
    },
    end: child => child.kill('SIGKILL'),
    isWhole: child => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
  })
  return {
    async parse(request, { signal } = {}) {
      const { fileName } = request
      if (signal?.aborted) throw cancelled(fileName)
      const bytes = await checkRequest(request)
      const child = children.take()
      holdOpen(child, true)
      return converse(child, request, bytes, {
        timeMs: timeMs ?? timeFor(fileName),
        ...(signal ? { signal } : {}),
      })
    },
  }
}

/** Whether this process stays for what the other says: not for one that only waits. */
function holdOpen(child: ChildProcess, isHeld: boolean): void {
  const ends: (ChildProcess | Socket)[] = [child]
  for (const pipe of child.stdio) if (pipe instanceof Socket) ends.push(pipe)
  for (const end of ends) isHeld ? end.ref() : end.unref()
}

function converse(
  child: ChildProcess,
  request: ParseRequest,
  bytes: number,
  { timeMs, signal }: { timeMs: number; signal?: AbortSignal },
): Promise<ParsedDocument[]> {
  const { fileName, options = {} } = request
  const order: SizedOrder = { fileName, options, bytes }
  return new Promise((resolve, reject) => {
    const said = new ComingAnswer(largestAnswer)
    let size = 0
    let complaint = ''
    let failure: TandemError | null = null
    const stop = (error: TandemError): void => {
      failure ??= error
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => stop(timedOut(fileName, timeMs)), timeMs)
    const abort = (): void => stop(cancelled(fileName))
    signal?.addEventListener('abort', abort, { once: true })
    const answers = child.stdio[3] as Readable
    answers.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestAnswer) return stop(tooMuch(fileName))
      try {
        said.take(chunk)
      } catch {
        stop(crashed(fileName))
      }
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('latin1')).slice(-4000)
    })
    child.on('error', () => stop(notStarted(fileName)))
    child.on('close', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      try {
        if (failure) throw failure
        if (size === 0)
          throw /heap|memory|allocation/i.test(complaint) ? tooMuch(fileName) : crashed(fileName)
        resolve(documentsOf(wholeOf(said, fileName), order))
      } catch (error) {
        reject(error)
      }
    })
    if (child.stdin) send(child.stdin, request, order, () => stop(vanished(fileName)))
  })
}

/** Streams the order and the bytes in; the reading process never learns a path. */
function send(to: Writable, request: ParseRequest, order: SizedOrder, onUnreadable: () => void): void {
  // The process may end before it has read all: its answer says why, not the broken pipe.
  to.on('error', () => {})
  to.write(`${JSON.stringify(order)}\n`)
  if ('bytes' in request) {
    to.end(request.bytes)
    return
  }
  const file = createReadStream(request.path, { end: order.bytes })
  file.on('error', onUnreadable)
  file.pipe(to)
}

function wholeOf(said: ComingAnswer, fileName: string): ParseAnswer {
  try {
    return said.whole()
  } catch {
    throw crashed(fileName)
  }
}

/** What a process needs to start at all; no secret of the caller's environment is among it. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {}
  for (const name of ['SystemRoot', 'windir', 'TZ']) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
