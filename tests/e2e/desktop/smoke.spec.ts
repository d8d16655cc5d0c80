import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ElectronApplication, _electron as electron, expect, type Page, test } from '@playwright/test'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const program = electronProgram()

function electronProgram(): string | null {
  const folder = join(root, 'node_modules', 'electron')
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

test.skip(program === null, 'Electron’s binary is not on this machine')
test.skip(
  !existsSync(join(root, 'dist/electron/main.js')) ||
    !existsSync(join(root, 'dist/engine/utility-process.js')),
  'The app is not built: run npm run build first',
)
test.describe.configure({ mode: 'serial' })

let home: string
let app: ElectronApplication
let page: Page
const trouble: string[] = []

/** Starts the app with everything it keeps in a folder of its own. */
async function launch(...args: string[]): Promise<void> {
  const kept = Object.fromEntries(
    ['HOME', 'APPDATA', 'LOCALAPPDATA', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME'].map(name => {
      const folder = name === 'HOME' ? home : join(home, name)
      mkdirSync(folder, { recursive: true })
      return [name, folder]
    }),
  )
  const env = Object.entries({ ...process.env, ...kept }).flatMap(([name, value]) =>
    value === undefined || name === 'ELECTRON_RUN_AS_NODE' ? [] : [[name, value] as const],
  )
  app = await electron.launch({
    ...(program ? { executablePath: program } : {}),
    args: [root, ...args],
    cwd: home,
    env: Object.fromEntries(env),
  })
  page = await app.firstWindow()
  page.on('console', message => {
    if (message.type() === 'error' || /Content Security Policy|Trusted/i.test(message.text()))
      trouble.push(message.text())
  })
  page.on('pageerror', error => trouble.push(error.message))
  await page.waitForLoadState()
}

test.beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'desktop-')))
  await launch()
})

test.afterAll(async () => {
  await app?.close()
})

test('the window is the built page, from its own origin, and shows the Start screen', async () => {
  expect(page.url()).toBe('app://ui/index.html')
  expect(await page.evaluate(() => location.origin)).toBe('app://ui')
  await expect(page.getByRole('main')).toBeVisible()
})

test('the page has no Node and one bridge with nothing else in it', async () => {
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter(name => name in globalThis),
    bridge: Object.keys((globalThis as { tandemDesktop?: object }).tandemDesktop ?? {}).sort(),
  }))
  expect(seen).toEqual({
    node: [],
    bridge: [
      'chooseFiles',
      'chooseFolder',
      'onCommand',
      'pathForFile',
      'platform',
      'requestPort',
      'reveal',
      'saveAs',
      'setMenu',
    ],
  })
})

test('the web contents run as the table of settings says', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  })
})

test('no network, no other page, no new window, no inline script', async () => {
  const outcome = await page.evaluate(async () => {
    const attempt = async (what: () => unknown) => {
      try {
        await what()
        return 'allowed'
      } catch {
        return 'refused'
      }
    }
    const socket = (url: string) =>
      new Promise((resolve, reject) => {
        const opened = new WebSocket(url)
        opened.onopen = resolve
        opened.onerror = reject
      })
    return {
      https: await attempt(() => fetch('https://example.org/')),
      http: await attempt(() => fetch('http://127.0.0.1:1/')),
      file: await attempt(() => fetch('file:///etc/hosts')),
      socket: await attempt(() => socket('wss://example.org/')),
      missing: (await fetch('app://ui/../package.json')).status,
      window: window.open('https://example.org/'),
      // In a task of its own: the test's own call may run text as code, the page's may not.
      script: await new Promise(settle =>
        setTimeout(() => attempt(() => new Function('return 1')()).then(settle)),
      ),
      html: await attempt(() => {
        document.createElement('div').innerHTML = '<b>x</b>'
      }),
      camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
    }
  })
  expect(outcome).toEqual({
    https: 'refused',
    http: 'refused',
    file: 'refused',
    socket: 'refused',
    missing: 404,
    window: null,
    script: 'refused',
    html: 'refused',
    camera: 'refused',
  })
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await expect.poll(() => page.url()).toBe('app://ui/index.html')
  // These refusals are what was meant to happen; from here on nothing may be refused.
  trouble.length = 0
})

test('the native menu stands, with the page’s commands in it', async () => {
  const labels = () =>
    app.evaluate(
      ({ Menu }) => Menu.getApplicationMenu()?.items.map(item => item.label.replaceAll('&', '')) ?? [],
    )
  await expect.poll(labels).toEqual(expect.arrayContaining(['File', 'Edit', 'View', 'Help']))
})

test('the engine is given back after it is killed, and the page goes on', async () => {
  const enginePid = () =>
    app.evaluate(
      ({ app: shell }) => shell.getAppMetrics().find(({ name }) => name === 'Tandem engine')?.pid ?? 0,
    )
  await expect.poll(enginePid).toBeGreaterThan(0)
  const before = await enginePid()
  process.kill(before, 'SIGKILL')
  await expect.poll(enginePid).not.toBe(before)
  await expect.poll(enginePid).toBeGreaterThan(0)
  await expect(page.getByRole('main')).toBeVisible()
})

test('the sample study opens from the command line and its window is remembered', async () => {
  await app.close()
  await launch('--sample')
  await expect.poll(() => page.title(), { timeout: 60_000 }).not.toBe('Tandem')
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 40, width: 1100, height: 700 }),
  )
  await app.close()
  await launch()
  const bounds = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  )
  expect(bounds).toMatchObject({ width: 1100, height: 700 })
})

test('nothing was refused or thrown on the way, and no dump or cached page is left', async () => {
  expect(trouble).toEqual([])
  const files = readdirSync(home, { recursive: true }).map(String)
  expect(files.filter(file => /\.dmp$|Code Cache[\\/]js[\\/].*_0$/.test(file))).toEqual([])
})
