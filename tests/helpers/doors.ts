import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '#engine/db/ids.ts'
import { openDesktopDoor, type ParentPort, type Parsers, type Port } from '#engine/doors/desktop.ts'
import { type Loopback, openLoopback } from '#engine/doors/loopback.ts'
import { ownWindow } from '#engine/engine.ts'
import type { Host } from '#engine/host.ts'
import { type Client, type Connection, connect } from '#shared/contract/client.ts'
import type { Topic } from '#shared/contract/method.ts'
import type { FromEngine, LockedStudy } from '#shared/contract/wire.ts'
import type { EngineToMain, MainToEngine } from '#shared/model/desktop-messages.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A way in: gives windows on the engine, each with what it was told of changes. */
export interface Door {
  window(): Promise<{ client: Client; told: Topic[][]; locks: LockedStudy[]; close(): void }>
}

const listening = (connection: Connection): Topic[][] => {
  const told: Topic[][] = []
  connection.onChanged(topics => told.push(topics))
  return told
}

const lockedBy = (connection: Connection): LockedStudy[] => {
  const locks: LockedStudy[] = []
  connection.onLocked(study => locks.push(study))
  return locks
}

/** No wire at all: the command line's and the sample's way. */
export function inProcess(host: Host): Door {
  return {
    async window() {
      const { client, connected, close } = ownWindow(host, false)
      // An own window has no listener of its own; its changes are looked at on the host's side.
      const told: Topic[][] = []
      const { tell } = connected.window
      connected.window.tell = topics => {
        told.push([...topics])
        tell(topics)
      }
      const locks: LockedStudy[] = []
      const { showLocked } = connected.window
      connected.window.showLocked = study => {
        locks.push(study)
        showLocked(study)
      }
      return { client, told, locks, close }
    },
  }
}

export interface OpenLoopbackDoor extends Door, Loopback {
  /** The addresses given out so far; the last one is good. */
  addresses: string[]
  /** Exchanges the newest address for a cookie. */
  enter(): Promise<string>
}

/** A window as the build leaves it, of one page and one script; a file beside it is none of it. */
export function builtWindow(): string {
  const renderer = join(temporaryFolder(), 'renderer')
  mkdirSync(join(renderer, 'assets'), { recursive: true })
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Tandem</title>')
  writeFileSync(join(renderer, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(renderer, '..', 'secret.txt'), 'not to be served')
  return renderer
}

/** The real server on 127.0.0.1, with a window of one page. */
export async function overLoopback(host: Host): Promise<OpenLoopbackDoor> {
  const addresses: string[] = []
  const door = await openLoopback({
    host,
    renderer: builtWindow(),
    port: 0,
    study: () => null,
    onAddress: address => addresses.push(address),
  })
  onTestFinished(() => door.close())
  const enter = async () => {
    const response = await fetch(addresses.at(-1) ?? '', { redirect: 'manual' })
    return response.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  let cookie = ''
  return {
    ...door,
    addresses,
    enter,
    async window() {
      cookie ||= await enter()
      const socket = new WebSocket(`${door.origin.replace('http', 'ws')}/socket`, {
        headers: { cookie },
        origin: door.origin,
      })
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
      const connection = connect(
        {
          send: message => socket.send(JSON.stringify(message)),
          listen: onMessage =>
            socket.on('message', data => onMessage(JSON.parse(String(data)) as FromEngine)),
        },
        newId,
      )
      return {
        client: connection.client,
        told: listening(connection),
        locks: lockedBy(connection),
        close: () => socket.close(),
      }
    },
  }
}

/** A port of Node's as Electron hands it out: messages come as events with `data`. */
export function electronPort(port: NodePort): Port {
  return {
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (event === 'message') port.on('message', data => listener({ data }))
      else port.on('close', () => listener({ data: undefined }))
    },
    postMessage: message => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  }
}

export interface OpenDesktopDoor extends Door {
  /** What the engine said to main, in order. */
  said: EngineToMain[]
  /** What main says to the engine. */
  tell(message: MainToEngine, ...ports: Port[]): void
  /** A window under a number of its own. */
  windowNumbered(windowId: number): { client: Client; told: Topic[][]; locks: LockedStudy[]; close(): void }
  exits: number
}

const noParsers: Parsers = {
  begin() {
    throw new Error('No parser was to be begun')
  },
  arrived() {},
  gone() {},
}

/** The desktop's door with a main process that remembers what it was told and hands over real message channels. */
export function overDesktop(
  host: Host,
  parsers: (parent: ParentPort) => Parsers = () => noParsers,
): OpenDesktopDoor {
  let hear: (event: { data: unknown; ports: Port[] }) => void = () => {}
  let last = 0
  const said: EngineToMain[] = []
  const parent: ParentPort = {
    on: (_, listener) => {
      hear = listener
    },
    postMessage: message => said.push(structuredClone(message)),
  }
  const door: OpenDesktopDoor = {
    said,
    exits: 0,
    tell: (message, ...ports) => hear({ data: structuredClone(message), ports }),
    windowNumbered(windowId) {
      const { port1, port2 } = new MessageChannel()
      onTestFinished(() => port2.close())
      const connection = connect(
        {
          send: message => port2.postMessage(message),
          listen: onMessage => port2.on('message', message => onMessage(message as FromEngine)),
        },
        newId,
      )
      door.tell({ kind: 'window', windowId }, electronPort(port1))
      return {
        client: connection.client,
        told: listening(connection),
        locks: lockedBy(connection),
        close: () => port2.close(),
      }
    },
    window: async () => door.windowNumbered(++last),
  }
  openDesktopDoor(host, parent, parsers(parent), () => {
    door.exits++
  })
  return door
}
