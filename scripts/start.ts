import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import {
  addressIn,
  browserCommand,
  fetchPatience,
  hasDisplay,
  planStart,
  whyNotThisNode,
} from './start-plan.ts'

const root = resolve(import.meta.dirname, '..')
const electronFolder = join(root, 'node_modules', 'electron')
const failureFile = join(root, '.cache', 'electron-fetch-failed')
const given = process.argv.slice(2)
/** An Electron that ends with an error so soon (ms) could not start at all. */
const startingTime = 10_000

const say = (line: string) => console.log(line)

/** Electron's program, or null where its binary is not on this machine. */
function electronProgram(): string | null {
  try {
    const program = join(
      electronFolder,
      'dist',
      readFileSync(join(electronFolder, 'path.txt'), 'utf8').trim(),
    )
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}

function lastFailure(): number | null {
  try {
    return Number(readFileSync(failureFile, 'utf8'))
  } catch {
    return null
  }
}

/** Fetches Electron quietly; says whether it is here now, and remembers when it is not. */
async function fetchElectron(): Promise<boolean> {
  say(`Looking for Electron, which opens desktop windows (at most ${fetchPatience / 1000} seconds) …`)
  const fetching = spawn(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore' })
  const late = setTimeout(() => fetching.kill('SIGKILL'), fetchPatience)
  await ended(fetching)
  clearTimeout(late)
  if (electronProgram()) {
    rmSync(failureFile, { force: true })
    return true
  }
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(failureFile, String(Date.now()))
  return false
}

/** The code a program ended with; a signal we passed on, and Ctrl-C, count as a clean end. */
function ended(child: ChildProcess): Promise<number> {
  return new Promise(settle => {
    child.once('error', () => settle(1))
    child.once('exit', (code, signal) =>
      settle(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
    )
  })
}

/** Passes a request to stop on to the child, and lets it end by itself. Ctrl-C reaches the child on its own. */
function passOn(child: ChildProcess): void {
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
}

async function openDesktop(program: string): Promise<number | 'could not start'> {
  say('Opening Tandem on the desktop.')
  const began = Date.now()
  const child = spawn(program, ['.', ...given], { cwd: root, stdio: 'inherit' })
  passOn(child)
  const code = await ended(child)
  return code !== 0 && Date.now() - began < startingTime ? 'could not start' : code
}

async function openInBrowser(why: string): Promise<number> {
  say(`Opening Tandem in a browser on this machine: ${why}.`)
  const door = join(root, 'engine', 'start.ts')
  const rest = given.filter(argument => argument !== '--browser')
  const child = spawn(process.execPath, ['--max-semi-space-size=4', door, 'serve', ...rest], {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
  })
  passOn(child)
  let opened = !hasDisplay(process.platform, process.env)
  createInterface({ input: child.stdout }).on('line', line => {
    say(line)
    const address = addressIn(line)
    if (opened || !address) return
    opened = true
    const [program, args] = browserCommand(process.platform, address)
    const browser = spawn(program, args, { stdio: 'ignore', detached: true })
    browser.on('error', () => {})
    browser.unref()
  })
  return ended(child)
}

async function start(): Promise<number> {
  const tooOld = whyNotThisNode(process.versions.node)
  if (tooOld) {
    console.error(tooOld)
    return 1
  }
  const { buildAll } = await import('./build.ts')
  await buildAll(say)
  const look = () =>
    planStart({
      platform: process.platform,
      env: process.env,
      administrator: process.getuid?.() === 0,
      electron: electronProgram() !== null,
      built: ['electron/main.js', 'engine/utility-process.js'].every(file =>
        existsSync(join(root, 'dist', file)),
      ),
      failedAt: lastFailure(),
      now: Date.now(),
      browserAsked: given.includes('--browser'),
    })
  let plan = look()
  if (plan.door === 'fetch') {
    const here = await fetchElectron()
    plan = here
      ? look()
      : { door: 'browser', why: 'Electron is not on this machine and could not be fetched' }
  }
  const program = electronProgram()
  if (plan.door === 'desktop' && program) {
    const code = await openDesktop(program)
    if (code !== 'could not start') return code
    plan = { door: 'browser', why: 'Electron is on this machine but could not start' }
  }
  return openInBrowser(plan.door === 'browser' ? plan.why : 'Electron is not on this machine')
}

process.exitCode = await start()
