import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { build, loadConfigFromFile } from 'vite'
import { accessibilityFaults } from './harness.ts'

const root = join(import.meta.dirname, '../..')
const built = join(root, '.cache/gallery')
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  'media-src blob:',
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

let server: Server | undefined
let address: string
let violations: string[]
let errors: string[]

test.beforeAll(async () => {
  const mode = { command: 'build', mode: 'production' } as const
  const loaded = await loadConfigFromFile(mode, join(root, 'vite.config.ts'))
  await build({
    ...loaded?.config,
    configFile: false,
    root: join(root, 'renderer'),
    logLevel: 'warn',
    build: {
      ...loaded?.config.build,
      chunkSizeWarningLimit: 2000,
      outDir: built,
      rolldownOptions: { input: [join(root, 'renderer/gallery.html')] },
    },
  })
  server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://gallery').pathname)
    try {
      const body = await readFile(join(built, path))
      const type = types[extname(path)] ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body)
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    }
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/gallery.html`
})

test.afterAll(async () => {
  await new Promise(closed => (server ? server.close(closed) : closed(undefined)))
})

test.beforeEach(async ({ page }) => {
  violations = []
  errors = []
  await page.exposeFunction('reportViolation', (what: string) => violations.push(what))
  await page.addInitScript(() => {
    const { reportViolation } = window as unknown as { reportViolation(what: string): void }
    addEventListener('securitypolicyviolation', event => {
      reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}`)
    })
  })
  page.on('pageerror', error => errors.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text())
  })
})

test.afterEach(() => {
  expect({ violations, errors }).toEqual({ violations: [], errors: [] })
})

async function open(page: Page): Promise<void> {
  await page.goto(address)
  await page.getByRole('heading', { name: 'The kit' }).waitFor()
  await page.evaluate(async () => {
    await document.fonts.ready
  })
}

function picture(page: Page, name: string) {
  return page.screenshot({ path: join(root, `test-results/screens/kit-${name}.png`) })
}

const looks = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'high-contrast', media: { colorScheme: 'light', contrast: 'more' } },
  { name: 'high-contrast-dark', media: { colorScheme: 'dark', contrast: 'more' } },
] as const

for (const look of looks) {
  test(`looks right and is accessible: ${look.name}`, async ({ page }) => {
    await page.emulateMedia({ ...look.media, reducedMotion: 'reduce' })
    await open(page)
    for (const group of await page.locator('main > section').all()) {
      const id = await group.getAttribute('id')
      await group.screenshot({ path: join(root, `test-results/screens/kit-${look.name}-${id}.png`) })
    }
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test(`what opens over the page is accessible: ${look.name}`, async ({ page }) => {
    await page.emulateMedia({ ...look.media, reducedMotion: 'reduce' })
    await open(page)
    const openers: readonly (readonly [string, () => Promise<void>])[] = [
      ['menu', () => page.getByRole('button', { name: 'Code actions' }).click()],
      ['select', () => page.getByRole('button', { name: 'Mentor interviews Data set' }).click()],
      ['combo-box', () => page.getByRole('combobox', { name: 'Code' }).press('ArrowDown')],
      ['popover', () => page.getByRole('button', { name: 'Margin' }).click()],
      ['dialog', () => page.getByRole('button', { name: 'New code', exact: true }).last().click()],
      ['alert', () => page.getByRole('button', { name: 'Purge a source' }).click()],
    ]
    for (const [name, show] of openers) {
      await show()
      await expect(
        page.locator('[role=menu], [role=listbox], [role=dialog], [role=alertdialog]').first(),
      ).toBeVisible()
      await picture(page, `${look.name}-open-${name}`)
      const faults = await accessibilityFaults(page)
      // While its list is open a combo box hides the rest of the page from assistive technology but keeps the
      // focus in its input; Tab closes the list before it leaves. axe sees only the first half.
      const counted = faults.filter(fault => name !== 'combo-box' || !fault.startsWith('aria-hidden-focus'))
      expect(counted, name).toEqual([])
      await page.keyboard.press('Escape')
      await expect(
        page.locator('[role=menu], [role=listbox], [role=dialog], [role=alertdialog]'),
      ).toHaveCount(0)
    }
    await page.getByRole('button', { name: 'With undo' }).click()
    await page.getByRole('button', { name: 'Error' }).click()
    await picture(page, `${look.name}-open-toasts`)
    expect(await accessibilityFaults(page), 'toasts').toEqual([])
  })
}
