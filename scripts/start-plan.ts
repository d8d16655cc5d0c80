/** What `npm start` knows of this machine before it decides. */
export interface Surroundings {
  platform: NodeJS.Platform
  env: { readonly DISPLAY?: string | undefined; readonly WAYLAND_DISPLAY?: string | undefined }
  /** Whether this is the system's administrator (Electron refuses to run as root on Linux). */
  administrator: boolean
  /** Whether Electron's program is on this machine. */
  electron: boolean
  /** Whether the desktop shell and the engine's process have been built. */
  built: boolean
  /** When fetching Electron last failed, in ms, or null. */
  failedAt: number | null
  now: number
  /** `--browser`: the person asked for the browser. */
  browserAsked: boolean
}

/** Where the app opens, and why not on the desktop. */
export type Plan = { door: 'desktop' } | { door: 'fetch' } | { door: 'browser'; why: string }

/** How long a failed fetch of Electron is remembered, in ms: one day. */
export const failureKept = 24 * 60 * 60 * 1000

/** How long a fetch of Electron may take, in ms. */
export const fetchPatience = 20_000

/** Whether a window can be shown here. */
export function hasDisplay(platform: NodeJS.Platform, env: Surroundings['env']): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)
}

/** Where to open: on the desktop where that can work, after a fetch where it might, in a browser otherwise. */
export function planStart(here: Surroundings): Plan {
  if (here.browserAsked) return inBrowser('as you asked')
  if (!here.built) return inBrowser('the desktop shell is not built')
  if (!hasDisplay(here.platform, here.env))
    return inBrowser('this session has no display for a desktop window')
  if (here.platform === 'linux' && here.administrator) return inBrowser('Electron does not run as root')
  if (here.electron) return { door: 'desktop' }
  const since = here.failedAt === null ? Number.POSITIVE_INFINITY : here.now - here.failedAt
  if (since >= 0 && since < failureKept) {
    return inBrowser(
      'Electron could not be fetched within the last day; `npx install-electron` fetches it without a time limit',
    )
  }
  return { door: 'fetch' }
}

function inBrowser(why: string): Plan {
  return { door: 'browser', why }
}

/** One sentence when this Node is too old, or null. `version` as `process.versions.node` gives it. */
export function whyNotThisNode(version: string): string | null {
  if (Number.parseInt(version, 10) >= 24) return null
  return `Tandem needs Node 24 or newer and this is Node ${version}: start it with \`npm start\`, which brings its own.`
}

/** The address in a line that the loopback door prints, or null. */
export function addressIn(line: string): string | null {
  return /https?:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0] ?? null
}

/** The program and arguments that open an address in the person's browser. */
export function browserCommand(platform: NodeJS.Platform, address: string): [string, string[]] {
  if (platform === 'darwin') return ['open', [address]]
  // `start` would read the `&` of an address; this does not.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]]
  return ['xdg-open', [address]]
}
