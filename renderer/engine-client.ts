import { v7 as newId } from 'uuid'
import { type Client, type Connection, connect } from '#shared/contract/client.ts'
import type { Topic } from '#shared/contract/method.ts'
import type { FromEngine, LockedStudy, ToEngine, Wire } from '#shared/contract/wire.ts'
import { TandemError } from '#shared/errors.ts'
import { portArrived } from '#shared/model/desktop-bridge.ts'
import { desktop } from './desktop.ts'
import { leaveLocked, resume, unlockHere } from './resume.ts'
import { type LinkState, useConnection } from './state/connection.ts'
import { noteAnswer } from './state/latest-step.ts'
import { useLock } from './state/lock.ts'

/** The engine as this window sees it. */
export interface Engine {
  client: Client
  onChanged(listener: (topics: Topic[]) => void): () => void
  /** Tells `listener` that the road was mended: changes may have been missed meanwhile. */
  onMended(listener: () => void): () => void
}

/** A road to the engine, and a word when it (re)opens. */
interface Road extends Wire {
  start(opened: () => void): void
}

/** Connects this window: over a port on the desktop, over one socket in a browser. */
export function openEngine(): Engine {
  const bridge = desktop()
  const road = bridge ? portRoad(() => bridge.requestPort()) : socketRoad(socketAddress())
  const { gate, side } = split(road)
  const connection: Connection = connect(watchWrites(gate.wire), newId)
  const resuming = connect(side, newId)
  const mended = new Set<() => void>()
  let before = false
  let openings = 0
  /** What the engine said of a lock since the road opened; a new window may come in before a locked study. */
  let toldLocked: LockedStudy | null = null
  const goOn = () => {
    gate.isOpen = true
    connection.resend()
    if (before) for (const listener of mended) listener()
    before = true
  }
  road.start(async () => {
    const opening = ++openings
    gate.isOpen = false
    toldLocked = null
    resuming.abandon(new TandemError('cancelled', 'The road to the engine broke again.'))
    const locked = (await resume(resuming.client)) ?? toldLocked
    if (opening !== openings) return
    useLock.setState({ locked })
    if (!locked) goOn()
  })
  // A lock is to this window as a broken road: nothing it holds is lost, and what it sends waits.
  connection.onLocked(locked => {
    gate.isOpen = false
    toldLocked = locked
    useLock.setState({ locked })
  })
  const unlocked = async (step: Promise<void>) => {
    await step
    useLock.setState({ locked: null })
    goOn()
  }
  useConnection.subscribe(({ link }) => {
    if (link === 'ended') {
      connection.abandon(
        new TandemError(
          'internal',
          'Tandem has closed on this computer, so this page can no longer reach it.',
          `Start Tandem again and open the address it prints. ${whatIsSafe()}`,
        ),
      )
    }
    if (link === 'restarted') {
      connection.abandon(
        new TandemError(
          'internal',
          'Tandem was started again, and this page belongs to the time before.',
          `Open the newest address it printed. ${whatIsSafe()}`,
        ),
      )
    }
  })
  const { client } = resuming
  useLock.setState({
    async unlock(by) {
      const { locked } = useLock.getState()
      if (locked) await unlocked(unlockHere(client, locked.path, by))
    },
    hasComputerLock: async path =>
      (await client.library.computerLock({ path }).catch(() => null))?.isSet ?? false,
    leave: () => unlocked(leaveLocked(client)),
  })
  return {
    client: connection.client,
    onChanged: listener => connection.onChanged(listener),
    onMended(listener) {
      mended.add(listener)
      return () => mended.delete(listener)
    },
  }
}

/** What became of what was done here: of what was on its way as the engine went it is not known. */
function whatIsSafe(): string {
  const { unsaved } = useConnection.getState()
  const last = unsaved === 1 ? 'the last change you made is' : `the last ${unsaved} changes you made are`
  return unsaved === 0
    ? 'Everything saved is safe.'
    : `Everything saved is safe. Look then whether ${last} there.`
}

/**
 * Two wires on one road. The gate holds everything back while it is closed (`resend` sends it later); the side
 * wire is for `resume` alone and marks its calls by negative ids.
 */
function split(road: Wire): { gate: { wire: Wire; isOpen: boolean }; side: Wire } {
  let toGate: (message: FromEngine) => void = () => {}
  let toSide: (message: FromEngine) => void = () => {}
  const gate = {
    isOpen: false,
    wire: {
      send: (message: ToEngine) => {
        if (gate.isOpen) road.send(message)
      },
      listen: (onMessage: (message: FromEngine) => void) => {
        toGate = onMessage
      },
    },
  }
  const side: Wire = {
    send: message => road.send({ ...message, id: -message.id }),
    listen: onMessage => {
      toSide = onMessage
    },
  }
  road.listen(message => {
    if (message.type !== 'changed' && message.type !== 'locked' && message.id < 0)
      toSide({ ...message, id: -message.id })
    else toGate(message)
  })
  return { gate, side }
}

/** The same wire, with the writes on it counted from sending to acknowledgement. */
function watchWrites(wire: Wire): Wire {
  const writes = new Set<number>()
  const settled = (id: number, saved: boolean) => {
    if (!writes.delete(id)) return
    useConnection.setState({
      unsaved: writes.size,
      ...(saved ? { savedAt: Date.now() } : {}),
    })
  }
  return {
    send(message: ToEngine) {
      if (message.type === 'call' && message.command !== undefined) {
        writes.add(message.id)
        useConnection.setState({ unsaved: writes.size })
      }
      wire.send(message)
    },
    listen(onMessage) {
      wire.listen((message: FromEngine) => {
        if (message.type === 'answer') {
          noteAnswer(writes.has(message.id), message.step)
          settled(message.id, true)
        }
        if (message.type === 'failure') settled(message.id, false)
        onMessage(message)
      })
    },
  }
}

const setLink = (link: LinkState) => useConnection.setState({ link })

/** The desktop's port. Another arrives whenever the engine was restarted; the newest one counts. */
function portRoad(requestPort: () => void): Road {
  let port: MessagePort | null = null
  let deliver: (message: FromEngine) => void = () => {}
  return {
    send: message => port?.postMessage(message),
    listen: onMessage => {
      deliver = onMessage
    },
    start(opened) {
      addEventListener('message', event => {
        const given = event.ports[0]
        if (event.source !== window || event.data !== portArrived || !given) return
        port?.close()
        port = given
        given.onmessage = message => deliver(message.data as FromEngine)
        given.start()
        setLink('open')
        opened()
      })
      requestPort()
    },
  }
}

/** Waits between attempts in ms; after the last the page says that the engine has gone, and goes on trying. */
const waits = [100, 300, 1000, 2000, 4000]

/** The browser's socket, opened again after every break. */
function socketRoad(address: string): Road {
  let socket: WebSocket | null = null
  let deliver: (message: FromEngine) => void = () => {}
  let attempts = 0
  const open = (opened: () => void) => {
    const next = new WebSocket(address)
    next.onopen = () => {
      socket = next
      attempts = 0
      setLink('open')
      opened()
    }
    next.onmessage = event => deliver(JSON.parse(String(event.data)) as FromEngine)
    next.onclose = async () => {
      const wasOpen = socket === next
      socket = null
      if (wasOpen) setLink('broken')
      else if (await isUnknownHere()) setLink('restarted')
      else setLink(attempts < waits.length ? 'broken' : 'ended')
      const wait = waits[Math.min(attempts, waits.length - 1)]
      attempts += 1
      setTimeout(() => open(opened), wait)
    }
  }
  return {
    send: message => socket?.send(JSON.stringify(message)),
    listen: onMessage => {
      deliver = onMessage
    },
    start: open,
  }
}

/** Whether a Tandem answers at this page's address that has no session for this browser. */
async function isUnknownHere(): Promise<boolean> {
  try {
    const { status } = await fetch('/', { cache: 'no-store' })
    return status === 401
  } catch {
    return false
  }
}

function socketAddress(): string {
  const address = new URL('/socket', location.href)
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  address.hash = ''
  return address.href
}
