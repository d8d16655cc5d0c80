import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { asks, tells } from '#shared/model/desktop-bridge.ts'

/** Electron as main.ts sees it, with everything it was asked to do in the order it was asked. */
const fake = vi.hoisted(() => ({ current: null as unknown }))

vi.mock('electron', () => ({
  ...Object.fromEntries(
    [
      'app',
      'BrowserWindow',
      'dialog',
      'ipcMain',
      'Menu',
      'MessageChannelMain',
      'powerMonitor',
      'protocol',
      'safeStorage',
      'screen',
      'session',
      'shell',
      'utilityProcess',
    ].map(name => [
      name,
      new Proxy(class {}, {
        get: (_target, key) => {
          const real = part(name)
          const value: unknown = Reflect.get(real, key)
          return typeof value === 'function' ? value.bind(real) : value
        },
        construct: (_target, given) => Reflect.construct(part(name) as new () => object, given),
      }),
    ]),
  ),
}))

function part(name: string): object {
  return (fake.current as Record<string, object>)[name] ?? {}
}

class FakeContents extends EventEmitter {
  readonly posted: [string, unknown, unknown[]][] = []
  readonly sent: unknown[][] = []
  readonly mainFrame = { origin: 'app://ui', url: 'app://ui/index.html' }
  reloads = 0
  setWindowOpenHandler() {}
  setWebRTCIPHandlingPolicy() {}
  postMessage(channel: string, message: unknown, ports: unknown[]) {
    this.posted.push([channel, message, ports])
  }
  send(...given: unknown[]) {
    this.sent.push(given)
  }
  reload() {
    this.reloads += 1
  }
}

function machine(folder: string, { primary = true, packaged = true, answer = 0 } = {}) {
  const log: string[] = []
  /** What the person was asked in boxes of the system. */
  const asked: string[] = []
  const windows: FakeWindow[] = []
  const posted: unknown[] = []
  const menus: MenuItemConstructorOptions[][] = []
  const handlers = new Map<string, (event: object, ...given: unknown[]) => unknown>()
  let ready: () => void = () => {}

  class FakeWindow extends EventEmitter {
    static getFocusedWindow = (): FakeWindow | null => windows.find(window => window.focused) ?? null
    readonly id = windows.length + 1
    readonly webContents = new FakeContents()
    readonly options: Record<string, unknown>
    focused = false
    loaded = ''
    constructor(options: Record<string, unknown>) {
      super()
      this.options = options
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    async loadURL(url: string) {
      this.loaded = url
    }
    maximize() {}
    show() {}
    focus() {
      this.focused = true
    }
    isMinimized = () => false
    isMaximized = () => true
    getNormalBounds = () => ({ x: 10, y: 20, width: 1300, height: 700 })
  }
  class FakeProcess extends EventEmitter {
    postMessage(message: { kind: string }) {
      posted.push(message)
      if (message.kind === 'quit') setImmediate(() => this.emit('exit', 0))
    }
    kill() {}
  }
  class FakeApp extends EventEmitter {
    isPackaged = packaged
    readonly paths: Record<string, string> = { appData: join(folder, 'appData') }
    isOpen = false
    quits = 0
    commandLine = { appendSwitch: (name: string) => void log.push(`switch ${name}`) }
    enableSandbox() {
      log.push('sandbox')
    }
    getPath = (name: string) => this.paths[name] ?? join(this.paths.userData ?? folder, name)
    setPath(name: string, path: string) {
      if (!existsSync(path)) throw new Error(`Failed to set path: ${path} is not there`)
      log.push(`path ${name}`)
      this.paths[name] = path
    }
    requestSingleInstanceLock() {
      log.push('lock')
      return primary
    }
    isReady = () => this.isOpen
    whenReady = () =>
      new Promise<void>(open => {
        ready = () => {
          this.isOpen = true
          open()
        }
      })
    quit() {
      this.quits += 1
    }
  }
  const app = new FakeApp()
  const newSession = () =>
    Object.assign(new EventEmitter(), {
      handled: new Map<string, unknown>(),
      setPermissionRequestHandler() {},
      setPermissionCheckHandler() {},
      setDevicePermissionHandler() {},
      setDisplayMediaRequestHandler() {},
      setSpellCheckerEnabled() {},
      webRequest: { onBeforeRequest: () => void log.push('network off') },
      protocol: {
        handle(scheme: string) {
          if (this.schemes.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
          this.schemes.add(scheme)
        },
        schemes: new Set<string>(),
      },
    })
  const sessions = { defaultSession: newSession(), pages: newSession() }
  const powerMonitor = new EventEmitter()
  fake.current = {
    app,
    BrowserWindow: FakeWindow,
    dialog: {
      showMessageBoxSync(_window: unknown, { message }: { message: string }) {
        asked.push(message)
        return answer
      },
    },
    ipcMain: { handle: (name: string, handler: never) => void handlers.set(name, handler) },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (template: MenuItemConstructorOptions[]) => void menus.push(template),
    },
    MessageChannelMain: class {
      port1 = 'for the engine'
      port2 = 'for the window'
    },
    powerMonitor,
    protocol: { registerSchemesAsPrivileged: () => void log.push('scheme') },
    screen: {
      getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
      getAllDisplays: () => [],
    },
    session: {
      defaultSession: sessions.defaultSession,
      fromPartition(name: string) {
        log.push(`partition ${name}`)
        app.emit('session-created', sessions.pages)
        return sessions.pages
      },
    },
    shell: {},
    utilityProcess: {
      fork(entry: string) {
        log.push(`fork ${entry.split('/').at(-1)}`)
        return new FakeProcess()
      },
    },
  }
  const pageAsks = async (window: FakeWindow, channel: string, ...given: unknown[]) =>
    handlers.get(channel)?.(
      { sender: window.webContents, senderFrame: window.webContents.mainFrame },
      ...given,
    )
  const open = async () => {
    ready()
    await vi.waitFor(() => expect(windows.length).toBeGreaterThan(0))
  }
  return { app, log, asked, windows, posted, handlers, sessions, powerMonitor, pageAsks, open, menus }
}

let folder: string
const argv = process.argv

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'main-'))
  for (const name of ['A.tandem', 'B.tandem']) mkdirSync(join(folder, name))
  vi.resetModules()
  vi.stubGlobal('builtFiles', { '/index.html': 'text/html' })
  process.argv = ['tandem']
})

afterEach(() => {
  process.argv = argv
  vi.unstubAllGlobals()
})

const start = () => import('#electron/main.ts')

describe('the main process', () => {
  it('is hardened, and has its scheme and its folders, before it asks for the lock and before it is ready', async () => {
    const { log, app } = machine(folder)
    await start()
    expect(log[0]).toBe('sandbox')
    expect(log).toContain('switch host-resolver-rules')
    const order = ['sandbox', 'scheme', 'path userData', 'path sessionData', 'lock'].map(step =>
      log.indexOf(step),
    )
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(order).not.toContain(-1)
    expect(log.some(step => step.startsWith('fork') || step.startsWith('partition'))).toBe(false)
    expect(app.paths.userData).toBe(join(folder, 'appData', 'Tandem'))
  })

  it('hands over to the first and quits when it is the second', async () => {
    const { app, log } = machine(folder, { primary: false })
    await start()
    expect(app.quits).toBe(1)
    expect(log.some(step => step.startsWith('fork'))).toBe(false)
  })

  it('closes the network of every session before a page is shown, and shows the page from memory only', async () => {
    const { log, open, windows, sessions } = machine(folder)
    await start()
    await open()
    expect(log.filter(step => step === 'network off')).toHaveLength(2)
    expect(log).toContain('partition tandem')
    expect([...sessions.pages.protocol.schemes]).toContain('app')
    expect([...sessions.defaultSession.protocol.schemes]).not.toContain('app')
    expect(windows[0]?.loaded).toBe('app://ui/index.html')
    expect(windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      devTools: false,
      partition: 'tandem',
    })
    expect(windows[0]?.listenerCount('close')).toBe(1)
    expect(windows[0]?.webContents.listenerCount('will-navigate')).toBe(1)
  })

  it('empties what Chromium kept and what it dumped', async () => {
    const { app, open } = machine(folder)
    const userData = join(folder, 'appData', 'Tandem')
    for (const place of ['session/Cache', 'crashDumps']) {
      mkdirSync(join(userData, place), { recursive: true })
      writeFileSync(join(userData, place, 'x'), 'transcript')
    }
    await start()
    await open()
    expect(readdirSync(join(userData, 'session'))).toEqual([])
    expect(existsSync(app.getPath('crashDumps'))).toBe(false)
  })

  it('gives a page its road to the engine, then the study it was started with', async () => {
    const { open, windows, pageAsks, posted } = machine(folder)
    process.argv = ['tandem', join(folder, 'A.tandem')]
    await start()
    await open()
    const [window] = windows
    if (!window) throw new Error('no window')
    expect(posted).toEqual([])
    await pageAsks(window, asks.port)
    expect(window.webContents.posted).toEqual([[tells.port, null, ['for the window']]])
    expect(posted).toEqual([
      { kind: 'window', windowId: 1 },
      { kind: 'open', path: join(folder, 'A.tandem'), windowId: 1 },
    ])
    await pageAsks(window, asks.port)
    expect(posted.at(-1)).toEqual({ kind: 'window', windowId: 1 })
  })

  it('opens the sample when asked to', async () => {
    const { open, windows, pageAsks, posted } = machine(folder)
    process.argv = ['tandem', '.', '--sample']
    await start()
    await open()
    if (windows[0]) await pageAsks(windows[0], asks.port)
    expect(posted.at(-1)).toEqual({ kind: 'open-sample', windowId: 1 })
  })

  it('opens what macOS asks for, before and after it is ready', async () => {
    const { app, open, windows, pageAsks, posted } = machine(folder)
    await start()
    const event = { preventDefault: () => {} }
    app.emit('open-file', event, join(folder, 'A.tandem'))
    await open()
    if (windows[0]) await pageAsks(windows[0], asks.port)
    expect(posted.at(-1)).toMatchObject({ kind: 'open', path: join(folder, 'A.tandem') })
    app.emit('open-file', event, join(folder, 'B.tandem'))
    expect(windows).toHaveLength(2)
    if (windows[1]) await pageAsks(windows[1], asks.port)
    expect(posted.at(-1)).toMatchObject({ kind: 'open', path: join(folder, 'B.tandem'), windowId: 2 })
  })

  it('comes to the front for a second start without a study, and opens a window for one with', async () => {
    const { app, open, windows } = machine(folder)
    await start()
    await open()
    app.emit('second-instance', {}, ['tandem', '/etc/passwd'], folder)
    expect([windows.length, windows[0]?.focused]).toEqual([1, true])
    app.emit('second-instance', {}, ['tandem', 'B.tandem'], folder)
    expect(windows).toHaveLength(2)
  })

  it('remembers where the window was', async () => {
    const { open, windows } = machine(folder)
    await start()
    await open()
    windows[0]?.emit('close')
    const kept = join(folder, 'appData', 'Tandem', 'window.json')
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual({
      x: 10,
      y: 20,
      width: 1300,
      height: 700,
      maximized: true,
    })
  })

  it.each([
    [0, false],
    [1, true],
  ])('asks before what is written is left, and goes by the answer %i', async (answer, leaves) => {
    const { open, windows, asked } = machine(folder, { answer })
    await start()
    await open()
    let left = false
    windows[0]?.webContents.emit('will-prevent-unload', {
      preventDefault() {
        left = true
      },
    })
    expect(asked).toEqual(['Something written here is not saved yet.'])
    expect(left).toBe(leaves)
  })

  it('reloads a page that crashed, but not for ever', async () => {
    const { open, windows } = machine(folder)
    await start()
    await open()
    const contents = windows[0]?.webContents
    for (let crash = 0; crash < 5; crash += 1)
      contents?.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(contents?.reloads).toBe(2)
  })

  it.each(['lock-screen', 'suspend'])('locks studies on %s', async event => {
    const { open, posted, powerMonitor } = machine(folder)
    await start()
    await open()
    powerMonitor.emit(event)
    expect(posted).toEqual([{ kind: 'lock' }])
  })

  it('lets the engine close before it quits', async () => {
    const { app, open, posted } = machine(folder)
    await start()
    await open()
    let prevented = 0
    const quit = () => app.emit('will-quit', { preventDefault: () => prevented++ })
    quit()
    expect([prevented, posted.at(-1)]).toEqual([1, { kind: 'quit' }])
    await vi.waitFor(() => expect(app.quits).toBe(1))
    quit()
    expect(prevented).toBe(1)
  })

  it('sends a chosen menu command to the page', async () => {
    const { open, windows, pageAsks, menus } = machine(folder)
    await start()
    await open()
    expect(menus).toHaveLength(1)
    const [window] = windows
    if (!window) throw new Error('no window')
    await pageAsks(window, asks.menu, [
      { id: 'study.new', label: 'New', menu: 'Study', group: 1, enabled: true },
    ])
    const study = menus.at(-1)?.find(item => item.label === 'Study')?.submenu as MenuItemConstructorOptions[]
    study[0]?.click?.(undefined as never, undefined as never, undefined as never)
    expect(window.webContents.sent).toEqual([[tells.command, 'study.new']])
  })
})
