import { type ChildProcess, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { shownName } from './file-name.ts'
import { checkFileSize, limits } from './limits.ts'
import type { ParseAnswer, ParseOrder } from './parse-message.ts'
import type { ParseRequest, Parser } from './parser.ts'
import { faultOf } from './seal.ts'

/** How a Node parser may be set up; all of it has a default. */
export interface NodeParserOptions {
  /** Time for one file, in milliseconds. */
  timeMs?: number
  /** Memory of the reading process, in megabytes. */
  memoryMb?: number
  /** Where the reading process's program lies, when not beside this file. */
  program?: string
}

/** Answers larger than this are no document's; in bytes. */
const largestAnswer = 512 * 1024 * 1024

/**
 * A parser that reads every file in a Node process of its own, started for that file and gone after it: with capped
 * memory and time, without the caller's environment, and forbidden to write, to start processes or load native code.
 */
export function createNodeParser(options: NodeParserOptions = {}): Parser {
  const { timeMs = limits.timeMs, memoryMb = limits.memoryMb, program = besideThis() } = options
  const flags = [
    `--max-old-space-size=${memoryMb}`,
    '--permission',
    '--allow-fs-read=*',
    '--disable-warning=SecurityWarning',
    '--disable-warning=ExperimentalWarning',
  ]
  return {
    async parse(request, { signal } = {}) {
      const { fileName } = request
      if (signal?.aborted) throw cancelled(fileName)
      await checkBefore(request)
      const child = spawn(process.execPath, [...flags, program], {
        env: bareEnvironment(),
        stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
        windowsHide: true,
      })
      return converse(child, request, { timeMs, ...(signal ? { signal } : {}) })
    },
  }
}

/** A file of 200 MB is refused by its size alone, and a vanished one by its absence, before anything is started. */
async function checkBefore(request: ParseRequest): Promise<void> {
  if ('bytes' in request) return checkFileSize(request.bytes.length, request.fileName)
  const found = await stat(request.path).catch(() => null)
  if (!found) {
    throw new TandemError(
      'not-found',
      `${shownName(request.fileName)} is not there any more.`,
      'Check that it was not moved or renamed, and choose it again.',
    )
  }
  if (!found.isFile()) {
    throw new TandemError(
      'bad-input',
      `${shownName(request.fileName)} is not a file.`,
      'Choose the files in it.',
    )
  }
  checkFileSize(found.size, request.fileName)
}

function converse(
  child: ChildProcess,
  request: ParseRequest,
  { timeMs, signal }: { timeMs: number; signal?: AbortSignal },
): Promise<ParsedDocument[]> {
  const { fileName } = request
  return new Promise((resolve, reject) => {
    const said: Buffer[] = []
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
      if (size > largestAnswer) stop(tooMuch(fileName))
      else said.push(chunk)
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
        resolve(documentsIn(Buffer.concat(said), complaint, fileName))
      } catch (error) {
        reject(error)
      }
    })
    if (child.stdin) send(child.stdin, request, () => stop(vanished(fileName)))
  })
}

/** Streams the order and the bytes in; the reading process never learns a path. */
function send(to: Writable, request: ParseRequest, onUnreadable: () => void): void {
  const order: ParseOrder = { fileName: request.fileName, options: request.options ?? {} }
  // The process may end before it has read all: its answer says why, not the broken pipe.
  to.on('error', () => {})
  to.write(`${JSON.stringify(order)}\n`)
  if ('bytes' in request) {
    to.end(request.bytes)
    return
  }
  const file = createReadStream(request.path, { end: limits.fileBytes })
  file.on('error', onUnreadable)
  file.pipe(to)
}

function documentsIn(said: Buffer, complaint: string, fileName: string): ParsedDocument[] {
  if (said.length === 0)
    throw /heap|memory|allocation/i.test(complaint) ? tooMuch(fileName) : crashed(fileName)
  const answer = readAnswer(said, fileName)
  if ('failure' in answer) {
    const { code, message, hint } = answer.failure
    throw new TandemError(code, message, hint)
  }
  // What comes out of the disposable process is foreign too.
  if (!answer.documents.every(document => faultOf(document) === null)) throw crashed(fileName)
  return answer.documents
}

function readAnswer(said: Buffer, fileName: string): ParseAnswer {
  try {
    return JSON.parse(said.toString('utf8'))
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

function besideThis(): string {
  const here = import.meta.url
  return fileURLToPath(new URL(here.endsWith('.ts') ? './parse-process.ts' : './parse-process.js', here))
}

const cancelled = (fileName: string): TandemError =>
  new TandemError('cancelled', `Reading ${shownName(fileName)} was cancelled; nothing was imported from it.`)

const timedOut = (fileName: string, timeMs: number): TandemError =>
  new TandemError(
    'timed-out',
    `${shownName(fileName)} could not be read within ${Math.max(1, Math.round(timeMs / 1000))} seconds.`,
    'If it is a real document, split it or copy its text into a new file and import that.',
  )

const tooMuch = (fileName: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(fileName)} needs more memory to read than a document may.`,
    'If it is a real document, split it or copy its text into a new file and import that.',
  )

const crashed = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} could not be read: reading it broke off.`,
    'Open it in the program that made it, save it anew and import that.',
  )

const vanished = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} could not be read from where it lies.`,
    'Check that you may open it and that its disk is still connected.',
  )

const notStarted = (fileName: string): TandemError =>
  new TandemError(
    'internal',
    `${shownName(fileName)} was not read: the reading process could not be started.`,
    'Close other programs and try again.',
  )
