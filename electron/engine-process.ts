import { join } from 'node:path'
import type { ForkOptions, MessageChannelMain, MessagePortMain, UtilityProcess } from 'electron'
import {
  type EngineToMain,
  engineToMain,
  type MainToEngine,
  type MainToParser,
} from '#shared/model/desktop-messages.ts'

export interface EngineParts {
  fork(entry: string, args: string[], options: ForkOptions): UtilityProcess
  newChannel(): Pick<MessageChannelMain, 'port1' | 'port2'>
  /** The folder of the engine's built files. */
  folder: string
  env: NodeJS.ProcessEnv
  now(): number
  /** Asks the system's safe place for keys; see safe-place.ts. */
  askSafePlace(message: Extract<EngineToMain, { kind: 'vault' }>): Promise<string | null>
  /** A window came to show another study, or none. */
  onShowing(windowId: number, path: string | null): void
  /** The engine ended too often to be started once more by itself. */
  onGone(): void
}

export interface Engine {
  /** Gives a window a fresh road to the engine, now and after every restart. */
  connect(windowId: number, give: (port: MessagePortMain) => void): void
  disconnect(windowId: number): void
  tell(message: MainToEngine): void
  start(): void
  /** Lets the engine close its studies; ends it after ten seconds. */
  stop(): Promise<void>
}

/** Whether a process that ended at each of `ends` (ms) is started again at `now`: twice a minute, not more. */
export function mayRestart(ends: readonly number[], now: number): boolean {
  return ends.filter(end => now - end < 60_000).length < 3
}

/** A parser's heap in MB: room for the largest real interview many times over, and an end to what a bomb can take. */
const parserHeap = 512
const patience = 10_000

/** A child's environment without what would change how it runs; a parser is told nothing but its language. */
export function childEnv(env: NodeJS.ProcessEnv, parser: boolean): NodeJS.ProcessEnv {
  const allowed = parser ? /^(LANG|LC_ALL|TZ|SystemRoot)$/i : /^(?!NODE_|ELECTRON_)/i
  return Object.fromEntries(Object.entries(env).filter(([name]) => allowed.test(name)))
}

/** Keeps the engine process running, introduces windows and parsers to it, and steps aside. */
export function keepEngine(parts: EngineParts): Engine {
  const windows = new Map<number, (port: MessagePortMain) => void>()
  const parsers = new Map<string, UtilityProcess>()
  const ends: number[] = []
  let child: UtilityProcess | null = null
  let stopping = false

  function introduce(windowId: number, give: (port: MessagePortMain) => void) {
    if (!child) return
    const { port1, port2 } = parts.newChannel()
    child.postMessage({ kind: 'window', windowId } satisfies MainToEngine, [port1])
    give(port2)
  }

  function startParser(id: string) {
    if (parsers.has(id)) return
    const parser = parts.fork(join(parts.folder, 'parse-process.js'), [], {
      serviceName: 'Tandem parser',
      env: childEnv(parts.env, true),
      // Electron hands these to the child's own command line, where only Chromium's switch reaches V8.
      execArgv: [`--js-flags=--max-old-space-size=${parserHeap}`],
    })
    parsers.set(id, parser)
    const { port1, port2 } = parts.newChannel()
    parser.postMessage({ kind: 'engine' } satisfies MainToParser, [port1])
    child?.postMessage({ kind: 'parser', id } satisfies MainToEngine, [port2])
    parser.once('exit', () => {
      parsers.delete(id)
      engine.tell({ kind: 'parser-gone', id })
    })
  }

  function hear(raw: unknown) {
    const message = engineToMain.safeParse(raw).data
    if (message?.kind === 'parser-wanted') startParser(message.id)
    else if (message?.kind === 'parser-done') parsers.get(message.id)?.kill()
    else if (message?.kind === 'vault') {
      void parts.askSafePlace(message).then(bytes => engine.tell({ kind: 'vault', id: message.id, bytes }))
    } else if (message?.kind === 'showing') parts.onShowing(message.windowId, message.path)
  }

  const engine: Engine = {
    connect(windowId, give) {
      windows.set(windowId, give)
      introduce(windowId, give)
    },
    disconnect(windowId) {
      if (windows.delete(windowId)) engine.tell({ kind: 'window-closed', windowId })
    },
    tell: message => child?.postMessage(message),
    start() {
      if (child || stopping) return
      const started = parts.fork(join(parts.folder, 'utility-process.js'), [], {
        serviceName: 'Tandem engine',
        env: childEnv(parts.env, false),
        // Short-lived values of a large import would otherwise take 100 MB and more before they are cleared away.
        execArgv: ['--js-flags=--max-semi-space-size=4'],
      })
      child = started
      started.on('message', hear)
      started.once('exit', () => {
        child = null
        for (const parser of parsers.values()) parser.kill()
        if (stopping) return
        ends.push(parts.now())
        if (mayRestart(ends, parts.now())) engine.start()
        else {
          ends.length = 0
          parts.onGone()
        }
      })
      for (const [windowId, give] of windows) introduce(windowId, give)
    },
    stop() {
      stopping = true
      const ending = child
      if (!ending) return Promise.resolve()
      return new Promise(ended => {
        const late = setTimeout(() => ending.kill(), patience)
        ending.once('exit', () => {
          clearTimeout(late)
          ended()
        })
        engine.tell({ kind: 'quit' })
      })
    },
  }
  return engine
}
