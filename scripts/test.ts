import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  failedInTheBrowser,
  failedUnderVitest,
  type PlaywrightSuite,
  type VitestFile,
} from './failed-tests.ts'

/*
 * Every suite, one after the other: unit, property, migration, door and command-line tests under Vitest, then the app
 * in a real browser under Playwright. Ends on what failed, once more, and one line, `N passed, N failed, N skipped`.
 */
const root = resolve(import.meta.dirname, '..')
const reports = join(root, '.cache', 'test')

interface Tally {
  passed: number
  failed: number
  skipped: number
  /** What failed, a paragraph each. */
  failures: string[]
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise(settle => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    child.once('error', () => settle(1))
    child.once('close', code => settle(code ?? 1))
  })
}

/** The browser the suites drive: Debian's, installed here where that asks nobody anything. */
function browser(): string | null {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  const found = () => places.find(place => place !== undefined && existsSync(place)) ?? null
  const here = found()
  if (here || process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return here
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  console.log('Chromium is not on this machine: installing Debian’s …')
  for (const words of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core'],
  ]) {
    const [command = '', ...args] = [...sudo, ...words]
    spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
  return found()
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numFailedTestSuites: number
  testResults: VitestFile[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  suites: PlaywrightSuite[]
}

/** A suite that did not come to a report. */
const notRun: Tally = { passed: 0, failed: 1, skipped: 0, failures: [] }

function report<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}

async function underVitest(): Promise<Tally> {
  const file = join(reports, 'vitest.json')
  const code = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const said = report<VitestReport>(file)
  if (!said) return notRun
  const failed = Math.max(said.numFailedTests, said.numFailedTestSuites > 0 || code !== 0 ? 1 : 0)
  return {
    passed: said.numPassedTests,
    failed,
    skipped: said.numPendingTests + said.numTodoTests,
    failures: failedUnderVitest(said.testResults),
  }
}

async function inTheBrowser(): Promise<Tally> {
  const chromium = browser()
  if (!chromium) {
    console.error(
      'The browser suite could not run: Chromium is not on this machine and could not be installed.',
    )
    return notRun
  }
  const file = join(reports, 'playwright.json')
  const code = await run('playwright', ['test', '--reporter=list,json'], {
    CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const said = report<PlaywrightReport>(file)
  if (!said) return notRun
  const { expected, unexpected, flaky, skipped } = said.stats
  const failed = unexpected + flaky
  return {
    passed: expected,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped,
    failures: failedInTheBrowser(said.suites),
  }
}

// Hundreds of tests start the engine anew: what Node makes of its code is kept between them.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compiled')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
if ((await run(process.execPath, [join(root, 'scripts', 'build.ts')])) !== 0) {
  console.log('0 passed, 1 failed')
  process.exit(1)
}
const tallies = [await underVitest(), await inTheBrowser()]
const sum = (field: Exclude<keyof Tally, 'failures'>) =>
  tallies.reduce((total, tally) => total + tally[field], 0)
for (const { failures } of tallies) for (const failure of failures) console.log(`${failure}\n`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') === 0 ? 0 : 1
