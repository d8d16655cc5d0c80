import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { Topic } from '#shared/contract/method.ts'
import type { FromEngine } from '#shared/contract/wire.ts'
import { TandemError } from '#shared/errors.ts'
import type { EngineToMain, MainToEngine } from '#shared/model/desktop-messages.ts'
import { handoutEnding } from '#shared/model/handout.ts'
import { type Connected, connectWindow } from '../dispatch.ts'
import type { Host, Window } from '../host.ts'
import type { ParserPort, ParserProcess } from '../import/port-parser.ts'
import { remember, rememberStudy } from '../library/handlers.ts'
import { askForVault } from '../vault.ts'
import { readMessage } from './read-message.ts'

/** One end of a message channel, as Electron gives it to this process. */
export interface Port extends ParserPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  close(): void
}

/** The road to the desktop's main process. */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): unknown
  postMessage(message: EngineToMain): void
}

/** The disposable parser processes that main starts for this one. */
export interface Parsers {
  begin(): ParserProcess
  arrived(id: string, port: ParserPort): void
  gone(id: string): void
}

/** What a window must ask again when another study is put before it, or taken away. */
const everyStudyTopic: Topic[] = ['library', 'session', 'study']

/** Asks main for parser processes and hands their ports on as they come. */
export function askForParsers(parent: ParentPort): Parsers {
  const asked = new Map<string, { arrived(port: ParserPort): void; gone(): void }>()
  return {
    begin() {
      const id = randomUUID()
      const port = Promise.withResolvers<ParserPort>()
      const gone = Promise.withResolvers<void>()
      asked.set(id, { arrived: port.resolve, gone: gone.resolve })
      parent.postMessage({ kind: 'parser-wanted', id })
      return {
        port: port.promise,
        gone: gone.promise,
        end: () => parent.postMessage({ kind: 'parser-done', id }),
      }
    },
    arrived: (id, port) => asked.get(id)?.arrived(port),
    gone(id) {
      asked.get(id)?.gone()
      asked.delete(id)
    },
  }
}

/**
 * The desktop's door: a window at the engine for every port that main hands over, and the few things main itself
 * asks. `exit` ends this process after `quit`, when every study is closed.
 */
export function openDesktopDoor(host: Host, parent: ParentPort, parsers: Parsers, exit: () => void): void {
  const windows = new Map<number, Connected>()
  const vault = askForVault(ask => parent.postMessage(ask))
  host.vault = vault

  function connect(windowId: number, port: Port): void {
    const before = windows.get(windowId)
    const connected = connectWindow(host, (message: FromEngine) => port.postMessage(message), {
      onShow: path => {
        if (windows.get(windowId) === connected) parent.postMessage({ kind: 'showing', windowId, path })
      },
    })
    windows.set(windowId, connected)
    port.on('message', ({ data }) => {
      const message = readMessage(data)
      if (message) connected.receive(message)
    })
    port.on('close', () => disconnect(windowId, connected))
    port.start()
    before?.close()
    parent.postMessage({ kind: 'showing', windowId, path: null })
  }

  function disconnect(windowId: number, connected: Connected | undefined): void {
    if (!connected) return
    if (windows.get(windowId) === connected) windows.delete(windowId)
    connected.close()
  }

  function open(windowId: number, path: string): void {
    const window = windows.get(windowId)?.window
    if (!window) return
    if (path.toLowerCase().endsWith(`.${handoutEnding}`)) {
      window.offered = path
      window.tell(['session'])
      return
    }
    try {
      show(window, path)
    } catch (error) {
      // Locked, damaged, in use: it heads the list of the Start screen, where opening it says which.
      if (!(error instanceof TandemError)) host.log.fault('desktop.open', error)
      remember(host, host.library.absolute(path), basename(path).replace(/\.tandem$/, ''))
      window.tell(everyStudyTopic)
    }
  }

  function show(window: Window, path: string): void {
    const study = host.enter(path)
    window.show(study)
    rememberStudy(host, study)
    window.tell(everyStudyTopic)
  }

  async function openSample(windowId: number): Promise<void> {
    const maker = host.openWindow(true)
    try {
      const { path } = await maker.client.library.openSample({})
      const window = windows.get(windowId)?.window
      if (window) show(window, path)
    } catch (error) {
      host.log.fault('desktop.open-sample', error)
    } finally {
      maker.close()
    }
  }

  /** Studies with a passphrase are closed and their keys forgotten; whatever readable text waited in memory goes too. */
  function lock(): void {
    host.forgetContents()
    for (const { window } of windows.values()) if (window.study) host.lock(window.study)
  }

  function quit(): void {
    for (const connected of windows.values()) connected.close()
    windows.clear()
    host.closeAll()
    exit()
  }

  parent.on('message', ({ data, ports: [port] }) => {
    const message = data as MainToEngine
    switch (message.kind) {
      case 'window':
        if (port) connect(message.windowId, port)
        break
      case 'window-closed':
        disconnect(message.windowId, windows.get(message.windowId))
        break
      case 'open':
        open(message.windowId, message.path)
        break
      case 'open-sample':
        void openSample(message.windowId)
        break
      case 'vault':
        vault.answered(message)
        break
      case 'lock':
        lock()
        break
      case 'parser':
        if (port) parsers.arrived(message.id, port)
        break
      case 'parser-gone':
        parsers.gone(message.id)
        break
      case 'quit':
        quit()
        break
    }
  })
}
