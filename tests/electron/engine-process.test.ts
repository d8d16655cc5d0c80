import { EventEmitter } from 'node:events'
import type { ForkOptions, MessagePortMain, UtilityProcess } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { childEnv, type Engine, keepEngine, mayRestart } from '#electron/engine-process.ts'

/** A process that only remembers what it was sent and can be made to end. */
class FakeProcess extends EventEmitter {
  readonly posted: { message: unknown; ports: unknown[] }[] = []
  readonly entry: string
  readonly options: ForkOptions
  killed = false

  constructor(entry: string, options: ForkOptions) {
    super()
    this.entry = entry
    this.options = options
  }

  postMessage(message: unknown, ports: unknown[] = []) {
    this.posted.push({ message, ports })
  }

  kill() {
    this.killed = true
    this.emit('exit', 143)
    return true
  }
}

let processes: FakeProcess[]
let gone: number
let now: number
let shown: [number, string | null][]
let engine: Engine
let channels: number

beforeEach(() => {
  processes = []
  gone = 0
  now = 1_000_000
  shown = []
  channels = 0
  engine = keepEngine({
    fork(entry, _args, options) {
      const started = new FakeProcess(entry, options)
      processes.push(started)
      return started as unknown as UtilityProcess
    },
    newChannel() {
      channels += 1
      return { port1: `${channels}a`, port2: `${channels}b` } as never
    },
    folder: '/app/dist/engine',
    env: {
      PATH: '/bin',
      LANG: 'en_GB.UTF-8',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      SECRET: 's',
    },
    now: () => now,
    askSafePlace: async ({ ask }) => (ask === 'usable' ? '' : null),
    onShowing: (windowId, path) => void shown.push([windowId, path]),
    onGone: () => {
      gone += 1
    },
  })
})

const at = (index: number): FakeProcess => {
  const found = processes[index]
  if (!found) throw new Error(`only ${processes.length} processes were started`)
  return found
}

describe('the engine process', () => {
  it('is introduced to each window with one end of a channel, the window with the other', () => {
    engine.start()
    const given: MessagePortMain[] = []
    engine.connect(7, port => given.push(port))
    expect(at(0).entry).toBe('/app/dist/engine/utility-process.js')
    expect(at(0).posted).toEqual([{ message: { kind: 'window', windowId: 7 }, ports: ['1a'] }])
    expect(given).toEqual(['1b'])
  })

  it('is introduced to windows that were there before it', () => {
    const given: MessagePortMain[] = []
    engine.connect(7, port => given.push(port))
    expect(given).toEqual([])
    engine.start()
    expect(given).toHaveLength(1)
  })

  it('is started again when it ends, and every window gets a fresh road', () => {
    engine.start()
    const given: MessagePortMain[] = []
    engine.connect(7, port => given.push(port))
    engine.connect(8, port => given.push(port))
    engine.disconnect(8)
    at(0).emit('exit', 139)
    expect(processes).toHaveLength(2)
    expect(at(1).posted).toEqual([{ message: { kind: 'window', windowId: 7 }, ports: ['3a'] }])
    expect(given).toEqual(['1b', '2b', '3b'])
  })

  it('is given up after the third end within a minute, and can be started again by hand', () => {
    engine.start()
    for (const end of [0, 1, 2]) at(end).emit('exit', 1)
    expect([processes.length, gone]).toEqual([3, 1])
    engine.start()
    at(3).emit('exit', 1)
    expect([processes.length, gone]).toEqual([5, 1])
  })

  it('is not given up for an end now and then', () => {
    engine.start()
    for (let end = 0; end < 20; end += 1) {
      at(end).emit('exit', 1)
      now += 31_000
    }
    expect([processes.length, gone]).toEqual([21, 0])
  })

  it('is asked to close and waited for when the app quits, then not started again', async () => {
    engine.start()
    const stopping = engine.stop()
    expect(at(0).posted.at(-1)?.message).toEqual({ kind: 'quit' })
    at(0).emit('exit', 0)
    await stopping
    engine.start()
    expect([processes.length, gone]).toEqual([1, 0])
  })

  it('is ended after ten seconds when it does not close', async () => {
    vi.useFakeTimers()
    try {
      engine.start()
      const stopping = engine.stop()
      vi.advanceTimersByTime(9_999)
      expect(at(0).killed).toBe(false)
      vi.advanceTimersByTime(1)
      expect(at(0).killed).toBe(true)
      await stopping
    } finally {
      vi.useRealTimers()
    }
  })

  it('says which study a window shows; anything else it says is dropped', () => {
    engine.start()
    at(0).emit('message', { kind: 'showing', windowId: 7, path: '/s/a.tandem' })
    for (const odd of [
      null,
      'showing',
      { kind: 'showing' },
      { kind: 'quit' },
      { kind: 'showing', windowId: '7', path: null },
    ]) {
      at(0).emit('message', odd)
    }
    expect(shown).toEqual([[7, '/s/a.tandem']])
    expect(processes).toHaveLength(1)
  })

  it('does not inherit what would change how Node or Electron runs', () => {
    engine.start()
    expect(at(0).options.env).toEqual({ PATH: '/bin', LANG: 'en_GB.UTF-8', SECRET: 's' })
    expect(at(0).options.execArgv).toEqual(['--js-flags=--max-semi-space-size=4'])
  })
})

describe('a parser', () => {
  beforeEach(() => {
    engine.start()
    at(0).emit('message', { kind: 'parser-wanted', id: 'p1' })
  })

  it('runs apart with a bounded heap and no environment, joined to the engine by a port', () => {
    expect(at(1).entry).toBe('/app/dist/engine/parse-process.js')
    expect(at(1).options.execArgv).toEqual(['--js-flags=--max-old-space-size=512'])
    expect(at(1).options.env).toEqual({ LANG: 'en_GB.UTF-8' })
    expect(at(1).posted).toEqual([{ message: { kind: 'engine' }, ports: ['1a'] }])
    expect(at(0).posted).toEqual([{ message: { kind: 'parser', id: 'p1' }, ports: ['1b'] }])
  })

  it('ends when the engine is done with it, and the engine is told', () => {
    at(0).emit('message', { kind: 'parser-done', id: 'p1' })
    expect(at(1).killed).toBe(true)
    expect(at(0).posted.at(-1)?.message).toEqual({ kind: 'parser-gone', id: 'p1' })
  })

  it('that ends by itself is reported, and a new one may take its name', () => {
    at(1).emit('exit', 133)
    expect(at(0).posted.at(-1)?.message).toEqual({ kind: 'parser-gone', id: 'p1' })
    at(0).emit('message', { kind: 'parser-wanted', id: 'p1' })
    expect(processes).toHaveLength(3)
  })

  it('is started once for one name', () => {
    at(0).emit('message', { kind: 'parser-wanted', id: 'p1' })
    expect(processes).toHaveLength(2)
  })

  it('does not outlive its engine', () => {
    at(0).emit('exit', 1)
    expect(at(1).killed).toBe(true)
  })
})

it('a process may be started again twice a minute', () => {
  expect(mayRestart([], 0)).toBe(true)
  expect(mayRestart([1, 2], 3)).toBe(true)
  expect(mayRestart([1, 2, 3], 3)).toBe(false)
  expect(mayRestart([1, 2, 3], 60_001)).toBe(true)
})

it('a child’s environment is filtered by name whatever its case', () => {
  expect(childEnv({ node_options: 'x', Electron_Run_As_Node: '1', Path: 'p' }, false)).toEqual({ Path: 'p' })
})
