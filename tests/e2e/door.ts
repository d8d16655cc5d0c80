import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** The checkout's root. */
export const root = resolve(import.meta.dirname, '../..')

/** A running loopback door on a library of its own. */
export interface Door {
  /** Its address with the one-time token: open it once, the cookie does the rest. */
  address: string
  /** Its address without a token. */
  origin: string
  /** A temporary folder: the library is in it, and tests may put files there. */
  folder: string
  /** Ends the door and removes the folder. */
  stop(): Promise<void>
}

/** Starts `tandem serve` on a free port and waits for its address; `study` opens that study folder at once. */
export async function startDoor(options: { study?: string } = {}): Promise<Door> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-e2e-'))
  const child = spawn(
    nodeOfTheProject(),
    [
      join(root, 'engine/start.ts'),
      'serve',
      ...(options.study === undefined ? [] : [options.study]),
      '--port',
      '0',
    ],
    {
      cwd: root,
      env: { ...process.env, TANDEM_LIBRARY: join(folder, 'library') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const stop = async () => {
    await ended(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const address = await addressFrom(child)
    return { address, origin: new URL(address).origin, folder, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The Node that runs TypeScript as it stands: this one where it can, else the project's own. */
function nodeOfTheProject(): string {
  return Number(process.versions.node.split('.')[0]) >= 24
    ? process.execPath
    : join(root, 'node_modules/.bin/node')
}

function addressFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    const hear = (line: string) => {
      said.push(line)
      const address = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0]
      if (address) resolve(address)
    }
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', hear)
    }
    child.once('error', reject)
    child.once('exit', code =>
      reject(new Error(`The door ended (${code}) before it gave an address:\n${said.join('\n')}`)),
    )
  })
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    const deadline = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.once('exit', () => {
      clearTimeout(deadline)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
