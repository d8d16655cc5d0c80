import { readFile } from 'node:fs/promises'
import { timeFor } from './limits.ts'
import type { ParseAnswer, ParseOrder } from './parse-message.ts'
import { checkRequest, documentsOf, type ParseRequest, type Parser } from './parser.ts'
import { cancelled, crashed, timedOut, vanished } from './parser-failures.ts'
import { spare } from './spare.ts'

/** The end of a message channel, as Electron gives it: messages come as events with `data`. */
export interface ParserPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  postMessage(message: unknown): void
  start(): void
}

/** One disposable process that somebody else started for us. */
export interface ParserProcess {
  port: Promise<ParserPort>
  /** Settles when the process has ended, asked to or not. */
  gone: Promise<void>
  /** Ends the process. Called once for each that was begun. */
  end(): void
}

/** What goes to the process: the order and the file's bytes in one message. */
export interface PortOrder extends ParseOrder {
  bytes: Uint8Array
}

/**
 * A parser for where this process may start none itself (the desktop app): `begin` has one started for each file, the
 * next while one is read, and it is ended after it, or after `timeMs` milliseconds (by default what its kind may take),
 * or when the caller gives up.
 */
export function createPortParser(begin: () => ParserProcess, timeMs?: number): Parser {
  const ended = new WeakSet<ParserProcess>()
  const processes = spare<ParserProcess>({
    begin: () => {
      const process = begin()
      void process.gone.then(() => ended.add(process))
      return process
    },
    end: process => process.end(),
    isWhole: process => !ended.has(process),
  })
  return {
    async parse(request, { signal } = {}) {
      const { fileName, options = {} } = request
      if (signal?.aborted) throw cancelled(fileName)
      await checkRequest(request)
      const order: PortOrder = { fileName, options, bytes: await bytesOf(request) }
      const process = processes.take()
      try {
        return documentsOf(await answerFrom(process, order, timeMs ?? timeFor(fileName), signal), order)
      } finally {
        process.end()
      }
    },
  }
}

function answerFrom(
  process: ParserProcess,
  order: PortOrder,
  timeMs: number,
  signal: AbortSignal | undefined,
): Promise<ParseAnswer> {
  const { fileName } = order
  let timer: NodeJS.Timeout | undefined
  let abort = (): void => {}
  const answered = new Promise<ParseAnswer>((resolve, reject) => {
    timer = setTimeout(() => reject(timedOut(fileName, timeMs)), timeMs)
    abort = () => reject(cancelled(fileName))
    signal?.addEventListener('abort', abort, { once: true })
    void process.gone.then(() => reject(crashed(fileName)))
    void process.port.then(
      port => {
        port.on('message', ({ data }) => (isAnswer(data) ? resolve(data) : reject(crashed(fileName))))
        port.start()
        port.postMessage(order)
      },
      () => reject(crashed(fileName)),
    )
  })
  return answered.finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  })
}

/** The bytes by themselves: of some that are a part of more, all of it would be sent. */
async function bytesOf(request: ParseRequest): Promise<Uint8Array> {
  if ('bytes' in request) {
    const { bytes } = request
    return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
  }
  return readFile(request.path).catch(() => {
    throw vanished(request.fileName)
  })
}

const isAnswer = (data: unknown): data is ParseAnswer =>
  typeof data === 'object' && data !== null && ('documents' in data || 'failure' in data)
