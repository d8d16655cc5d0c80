import { spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TandemError } from '#shared/errors.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Longest a page may take to print, in ms: a report of thousands of passages takes a minute on a slow computer. */
const limit = 180_000

/** What browsers that print to PDF are called where programs are looked for. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']
const macPlaces = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
  name => `/Applications/${name}.app/Contents/MacOS/${name}`,
)
const windowsPlaces = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/** The path of a Chromium, Chrome or Edge on this computer: the one `TANDEM_CHROMIUM` names, else one installed, else null. */
function chromiumIn(env: Env): string | null {
  const named = env.TANDEM_CHROMIUM
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const programs = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(
    at => at !== undefined,
  )
  const places =
    named !== undefined
      ? [named]
      : [
          ...names.flatMap(name => folders.map(folder => join(folder, name))),
          ...(process.platform === 'darwin' ? macPlaces : []),
          ...programs.flatMap(at => windowsPlaces.map(place => join(at, place))),
        ]
  return places.find(isProgram) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser to print with. Throws where there is none, with what to do instead. */
export function chromiumFor(env: Env): string {
  const found = chromiumIn(env)
  if (found !== null) return found
  throw new TandemError(
    'not-found',
    env.TANDEM_CHROMIUM === undefined
      ? 'PDF is printed by a browser, and no Chromium, Chrome or Edge is installed here.'
      : `PDF is printed by a browser, and ${env.TANDEM_CHROMIUM} (TANDEM_CHROMIUM) is none that can be started.`,
    'Install one, or name it in TANDEM_CHROMIUM; or export as html and print that from any browser.',
  )
}

/**
 * Prints a web page that stands on its own to PDF, with the Chromium at `program`, offline. What it
 * needs on the way lies in a folder of its own beside `output`, where plain text is to lie anyway, and goes with it.
 * `write` puts the page at a path in it. Answers the PDF. Throws a sentence where the browser does not manage it in time.
 */
export async function printPdf(
  program: string,
  output: string,
  write: (page: string) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Buffer> {
  const folder = mkdtempSync(join(dirname(output), '.tandem-pdf-'))
  try {
    const page = join(folder, 'page.html')
    const pdf = join(folder, 'page.pdf')
    await write(page)
    const said = await ran(
      program,
      [
        '--headless',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        // Chromium's sandbox does not start for root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${join(folder, 'profile')}`,
        '--no-pdf-header-footer',
        `--print-to-pdf=${pdf}`,
        pathToFileURL(page).href,
      ],
      signal,
    )
    try {
      return readFileSync(pdf)
    } catch {
      throw new TandemError(
        'unsupported-file',
        `The browser at ${program} made no PDF.${said === '' ? '' : ` It said: ${said}`}`,
        'Export as html and print it from a browser, or name another browser in TANDEM_CHROMIUM.',
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Runs a program to its end, or to the limit or the signal; answers the last line of what it complained. */
function ran(program: string, words: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'], timeout: limit, signal })
    let said = ''
    child.stderr.on('data', chunk => {
      said = (said + String(chunk)).slice(-2000)
    })
    child.once('error', error =>
      reject(
        signal.aborted
          ? new TandemError('cancelled', 'Stopped; nothing was written.')
          : new TandemError(
              'not-found',
              `${program} cannot be started: ${error.message}`,
              'Name another in TANDEM_CHROMIUM.',
            ),
      ),
    )
    child.once('close', (_, killed) =>
      killed === null
        ? resolve(said.trim().split('\n').at(-1)?.slice(0, 300) ?? '')
        : reject(
            new TandemError(
              'timed-out',
              `The browser at ${program} did not print the report within ${limit / 60_000} minutes.`,
              'Export as html and print it from a browser.',
            ),
          ),
    )
  })
}
