import { chromium } from '@playwright/test'
import { startDoor } from './door.ts'
const door = await startDoor({ study: '/tmp/demo/Return to Rhythm.tandem' })
const { default: config } = await import('../../playwright.config.ts')
const { launchOptions = {} } = (config.projects?.[0]?.use ?? {}) as any
const browser = await chromium.launch(launchOptions)
const out = process.argv[2]
const scheme = (process.argv[3] ?? 'light') as 'light' | 'dark'
const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 }, colorScheme: scheme })).newPage()
page.on('pageerror', e => console.log('PAGEERROR', e.message))
await page.goto(door.address)
await page.getByRole('button', { name: 'Daniel Lowe' }).click()
const nav = page.getByRole('navigation', { name: 'Screens' })
const shot = async (n: string) => { await page.waitForTimeout(600); await page.screenshot({ path: `${out}/${n}-${scheme}.png` }) }
for (const s of ['Study', 'Sources', 'Cases', 'Code', 'Framework', 'Reports']) {
  await nav.getByRole('button', { name: s }).click()
  await page.getByRole('heading', { level: 1, name: s }).waitFor().catch(() => {})
  await page.waitForTimeout(900)
  const hint = page.getByRole('button', { name: 'Got it' })
  if (await hint.isVisible()) await hint.click()
  if (s === 'Code') { await page.keyboard.press('ControlOrMeta+p').catch(()=>{}); }
  await shot(s.toLowerCase())
  if (s === 'Sources') { await page.getByRole('button', { name: 'Pseudonyms' }).click(); await shot('pseudonyms'); }
}
await browser.close(); await door.stop()
