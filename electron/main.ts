import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  protocol,
  type Session,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { type DesktopPlatform, type MenuCommand, tells } from '#shared/model/desktop-bridge.ts'
import { appScheme, type BuiltFiles, servePages } from './app-protocol.ts'
import { answerPages } from './desktop.ts'
import { keepEngine, mayRestart } from './engine-process.ts'
import { dataFolders, lockingEvents, studyFromArgs } from './launch.ts'
import { menuTemplate, textMenu } from './menu.ts'
import { askSafePlace } from './safe-place.ts'
import { hardenApp, hardenContents, hardenSession, origin } from './security-policy.ts'
import {
  leavingAnyway,
  leavingQuestion,
  type Shown,
  webPreferences,
  windowFor,
  windowOptions,
} from './window.ts'
import { placeWindow } from './window-state.ts'

/** Put in by the build: the window's files. */
declare const builtFiles: BuiltFiles

/** What a window is to open once its page is there: a study's folder, the sample study, or nothing. */
type Wanted = { kind: 'open'; path: string } | { kind: 'open-sample' } | null

interface Open extends Shown {
  window: BrowserWindow
  commands: MenuCommand[]
  wanted: Wanted
}

const built = join(import.meta.dirname, '..')
const platform = process.platform as DesktopPlatform
const development = !app.isPackaged
const folders = dataFolders(process.platform, process.env, app.getPath('appData'))
const stateFile = join(folders.userData, 'window.json')
const open = new Map<number, Open>()
const hardened = new WeakSet<Session>()

hardenApp(app)
protocol.registerSchemesAsPrivileged([appScheme])
mkdirSync(folders.sessionData, { recursive: true })
app.setPath('userData', folders.userData)
app.setPath('sessionData', folders.sessionData)

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
const study = (args: string[], folder: string) => studyFromArgs(args, folder, isFolder, isFile)
let wantedFirst: Wanted = process.argv.includes('--sample')
  ? { kind: 'open-sample' }
  : toOpen(study(process.argv.slice(1), process.cwd()))

const engine = keepEngine({
  fork: (entry, args, options) => utilityProcess.fork(entry, args, options),
  newChannel: () => new MessageChannelMain(),
  folder: join(built, 'engine'),
  env: process.env,
  now: Date.now,
  askSafePlace: message => askSafePlace({ safeStorage, platform: process.platform }, message),
  onShowing(windowId, path) {
    const shown = open.get(windowId)
    if (shown) shown.showing = path
  },
  async onGone() {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: 'Tandem’s engine stopped three times within a minute, so it was not started again.',
      detail: 'Everything saved is safe on disk. The log file says why it stopped.',
      buttons: ['Start it again', 'Quit'],
      cancelId: 1,
    })
    if (response === 0) engine.start()
    else app.quit()
  },
})

function toOpen(path: string | null): Wanted {
  return path === null ? null : { kind: 'open', path }
}

function openWindow(wanted: Wanted): void {
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(display => display.workArea)
  const place = placeWindow(keptState(), displays as [(typeof displays)[0], ...typeof displays])
  const window = new BrowserWindow(windowOptions(place, join(built, 'electron', 'preload.cjs'), development))
  const { id, webContents } = window
  const crashes: number[] = []
  open.set(id, { id, window, showing: undefined, commands: [], wanted })
  if (place.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('focus', showMenu)
  window.on('close', () => keepState({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  window.on('closed', () => {
    open.delete(id)
    engine.disconnect(id)
  })
  webContents.on('render-process-gone', (_event, { reason }) => {
    crashes.push(Date.now())
    if (reason !== 'clean-exit' && mayRestart(crashes, Date.now())) webContents.reload()
  })
  webContents.on('will-prevent-unload', event => {
    if (dialog.showMessageBoxSync(window, leavingQuestion) === leavingAnyway) event.preventDefault()
  })
  webContents.on('context-menu', (_event, params) => {
    const items = textMenu(params)
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
  })
  void window.loadURL(`${origin}/index.html`)
}

/** The road to the engine for a page that asks for it, and the study that was waiting for this page. */
function connect({ id, webContents }: BrowserWindow): void {
  engine.connect(id, port => webContents.postMessage(tells.port, null, [port]))
  const opened = open.get(id)
  if (!opened?.wanted) return
  engine.tell({ ...opened.wanted, windowId: id })
  opened.wanted = null
}

function openStudy(path: string | null): void {
  const target =
    path === null ? { id: [...open.keys()][0], open: false } : windowFor(path, [...open.values()])
  const window = target === 'new' || target.id === undefined ? undefined : open.get(target.id)?.window
  if (target === 'new' || !window) {
    openWindow(toOpen(path))
    return
  }
  if (window.isMinimized()) window.restore()
  window.focus()
  if (target.open && path !== null) engine.tell({ kind: 'open', windowId: window.id, path })
}

function showMenu(): void {
  const front = open.get(BrowserWindow.getFocusedWindow()?.id ?? -1) ?? [...open.values()][0]
  const choose = (id: string) =>
    (BrowserWindow.getFocusedWindow() ?? front?.window)?.webContents.send(tells.command, id)
  const template = menuTemplate(front?.commands ?? [], { platform, development, choose })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function keptState(): unknown {
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8'))
  } catch {
    return null
  }
}

function keepState(state: object): void {
  writeFileSync(`${stateFile}.new`, JSON.stringify(state))
  renameSync(`${stateFile}.new`, stateFile)
}

function harden(opened: Session): void {
  if (hardened.has(opened)) return
  hardened.add(opened)
  hardenSession(opened, development)
}

function start(): void {
  const pages = session.fromPartition(webPreferences.partition)
  for (const each of [session.defaultSession, pages]) harden(each)
  pages.protocol.handle(
    'app',
    servePages(builtFiles, async path => new Uint8Array(await readFile(join(built, 'renderer', path)))),
  )
  rmSync(app.getPath('crashDumps'), { recursive: true, force: true })
  answerPages({
    ipcMain,
    dialog,
    shell,
    platform,
    windowOf: sender =>
      [...open.values()].find(({ window }) => window.webContents === sender)?.window ?? null,
    connect,
    setMenu({ id }, commands) {
      const changed = open.get(id)
      if (changed) changed.commands = commands
      showMenu()
    },
  })
  engine.start()
  for (const event of lockingEvents) powerMonitor.on(event as 'suspend', () => engine.tell({ kind: 'lock' }))
  showMenu()
  openWindow(wantedFirst)
}

if (app.requestSingleInstanceLock()) {
  rmSync(folders.sessionData, { recursive: true, force: true })
  mkdirSync(folders.sessionData)
  let stopped = false
  app.on('session-created', harden)
  app.on('web-contents-created', (_event, contents) => hardenContents(contents))
  app.on('second-instance', (_event, argv, cwd) => openStudy(study(argv.slice(1), cwd)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (app.isReady()) openStudy(study([path], '/'))
    else wantedFirst = toOpen(study([path], '/'))
  })
  app.on('activate', () => open.size > 0 || openWindow(null))
  app.on('window-all-closed', () => platform === 'darwin' || app.quit())
  app.on('will-quit', event => {
    if (stopped) return
    event.preventDefault()
    void engine.stop().then(() => {
      stopped = true
      app.quit()
    })
  })
  void app.whenReady().then(start)
} else app.quit()
