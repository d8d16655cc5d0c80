import { extname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The study or the hand-out a command line asks for, or null. `args` without the program's own name; switches are
 * skipped, a `file:` address (as Linux desktops pass) is taken as its path. A study is an existing folder `NAME.tandem`, a
 * hand-out an existing file `NAME.tandem-handout`.
 */
export function studyFromArgs(
  args: readonly string[],
  workingFolder: string,
  isFolder: (path: string) => boolean,
  isFile: (path: string) => boolean,
): string | null {
  for (const given of args) {
    if (given === '' || given.startsWith('-') || given.length > 4096 || given.includes('\0')) continue
    const path = resolve(workingFolder, given.startsWith('file:') ? pathOf(given) : given)
    const ending = extname(path).toLowerCase()
    if (ending === '.tandem' && isFolder(path)) return path
    if (ending === '.tandem-handout' && isFile(path)) return path
  }
  return null
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address)
  } catch {
    return ''
  }
}

/** Where settings and Chromium's own files stand, never in a roaming profile: `LOCALAPPDATA` on Windows. */
export function dataFolders(
  platform: NodeJS.Platform,
  env: { readonly LOCALAPPDATA?: string | undefined },
  appData: string,
): { userData: string; sessionData: string } {
  const local = platform === 'win32' && env.LOCALAPPDATA ? env.LOCALAPPDATA : appData
  const userData = join(local, 'Tandem')
  return { userData, sessionData: join(userData, 'session') }
}

/** What comes of the machine's own events: a locked screen or a sleeping machine locks open studies. */
export const lockingEvents = ['lock-screen', 'suspend'] as const

/**
 * Whether a page may have a path shown in the file manager. A network path (`\\server\share`) makes Windows send the
 * person's credentials to that server, so it is shown only inside something they chose in a dialog themselves.
 */
export function mayReveal(path: string, chosen: Iterable<string>): boolean {
  if (!isAbsolute(path) || path.includes('\0')) return false
  const network = /^[\\/]{2}/.test(path)
  return !network || [...chosen].some(given => path === given || path.startsWith(join(given, '/')))
}
