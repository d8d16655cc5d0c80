import type { Page } from '@playwright/test'
import { CodePage } from './code-page.ts'
import { Frame } from './frame.ts'
import { SignInPage } from './sign-in-page.ts'

/** Signs somebody in and opens a text to code. */
export async function openBench(page: Page, who: string, title: string): Promise<CodePage> {
  await new SignInPage(page).signIn(who)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(title)
  return code
}
