import { readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, lookAt, test } from './harness.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { StartPage } from './pages/start-page.ts'

test('a check says that nothing is wrong, and names steps that were set aside beside the study', async ({
  app,
  door,
}) => {
  const { page } = app
  await new StartPage(page).create('Behind a door')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead'] })
  const frame = new Frame(page)
  const dialog = page.getByRole('dialog', { name: 'Check the study' })
  await frame.command('Check the study…')
  await expect(dialog).toContainText('Nothing is wrong.')
  await expect(dialog).not.toContainText('set-aside')
  await page.keyboard.press('Escape')

  const database = readdirSync(door.folder, { recursive: true, encoding: 'utf8' }).find(name =>
    name.endsWith('study.db'),
  )
  const name = 'study.db-wal.set-aside-01a22213-0e8d-71d4-8c12-1f8b208634a9'
  writeFileSync(join(door.folder, dirname(database ?? ''), name), 'steps')
  await frame.command('Check the study…')
  await expect(dialog).toContainText('Nothing is wrong.')
  await expect(dialog).toContainText(`${name} in the study’s folder holds last steps of another state`)
  await lookAt(page, 'check-set-aside')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
