import { openLoopback } from './doors/loopback.ts'
import type { Host } from './host.ts'
import { remember } from './library/handlers.ts'
import type { StudyHandle } from './studies/handle.ts'

export interface ServeOptions {
  renderer: string
  port: number
  /** A study's folder to open at once; null for the Start screen. */
  study: string | null
  sample: boolean
  passphrase: string | undefined
  onAddress: (address: string, first: boolean) => void
  say: (message: string) => void
  /** Aborting closes the door and every study. */
  signal: AbortSignal
}

/** Serves the app on this machine until `signal` is aborted. */
export async function serve(host: Host, options: ServeOptions): Promise<void> {
  const { signal, say } = options
  const path = options.sample ? await freshSample(host, say, signal) : options.study
  const study: StudyHandle | null =
    path === null ? null : host.enter(path, { passphrase: options.passphrase })
  if (study) remember(host, study.folder.path, study.describe().title)
  const warning = study?.describe().placeWarning ?? null
  if (warning !== null) say(warning)
  let first = true
  const door = await openLoopback({
    host,
    renderer: options.renderer,
    port: options.port,
    study: () => study,
    onAddress(address) {
      options.onAddress(address, first)
      first = false
    },
  })
  if (!signal.aborted)
    await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
  await door.close()
}

async function freshSample(host: Host, say: (message: string) => void, signal: AbortSignal): Promise<string> {
  say('Making a fresh copy of the sample study …')
  const window = host.openWindow(true)
  try {
    return (await window.client.library.openSample({}, { signal })).path
  } finally {
    window.close()
  }
}
